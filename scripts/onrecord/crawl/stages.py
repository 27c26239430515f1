"""The stages of a crawl: pipelines that run one after the other, each over all of its tasks."""

from __future__ import annotations

from dataclasses import dataclass

from datatrove.pipeline.base import PipelineStep

from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.plan import Plan
from onrecord.crawl.steps import Annotate, Interpret, ReadInputs, Sift, WriteShard
from onrecord.crawl.tasks.task import Task


@dataclass(frozen=True, slots=True)
class Stage:
    """A pipeline and the number of its tasks; `of_inputs` where these are the tasks that the input is dealt out to."""

    name: str
    pipeline: list[PipelineStep]
    tasks: int
    of_inputs: bool = True


def stages(plan: Plan, folder: CrawlFolder) -> list[Stage]:
    """The stages that the plan needs, in their order; the last is `annotate`. Raises `OnrecordError`."""
    last = Task(folder, "annotate")
    if not plan.parameters.duplicates:
        return [Stage(last.stage, [*_read(last), Annotate(last), WriteShard(last)], plan.tasks)]
    from onrecord.crawl.duplicates.search import MarkDuplicates, Search, duplicates_of
    from onrecord.crawl.duplicates.texts import ReadTexts, WriteTexts

    kind, first = duplicates_of(plan, folder), Task(folder, "texts")
    return [
        Stage(first.stage, [*_read(first), WriteTexts(first, kind.signatures)], plan.tasks),
        *(
            Stage(part.name, [Search(Task(folder, part.name), part)], part.tasks, of_inputs=False)
            for part in kind.search
        ),
        Stage(last.stage, [ReadTexts(last), MarkDuplicates(last, kind), Annotate(last), WriteShard(last)], plan.tasks),
    ]


def _read(task: Task) -> list[PipelineStep]:
    return [ReadInputs(task), Interpret(task), Sift(task)]
