"""Quotation marks: the regions that they enclose, paragraph by paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.model import Segment, Span

Region = tuple[int, int]  # offsets, marks included

_MARK = re.compile(r"``|''|[“”\"«»„‘’']")
_CLOSES = {"“": '”"', "«": "»", "„": "“”", "``": "''", "''": "''", '"': '"”', "‘": "’'", "'": "'’"}
_SINGLE = re.compile(r"['’](?!\w)")
_OPENERS = frozenset(_CLOSES)

_BEFORE = 24  # code points that tell what marks stand around
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_CALLED = re.compile(
    r"\b(?:so-called|so called|known as|nicknamed|christened|entitled|titled|labell?ed|marked) (?:the )?$"
)
_NICKNAME = 2  # words at most
_SMALL_WORD = 3  # letters of a word that may be small in a title
_BEFORE_TITLE = re.compile(
    r"(?:\b(?:of|in|on|from|by|that|and|his|her|their|its|the|called|named|novel|book|film|movie|play|song|album|series|show"
    r"|poem|painting|memoir|essay|documentary|opera|podcast|hit|exhibition)|['’]s) $"
)


def find_regions(text: str, segment: Segment) -> list[Region]:
    """The outermost quoted regions of a paragraph, in order.

    A mark that is never closed reaches to the end of its paragraph and no further: what is wrong there stays there.
    """
    return list(_regions(text, segment.start, segment.end))


def inside(spans: Sequence[Span], regions: Sequence[Region], text: str) -> tuple[Span, ...]:
    """The parts of `spans` that lie in regions, clipped to them and stripped of white space; those that are the name of
    something inside a longer span, nobody's words, are left out (guidelines 3.2).
    """
    parts = []
    for span in spans:
        for start, end in regions:
            if span.start < start and end <= span.end and is_name(text, start, end):
                continue
            first, last = max(start, span.start), min(end, span.end)
            if text[first:last].strip(' \t\n\r"“”'):
                parts.append(Span.stripped(text, first, last))
    return tuple(parts)


def is_name(text: str, start: int, end: int) -> bool:
    """Whether the region's marks stand around a nickname, the title of a work, or what something is called."""
    before, words = text[max(0, start - _BEFORE) : start], _WORD.findall(text[start:end])
    if not words or _CALLED.search(before):
        return bool(words)
    capitals = words[0][0].isupper() and all(w[0].isupper() for w in words if len(w) > _SMALL_WORD)
    beside = before.split(" ")[-2:]  # the word before the mark, and what parts them: nothing but a blank
    nickname = len(words) <= _NICKNAME and len(beside) > 1 and beside[0][:1].isupper() and not beside[1]
    if capitals and nickname and text[end : end + 1] == " " and text[end + 1 : end + 2].isupper():
        return True
    return capitals and len(words) > 1 and bool(_BEFORE_TITLE.search(before))


def _regions(text: str, start: int, end: int) -> Iterator[Region]:
    singles = [match.start() for match in _SINGLE.finditer(text, start, end)]
    last_single = singles[-1] if singles else -1
    opened, closing = -1, ""
    for match in _MARK.finditer(text, start, end):
        mark = match.group()
        if opened < 0:
            carried_on = mark == "‘" and match.start() == start  # closed in another paragraph
            if _opens(text, match, start, end) and not (mark in "‘'" and match.end() >= last_single and not carried_on):
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
    if mark in ('"', "''"):
        return not before.isalnum() and not after.isspace()
    if mark in "'‘":
        return not before.isalnum() and after.isalnum()
    return True
