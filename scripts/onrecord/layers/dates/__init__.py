"""Layer 2: expressions of time, as TIMEX3."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.layers.dates.anchors import infer_published, resolve
from onrecord.layers.dates.scan import scan
from onrecord.layers.segments import annotated
from onrecord.model import Date, Published, Segment

__all__ = ["find_dates", "infer_published"]


def find_dates(text: str, segments: Sequence[Segment], published: Published) -> tuple[Date, ...]:
    """The dates of an article in order, resolved against the day of publication where that was given."""
    sentences = [sentence for segment in annotated(segments) for sentence in segment.sentences]
    found = [item for sentence in sentences for item in scan(text, sentence.start, sentence.end)]
    return resolve(text, found, published)
