"""The kind of a quote, which follows from its marks alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.model import Span
from onrecord.tokens import iter_tokens


def kind_of(text: str, content: Sequence[Span], marks: Sequence[Span]) -> str:
    """`direct` when every word of a content stands in marks, `indirect` when none does, else `mixed` (3.2)."""
    if not marks:
        return "indirect"
    bounds = [(mark.start, mark.end) for mark in marks]
    for span in content:
        for start, _ in iter_tokens(text, min(span.start, len(text)), min(span.end, len(text))):
            before = bisect_right(bounds, (start, len(text))) - 1
            if text[start].isalnum() and not (before >= 0 and start < bounds[before][1]):
                return "mixed"
    return "direct"
