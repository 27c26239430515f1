"""Where several processes or machines share a crawl: which tasks are open, and waiting for those of others.

All that one knows of another is what lies in the folder of the crawl: a task is done when its marker is there.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from itertools import groupby

from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.stages import Stage
from onrecord.outputs import report

_POLL = 2.0  # seconds
_TOLD = 60.0  # seconds from one line about what is waited for to the next
_MOST = 10  # spans of tasks that are named


def open_tasks(stage: Stage, folder: CrawlFolder) -> list[int]:
    """The tasks of a stage that are not done, in order."""
    completions = folder.stage(stage.name).path / "completions"
    done = {path.name for path in completions.iterdir()} if completions.is_dir() else set()
    return [rank for rank in range(stage.tasks) if f"{rank:05d}" not in done]


def wait_for(stage: Stage, folder: CrawlFolder, watch: Callable[[], None]) -> None:
    """Return when all tasks of the stage are done, by whomever; tell once a minute which are not."""
    told = time.monotonic() - _TOLD + _POLL
    while left := open_tasks(stage, folder):
        if time.monotonic() >= told + _TOLD:
            told = time.monotonic()
            report(f"waiting for others: stage {stage.name}, {tasks_named(left)} of {stage.tasks:,}; {_mend(stage)}")
        watch()
        time.sleep(_POLL)


def _mend(stage: Stage) -> str:
    whose = "that have these tasks in their --task-range" if stage.of_inputs else "that has task 0 in its --task-range"
    return f"it goes on when the runs {whose} have done them (Ctrl-C ends it; the same command goes on)"


def tasks_named(ranks: Iterable[int]) -> str:
    """Tasks as people name them: `tasks 0-3, 7`; of many, the first."""
    numbers = sorted(ranks)
    spans = [[rank for _, rank in span] for _, span in groupby(enumerate(numbers), lambda pair: pair[1] - pair[0])]
    named = [f"{span[0]}-{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans]
    more = [f"and more ({len(numbers):,} in all)"] if len(named) > _MOST else []
    return f"task{'s' if len(numbers) != 1 else ''} {', '.join([*named[:_MOST], *more])}"
