"""Attributions to quotes: which are inside which, none crossing; kind and marks from the quotation marks alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from onrecord.layers.quotes.marks import Region, inside
from onrecord.layers.quotes.patterns import Attribution
from onrecord.model import Quote, Span
from onrecord.tokens import iter_tokens


def to_quotes(text: str, attributions: Iterable[Attribution], regions: Sequence[Region]) -> tuple[Quote, ...]:
    """Quotes in order of the text with ids, parents, kinds and marks; what crosses another content is left out."""
    kept: list[Attribution] = []
    for attribution in sorted(attributions, key=_outermost_first):
        near = kept[-_NEAR:]
        if attribution.content and not any(_cross(attribution, other) or attribution == other for other in near):
            kept.append(attribution)
    order = sorted(range(len(kept)), key=lambda i: (*_extent(kept[i]), i))
    ids = {index: f"q{number}" for number, index in enumerate(order, 1)}
    return tuple(_quote(text, kept, index, ids, regions) for index in order)


_NEAR = 12  # attributions that can share text stand close together; looking further would take quadratic time


def _quote(text: str, kept: Sequence[Attribution], index: int, ids: dict[int, str], regions: Sequence[Region]) -> Quote:
    attribution = kept[index]
    near = _regions_near(attribution, regions)
    parent = next((i for i in range(index - 1, max(-1, index - 1 - _NEAR), -1) if _holds(kept[i], attribution)), None)
    marks = inside(attribution.content, near, text)
    return Quote(
        id=ids[index],
        kind=_kind(text, attribution.content, marks),
        content=attribution.content,
        marks=marks,
        cue=attribution.cue,
        cue_class=attribution.cue_class,
        source=attribution.source,
        addressee=attribution.addressee,
        parent=ids[parent] if parent is not None else "",
        negated=attribution.negated,
    )


def _regions_near(attribution: Attribution, regions: Sequence[Region]) -> Sequence[Region]:
    first = max(0, bisect_right(regions, (attribution.content[0].start, 0)) - 1)
    last = bisect_right(regions, (attribution.content[-1].end, 0))
    return regions[first:last]


def _kind(text: str, content: Sequence[Span], marks: Sequence[Span]) -> str:
    """`direct` when every word stands in marks, `indirect` when none does, else `mixed` (guidelines 3.2)."""
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


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether the inner one is made inside the outer one's content: its content lies there, and so does its cue.

    Two attributions of the same content ("X wrote citing Y that Z") nest in the order of their cues.
    """
    if outer.content == inner.content:
        return True
    return all(any(o.start <= i.start and i.end <= o.end for o in outer.content) for i in (*inner.content, *inner.cue))


def _cross(first: Attribution, second: Attribution) -> bool:
    for a in first.content:
        for b in second.content:
            first_holds = a.start <= b.start and b.end <= a.end
            second_holds = b.start <= a.start and a.end <= b.end
            if a.start < b.end and b.start < a.end and not (first_holds or second_holds):
                return True
    return False
