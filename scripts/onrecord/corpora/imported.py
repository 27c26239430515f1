"""What records of texts share that others annotated by rules of their own: segments of ours, spans cut at
these, and who did it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from onrecord.layers.segments import find_segments
from onrecord.layers.sentences import split_sentences
from onrecord.model import Annotation, Annotator, Segment, Span
from onrecord.spans import Offsets


def by_people(name: str) -> Annotation:
    """That somebody annotated who has the name, or a team where a corpus names none of it, by rules of their own."""
    return Annotation(
        status="reviewed", guidelines="", annotators=(Annotator(name=name, kind="person", task="annotate"),)
    )


def segments_around(text: str, title: str, annotated: Iterable[Offsets]) -> tuple[Segment, ...]:
    """The segments of `text`; boilerplate that `annotated` spans touch is a paragraph, since people did annotate it."""
    spans = sorted(annotated)
    reached = list(accumulate((end for _, end in spans), max))  # how far the spans up to each go

    def is_touched(segment: Segment) -> bool:
        before = bisect_left(spans, (segment.end, 0))
        return before > 0 and reached[before - 1] > segment.start

    return tuple(
        _paragraph(text, segment) if segment.kind == "boilerplate" and is_touched(segment) else segment
        for segment in find_segments(text, title)
    )


def parts_of(text: str, segments: Sequence[Segment], fragments: Iterable[Offsets]) -> Iterator[Span]:
    """Fragments joined where white space alone parts them, cut where a paragraph ends, without white space around."""
    joined: list[list[int]] = []
    for start, end in sorted(fragments):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1][1] = max(end, joined[-1][1])
        else:
            joined.append([start, end])
    for start, end in joined:
        first_touched = bisect_right(segments, start, key=lambda segment: segment.end)
        after = bisect_left(segments, end, key=lambda segment: segment.start)
        for segment in segments[first_touched:after]:
            first, last = max(start, segment.start), min(end, segment.end)
            if text[first:last].strip():
                yield Span.stripped(text, first, last)


def _paragraph(text: str, segment: Segment) -> Segment:
    offsets = split_sentences(text, segment.start, segment.end)
    return replace(segment, kind="paragraph", sentences=tuple(Span.of(text, *pair) for pair in offsets))
