"""The kind of a quote, which follows from its marks alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.model import Span
from onrecord.tokens import iter_tokens


def kind_of(text: str, content: Sequence[Span], marks: Sequence[Span]) -> str:
    """`direct` when every word of a content stands in marks, `indirect` when none does, else `mixed` (3.2)."""
    if not marks:
        return "indirect"
    return "mixed" if any(_has_word(text, *gap) for gap in _gaps(content, marks)) else "direct"


def _gaps(content: Sequence[Span], marks: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """The stretches of a content outside its marks; both are in order."""
    at = 0
    for span in content:
        start = span.start
        while at < len(marks) and marks[at].start < span.end:
            yield start, marks[at].start
            start = max(start, marks[at].end)
            at += 1
        yield start, span.end


def _has_word(text: str, start: int, end: int) -> bool:
    """Whether a word begins between two offsets; what an apostrophe joins to the one before ('s, 'll) is none."""
    return start < end <= len(text) and any(text[at].isalnum() for at, _ in iter_tokens(text, start, end))
