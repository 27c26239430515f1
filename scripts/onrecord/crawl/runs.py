"""A run of a crawl, from its plan to the counts at its end."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from onrecord.crawl.card import card
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.plan import Plan, freeze
from onrecord.crawl.stages import stages
from onrecord.crawl.statistics import merged
from onrecord.crawl.supervision import Outcome, SupervisedExecutor
from onrecord.files import write_bytes
from onrecord.models import load_model


def run(
    plan: Plan, folder: CrawlFolder, *, workers: int, ranks: range, watch: Callable[[], None] = lambda: None
) -> Outcome:
    """Begin the crawl, or go on with it, on this machine. Raises `OnrecordError` for what no run can go on with."""
    load_model(plan.parameters.model)  # a name or folder that holds none should be told before anything is written
    freeze(plan, folder)
    write_bytes(folder.card, card(plan))
    outcome = Outcome()
    for stage in stages(plan, folder):
        executor = SupervisedExecutor(
            stage.pipeline,
            tasks=stage.tasks,
            workers=workers,
            logging_dir=folder.stage(stage.name).path,
            ranks=ranks,
        )
        outcome = executor.run(watch)
        if not outcome.is_whole:
            return outcome
    write_totals(plan, folder)
    return outcome


def write_totals(plan: Plan, folder: CrawlFolder) -> dict[str, int]:
    """The counts of all shards that are whole, added up and written down."""
    done = [rank for rank in range(plan.tasks) if folder.stage("annotate").completion(rank).exists()]
    counts = merged(msgspec.json.decode(folder.statistics(rank).read_bytes(), type=dict[str, int]) for rank in done)
    totals = {"shards": len(done), "of": plan.tasks, **counts}
    write_bytes(folder.totals, msgspec.json.format(msgspec.json.encode(totals), indent=1) + b"\n")
    return totals
