"""Where several processes or machines share a crawl: which tasks are open, and waiting for those of others.

All that one knows of another is what lies in the folder of the crawl: a task is done when its marker is there.
"""

from __future__ import annotations

import time

from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.stages import Stage
from onrecord.crawl.supervision import ranks_told
from onrecord.outputs import report

_POLL = 2.0  # seconds
_TOLD = 60.0  # seconds from one line about what is waited for to the next


def open_tasks(stage: Stage, folder: CrawlFolder) -> list[int]:
    """The tasks of a stage that are not done, in order."""
    done = folder.stage(stage.name).done()
    return [rank for rank in range(stage.tasks) if rank not in done]


def wait_for(stage: Stage, folder: CrawlFolder, *, poll: float = _POLL) -> None:
    """Return when all tasks of the stage are done, by whomever; tell once a minute which are not."""
    told = 0.0
    while left := open_tasks(stage, folder):
        if not told or time.monotonic() >= told + _TOLD:
            told = time.monotonic()
            whose = "that have them in their --task-range" if stage.of_inputs else "that has task 0"
            done_by = f"{'the runs' if stage.of_inputs else 'the run'} {whose}"
            report(f"waiting for {_tasks(left)} of stage {stage.name}, which {done_by} do; Ctrl-C, and later the same")
        time.sleep(poll)


def tasks_told(ranks: list[int]) -> str:
    """Tasks as people name them: `tasks 0-3, 7`."""
    return f"task{'s' if len(ranks) != 1 else ''} {ranks_told(ranks)}"
