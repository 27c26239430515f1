"""Counts of a shard: nested whole numbers, so that those of shards are added up to those of the crawl."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import msgspec

from onrecord.articles import LAYER_OF
from onrecord.crawl.items import Fate, Item

# By a name in words ("documents", "filtered.language", "quotes.direct"), how many.
Counts: TypeAlias = Mapping[str, int]


def item_counts(item: Item) -> Iterable[tuple[str, int]]:
    """What one document whose fate is settled adds."""
    yield "documents", 1
    yield str(item.fate), 1
    if item.fate is not Fate.ANNOTATED or item.record is None:
        yield f"{item.fate}.{item.reason}", 1
        return
    record = item.record
    yield "characters", len(record.text)
    for layer in LAYER_OF:
        yield layer, len(getattr(record, layer))
    yield f"published.{record.published.basis}", 1
    yield "attributed-quotes", sum(quote.speaker != "" for quote in record.quotes)  # to a speaker who is known
    yield from ((f"quotes.{quote.kind}", 1) for quote in record.quotes)
    yield from ((f"speakers.{speaker.kind}", 1) for speaker in record.speakers)
    yield from ((f"dates.{date.type}", 1) for date in record.dates)
    yield from ((f"numbers.{number.kind}", 1) for number in record.numbers)


def merged(counts: Iterable[Counts]) -> dict[str, int]:
    """The sum, by name in order."""
    total: Counter[str] = Counter()
    for each in counts:
        total.update(each)
    return dict(sorted(total.items()))


def to_json(counts: Counts) -> bytes:
    """The file of these counts."""
    return msgspec.json.format(msgspec.json.encode(counts), indent=1) + b"\n"


def from_json(data: bytes) -> dict[str, int]:
    """The counts of a file. Raises `msgspec.MsgspecError` for anything else."""
    return msgspec.json.decode(data, type=dict[str, int])
