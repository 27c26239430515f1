"""Which stretches of a text are annotated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from onrecord.model import Record, Segment
from onrecord.spans import lies_in_any, merged, touches_any


class Located(Protocol):
    """Whatever has a start and an end in the text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class Cover:
    """The stretches that spans cover; those that overlap or meet are one."""

    def __init__(self, spans: Iterable[Located]) -> None:
        self._spans = merged((span.start, span.end) for span in spans if span.start < span.end)

    def touches(self, start: int, end: int) -> bool:
        """Whether a part of `[start, end)` is covered."""
        return touches_any((start, end), self._spans)

    def holds(self, start: int, end: int) -> bool:
        """Whether all of `[start, end)` is covered."""
        return lies_in_any((start, end), self._spans)


def segments_of(record: Record, *, boilerplate: bool = False) -> Iterator[tuple[int, Segment]]:
    """The segments that are annotated, or those that are boilerplate, with their places in the list; none outside the
    text.
    """
    for i, segment in enumerate(record.segments):
        if (segment.kind == "boilerplate") == boilerplate and segment.start < segment.end <= len(record.text):
            yield i, segment
