"""The other side of a range, named in part only: Nov. 21-⟦25⟧, ⟦3⟧ to 5 May, ⟦3⟧ to 5 p.m., ⟦early⟧ to mid-June."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.layers.dates.points import is_day
from onrecord.layers.dates.reading import Reading
from onrecord.layers.dates.vocabulary import EDGES, MONTH_ABBREVIATIONS

_DAY_NUMBER = r"(3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?\b"
_LAST_DAY = re.compile(
    rf"(?:(?:\s?[-–—]\s?|\s{{1,3}}(?:to|through|until|till)\s{{1,3}}){_DAY_NUMBER}(?!%|[.,:/-][0-9])"
    rf"(?!\s{{1,3}}(?:{'|'.join(MONTH_ABBREVIATIONS)}|may))"
    rf"|\s{{1,3}}(?:and|or)\s{{1,3}}{_DAY_NUMBER}(?=[,;)]|\.?(?:\s{{1,3}}(?:in|at|for|to)\b|\Z)))"
    r"(?P<year>,?\s{1,3}(?:1[5-9]|20)[0-9][0-9]\b)?"
)
_FIRST_DAY = re.compile(rf"(?<![\w.,/:$£€-]){_DAY_NUMBER}(?:\s?[-–—/]\s?|\s{{1,3}}(?:to|and|or|until|till)\s{{1,3}})\Z")
_HOUR = r"(1[0-2]|0?[1-9])(?:[:.]([0-5][0-9]))?"
_FIRST_HOUR = re.compile(
    rf"(?:(?<=\bfrom)|(?<=\bbetween))\s{{1,3}}{_HOUR}(?:\s?[-–—]\s?|\s{{1,3}}(?:to|and|until|till)\s{{1,3}})\Z"
    rf"|(?<![\w.,/:$£€-]){_HOUR}\s?[-–—]\s?\Z"
)
_FIRST_EDGE = re.compile(r"\b(early|mid|late)(?:-to-|\s{1,3}(?:to|or)\s{1,3})\Z")
_WIDTH = 18


@dataclass(frozen=True, slots=True)
class Half:
    """The side at `[start, end)`; `partner` is where the other one stands."""

    start: int
    end: int
    reading: Reading
    partner: int


def before(lowered: str, kind: str, reading: Reading, start: int, reached: int) -> Half | None:
    """The side before an expression that starts at `start`, not before `reached`."""
    window = max(reached, start - _WIDTH)
    if kind == "day_month" and (found := _FIRST_DAY.search(lowered, window, start)):
        return _day(found, reading, 1)
    if kind == "clock" and (found := _FIRST_HOUR.search(lowered, window, start)):
        return _hour(found, reading)
    if (
        kind in ("month", "year", "decade", "which")
        and reading.mod
        and (found := _FIRST_EDGE.search(lowered, window, start))
    ):
        return Half(*found.span(1), replace(reading, mod=EDGES[found[1]]), 1)
    return None


def behind(lowered: str, kind: str, reading: Reading, start: int, end: int) -> Half | None:
    """The side behind an expression that ends at `start`, up to the `end` of the sentence."""
    if kind == "month_day" and (found := _LAST_DAY.match(lowered, start, end)):
        return _day(found, reading, -1)
    return None


def _day(found: re.Match[str], reading: Reading, partner: int) -> Half | None:
    """The day of a range; the year behind the last one (March 26-27, 2013) is that of both."""
    group = 2 if found.re is _LAST_DAY and not found[1] else 1
    day, (start, end) = int(found[group]), found.span(group)
    year = found["year"] if found.re is _LAST_DAY and reading.year is None else None
    if year:
        reading, end = replace(reading, year=int(year[-4:])), found.end()
    if not is_day(reading.year, reading.month, day):
        return None
    return Half(start, end, replace(reading, day=day, weekday=None, mod=""), partner)


def _hour(found: re.Match[str], reading: Reading) -> Half:
    """The hour before another: in the same half of the day, or in the one before where it would come later."""
    group = 1 if found[1] else 3
    hour, minute, last = int(found[group]) % 12, found[group + 1] or "00", int(reading.part[:2])
    hour += 12 if last >= 12 and (hour + 12, minute) < (last, reading.part[3:]) else 0
    end = found.end(group + 1 if found[group + 1] else group)
    return Half(found.start(group), end, replace(reading, part=f"{hour:02d}:{minute}", mod=""), 0)
