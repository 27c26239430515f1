"""What records of texts share that others annotated: segments of ours, and that no guidelines of ours were followed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from onrecord.layers.segments import find_segments
from onrecord.layers.sentences import split_sentences
from onrecord.model import Segment, Span
from onrecord.score import Offsets, touch

NO_GUIDELINES = "0.0.0"  # the schema asks for a version, and none of ours was followed


def segments_around(text: str, title: str, annotated: Iterable[Offsets]) -> tuple[Segment, ...]:
    """The segments of `text`; boilerplate that `annotated` spans touch is a paragraph, since people did annotate it."""
    spans = list(annotated)
    return tuple(
        _paragraph(text, segment) if segment.kind == "boilerplate" and _is_touched(segment, spans) else segment
        for segment in find_segments(text, title)
    )


def _is_touched(segment: Segment, spans: list[Offsets]) -> bool:
    return touch([(segment.start, segment.end)], spans)


def _paragraph(text: str, segment: Segment) -> Segment:
    offsets = split_sentences(text, segment.start, segment.end)
    return replace(segment, kind="paragraph", sentences=tuple(Span.of(text, *pair) for pair in offsets))
