"""The counts of all shards that are whole, added up: in `statistics.json` for programs, in the card for people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import msgspec

from onrecord.crawl.faults import mending
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.locks import locked
from onrecord.crawl.output.card import card
from onrecord.crawl.output.statistics import from_json, merged, to_json
from onrecord.crawl.plan import Plan
from onrecord.errors import InputError
from onrecord.outputs import report
from onrecord.writes import write_bytes


def write_totals(plan: Plan, folder: CrawlFolder) -> None:
    """Add up the shards that are whole, and write it down; this reads a small file of each of them.

    Each run does so at its end, one at a time: so the last of several that end at once counts them all. Raises
    `InputError` where the counts of a shard are not there.
    """
    with alone(folder):
        done = folder.stage("annotate").done()
        counts = merged(_shard_counts(folder, rank) for rank in sorted(done))
        totals = {"shards": len(done), "of": plan.tasks, **counts}
        write_bytes(folder.totals, to_json(totals))
        write_bytes(folder.card, card(plan, totals))


def begin_totals(plan: Plan, folder: CrawlFolder) -> None:
    """See that a crawl that has just begun, or lost them, has both files: `load_dataset` goes by the card."""
    if not (folder.totals.exists() and folder.card.exists()):
        write_totals(plan, folder)


def read_totals(folder: CrawlFolder) -> dict[str, int]:
    """The counts as they were last written down."""
    return from_json(folder.totals.read_bytes())


def _shard_counts(folder: CrawlFolder, rank: int) -> dict[str, int]:
    path = folder.statistics(rank)
    try:
        return from_json(path.read_bytes())
    except (OSError, msgspec.MsgspecError) as error:
        raise InputError(str(path), f"cannot be read ({error})", mending(folder, rank)) from error


@contextmanager
def alone(folder: CrawlFolder) -> Iterator[None]:
    """Be the only one inside, of all runs of the crawl, where the file system has locks."""
    with locked(folder.path / "state" / "totals.lock") as reason:
        if reason:
            _tell_unlocked(folder, reason)
        yield


@cache
def _tell_unlocked(folder: CrawlFolder, reason: str) -> None:
    found = f"the file system keeps no locks ({reason})"
    report(f"{folder.path}: {found}; let no two runs at once have the same tasks: give each a --task-range of its own")
