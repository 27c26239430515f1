"""Where expressions of time stand in a sentence, and what each says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.layers.dates.context import fits
from onrecord.layers.dates.patterns import EXPRESSION
from onrecord.layers.dates.readers import read
from onrecord.layers.dates.reading import Reading
from onrecord.layers.dates.tense import Tense

_DAY_RANGE = re.compile(r"\s?[-–—]\s?(3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?\b(?!%|[.,:/-][0-9])")
# The article before a compound belongs to the noun behind it: the ⟦two-day⟧ trip.
_ARTICLE = re.compile(r"(?:the|an?)\s{1,3}(?=\S{1,20}-\S{1,20}\Z)")
_COMPOUNDS = ("quarter", "year_ago")
_JOINT = re.compile(r",?\s{1,3}(?:of\s{1,3})?")


@dataclass(frozen=True, slots=True)
class Found:
    """An expression at `[start, end)` with its reading; `ahead` when the verb that governs it looks ahead."""

    start: int
    end: int
    reading: Reading
    ahead: bool
    sentence: int


def scan(text: str, lowered: str, start: int, end: int) -> Iterator[Found]:
    """The expressions of the sentence `text[start:end]` in order; `lowered` is the text in lower case."""
    tense = Tense(lowered, start, end)
    last: Found | None = None
    for found in _expressions(text, lowered, tense):
        joined = last and _joined(lowered, last, found)
        if last and not joined:
            yield last
        last = joined or found
    if last:
        yield last


def _expressions(text: str, lowered: str, tense: Tense) -> Iterator[Found]:
    for match in EXPRESSION.finditer(lowered, tense.start, tense.end):
        kind = match.lastgroup or ""
        first, last = match.span()
        if not fits(text, kind, first, last, tense.start):
            continue
        reading = read(kind, lowered, first, tense.end)
        if reading is None:
            continue
        if kind in _COMPOUNDS and (article := _ARTICLE.match(lowered, first, last)):
            first = article.end()
        ahead = reading.shift is None and not reading.value and tense.looks_ahead(first)
        if kind == "years":
            yield from _two_years(text, first, last, ahead, tense.start)
            continue
        yield Found(first, last, reading, ahead, tense.start)
        if reading.day and kind == "month_day" and (tail := _DAY_RANGE.match(text, last, tense.end)):
            second = replace(reading, day=int(tail[1]), weekday=None, mod="")
            yield Found(tail.start(1), tail.end(), second, ahead, tense.start)


def _two_years(text: str, start: int, end: int, ahead: bool, sentence: int) -> Iterator[Found]:
    """2012-13: two expressions, the second in the century of the first."""
    first, second = int(text[start : start + 4]), text[start + 5 : end]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    yield Found(start, start + 4, Reading(year=first), ahead, sentence)
    yield Found(start + 5, end, Reading(year=last), ahead, sentence)


def _joined(lowered: str, left: Found, right: Found) -> Found | None:
    """One expression where a time stands before its day (noon Thursday) or a month before its year (June last year)."""
    if right.start - left.end > 10 or not (joint := _JOINT.fullmatch(lowered, left.end, right.start)):
        return None
    a, b = left.reading, right.reading
    reading = None
    if a.lacks_day and not a.base and b.is_day and not b.part and "of" not in joint[0]:
        reading = replace(b, type="TIME", part=a.part, mod=a.mod or b.mod)
    elif (
        a.lacks_year
        and b.shift
        and b.shift[0] == "year"
        and not (b.base or b.mod or b.is_named)
        and "," not in joint[0]
    ):
        reading = replace(a, shift=b.shift)
    return replace(left, end=right.end, reading=reading) if reading else None
