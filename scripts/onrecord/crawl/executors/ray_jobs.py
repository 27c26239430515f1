"""A crawl on a Ray cluster: jobs of a few tasks each, in which the supervised executor does them.

datatrove's own executor for Ray starts an actor and a pool of processes for each few tasks, and waits for ever when a
process of that pool is killed. Here Ray says where a task is done, and tells when a machine is no more; all else is
seen to on the machine itself, as without Ray.
"""

from __future__ import annotations

import logging
import os
import socket
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from itertools import chain
from pathlib import Path
from typing import Any

import ray
from loguru import logger
from ray.exceptions import RayError, RayTaskError

from onrecord import __version__
from onrecord.crawl.executors.endings import Outcome, concluded, heeding_stops
from onrecord.crawl.executors.supervision import SupervisedExecutor
from onrecord.errors import OnrecordError
from onrecord.incident import ascii_controls, cut, quoted

_TICK = 0.5  # seconds
_KNOCKING = 20  # seconds until nobody is at an address
_GRACE = 20  # seconds in which tasks that are called back end
_AT_ONCE = 1000  # jobs that are with Ray, which starts as many as it has processors
_JOBS_A_PROCESSOR = 8  # a job starts a process that reads the model, which takes seconds
_ATTEMPTS = 8  # at a job, if machines that have it end


class RayExecutor:
    """Hands the tasks of an executor to a Ray cluster, so many at once."""

    def __init__(self, executor: SupervisedExecutor, *, address: str, workers: int | None) -> None:
        self._executor, self._address, self._workers = executor, address, workers or _AT_ONCE

    def run(self) -> Outcome:
        """Do the tasks that are not done. Raises `OnrecordError` where there is no cluster."""
        logger.remove()
        if not (ranks := self._executor.get_incomplete_ranks(self._executor.ranks)):
            return Outcome()
        with _connected(self._address), heeding_stops() as stops:
            dispatch = _Dispatch(self._executor, ranks, self._workers)
            while dispatch.goes_on and not stops:
                dispatch.attend()
            left = dispatch.end()
        return concluded(self._executor, dispatch.outcome, left, stops)


class _Dispatch:
    """The tasks that are left, a few for each job, and the jobs that Ray has."""

    def __init__(self, executor: SupervisedExecutor, ranks: list[int], most: int) -> None:
        self.executor, self.most = ray.put(executor), most
        self.outcome = Outcome()
        processors = min(most, int(ray.cluster_resources().get("CPU", 1)) or 1)
        size = max(1, len(ranks) // (processors * _JOBS_A_PROCESSOR))
        self._pending = deque(tuple(ranks[first : first + size]) for first in range(0, len(ranks), size))
        self._running: dict[Any, tuple[int, ...]] = {}
        self._attempts: Counter[tuple[int, ...]] = Counter()
        self._work = ray.remote(num_cpus=1, max_retries=0, scheduling_strategy="SPREAD")(_work)

    @property
    def goes_on(self) -> bool:
        return bool(self._pending or self._running)

    def attend(self) -> None:
        """Hand out jobs, wait a little for what happens, and see to it."""
        while self._pending and len(self._running) < self.most:
            ranks = self._pending.popleft()
            self._running[self._work.remote(self.executor, ranks, __version__)] = ranks
        for each in ray.wait(list(self._running), timeout=_TICK)[0]:
            self._hear(each, self._running.pop(each))

    def end(self) -> list[int]:
        """Call back what still runs, so that it ends in good order; the tasks that are left."""
        for each in self._running:
            ray.cancel(each)
        if self._running:
            ray.wait(list(self._running), num_returns=len(self._running), timeout=_GRACE)
        return [*chain(*self._pending, *self._running.values())]

    def _hear(self, each: Any, ranks: tuple[int, ...]) -> None:
        try:
            outcome: Outcome = ray.get(each)
        except RayTaskError as error:  # it was not begun: modules are not there, or others
            fault = f"not begun on its machine ({_told(error)}); install onrecord there as here"
            self.outcome.undone |= dict.fromkeys(ranks, fault)
        except RayError as error:
            self.outcome.deaths += 1
            self._again(ranks, _told(error))
        else:
            self.outcome.deaths += outcome.deaths
            if outcome.stopped:  # by who ends its machine
                self._again(ranks, "stopped")
            else:
                self.outcome.undone |= outcome.undone

    def _again(self, ranks: tuple[int, ...], reason: str) -> None:
        self._attempts[ranks] += 1
        if self._attempts[ranks] < _ATTEMPTS:
            self._pending.append(ranks)
        else:
            fault = f"its machine or process ended {_ATTEMPTS} times (at last: {reason})"
            self.outcome.undone |= dict.fromkeys(ranks, fault)


def _work(executor: SupervisedExecutor, ranks: tuple[int, ...], version: str) -> Outcome:
    """Do tasks on the machine that Ray chose, one after the other; those that are done already are left out."""
    if version != __version__:
        fault = f"its machine has onrecord {__version__}, the run {version}; install the same"
        return Outcome(dict.fromkeys(ranks, fault))
    executor.ranks, executor.workers = ranks, 1
    return executor.run()


@contextmanager
def _connected(address: str) -> Iterator[None]:
    """The cluster; what Ray prints for those who watch it goes nowhere."""
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
        try:
            _knock(address)
            ray.init(address, log_to_driver=False, logging_level=logging.CRITICAL, ignore_reinit_error=True)
        except (OSError, RuntimeError, ValueError, RayError) as error:
            mend = "start one (`ray start --head`), or name its --ray-address"
            raise OnrecordError(
                f"{quoted(address, 100)}: no Ray cluster to work with ({_told(error)}); {mend}"
            ) from error
        try:
            yield
        finally:
            ray.shutdown()


def _knock(address: str) -> None:
    """Raise `OSError` where nobody is at the address: Ray would try for many minutes."""
    host, colon, port = address.rpartition("/")[2].rpartition(":")
    if colon and port.isascii() and port.isdigit() and int(port) < 2**16:
        socket.create_connection((host.strip("[]"), int(port)), timeout=_KNOCKING).close()


def _told(error: Exception) -> str:
    """The first line of what Ray says."""
    cause = getattr(error, "cause", None) or error
    lines = [line.strip() for line in str(cause).splitlines() if line.strip()]
    return cut(ascii_controls(f"{type(cause).__name__}: {lines[0] if lines else ''}"), 300)
