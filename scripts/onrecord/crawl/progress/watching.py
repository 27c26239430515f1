"""Looking at a crawl that others do: on Slurm, or on other machines that share its folder."""

from __future__ import annotations

import time

from onrecord.crawl.executors.barriers import open_tasks
from onrecord.crawl.executors.workforce import Workforce
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.manifest import load_plan
from onrecord.crawl.progress.display import showing
from onrecord.crawl.stages import stages

_POLL = 2.0  # seconds


def watch(folder: CrawlFolder, *, every: float, poll: float = _POLL) -> None:
    """Show how far the crawl is, stage after stage, until all of it is done; nothing is written. Raises `InputError`
    where there is no crawl.
    """
    plan = load_plan(folder)
    show = showing(plan, folder, Workforce(ranks=range(plan.tasks)), every=every)
    for stage in stages(plan, folder):
        if open_tasks(stage, folder):
            with show(stage):
                while open_tasks(stage, folder):
                    time.sleep(poll)
