"""datatrove's executor for a Ray cluster, with its workers watched.

datatrove's own starts an actor and a pool of processes for each few tasks, which takes seconds, reads the model anew,
and waits for ever when a process of that pool is killed. Here each task of a crawl is a task of Ray, whose processes do
one after the other; one that dies with its process or its machine is begun again, elsewhere if need be.
"""

from __future__ import annotations

import logging
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import ray
from datatrove.executor.base import PipelineExecutor
from datatrove.executor.ray import RayPipelineExecutor
from loguru import logger
from ray.exceptions import RayError, RayTaskError

from onrecord import __version__
from onrecord.crawl.supervision import Outcome, done
from onrecord.errors import OnrecordError
from onrecord.incident import quoted

_TICK = 0.5  # seconds
_GRACE = 10  # seconds in which tasks that are called back end
_AT_ONCE = 1000  # tasks that are with Ray, which starts as many as it has processors
_ATTEMPTS = 30  # at a task, if processes that have it die; each document that kills one takes some of them


class RayExecutor(RayPipelineExecutor):  # type: ignore[misc]
    """datatrove's executor for Ray; its `run` is another, and logs go straight to the folder that all share."""

    def __init__(
        self, pipeline: list[Any], *, tasks: int, workers: int | None, logging_dir: Path, ranks: range, address: str
    ) -> None:
        logger.remove()
        super().__init__(pipeline, tasks=tasks, workers=workers or _AT_ONCE, logging_dir=str(logging_dir))
        self.ranks, self.address = ranks, address

    def run(self, watch: Callable[[], None] = lambda: None) -> Outcome:
        """Do the tasks that are not done; `watch` is called about twice a second. Raises `OnrecordError`."""
        pending = deque(self.get_incomplete_ranks(self.ranks))
        outcome = Outcome()
        if pending:
            with _connected(self.address):
                _Dispatch(self, pending, outcome).run(watch)
        return outcome

    def _run_for_rank(self, rank: int, local_rank: int = 0, node_rank: int = -1) -> Any:
        return PipelineExecutor._run_for_rank(self, rank, local_rank, node_rank)


class _Dispatch:
    """The loop that hands tasks to Ray, and sees to those that do not end well."""

    def __init__(self, executor: RayExecutor, pending: deque[int], outcome: Outcome) -> None:
        self.executor, self.pending, self.outcome = ray.put(executor), pending, outcome
        self.most = executor.workers
        self.attempts: Counter[int] = Counter()
        self.running: dict[Any, int] = {}
        self.work = ray.remote(num_cpus=1, max_retries=0, scheduling_strategy="SPREAD")(_work)

    def run(self, watch: Callable[[], None]) -> None:
        try:
            while self.pending or self.running:
                while self.pending and len(self.running) < self.most:
                    rank = self.pending.popleft()
                    self.running[self.work.remote(self.executor, rank, __version__)] = rank
                for each in ray.wait(list(self.running), timeout=_TICK)[0]:
                    self._hear(each)
                watch()
        finally:
            self._call_back()

    def _hear(self, each: Any) -> None:
        rank = self.running.pop(each)
        try:
            fault, ends_run = ray.get(each)
        except RayTaskError as error:  # it was not begun: the modules are not there, or others
            self.outcome.undone[rank] = f"not begun on its machine ({_cause(error)}); install onrecord there as here"
        except RayError as error:
            self._again(rank, f"its process ended ({_cause(error)})")
        else:
            if fault:
                self.outcome.undone[rank] = fault
            if ends_run:
                self.outcome.undone |= dict.fromkeys(self.pending, "not begun, for the run could not go on")
                self.pending.clear()

    def _again(self, rank: int, reason: str) -> None:
        self.outcome.deaths += 1
        self.attempts[rank] += 1
        if self.attempts[rank] < _ATTEMPTS:
            self.pending.append(rank)
        else:
            self.outcome.undone[rank] = f"{reason}, for the {_ATTEMPTS}th time"

    def _call_back(self) -> None:
        """End what still runs in good order: files are removed, no document is blamed."""
        for each in self.running:
            ray.cancel(each)
        if self.running:
            ray.wait(list(self.running), num_returns=len(self.running), timeout=_GRACE)


def _work(executor: RayExecutor, rank: int, version: str) -> tuple[str, bool]:
    """Do a task, in a process of Ray's; what went wrong, and whether that ends the run."""
    if version != __version__:
        return f"its machine has onrecord {__version__}, the run {version}; install the same", False
    logger.remove()
    return done(executor, rank)


@contextmanager
def _connected(address: str) -> Iterator[None]:
    try:
        ray.init(address, log_to_driver=False, logging_level=logging.ERROR, ignore_reinit_error=True)
    except (ConnectionError, RuntimeError, ValueError) as error:
        mend = "start one (`ray start --head`), or name its --ray-address; without a cluster leave --executor ray out"
        raise OnrecordError(f"{quoted(address, 100)}: no Ray cluster to work with ({_cause(error)}); {mend}") from error
    try:
        yield
    finally:
        ray.shutdown()


def _cause(error: Exception) -> str:
    """The first line of what Ray says, without its colours."""
    cause = getattr(error, "cause", None) or error
    lines = [line.strip() for line in str(cause).splitlines() if line.strip()]
    return f"{type(cause).__name__}: {lines[0] if lines else ''}"
