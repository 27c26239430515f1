"""Who does the tasks of a crawl: this machine, or a Ray cluster (`ray_jobs`), or a Slurm cluster (`slurm_submission`).

Everywhere the supervised executor does them, in the processes of one machine; a cluster says on which. All work on one
folder that they share, and each does the tasks that are its and not done. So machines need nothing but that folder:
one command with a range of tasks each is a cluster already.
"""

from __future__ import annotations

from typing import Protocol

from onrecord.crawl.executors.endings import Outcome
from onrecord.crawl.executors.supervision import SupervisedExecutor
from onrecord.crawl.executors.workforce import Workforce
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.plan import Plan
from onrecord.crawl.stages import Stage


class Executor(Protocol):
    """Does tasks of a stage."""

    def run(self) -> Outcome:
        """Do the tasks that are not done."""
        ...


def supervised(stage: Stage, plan: Plan, folder: CrawlFolder, workforce: Workforce) -> SupervisedExecutor:
    """What does the workforce's tasks of a stage on one machine."""
    return SupervisedExecutor(
        stage.pipeline,
        tasks=stage.tasks,
        workers=workforce.workers or 1,
        logging_dir=folder.stage(stage.name).path,
        ranks=workforce.ranks_of(stage),
        seconds=plan.parameters.seconds,
    )


def executor_of(stage: Stage, plan: Plan, folder: CrawlFolder, workforce: Workforce) -> Executor:
    """What does them where the workforce is."""
    executor = supervised(stage, plan, folder, workforce)
    if workforce.executor != "ray":
        return executor
    from onrecord.crawl.executors.ray_jobs import RayExecutor

    return RayExecutor(executor, address=workforce.ray_address, workers=workforce.workers)
