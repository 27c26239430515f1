"""A run of a crawl, from its plan to the counts at its end."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import TypeAlias

from onrecord.crawl.executors.barriers import open_tasks, wait_for
from onrecord.crawl.executors.endings import Outcome
from onrecord.crawl.executors.placement import executor_of
from onrecord.crawl.executors.workforce import Workforce
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.manifest import freeze
from onrecord.crawl.output.totals import alone, begin_totals, write_totals
from onrecord.crawl.plan import Plan
from onrecord.crawl.stages import Stage, stages
from onrecord.models import load_model
from onrecord.writes import write_errors

# What is around the work of a stage, to show how far it is.
Show: TypeAlias = Callable[[Stage], AbstractContextManager[None]]


def run(plan: Plan, folder: CrawlFolder, workforce: Workforce, *, show: Show = lambda stage: nullcontext()) -> Outcome:
    """Begin the crawl, or go on with it, and do the tasks that are this run's.

    Each stage needs all of the one before it: where others have tasks of that, they are waited for. Raises
    `OnrecordError` for what no run can go on with.
    """
    all_stages = begin(plan, folder)
    outcome = Outcome()
    for number, stage in enumerate(all_stages):
        if number and (stopped := wait_for(all_stages[number - 1], folder)):
            return Outcome(stopped=stopped)
        with show(stage):
            outcome = executor_of(stage, plan, folder, workforce).run()
        if not outcome.is_whole:
            break
    finish(plan, folder)
    return outcome


def begin(plan: Plan, folder: CrawlFolder) -> list[Stage]:
    """Freeze the plan in the folder, or see that it is the one that is there; its stages. Raises `OnrecordError`."""
    load_model(plan.parameters.model)  # a name or folder that holds none should be told before anything is written
    wanted = stages(plan, folder)
    freeze(plan, folder)
    begin_totals(plan, folder)
    _begin_work(wanted, folder)
    return wanted


def finish(plan: Plan, folder: CrawlFolder) -> None:
    """Write down the totals, and remove what is needed no longer where all tasks are done."""
    write_totals(plan, folder)
    if len(folder.stage("annotate").done()) == plan.tasks:
        shutil.rmtree(folder.work, ignore_errors=True)


def _begin_work(all_stages: list[Stage], folder: CrawlFolder) -> None:
    """Where what the earlier stages made is gone, have them done again: a shard of a crawl that was complete may be
    damaged, and done again too.
    """
    *before, last = all_stages
    with alone(folder):
        if before and not folder.work.exists() and open_tasks(last, folder):
            for stage in before:
                shutil.rmtree(folder.stage(stage.name).path, ignore_errors=True)
            with write_errors(folder.work):
                folder.work.mkdir(exist_ok=True)
