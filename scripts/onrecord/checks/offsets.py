"""Level 3: every span against the text, order, and the segments as a tiling."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import fields
from itertools import pairwise

from onrecord.articles import LAYERS, Annotation, extent, sort_key
from onrecord.incident import Finding, Path, quoted
from onrecord.model import Date, Mention, Number, Record, Segment, Span

Located = Span | Mention | Segment | Date | Number  # all that has start, end and text
Spans = list[tuple[Path, Located]]


def check(record: Record) -> Iterator[Finding]:
    """Findings of level 3."""
    spans = list(_spans(record))
    outside = [finding for path, span in spans for finding in _outside(path, span, len(record.text))]
    yield from outside
    if outside:
        return
    for path, span in spans:
        yield from _surface(path, span, record.text)
    for name, _ in LAYERS.values():
        yield from _order(name, getattr(record, name))
    yield from _tiling(record.segments, record.text)
    yield from _boilerplate(record.segments, spans)


def _spans(record: Record) -> Iterator[tuple[Path, Located]]:
    for i, evidence in enumerate(record.published.evidence):
        yield ("published", "evidence", i), evidence
    for name, _ in LAYERS.values():
        for i, annotation in enumerate(getattr(record, name)):
            if isinstance(annotation, Located):
                yield (name, i), annotation
            for field, spans in _span_fields(annotation):
                for j, span in enumerate(spans):
                    yield (name, i, field, j), span


def _span_fields(annotation: Annotation) -> Iterator[tuple[str, Sequence[Located]]]:
    """The fields of an annotation that are lists of spans."""
    for field in fields(annotation):
        value = getattr(annotation, field.name)
        if isinstance(value, tuple) and value and isinstance(value[0], Located):
            yield field.name, value


def _outside(path: Path, span: Located, length: int) -> Iterator[Finding]:
    if not span.start < span.end <= length:
        found = f"the span [{span.start}, {span.end}) in a text of {length} code points"
        yield Finding(test_id="span-outside", path=path, found=found, mend="set 0 <= start < end <= length")


def _surface(path: Path, span: Located, text: str) -> Iterator[Finding]:
    actual = text[span.start : span.end]
    if actual != span.text:
        found = f"text[{span.start}:{span.end}] is {quoted(actual)}, the span says {quoted(span.text)}"
        mend = _nearest(text, span)
        yield Finding(test_id="span-text", path=(*path, "text"), found=found, mend=mend)
    elif actual != actual.strip():
        start = span.start + len(actual) - len(actual.lstrip())
        mend = f"set start {start} and end {start + len(actual.strip())}"
        yield Finding(test_id="span-edge", path=path, found=f"white space at the edge of {quoted(actual)}", mend=mend)


def _nearest(text: str, span: Located) -> str:
    """Where the surface does stand: what is shifted is the usual fault, and then the nearest place is meant."""
    before, after = text.rfind(span.text, 0, span.start + len(span.text)), text.find(span.text, span.start)
    places = sorted((abs(place - span.start), place) for place in (before, after) if place >= 0)
    if not places:
        return "correct the offsets or the text (this surface is nowhere in the document)"
    return f"set start {places[0][1]} and end {places[0][1] + len(span.text)}, where it stands"


def _order(name: str, annotations: Sequence[Annotation]) -> Iterator[Finding]:
    for i, (first, second) in enumerate(pairwise(annotations), 1):
        if sort_key(second) < sort_key(first):
            found = f"{second.id} at {extent(second)[0]} after {first.id} at {extent(first)[0]}"
            mend = "order by first start, end, id"
            yield Finding(test_id="not-sorted", path=(name, i), found=found, mend=mend)
    for i, annotation in enumerate(annotations):
        for field, spans in _span_fields(annotation):
            for j, (before, span) in enumerate(pairwise(spans), 1):
                if span.start < before.end:
                    found = f"a span at {span.start} before the end of the one before it, {before.end}"
                    mend = "order the spans and let none overlap"
                    yield Finding(test_id="not-sorted", path=(name, i, field, j), found=found, mend=mend)


def _tiling(segments: Sequence[Segment], text: str) -> Iterator[Finding]:
    position = 0
    for i, segment in enumerate(segments):
        path: Path = ("segments", i)
        if segment.start < position:
            found = f"{segment.id} starts at {segment.start}, before the one before it ends at {position}"
            yield Finding(test_id="segments-overlap", path=path, found=found, mend="part them")
        elif gap := text[position : segment.start].strip():
            found = f"{quoted(gap)} before {segment.id} is in no segment"
            yield Finding(test_id="segments-gap", path=path, found=found, mend="add a segment for it")
        for j, sentence in enumerate(segment.sentences):
            if not segment.start <= sentence.start < sentence.end <= segment.end:
                found = f"[{sentence.start}, {sentence.end}) outside {segment.id}"
                within = (*path, "sentences", j)
                yield Finding(test_id="sentence-outside", path=within, found=found, mend="move it into its segment")
        position = max(position, segment.end)
    if gap := text[position:].strip():
        found = f"{quoted(gap)} at the end is in no segment"
        yield Finding(test_id="segments-gap", path=("segments",), found=found, mend="add a segment for it")


def _boilerplate(segments: Sequence[Segment], spans: Spans) -> Iterator[Finding]:
    closed = [segment for segment in segments if segment.kind == "boilerplate"]
    for i, segment in enumerate(segments):
        if segment.kind == "boilerplate" and segment.sentences:
            found = f"sentences in the boilerplate {segment.id}"
            path: Path = ("segments", i, "sentences")
            yield Finding(test_id="in-boilerplate", path=path, found=found, mend="empty the list")
    for path, span in spans:
        before = bisect_right(closed, span.end - 1, key=lambda segment: segment.start) - 1
        if path[0] != "segments" and before >= 0 and closed[before].end > span.start:
            found = f"{quoted(span.text)} touches boilerplate"
            yield Finding(test_id="in-boilerplate", path=path, found=found, mend="remove it, or correct the segment")
