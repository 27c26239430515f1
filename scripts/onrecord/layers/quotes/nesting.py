"""Attributions to quotes: which are inside which, none crossing; kind and marks from the quotation marks alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from onrecord.layers.quotes.attribution import Attribution
from onrecord.layers.quotes.marks import Region, inside
from onrecord.model import Quote, Span
from onrecord.tokens import iter_tokens


def nest(text: str, attributions: Iterable[Attribution], regions: Sequence[Region]) -> tuple[Quote, ...]:
    """Quotes in order of the text with ids, parents, kinds and marks; what crosses another content is left out."""
    kept: list[Attribution] = []
    for attribution in sorted(attributions, key=_outermost_first):
        if not any(cross(attribution, other) or attribution == other for other in kept[-_NEAR:]):
            kept.append(attribution)
    order = sorted(range(len(kept)), key=lambda i: (*_extent(kept[i]), i))
    ids = {index: f"q{number}" for number, index in enumerate(order, 1)}
    return tuple(_quote(text, kept, index, ids, regions) for index in order)


_NEAR = 12  # attributions that can share text stand close together; looking further would take quadratic time


def _quote(text: str, kept: Sequence[Attribution], index: int, ids: dict[int, str], regions: Sequence[Region]) -> Quote:
    found = kept[index]
    parent = next((i for i in range(index - 1, max(-1, index - 1 - _NEAR), -1) if holds(kept[i], found)), None)
    kind, marks = kind_and_marks(text, found.content, regions)
    return Quote(
        id=ids[index],
        kind=kind,
        content=found.content,
        marks=marks,
        cue=found.cue,
        cue_class=found.cue_class,
        source=found.source,
        addressee=found.addressee,
        parent=ids[parent] if parent is not None else "",
        negated=found.negated,
    )


def kind_and_marks(text: str, content: Sequence[Span], regions: Sequence[Region]) -> tuple[str, tuple[Span, ...]]:
    """A content's kind and its quoted parts: `direct` when every word stands in marks, `indirect` when none does, else
    `mixed` (guidelines 3.2). `regions` are the quoted regions of the text, in order.
    """
    first = max(0, bisect_right(regions, (content[0].start, 0)) - 1)
    marks = inside(content, regions[first : bisect_right(regions, (content[-1].end, 0))], text)
    return _kind(text, content, marks), marks


def _kind(text: str, content: Sequence[Span], marks: Sequence[Span]) -> str:
    if not marks:
        return "indirect"
    bounds = [(mark.start, mark.end) for mark in marks]
    for span in content:
        for start, _ in iter_tokens(text, span.start, span.end):
            before = bisect_right(bounds, (start, len(text))) - 1
            if text[start].isalnum() and not (before >= 0 and start < bounds[before][1]):
                return "mixed"
    return "direct"


def _extent(attribution: Attribution) -> tuple[int, int]:
    spans = (*attribution.content, *attribution.cue, *attribution.source)
    return min(span.start for span in spans), max(span.end for span in spans)


def _outermost_first(attribution: Attribution) -> tuple[int, int, int]:
    content = attribution.content
    cue = attribution.cue[0].start if attribution.cue else -1
    return content[0].start, -content[-1].end, cue


def holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether the inner one is made inside the outer one's content: its content lies there, and so does its cue.

    Two attributions of the same content ("X wrote citing Y that Z") nest in the order of their cues.
    """
    if outer.content == inner.content:
        return True
    return all(any(o.start <= i.start and i.end <= o.end for o in outer.content) for i in (*inner.content, *inner.cue))


def cross(first: Attribution, second: Attribution) -> bool:
    for a in first.content:
        for b in second.content:
            first_holds = a.start <= b.start and b.end <= a.end
            second_holds = b.start <= a.start and a.end <= b.end
            if a.start < b.end and b.start < a.end and not (first_holds or second_holds):
                return True
    return False
