"""datatrove's executor for one machine, with its workers watched.

datatrove's own waits for ever when a worker is killed (it is a `multiprocessing.Pool`, python/cpython#96062). Here each
worker is a process of its own that does one task after the other, so that model and vocabularies are read once; one
that dies is replaced, and its task begun again.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from datatrove.executor.local import LocalPipelineExecutor
from loguru import logger

from onrecord.crawl.tasks import TaskBusyError
from onrecord.errors import OnrecordError
from onrecord.files import WriteError

_TICK = 0.5  # seconds
_GRACE = 5  # seconds in which a worker that is asked to end does so
_DEATHS_A_TASK = 30  # each document that kills its worker takes some of them, until it is rejected
_DEATHS_AT_START = 3


@dataclass(slots=True)
class Outcome:
    """What became of a run's tasks: those that are not done, each with the reason for people."""

    undone: dict[int, str] = field(default_factory=dict)
    deaths: int = 0

    @property
    def is_whole(self) -> bool:
        return not self.undone


@dataclass(slots=True)
class _Worker:
    process: Any
    connection: Connection
    life: Connection  # as long as this end is open, the worker may live
    rank: int | None = None


class SupervisedExecutor(LocalPipelineExecutor):  # type: ignore[misc]
    """datatrove's local executor; only its `run` is another."""

    def __init__(
        self, pipeline: list[Any], *, tasks: int, workers: int, logging_dir: Path, ranks: range | None = None
    ) -> None:
        super().__init__(pipeline, tasks=tasks, workers=workers, logging_dir=str(logging_dir))
        self.ranks = range(tasks) if ranks is None else ranks

    def run(self, watch: Callable[[], None] = lambda: None) -> Outcome:
        """Do the tasks that are not done; `watch` is called about twice a second."""
        logger.remove()
        pending = deque(self.get_incomplete_ranks(self.ranks))
        outcome = Outcome()
        workers = [self._started() for _ in range(min(self.workers, len(pending)))]
        try:
            _Supervision(self, workers, pending, outcome).run(watch)
        finally:
            for worker in workers:
                _stop(worker)
        return outcome

    def _started(self) -> _Worker:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["onrecord.crawl.stages"])
        ours, theirs = context.Pipe()
        read, life = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(self, theirs, read), daemon=True)
        process.start()
        theirs.close()
        read.close()
        return _Worker(process, ours, life)


class _Supervision:
    """The loop that hands out tasks, and sees to workers that end."""

    def __init__(
        self, executor: SupervisedExecutor, workers: list[_Worker], pending: deque[int], outcome: Outcome
    ) -> None:
        self.executor, self.workers, self.pending, self.outcome = executor, workers, pending, outcome
        self.deaths: Counter[int | None] = Counter()

    def run(self, watch: Callable[[], None]) -> None:
        while True:
            for worker in self.workers:
                self._employ(worker)
            if not (busy := [worker for worker in self.workers if worker.rank is not None]):
                return
            events = wait([each for worker in busy for each in (worker.connection, worker.process.sentinel)], _TICK)
            for worker in busy:
                if worker.connection in events:
                    self._hear(worker)
                elif worker.process.sentinel in events:
                    self._bury(worker)
            watch()

    def _employ(self, worker: _Worker) -> None:
        if worker.rank is None and self.pending:
            worker.rank = self.pending.popleft()
            try:
                worker.connection.send(worker.rank)
            except OSError:
                self._bury(worker)

    def _hear(self, worker: _Worker) -> None:
        try:
            rank, fault, ends_run = worker.connection.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        worker.rank = None
        if fault:
            self.outcome.undone[rank] = fault
        if ends_run:
            self._give_up("not begun, for the run could not go on")

    def _bury(self, worker: _Worker) -> None:
        """Replace a worker that died, and have its task done again, a bounded number of times."""
        worker.process.join()
        rank, code = worker.rank, worker.process.exitcode
        assert rank is not None
        self.outcome.deaths += 1
        self.deaths[rank] += 1
        _stop(worker)
        if self.deaths[rank] < _DEATHS_A_TASK:
            self.pending.appendleft(rank)
        else:
            self.outcome.undone[rank] = f"its process ended {_DEATHS_A_TASK} times (the last time {_told(code)})"
        self.workers[self.workers.index(worker)] = self.executor._started()

    def _give_up(self, reason: str) -> None:
        self.outcome.undone |= dict.fromkeys(self.pending, reason)
        self.pending.clear()


def _work(executor: SupervisedExecutor, connection: Connection, life: Connection) -> None:
    """What a worker does: one task after the other, as long as the process that asks for them lives."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the supervisor tells when to end
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # in good order: files are removed, no document is blamed
    threading.Thread(target=_end_with, args=(life,), daemon=True).start()
    pipeline = executor.pipeline
    with Path(os.devnull).open("w") as nowhere:
        sys.stderr = nowhere  # datatrove prints what it also writes to its logs
        while True:
            rank = connection.recv()
            executor.pipeline = deepcopy(pipeline)  # steps count; each task begins at 0
            connection.send((rank, *_done(executor, rank)))


def _done(executor: SupervisedExecutor, rank: int) -> tuple[str, bool]:
    """Do a task; what went wrong, and whether that ends the run."""
    try:
        executor._run_for_rank(rank, local_rank=1)
    except TaskBusyError as error:
        return str(error), False
    except WriteError as error:
        return f"{error}; make room or mend the rights, then run the same command again", True
    except OnrecordError as error:
        return str(error), False
    except Exception as error:
        log = executor.logging_dir.resolve_paths(f"logs/task_{rank:05d}.log")
        return f"failed ({type(error).__name__}: {error}); see {log}, and please report it", False
    return "", False


def _end_with(life: Connection) -> None:
    """End this process when the one that holds the other end is no more."""
    with suppress(EOFError, OSError):
        life.recv_bytes()
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_GRACE)
    os._exit(1)


def _stop(worker: _Worker) -> None:
    worker.process.terminate()
    worker.process.join(_GRACE)
    worker.process.kill()
    worker.process.join()
    worker.life.close()
    worker.connection.close()


def _told(code: int | None) -> str:
    return f"by signal {-code}" if code is not None and code < 0 else f"with code {code}"


def undone_lines(undone: dict[int, str], most: int = 20) -> Iterable[str]:
    """What is to be told of the tasks that are not done."""
    yield from (f"task {rank}: {reason}" for rank, reason in sorted(undone.items())[:most])
    if len(undone) > most:
        yield f"and {len(undone) - most:,} more"
