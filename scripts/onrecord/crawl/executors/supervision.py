"""datatrove's executor for one machine, with its workers watched.

datatrove's own waits for ever when a worker is killed (it is a `multiprocessing.Pool`, python/cpython#96062). Here a
worker that dies is replaced, and its task begun again; what it had in hand is done apart then (`crawl.tasks.apart`).
"""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Sequence
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from datatrove.executor.local import LocalPipelineExecutor
from loguru import logger

from onrecord.crawl.executors.endings import Outcome, concluded, heeding_stops
from onrecord.crawl.executors.workers import Reply, Result, Worker, started, stop
from onrecord.crawl.folder import StageFolder
from onrecord.crawl.tasks.apart import ending
from onrecord.crawl.tasks.bounds import PATIENCE
from onrecord.crawl.tasks.journal import snapshot

_TICK = 0.5  # seconds
_STUCK = 2 * PATIENCE  # times the seconds of a document, after which its worker is ended: it did not end by itself
_LEAST_STUCK = 5  # seconds: a busy machine may hold up a process, or the child that does a document apart
_DEATHS_A_TASK = 8  # of its process; documents that end it are done apart after two of them
_DEATHS_AT_START = 5  # one after the other: more than chance kills, and soon told where none can start


class SupervisedExecutor(LocalPipelineExecutor):  # type: ignore[misc]
    """datatrove's local executor; only its `run` is another. `seconds` is what a document may take."""

    def __init__(
        self,
        pipeline: list[Any],
        *,
        tasks: int,
        workers: int,
        logging_dir: Path,
        ranks: Sequence[int] | None = None,
        seconds: float = math.inf,
    ) -> None:
        place = logging_dir.absolute()  # fsspec remembers where a relative path led, by its name alone
        super().__init__(pipeline, tasks=tasks, workers=workers, logging_dir=str(place))
        self.ranks: Sequence[int] = range(tasks) if ranks is None else ranks
        self.folder = StageFolder(logging_dir)
        self.seconds = seconds

    def run(self) -> Outcome:
        """Do the tasks that are not done.

        A signal that asks this process to end (Ctrl-C, SIGTERM, SIGHUP) ends the workers in good order; a second one
        ends them at once.
        """
        logger.remove()
        with heeding_stops() as stops:
            supervision = _Supervision(self, deque(self.get_incomplete_ranks(self.ranks)))
            try:
                while supervision.goes_on and not stops:
                    supervision.attend()
            finally:
                stop(supervision.workers, is_urgent=lambda: len(stops) > 1)
        return concluded(self, supervision.outcome, supervision.left, stops)


class _Supervision:
    """The tasks that are left, and the workers that do them."""

    def __init__(self, executor: SupervisedExecutor, pending: deque[int]) -> None:
        self.executor, self.pending = executor, pending
        self.workers: list[Worker] = []
        self.log = executor.folder.path / "logs" / "workers.log"
        self.outcome = Outcome()
        self._deaths: Counter[int] = Counter()
        self._at_start = 0
        self._busy: set[int] = set()

    @property
    def goes_on(self) -> bool:
        return bool(self.pending or self._ranks())

    def attend(self) -> None:
        """Give tasks to those that have none, wait a little for what happens, and see to it."""
        while len(self.workers) < min(self.executor.workers, len(self.pending) + len(self._ranks())):
            self.workers.append(started(self.executor, self.log))
        for worker in self.workers.copy():
            if worker.is_idle and self.pending:
                self._give(worker, self.pending.popleft())
        events = wait([worker.connection for worker in self.workers], _TICK)
        for worker in self.workers.copy():
            if worker.connection in events:
                self._hear(worker)
            elif worker.is_dead:
                self._bury(worker)
            else:
                self._end_if_stuck(worker)

    @property
    def left(self) -> list[int]:
        """The tasks that are not begun, or not ended."""
        return [*self.pending, *self._ranks()]

    def give_up(self, reason: str) -> None:
        """Leave what is left undone."""
        self.outcome.undone |= dict.fromkeys(self.left, reason)
        self.pending.clear()

    def _ranks(self) -> list[int]:
        """The tasks that are being done."""
        return [worker.rank for worker in self.workers if worker.rank is not None]

    def _give(self, worker: Worker, rank: int) -> None:
        worker.rank = rank
        try:
            worker.connection.send(rank)
        except OSError:
            self._bury(worker)

    def _hear(self, worker: Worker) -> None:
        try:
            reply: Reply | None = worker.connection.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if reply is None:
            worker.is_ready, self._at_start = True, 0
            return
        rank, worker.rank = worker.rank, None
        assert rank is not None
        self._settle(rank, reply)

    def _settle(self, rank: int, reply: Reply) -> None:
        if reply.result is Result.BUSY and rank not in self._busy:
            self._busy.add(rank)
            self.pending.append(rank)  # once more, after the others
        elif reply.result is not Result.DONE:
            self.outcome.undone[rank] = reply.fault
        if reply.result is Result.HOPELESS:
            self.outcome.undone |= dict.fromkeys(self.pending, "not begun, for the run could not go on")
            self.pending.clear()

    def _bury(self, worker: Worker) -> None:
        """See to the task of a worker that died: it is done again, a bounded number of times."""
        self.workers.remove(worker)
        stop([worker])
        rank, told = worker.rank, ending(worker.process.returncode)
        self.outcome.deaths += 1
        if rank is not None:
            self._deaths[rank] += 1
            if self._deaths[rank] < _DEATHS_A_TASK:
                self.pending.appendleft(rank)
            else:
                place = f"see {self.log.parent}, then run the same command again"
                self.outcome.undone[rank] = f"its process ended {_DEATHS_A_TASK} times (at last {told}); {place}"
        elif not worker.is_ready:
            self._at_start += 1
            if self._at_start == _DEATHS_AT_START:
                found = f"{_DEATHS_AT_START} workers ended while they started (at last {told})"
                self.give_up(f"{found}; see {self.log}, then run the same command again")

    def _end_if_stuck(self, worker: Worker) -> None:
        seen = None if worker.rank is None else snapshot(self.executor.folder.journal(worker.rank))
        if seen and seen.seconds > max(self.executor.seconds * _STUCK, _LEAST_STUCK):
            worker.process.kill()
