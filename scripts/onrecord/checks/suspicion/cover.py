"""Which stretches of a text are annotated."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Protocol

from onrecord.model import Record, Segment


class Located(Protocol):
    """Whatever has a start and an end in the text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


class Cover:
    """The stretches that spans cover; those that overlap or meet are one."""

    def __init__(self, spans: Iterable[Located]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted((span.start, span.end) for span in spans if span.start < span.end):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touches(self, start: int, end: int) -> bool:
        """Whether a part of `[start, end)` is covered."""
        at = bisect_right(self._ends, start)
        return at < len(self._ends) and self._starts[at] < end

    def holds(self, start: int, end: int) -> bool:
        """Whether all of `[start, end)` is covered."""
        at = bisect_right(self._ends, start)
        return at < len(self._ends) and self._starts[at] <= start and end <= self._ends[at]


def segments_of(record: Record, *, boilerplate: bool = False) -> Iterator[tuple[int, Segment]]:
    """The segments that are annotated, or those that are boilerplate, with their places in the list; none outside the
    text.
    """
    for i, segment in enumerate(record.segments):
        if (segment.kind == "boilerplate") == boilerplate and segment.start < segment.end <= len(record.text):
            yield i, segment
