"""Where expressions of time stand in a sentence, and what each says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.layers.dates import halves
from onrecord.layers.dates.patterns import EXPRESSION
from onrecord.layers.dates.place import Place
from onrecord.layers.dates.readers import read
from onrecord.layers.dates.reading import Reading
from onrecord.layers.dates.senses import fits
from onrecord.layers.dates.tense import Tense
from onrecord.layers.dates.vocabulary import CONTEXTS, WEEKDAYS
from onrecord.model import Span

# The article before a compound belongs to the noun behind it: the ⟦two-day⟧ trip.
_ARTICLE = re.compile(r"(?:the|an?)\s{1,3}(?=\S{1,20}-\S{1,20}\Z)")
_COMPOUNDS = ("quarter", "year_ago", "century")
# Before a clock time these are its modifier; before a date the others are prepositions: concerns about 2016.
_ABOUT_TIME = re.compile(r"\b(?:about|around|approximately|roughly|nearly|almost)\s{1,3}\Z")
_ABOUT_DAY = re.compile(r"\b(?:around|circa|approximately)\s{1,3}\Z")
# Months to which figures are told have been: in the 12 months to June.
_UP_TO = re.compile(r"\b(?:months|weeks|year|quarter)\s{1,3}to\s{1,3}\Z")
_OVER = re.compile(r"over\s{1,3}")
_LONGER = re.compile(rf"\b(?:{'|'.join(CONTEXTS['over']['before'])})\s{{1,3}}\Z")
_WIDTH = 16  # of the words before a match that belong to it or say what "over" is
_TIMES = ("clock", "clock_24", "clock_zone", "oclock", "part")
_DAYS = ("month_day", "day_month", "year", "year_end", "holiday")
_JOINT = re.compile(r",?\s{1,3}(?:(?:of|on|at)\s{1,3})?")
# Behind a weekday this makes it a side of a range, to which no time before a comma belongs: 5pm, Monday to Friday.
_TO_WEEKDAY = re.compile(rf"\s?(?:[-–—]|to|through)\s?(?:{'|'.join(WEEKDAYS)})\b")


@dataclass(frozen=True, slots=True)
class Found:
    """An expression at `[start, end)` with its reading; `ahead` when the verb that governs it looks ahead, if known.

    `partner` is where the other side of its range stands that names its month: -1 before it, 1 behind it.
    """

    start: int
    end: int
    reading: Reading
    ahead: bool | None
    sentence: int
    partner: int = 0


def scan(text: str, lowered: str, sentence: Span, language: str) -> Iterator[Found]:
    """The expressions of a sentence in order; `lowered` is the text in lower case."""
    last: Found | None = None
    for found in _expressions(text, lowered, sentence, language):
        joined = last and _joined(lowered, last, found)
        if last and not joined:
            yield last
        last = joined or found
    if last:
        yield last


def _expressions(text: str, lowered: str, sentence: Span, language: str) -> Iterator[Found]:
    tense = Tense(lowered, sentence.start, sentence.end)
    reached = tense.start
    for match in EXPRESSION.finditer(lowered, tense.start, tense.end):
        kind = match.lastgroup or ""
        first, last = match.span()
        if first < reached or not fits(kind, Place(text, first, last, tense.start, tense.end)):
            continue
        reading = read(kind, lowered, first, tense.end, language)
        if reading is None:
            continue
        first, reading = _opening(lowered, kind, reading, (first, last), max(reached, first - _WIDTH))
        found = Found(first, last, reading, _is_ahead(text, reading, tense, first, last), tense.start)
        for part in _divided(lowered, kind, found, reached, tense.end):
            yield part
            reached = part.end


def _opening(lowered: str, kind: str, reading: Reading, match: tuple[int, int], floor: int) -> tuple[int, Reading]:
    """Where the expression of a match really begins, not before `floor`, and what it says then."""
    first, last = match
    if kind in _COMPOUNDS and (article := _ARTICLE.match(lowered, first, last)):
        return article.end(), reading
    over = _OVER.match(lowered, first) if kind == "duration" else None
    if over and not _LONGER.search(lowered, floor, first):
        return over.end(), replace(reading, mod="")
    if kind == "month" and reading.lacks_year and _UP_TO.search(lowered, max(0, first - _WIDTH), first):
        return first, replace(reading, direction=-1)
    pattern = _ABOUT_TIME if kind in _TIMES else _ABOUT_DAY if kind in _DAYS else None
    if pattern and not reading.mod and (about := pattern.search(lowered, floor, first)):
        return about.start(), replace(reading, mod="APPROX")
    return first, reading


def _is_ahead(text: str, reading: Reading, tense: Tense, first: int, last: int) -> bool | None:
    """Whether the expression lies ahead; only named points can lie on either side of publication."""
    if reading.value or (reading.shift is not None and reading.shift != ("weekend", 0)):
        return False
    if text.startswith(("'s", "’s"), last):  # "Monday's" is what has been
        return tense.is_awaited(first)
    if reading.month and reading.day and tense.is_awaited_day(first):
        return True
    ahead = tense.looks_ahead(first, last)
    return True if ahead is None and reading.month and tense.is_intended(first) else ahead


def _divided(lowered: str, kind: str, found: Found, reached: int, end: int) -> Iterator[Found]:
    """The expression, with the other side of its range where that is but a part of one."""
    if kind == "years" and found.reading.month is None:
        yield from _two_years(lowered, found)
        return
    if half := halves.before(lowered, kind, found.reading, found.start, reached):
        yield replace(found, start=half.start, end=half.end, reading=half.reading, partner=half.partner)
    half = halves.behind(lowered, kind, found.reading, found.end, end)
    yield replace(found, reading=replace(found.reading, year=half.reading.year)) if half else found
    if half:
        yield replace(found, start=half.start, end=half.end, reading=half.reading, partner=half.partner)


def _two_years(lowered: str, found: Found) -> Iterator[Found]:
    """2012-13: two expressions, the second in the century of the first."""
    middle = found.start + 4
    first, second = int(lowered[found.start : middle]), lowered[middle + 1 : found.end]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    yield replace(found, end=middle, reading=Reading(year=first))
    yield replace(found, start=middle + 1, reading=Reading(year=last))


def _joined(lowered: str, left: Found, right: Found) -> Found | None:
    """One expression where a time stands beside its day (noon Thursday) or a month before its year (June last year)."""
    if right.start - left.end > 10 or not (joint := _JOINT.fullmatch(lowered, left.end, right.start)):
        return None
    between = joint[0].strip()
    if between == "," and _TO_WEEKDAY.match(lowered, right.end):
        return None
    reading = _as_one(left.reading, right.reading, between)
    return replace(left, end=right.end, reading=reading, ahead=left.ahead or right.ahead) if reading else None


def _as_one(a: Reading, b: Reading, between: str) -> Reading | None:
    """What two expressions say together that are parted by a comma, a preposition or nothing; None if they are two."""
    if between == "at":
        clock = b.lacks_day and not b.base and not b.part.isalpha()
        return _on_day(b, a) if clock and (a.is_day or a.is_recurrent_day) and not a.part else None
    open_time = a.lacks_day and not a.base and not b.part and (between != "of" or a.part.isalpha())
    if open_time and (b.is_day or (between == "on" and b.is_recurrent_day)):
        return _on_day(a, b)
    if a.lacks_day and a.zone == "" and b.part == "NI" and b.shift == ("day", 0) and b.direction == 0:
        return replace(a, direction=0)  # 11 p.m. tonight
    if a.shift == ("week", 0) and between == "of" and b.month and b.day and not b.part:
        return replace(b, in_week=True, mod=a.mod)
    if b.shift and between in ("", "of") and not (b.base or b.mod or b.is_named):
        unit = b.shift[0]
        if (a.is_bare_weekday and unit == "week") or (a.lacks_year and unit == "year"):
            return replace(a, shift=b.shift)
    return None


def _on_day(time: Reading, day: Reading) -> Reading:
    """The time on its day; "today" is said, and no other day may take its place."""
    if day.type == "SET":
        return replace(day, value=f"{day.value}T{time.part}", zone=time.zone, mod=time.mod)
    return replace(
        day,
        type="TIME",
        part=time.part,
        zone=time.zone,
        mod=time.mod or day.mod,
        direction=0 if day.shift == ("day", 0) else day.direction,
        alternatives=tuple(f"{value}T{time.part}" for value in day.alternatives),
    )
