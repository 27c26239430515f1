"""A run of a crawl, from its plan to the counts at its end."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.crawl.barriers import open_tasks, wait_for
from onrecord.crawl.card import card
from onrecord.crawl.executors import Workforce, executor_of
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.plan import Plan, freeze
from onrecord.crawl.stages import Stage, stages
from onrecord.crawl.supervision import Outcome
from onrecord.crawl.totals import write_totals
from onrecord.files import write_bytes
from onrecord.models import load_model


def run(plan: Plan, folder: CrawlFolder, workforce: Workforce, *, watch: Callable[[], None] = lambda: None) -> Outcome:
    """Begin the crawl, or go on with it, and do the tasks that are this run's.

    Each stage needs all of the one before it: where others have tasks of that, they are waited for. Raises
    `OnrecordError` for what no run can go on with.
    """
    all_stages = begin(plan, folder)
    outcome = Outcome()
    for number, stage in enumerate(all_stages):
        if number:
            wait_for(all_stages[number - 1], folder, watch)
        outcome = _done(stage, folder, workforce, watch)
        if not outcome.is_whole:
            break
    write_totals(plan, folder)
    return outcome


def begin(plan: Plan, folder: CrawlFolder) -> list[Stage]:
    """Freeze the plan in the folder, or see that it is the one that is there; its stages. Raises `OnrecordError`."""
    load_model(plan.parameters.model)  # a name or folder that holds none should be told before anything is written
    freeze(plan, folder)
    write_bytes(folder.card, card(plan))
    return stages(plan, folder)


def _done(stage: Stage, folder: CrawlFolder, workforce: Workforce, watch: Callable[[], None]) -> Outcome:
    outcome = executor_of(stage, folder, workforce).run(watch)
    left = set(open_tasks(stage, folder))  # without those that were busy elsewhere, and were done there
    outcome.undone = {rank: reason for rank, reason in outcome.undone.items() if rank in left}
    return outcome
