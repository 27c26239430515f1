"""Who does the tasks of a crawl: processes of this machine, a Ray cluster, or (`slurm`) the jobs of a Slurm cluster.

All work on one folder that they share, and each does the tasks that are its and not done. So machines need nothing
but that folder: one command with a range of tasks each is a cluster already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.stages import Stage
from onrecord.crawl.supervision import Outcome, SupervisedExecutor
from onrecord.errors import OnrecordError, needing
from onrecord.incident import quoted

EXECUTORS = ("local", "ray", "slurm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workforce:
    """Who does which tasks. Nothing of it changes what is written, so each run of a crawl may have its own."""

    ranks: range  # of the tasks that the input is dealt out to
    executor: str = "local"
    workers: int | None = None  # at once; none: one process here, as many as there are processors on a cluster
    ray_address: str = "auto"
    slurm: Mapping[str, str] = field(default_factory=dict)  # options, see `slurm.OPTIONS`
    submits: bool = True  # to Slurm; if not, the scripts are written only

    def ranks_of(self, stage: Stage) -> range:
        """Its tasks of a stage; those that are not of the input are done by the one who has the first that is."""
        if stage.of_inputs:
            return self.ranks
        return range(stage.tasks if 0 in self.ranks else 0)


class Executor(Protocol):
    """Does tasks of a stage."""

    def run(self, watch: Callable[[], None]) -> Outcome:
        """Do the tasks that are not done; `watch` is called about twice a second."""
        ...


def executor_of(stage: Stage, folder: CrawlFolder, workforce: Workforce) -> Executor:
    """What does the tasks of a stage, here or on Ray. Raises `OnrecordError` where there is no cluster."""
    ranks, logging_dir = workforce.ranks_of(stage), folder.stage(stage.name).path
    if workforce.executor == "ray":
        with needing("ray"):
            from onrecord.crawl.ray_jobs import RayExecutor

        return RayExecutor(
            stage.pipeline,
            tasks=stage.tasks,
            workers=workforce.workers,
            logging_dir=logging_dir,
            ranks=ranks,
            address=workforce.ray_address,
        )
    workers = workforce.workers or 1
    return SupervisedExecutor(stage.pipeline, tasks=stage.tasks, workers=workers, logging_dir=logging_dir, ranks=ranks)


def task_range(text: str, tasks: int) -> range:
    """The tasks from A up to, not with, B of `A:B`; either may be left out. Raises `OnrecordError`."""
    first, colon, last = text.partition(":")
    is_whole = all(part == "" or (part.isascii() and part.isdigit() and len(part) < 10) for part in (first, last))
    if not colon or not is_whole:
        raise OnrecordError(f"--task-range {quoted(text, 40)}: not A:B, two whole numbers; 0:100 is tasks 0 to 99")
    ranks = range(int(first or 0), int(last or tasks))
    if not 0 <= ranks.start < ranks.stop <= tasks:
        found = f"the crawl has {tasks:,} task{'s' if tasks != 1 else ''}"
        raise OnrecordError(f"--task-range {text}: {found}, so A:B needs A < B and B of {tasks} at most")
    return ranks
