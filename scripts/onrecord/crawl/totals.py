"""The counts of a whole crawl, from those of its shards."""

from __future__ import annotations

import fcntl

import msgspec

from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.plan import Plan
from onrecord.crawl.statistics import merged
from onrecord.files import write_bytes


def write_totals(plan: Plan, folder: CrawlFolder) -> dict[str, int]:
    """The counts of all shards that are whole, added up and written down.

    Each run does so at its end, one at a time: so the last of several that end at once counts them all.
    """
    state = folder.stage("annotate")
    state.path.mkdir(parents=True, exist_ok=True)
    with (state.path / "totals.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = [rank for rank in range(plan.tasks) if state.completion(rank).exists()]
        counts = merged(msgspec.json.decode(folder.statistics(rank).read_bytes(), type=dict[str, int]) for rank in done)
        totals = {"shards": len(done), "of": plan.tasks, **counts}
        write_bytes(folder.totals, msgspec.json.format(msgspec.json.encode(totals), indent=1) + b"\n")
    return totals
