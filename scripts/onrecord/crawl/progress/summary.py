"""What a run of a crawl tells at its end: what became of the documents, and what the run did."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from onrecord.crawl.executors.endings import Outcome, tasks_told, undone_lines
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.items import Fate
from onrecord.crawl.output.statistics import Counts
from onrecord.crawl.plan import Plan
from onrecord.reports.totals import counted


def summary(plan: Plan, folder: CrawlFolder, totals: Counts) -> Iterator[str]:
    """The counts of all shards that are there."""
    fates = ", ".join(f"{totals.get(fate, 0):,} {fate}" for fate in Fate)
    shards = "" if totals["shards"] == plan.tasks else f", in {totals['shards']:,} of {plan.tasks:,} tasks"
    yield f"{folder.path}: {counted(totals.get('documents', 0), 'document')}: {fates}{shards}"
    for fate, place in ((Fate.FILTERED, ""), (Fate.REJECTED, f"; see {folder.rejected(0).parent}")):
        if reasons := reasons_of(totals, fate):
            told = ", ".join(f"{reason} {number:,}" for reason, number in reasons.items())
            yield f"{fate}: {told}{place}"


def reasons_of(totals: Counts, fate: Fate) -> dict[str, int]:
    """By reason, the documents that have this fate, the most frequent first."""
    found = [(name.partition(".")[2], number) for name, number in totals.items() if name.startswith(f"{fate}.")]
    return dict(sorted(found, key=lambda pair: (-pair[1], pair[0])))


def work(plan: Plan, done: Collection[int], seconds: float) -> str:
    """What a run did that took so many seconds and did these tasks."""
    if not done:
        return "nothing to do: all of its tasks are done"
    size = sum(map(plan.size_of, done)) / 1e6
    pace = f", {size / seconds:,.2f} MB/s" if size > 0.1 else ""
    return f"{counted(len(done), 'task')} in {seconds:,.0f} s{pace}"


def left(plan: Plan, folder: CrawlFolder, outcome: Outcome, ranks: range) -> Iterator[str]:
    """The tasks that are not done: of this run, with the reasons, and of others."""
    yield from undone_lines(outcome.undone)
    if others := sorted(set(range(plan.tasks)) - set(ranks) - folder.stage("annotate").done()):
        yield f"{tasks_told(others)} of {plan.tasks:,}, of other ranges: not done yet"
