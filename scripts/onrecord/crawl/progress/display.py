"""Progress of a crawl on standard error: one line that is renewed on a terminal, else a line of JSON a minute.

It is read from the folder of the crawl by a thread, so that it is the same whatever runs the tasks, and on whichever
machines.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime
from itertools import chain, repeat
from typing import Protocol

from onrecord.crawl.executors.workforce import Workforce
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.plan import Plan
from onrecord.crawl.progress.standing import Pace, Standing, Standings
from onrecord.crawl.runs import Show
from onrecord.crawl.stages import Stage

_SOON = 5  # seconds after which the first line of JSON comes: late enough for most that is wrong to have shown
_RENEWED = 1  # seconds between two states of the line on a terminal
_LEAST_REST = 20  # times as long as reading took; so it costs a twentieth of a core at most


class _Display(Protocol):
    def show(self, standing: Standing, pace: Pace) -> None: ...

    def close(self) -> None: ...


def showing(plan: Plan, folder: CrawlFolder, workforce: Workforce, *, every: float) -> Show:
    """What shows how far these tasks of a stage are; those not dealt out by input have an equal share of it each."""
    size = sum(file.size for file in plan.inputs)

    def show(stage: Stage) -> AbstractContextManager[None]:
        ranks = workforce.ranks_of(stage)
        sizes = {rank: plan.size_of(rank) if stage.of_inputs else size // stage.tasks for rank in ranks}
        counts = folder if stage.name == "annotate" else None
        return shown(Standings(folder.stage(stage.name), sizes, counts), stage.name, every=every)

    return show


@contextmanager
def shown(standings: Standings, stage: str, *, every: float = 60) -> Iterator[None]:
    """Show how far the tasks are while inside; `every` so many seconds where standard error is no terminal."""
    is_terminal = sys.stderr.isatty()
    display: _Display = _Line(standings.whole, stage) if is_terminal else _Lines(standings.whole, stage)
    rests = (_RENEWED, _RENEWED) if is_terminal else (min(_SOON, every), every)
    end = threading.Event()
    thread = threading.Thread(target=_watch, args=(standings, display, rests, end), daemon=True)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join()
        display.close()


def _watch(standings: Standings, display: _Display, rests: tuple[float, float], end: threading.Event) -> None:
    pace = Pace(max(60, 2 * rests[1]))
    cost = _read(standings, pace)
    for number, rest in enumerate(chain(rests[:1], repeat(rests[1]))):
        is_last = end.wait(max(rest, _LEAST_REST * cost))
        if is_last and not number:
            return  # a run as short as this needs no progress
        cost = _read(standings, pace)
        if pace.last:
            display.show(pace.last, pace)
        if is_last:
            return


def _read(standings: Standings, pace: Pace) -> float:
    """Take in how far the tasks are now; the seconds that it took."""
    begin = time.monotonic()
    with suppress(OSError, ValueError):  # a shared folder that is away for a while, or damaged, which others tell
        pace.add(standings.read())
    return time.monotonic() - begin


class _Line:
    """A bar, from two seconds on."""

    def __init__(self, whole: Standing, stage: str) -> None:
        from tqdm import tqdm

        self._whole = whole
        self._bar = tqdm(
            total=whole.work,
            desc=f"crawl: {stage}",
            bar_format="{desc} {percentage:3.0f}% of {total_fmt}B{postfix} |{bar}|",
            unit_scale=True,
            miniters=0,
            mininterval=0,
            delay=2,
            dynamic_ncols=True,
        )

    def show(self, standing: Standing, pace: Pace) -> None:
        left = pace.seconds_for(self._whole.work - standing.work)
        told = [f"{number:,} {name}" for name, number in standing.counts.items() if number or name == "documents"]
        told += [f"{standing.tasks:,}/{self._whole.tasks:,} tasks", f"{pace.rate / 1e6:.2f} MB/s"]
        told += [f"{self._bar.format_interval(left)} left"] if left else []
        self._bar.set_postfix_str(", ".join(told), refresh=False)
        self._bar.update(standing.work - self._bar.n)

    def close(self) -> None:
        self._bar.close()


class _Lines:
    """Lines of JSON, for programs and logs."""

    def __init__(self, whole: Standing, stage: str) -> None:
        self._whole, self._stage = whole, stage

    def show(self, standing: Standing, pace: Pace) -> None:
        values = {
            "time": datetime.now(UTC).isoformat(timespec="seconds"),
            "stage": self._stage,
            **standing.counts,
            "mb": round(standing.work / 1e6, 3),
            "mb_total": round(self._whole.work / 1e6, 3),
            "mb_per_s": round(pace.rate / 1e6, 3),
            "tasks_done": standing.tasks,
            "tasks": self._whole.tasks,
            "seconds_left": pace.seconds_for(self._whole.work - standing.work),
        }
        print(json.dumps(values), file=sys.stderr, flush=True)

    def close(self) -> None:
        pass
