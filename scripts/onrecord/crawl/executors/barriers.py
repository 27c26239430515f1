"""Where several processes or machines share a crawl: which tasks are open, and waiting for those of others.

All that one knows of another is what lies in the folder of the crawl: a task is done when its marker is there.
"""

from __future__ import annotations

import math
import time

from onrecord.crawl.executors.endings import heeding_stops, tasks_told
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.stages import Stage
from onrecord.outputs import report

_POLL = 2.0  # seconds
_TOLD = 60.0  # seconds from one line about what is waited for to the next


def open_tasks(stage: Stage, folder: CrawlFolder) -> list[int]:
    """The tasks of a stage that are not done, in order."""
    done = folder.stage(stage.name).done()
    return [rank for rank in range(stage.tasks) if rank not in done]


def wait_for(stage: Stage, folder: CrawlFolder, *, poll: float = _POLL) -> int:
    """Return when all tasks of the stage are done, by whomever; tell once a minute which are not.

    Returns the signal that ended the waiting before, or 0.
    """
    whose = "other runs have in their --task-range" if stage.of_inputs else "the run that has task 0 does"
    told = -math.inf
    with heeding_stops() as stops:
        while (left := open_tasks(stage, folder)) and not stops:
            if time.monotonic() >= told + _TOLD:
                told = time.monotonic()
                report(f"waiting for {tasks_told(left)} of stage {stage.name}, which {whose}")
            time.sleep(poll)
    if not left or not stops:
        return 0
    report(f"stopped while waiting for {tasks_told(left)} of stage {stage.name}; the same command goes on")
    return stops[0]
