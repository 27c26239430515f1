"""How a run over the tasks of a stage ends: what became of them, the signals that stop it, and what is told of both."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, groupby
from types import FrameType

from datatrove.executor.base import PipelineExecutor

_STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(slots=True)
class Outcome:
    """What became of a run's tasks: those that are not done, each with the reason for people; how often a worker died;
    and the signal that stopped the run, if one did.
    """

    undone: dict[int, str] = field(default_factory=dict)
    deaths: int = 0
    stopped: int = 0

    @property
    def is_whole(self) -> bool:
        return not self.undone

    @property
    def code(self) -> int:
        """The exit code of a run that ends so: as a shell gives it for a signal."""
        return 128 + self.stopped if self.stopped else int(not self.is_whole)


def concluded(executor: PipelineExecutor, outcome: Outcome, left: Iterable[int], stops: list[int]) -> Outcome:
    """The outcome at the end of a run that was stopped by the first of the signals, if there is one."""
    if stops:
        reason = f"stopped by {signal.Signals(stops[0]).name}; the same command goes on"
        outcome.undone |= dict.fromkeys(left, reason)
        outcome.stopped = stops[0]
    still = executor.get_incomplete_ranks(outcome.undone)  # another run may have done some
    outcome.undone = {rank: outcome.undone[rank] for rank in still}
    return outcome


@contextmanager
def heeding_stops() -> Iterator[list[int]]:
    """The signals that ask this process to end, as they come while inside; those that it ignores, it still does."""
    got: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        got.append(number)

    is_main = threading.current_thread() is threading.main_thread()
    heeded = [each for each in _STOPS if is_main and signal.getsignal(each) is not signal.SIG_IGN]
    before = [(each, signal.signal(each, note)) for each in heeded]
    try:
        yield got
    finally:
        for each, handler in before:
            signal.signal(each, handler)


def undone_lines(undone: dict[int, str], most: int = 20) -> Iterable[str]:
    """What is to be told of the tasks that are not done: each reason once."""
    reasons: dict[str, list[int]] = {}
    for rank, reason in sorted(undone.items()):
        reasons.setdefault(reason, []).append(rank)
    for reason, ranks in list(reasons.items())[:most]:
        yield f"{tasks_told(ranks)}: {reason}"
    if len(reasons) > most:
        yield f"and {sum(map(len, list(reasons.values())[most:])):,} more tasks, of other reasons"


def tasks_told(ranks: list[int]) -> str:
    """Tasks as people name them: `tasks 0-3, 7`."""
    return f"task{'s' if len(ranks) != 1 else ''} {ranks_told(ranks)}"


def ranks_told(ranks: list[int], most: int = 10) -> str:
    """Numbers in order as ranges: 0-3, 7."""
    counter = count()
    runs = [[*run] for _, run in groupby(ranks, key=lambda rank: rank - next(counter))]
    shown = [f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs[:most]]
    return ", ".join(shown) + (f" and {sum(map(len, runs[most:])):,} more" if len(runs) > most else "")
