"""The stages of a crawl: pipelines that run one after the other, each over all of its tasks."""

from __future__ import annotations

from dataclasses import dataclass

from datatrove.pipeline.base import PipelineStep

from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.plan import Plan
from onrecord.crawl.steps import Annotate, Interpret, ReadInputs, WriteShard
from onrecord.crawl.tasks import Task


@dataclass(frozen=True, slots=True)
class Stage:
    """A pipeline and the number of its tasks; `of_inputs` where these are the tasks that the input is dealt out to."""

    name: str
    pipeline: list[PipelineStep]
    tasks: int
    of_inputs: bool = True


def stages(plan: Plan, folder: CrawlFolder) -> list[Stage]:
    """The stages that the plan needs, in their order; the last is `annotate`."""
    task = Task(folder, "annotate")
    return [Stage(task.stage, [ReadInputs(task), Interpret(task), Annotate(task), WriteShard(task)], plan.tasks)]
