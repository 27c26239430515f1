"""Attributions to quotes: which are inside which, none crossing; kind and marks from the quotation marks alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.layers.quotes.attribution import Attribution
from onrecord.layers.quotes.marks import Region, inside
from onrecord.model import Quote, Span
from onrecord.quotation import kind_of


def nest(text: str, attributions: Iterable[Attribution], regions: Sequence[Region]) -> tuple[Quote, ...]:
    """Quotes in order of the text with ids, parents, kinds and marks; what crosses another content is left out."""
    kept: list[Attribution] = []
    parents: list[int] = []  # of each kept one, -1 for none
    reaching: list[int] = []  # those kept whose content goes on where the next one begins
    for attribution in sorted(map(_apart, attributions), key=_outermost_first):
        start = attribution.content[0].start
        reaching = [i for i in reaching if kept[i].content[-1].end > start][-_DEEPEST:]
        if not any(cross(attribution, kept[i]) or attribution == kept[i] for i in reaching):
            parents.append(next((i for i in reversed(reaching) if holds(kept[i], attribution)), -1))
            reaching.append(len(kept))
            kept.append(attribution)
    order = sorted(range(len(kept)), key=lambda i: (*_extent(kept[i]), i))
    ids = {index: f"q{number}" for number, index in enumerate(order, 1)}
    return tuple(_quote(text, kept[i], ids[i], ids.get(parents[i], ""), regions) for i in order)


_DEEPEST = 12  # contents inside each other that are looked at; more would take quadratic time


def _apart(found: Attribution) -> Attribution:
    """The attribution without the parts that share text with the ones before them: content, cue, source, addressee."""
    cue = () if overlap(found.cue, found.content) else found.cue
    source = () if overlap(found.source, (*found.content, *cue)) else found.source
    addressee = () if overlap(found.addressee, (*found.content, *cue, *source)) else found.addressee
    if (cue, source, addressee) == (found.cue, found.source, found.addressee):
        return found
    return replace(found, cue=cue, source=source, addressee=addressee)


def _quote(text: str, found: Attribution, identifier: str, parent: str, regions: Sequence[Region]) -> Quote:
    kind, marks = kind_and_marks(text, found.content, regions)
    return Quote(
        id=identifier,
        kind=kind,
        content=found.content,
        marks=marks,
        cue=found.cue,
        cue_class=found.cue_class,
        source=found.source,
        addressee=found.addressee,
        parent=parent,
        negated=found.negated,
    )


def kind_and_marks(text: str, content: Sequence[Span], regions: Sequence[Region]) -> tuple[str, tuple[Span, ...]]:
    """A content's kind and its quoted parts. `regions` are the quoted regions of the text, in order."""
    first = max(0, bisect_right(regions, (content[0].start, 0)) - 1)
    marks = inside(content, regions[first : bisect_right(regions, (content[-1].end, 0))], text)
    return kind_of(text, content, marks), marks


def _extent(attribution: Attribution) -> tuple[int, int]:
    spans = (*attribution.content, *attribution.cue, *attribution.source)
    return min(span.start for span in spans), max(span.end for span in spans)


def _outermost_first(attribution: Attribution) -> tuple[int, int, int]:
    content = attribution.content
    cue = attribution.cue[0].start if attribution.cue else -1
    return content[0].start, -sum(span.end - span.start for span in content), cue


def holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether the inner one is made inside the outer one's content: its content lies there, and so does its cue.

    Two attributions of the same content ("X wrote citing Y that Z") nest in the order of their cues.
    """
    if outer.content == inner.content:
        return True
    return _all_in((*inner.content, *inner.cue), outer.content)


def cross(first: Attribution, second: Attribution) -> bool:
    """Whether their contents share text, and neither holds all of the other."""
    if not overlap(first.content, second.content):
        return False
    return not _all_in(first.content, second.content) and not _all_in(second.content, first.content)


def overlap(first: Sequence[Span], second: Sequence[Span]) -> bool:
    """Whether two pieces share text."""
    return any(a.start < b.end and b.start < a.end for a in first for b in second)


def _all_in(inner: Sequence[Span], outer: Sequence[Span]) -> bool:
    return all(any(o.start <= i.start and i.end <= o.end for o in outer) for i in inner)
