"""Quotation marks: the regions that they enclose, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.model import Segment, Span

Region = tuple[int, int]  # offsets, marks included

_MARK = re.compile(r"[“”\"«»„‘’']|``|''")
_CLOSES = {"“": '”"', "«": "»", "„": "“”", "``": "''", '"': '"”', "‘": "’'", "'": "'’"}
_SINGLE = re.compile(r"['’](?!\w)")
_OPENERS = ("“", '"', "«", "„", "``", "‘", "'")


def find_regions(text: str, segment: Segment) -> list[Region]:
    """The outermost quoted regions of a paragraph, in order.

    A mark that is never closed reaches to the end of its paragraph and no further: what is wrong there stays there.
    """
    return list(_regions(text, segment.start, segment.end))


def carries_on(text: str, region: Region, following: Region, paragraph: Segment) -> bool:
    """Whether a region that was left open goes on in the next `paragraph`, which opens with the mark again."""
    opening = text[region[0]]
    closed = region[1] - region[0] > 1 and text[region[1] - 1] in _CLOSES.get(opening, "")
    return not closed and following[0] == paragraph.start and text[following[0]] == opening


def inside(spans: Sequence[Span], regions: Sequence[Region], text: str) -> tuple[Span, ...]:
    """The parts of `spans` that lie in regions, clipped to them and stripped of white space."""
    parts = []
    for span in spans:
        for start, end in regions:
            first, last = max(start, span.start), min(end, span.end)
            surface = text[first:last]
            if surface.strip(' \t\n\r"“”'):
                first += len(surface) - len(surface.lstrip())
                parts.append(Span.of(text, first, first + len(surface.strip())))
    return tuple(parts)


def _regions(text: str, start: int, end: int) -> Iterator[Region]:
    singles = [match.start() for match in _SINGLE.finditer(text, start, end)]
    last_single = singles[-1] if singles else -1
    opened, closing = -1, ""
    for match in _MARK.finditer(text, start, end):
        mark = match.group()
        if opened < 0:
            if _opens(text, match, start, end) and not (mark in "‘'" and match.end() >= last_single):
                opened, closing = match.start(), _CLOSES[mark]
        elif mark in closing and not (mark in "’'" and text[match.end() : match.end() + 1].isalnum()):
            yield opened, match.end()
            opened = -1
    if opened >= 0:
        yield opened, end


def _opens(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Whether the mark opens a region: not an apostrophe, a sign of inches or a stray closing mark."""
    mark = match.group()
    if mark not in _OPENERS:
        return False
    before = text[match.start() - 1] if match.start() > start else " "
    after = text[match.end()] if match.end() < end else " "
    if mark in "\"'‘":
        return not before.isalnum() and not after.isspace() and (mark == '"' or after.isalnum())
    return True
