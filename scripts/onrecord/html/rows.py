"""A record in rows: a block of the text with its runs, and the notes on what begins in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from onrecord.articles import extent
from onrecord.html.places import Block, blocks_of, places_of
from onrecord.html.runs import Run, runs_of
from onrecord.model import Date, Number, Quote, Record, Span

Item = Quote | Date | Number


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation that is told beside the text; `at` is where the text refers to it."""

    layer: str
    item: Item
    at: int


@dataclass(slots=True)
class Row:
    """A block with its runs and notes; `before` and `gap` are the white space before it and behind it."""

    block: Block
    before: str
    gap: str
    runs: list[Run] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    references: dict[int, list[Note]] = field(default_factory=dict)  # by where the run before them ends
    mentions: dict[int, list[str]] = field(default_factory=dict)  # ids by where their run begins

    @property
    def lanes(self) -> int:
        """How many lanes of lines are under its text."""
        return max((run.lanes for run in self.runs), default=0)


def rows_of(record: Record) -> list[Row]:
    """The rows; every annotation of quotes, dates and numbers is a note in one, every mention stands in one."""
    text, blocks = record.text, blocks_of(record)
    rows = [
        Row(block, text[: block.start] if block is blocks[0] else "", text[block.end : block.after]) for block in blocks
    ]
    row_at = _finder(rows)
    for layer, item, at in _noted(record):
        row = row_at(_first(item).start)
        note = Note(layer, item, min(max(at, row.block.start + 1), row.block.end))
        row.notes.append(note)
        row.references.setdefault(note.at, []).append(note)
    for mention in (mention for speaker in record.speakers for mention in speaker.mentions):
        row = row_at(mention.start)
        place = min(max(mention.start, row.block.start), row.block.end - 1)
        row.mentions.setdefault(place, []).append(mention.id)
    cuts = {edge for row in rows for edge in (row.block.start, row.block.end, *row.references, *row.mentions)}
    for run in runs_of(text, places_of(record), cuts):
        row = row_at(run.start)
        if row.block.start <= run.start < row.block.end:
            row.runs.append(run)
    return rows


def _finder(rows: list[Row]) -> Callable[[int], Row]:
    """The row in which a place of the text is, or that is before it."""
    starts = [row.block.start for row in rows]
    return lambda place: rows[max(0, bisect_right(starts, place) - 1)]


def _noted(record: Record) -> Iterator[tuple[str, Item, int]]:
    """Layer, item and where it is referred to, in the order of the text."""
    layers: list[tuple[str, Item]] = [
        *(("quote", quote) for quote in record.quotes),
        *(("date", date) for date in record.dates),
        *(("number", number) for number in record.numbers),
    ]
    for layer, item in sorted(layers, key=lambda entry: extent(entry[1])):
        yield layer, item, _first(item).end


def _first(item: Item) -> Span | Date | Number:
    return item.content[0] if isinstance(item, Quote) else item
