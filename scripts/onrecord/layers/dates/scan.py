"""Where expressions of time stand in a sentence, and what each says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.layers.dates.context import Place, fits
from onrecord.layers.dates.patterns import EXPRESSION
from onrecord.layers.dates.readers import read
from onrecord.layers.dates.reading import Reading
from onrecord.layers.dates.tense import Tense

# The other end of a range whose month is named once: ⟦Nov. 21⟧-⟦25⟧, ⟦3⟧ to ⟦5 May⟧.
_DAY_NUMBER = r"(3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?\b"
_LAST_DAY = re.compile(
    rf"(?:\s?[-–—]\s?|\s{{1,3}}(?:to|through|until|till)\s{{1,3}}){_DAY_NUMBER}(?!%|[.,:/-][0-9])"
    r"(?!\s{1,3}(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))"
    rf"|\s{{1,3}}and\s{{1,3}}{_DAY_NUMBER}(?=[,;)]|\.?(?:\s{{1,3}}(?:in|at|for|to)\b|\Z))"
)
_FIRST_DAY = re.compile(rf"(?<![\w.,/-]){_DAY_NUMBER}(?:\s?[-–—]\s?|\s{{1,3}}(?:to|and|or|until|till)\s{{1,3}})\Z")
# The article before a compound belongs to the noun behind it: the ⟦two-day⟧ trip.
_ARTICLE = re.compile(r"(?:the|an?)\s{1,3}(?=\S{1,20}-\S{1,20}\Z)")
_COMPOUNDS = ("quarter", "year_ago")
_JOINT = re.compile(r",?\s{1,3}(?:of\s{1,3})?")


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
    reached = tense.start
    for match in EXPRESSION.finditer(lowered, tense.start, tense.end):
        kind = match.lastgroup or ""
        first, last = match.span()
        if first < reached or not fits(kind, Place(text, first, last, tense.start, tense.end)):
            continue
        reading = read(kind, lowered, first, tense.end)
        if reading is None:
            continue
        if kind in _COMPOUNDS and (article := _ARTICLE.match(lowered, first, last)):
            first = article.end()
        # "Monday's" is what has been; only named points can lie on either side of publication.
        open_ended = reading.shift is None and not reading.value and not text.startswith(("'s", "’s"), last)
        found = Found(first, last, reading, tense.looks_ahead(first) if open_ended else False, tense.start)
        for part in _divided(lowered, kind, found, reached, tense.end):
            yield part
            reached = part.end


def _divided(lowered: str, kind: str, found: Found, reached: int, end: int) -> Iterator[Found]:
    """The expression, or the two of a range that is written as one; not before `reached` nor beyond `end`."""
    if kind == "years":
        yield from _two_years(lowered, found)
    elif kind == "day_month" and (first := _FIRST_DAY.search(lowered, max(reached, found.start - 12), found.start)):
        yield _other_day(found, first, 1)
        yield found
    elif kind == "month_day" and (last := _LAST_DAY.match(lowered, found.end, end)):
        yield found
        yield _other_day(found, last, -1)
    else:
        yield found


def _other_day(found: Found, match: re.Match[str], partner: int) -> Found:
    start, end = match.span(match.lastindex or 1)
    reading = replace(found.reading, day=int(match[match.lastindex or 1]), weekday=None, mod="")
    return replace(found, start=start, end=end, reading=reading, partner=partner)


def _two_years(lowered: str, found: Found) -> Iterator[Found]:
    """2012-13: two expressions, the second in the century of the first."""
    middle = found.start + 4
    first, second = int(lowered[found.start : middle]), lowered[middle + 1 : found.end]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    yield replace(found, end=middle, reading=Reading(year=first))
    yield replace(found, start=middle + 1, reading=Reading(year=last))


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
    return replace(left, end=right.end, reading=reading, ahead=left.ahead or right.ahead) if reading else None
