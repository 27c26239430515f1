"""A record against a gold record of the same text: precision, recall and F1 by layer, strict and by overlap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.model import Record

Offsets = tuple[int, int]
Item = tuple[Any, tuple[Offsets, ...]]  # what must be equal, and the spans


@dataclass(frozen=True, slots=True)
class Counts:
    """How many drafted items are right, and how many gold ones were found; the counts of several articles add up."""

    right: float = 0
    drafted: float = 0
    found: float = 0
    gold: float = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right, self.drafted + other.drafted, self.found + other.found, self.gold + other.gold
        )

    @property
    def precision(self) -> float:
        return self.right / self.drafted if self.drafted else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Score(Counts):
    """The counts of one measure; an item is right or found that has a partner on the other side."""

    measure: str = ""


# Each measure turns a record into items. Strict: equal spans and equal attributes; overlap: touching spans are enough.
MEASURES: dict[str, Callable[[Record], Iterable[Item]]] = {
    "segments": lambda r: ((s.kind, ((s.start, s.end),)) for s in r.segments),
    "quotes: content": lambda r: (("", spans_of(q.content)) for q in r.quotes),
    "quotes: content and kind": lambda r: ((q.kind, spans_of(q.content)) for q in r.quotes),
    "quotes: cue": lambda r: (("", spans_of(q.cue)) for q in r.quotes if q.cue),
    "quotes: source": lambda r: (("", spans_of(q.source)) for q in r.quotes if q.source),
    "quotes: content and speaker": lambda r: ((_speaker(r, q.speaker), spans_of(q.content)) for q in r.quotes),
    "speakers: mentions": lambda r: (("", spans_of([m])) for s in r.speakers for m in s.mentions),
    "speakers: mention and entity": lambda r: ((s.name, spans_of([m])) for s in r.speakers for m in s.mentions),
    "speakers: name, kind, role, affiliation": lambda r: (
        ((s.name, s.kind, s.role, s.affiliation), spans_of(s.mentions[:1])) for s in r.speakers
    ),
    "dates: span": lambda r: (("", spans_of([d])) for d in r.dates),
    "dates: type, value, mod": lambda r: (((d.type, d.value, d.mod), spans_of([d])) for d in r.dates),
    "numbers: span": lambda r: (("", spans_of([n])) for n in r.numbers),
    "numbers: kind, value, modifier, unit": lambda r: (
        ((n.kind, n.value, n.low, n.high, n.modifier, n.unit), spans_of([n])) for n in r.numbers
    ),
}


def score(gold: Record, draft: Record) -> list[tuple[Score, Score]]:
    """Strict and overlap scores, a pair a measure. Raises `ValueError` when the texts differ."""
    if gold.text != draft.text:
        raise ValueError(f"{gold.id} and {draft.id} are records of different texts")
    return [_compare(name, list(items(gold)), list(items(draft))) for name, items in MEASURES.items()]


def to_table(scores: Sequence[tuple[Score, Score]]) -> list[str]:
    """The scores as lines of a Markdown table."""
    lines = ["| layer: what is compared | gold | draft | strict P / R / F1 | overlap F1 |", "|---|---|---|---|---|"]
    for strict, overlap in scores:
        cells = " / ".join(f"{100 * value:.1f}" for value in (strict.precision, strict.recall, strict.f1))
        lines.append(f"| {strict.measure} | {strict.gold} | {strict.drafted} | {cells} | {100 * overlap.f1:.1f} |")
    return lines


def spans_of(spans: Iterable[Any]) -> tuple[Offsets, ...]:
    """The offsets of spans."""
    return tuple((span.start, span.end) for span in spans)


def _speaker(record: Record, identifier: str) -> str:
    return next((speaker.name for speaker in record.speakers if speaker.id == identifier), "")


def _compare(measure: str, gold: list[Item], draft: list[Item]) -> tuple[Score, Score]:
    def count(same: Callable[[Item, Item], bool]) -> Score:
        found = sum(any(same(g, d) for d in draft) for g in gold)
        right = sum(any(same(g, d) for g in gold) for d in draft)
        return Score(right, len(draft), found, len(gold), measure)

    return count(lambda g, d: g == d), count(lambda g, d: g[0] == d[0] and touch(g[1], d[1]))


def touch(first: Iterable[Offsets], second: Sequence[Offsets]) -> bool:
    """Whether a span of the first shares text with one of the second."""
    return any(a[0] < b[1] and b[0] < a[1] for a in first for b in second)
