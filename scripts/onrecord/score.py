"""A record against a gold record of the same text: precision, recall and F1 by layer, strict and by overlap."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.model import Record

Offsets = tuple[int, int]
Item = tuple[Any, tuple[Offsets, ...]]  # what must be equal, and the spans


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one measure; `right` is how many items have a partner on the other side."""

    measure: str
    gold: int
    draft: int
    right_gold: int
    right_draft: int

    @property
    def precision(self) -> float:
        return self.right_draft / self.draft if self.draft else 0.0

    @property
    def recall(self) -> float:
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


# Each measure turns a record into items. Strict: equal spans and equal attributes; overlap: touching spans are enough.
MEASURES: dict[str, Callable[[Record], Iterable[Item]]] = {
    "segments": lambda r: ((s.kind, ((s.start, s.end),)) for s in r.segments),
    "quotes: content": lambda r: (("", _spans(q.content)) for q in r.quotes),
    "quotes: content and kind": lambda r: ((q.kind, _spans(q.content)) for q in r.quotes),
    "quotes: cue": lambda r: (("", _spans(q.cue)) for q in r.quotes if q.cue),
    "quotes: source": lambda r: (("", _spans(q.source)) for q in r.quotes if q.source),
    "quotes: content and speaker": lambda r: ((_speaker(r, q.speaker), _spans(q.content)) for q in r.quotes),
    "speakers: mentions": lambda r: (("", _spans([m])) for s in r.speakers for m in s.mentions),
    "speakers: mention and entity": lambda r: ((s.name, _spans([m])) for s in r.speakers for m in s.mentions),
    "speakers: name, kind, role, affiliation": lambda r: (
        ((s.name, s.kind, s.role, s.affiliation), _spans(s.mentions[:1])) for s in r.speakers
    ),
    "dates: span": lambda r: (("", _spans([d])) for d in r.dates),
    "dates: type, value, mod": lambda r: (((d.type, d.value, d.mod), _spans([d])) for d in r.dates),
    "numbers: span": lambda r: (("", _spans([n])) for n in r.numbers),
    "numbers: kind, value, modifier, unit": lambda r: (
        ((n.kind, n.value, n.low, n.high, n.modifier, n.unit), _spans([n])) for n in r.numbers
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
        lines.append(f"| {strict.measure} | {strict.gold} | {strict.draft} | {cells} | {100 * overlap.f1:.1f} |")
    return lines


def _spans(spans: Iterable[Any]) -> tuple[Offsets, ...]:
    return tuple((span.start, span.end) for span in spans)


def _speaker(record: Record, identifier: str) -> str:
    return next((speaker.name for speaker in record.speakers if speaker.id == identifier), "")


def _compare(measure: str, gold: list[Item], draft: list[Item]) -> tuple[Score, Score]:
    def count(same: Callable[[Item, Item], bool]) -> Score:
        right_gold = sum(any(same(g, d) for d in draft) for g in gold)
        right_draft = sum(any(same(g, d) for g in gold) for d in draft)
        return Score(measure, len(gold), len(draft), right_gold, right_draft)

    return count(lambda g, d: g == d), count(lambda g, d: g[0] == d[0] and _touch(g[1], d[1]))


def _touch(first: tuple[Offsets, ...], second: tuple[Offsets, ...]) -> bool:
    return any(a[0] < b[1] and b[0] < a[1] for a in first for b in second)
