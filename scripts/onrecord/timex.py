"""TIMEX3 values, read and written, and the one form that every reading of an expression of time is brought into."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

_PARTS = "MO|MI|AF|EV|NI|DT"
_CLOCK = r"(?:[01]\d|2[0-4])(?::[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)?"
# Stretches of the calendar by how fine they are; the first group is the year, or what is known of it.
_STRETCHES = {
    "day": re.compile(rf"(\d{{4}})-(\d\d)-(\d\d)(?:T({_PARTS}|{_CLOCK}))?", re.ASCII),
    "month": re.compile(r"(\d{4})-(\d\d)", re.ASCII),
    "year": re.compile(r"(\d{4})", re.ASCII),
    "quarter": re.compile(r"(\d{4})-Q([1-4])", re.ASCII),
    "half": re.compile(r"(\d{4})-H([12])", re.ASCII),
    "week": re.compile(r"(\d{4})-W(\d\d)", re.ASCII),
    "weekend": re.compile(r"(\d{4})-W(\d\d)-WE", re.ASCII),
    "decade": re.compile(r"(\d{3})", re.ASCII),
    "century": re.compile(r"(\d\d)", re.ASCII),
}
_AMOUNT = r"(?:\d+(?:\.\d+)?|X{1,2})"
# What has no known place in the calendar.
_PATTERNS = {
    "reference": re.compile(r"(?:PAST|PRESENT|FUTURE)_REF", re.ASCII),
    "length": re.compile(
        rf"P(?=[\dXT])(?:{_AMOUNT}(?:Y|M|W|D|Q|DE|CE|ML|WE|SP|SU|FA|WI|S))*(?:T(?:{_AMOUNT}(?:H|M|S|{_PARTS}))+)?",
        re.ASCII,
    ),
    "season": re.compile(r"[\dX]{4}-(?:SP|SU|FA|WI)", re.ASCII),
    "year": re.compile(r"[\dX]{4}|BC\d{2}(?:\d\d)?|[MG]A\d+(?:\.\d+)?", re.ASCII),
    "decade": re.compile(r"[\dX]{3}", re.ASCII),
    "century": re.compile(r"XX", re.ASCII),
    "half": re.compile(r"[\dX]{4}-HX|XXXX-H[12X]", re.ASCII),
    "quarter": re.compile(r"[\dX]{4}-QX|XXXX-Q[1-4X]", re.ASCII),
    "month": re.compile(r"[\dX]{4}-(?:0[1-9]|1[0-2]|XX)", re.ASCII),
    "week": re.compile(r"[\dX]{4}-W(?:XX|[0-5]\d)", re.ASCII),
    "weekend": re.compile(rf"[\dX]{{4}}-W(?:XX|[0-5]\d)-W[DE](?:T(?:{_PARTS}|{_CLOCK}))?", re.ASCII),
    "day": re.compile(
        rf"[\dX]{{4}}-(?:(?:0[1-9]|1[0-2]|XX)-(?:[012X][\dX]|3[01])|WXX-[1-7])(?:T(?:{_PARTS}|{_CLOCK}))?",
        re.ASCII,
    ),
    "clock": re.compile(rf"T(?:{_PARTS}|{_CLOCK})", re.ASCII),
}
_LONGEST = 64  # characters of a value that are read, and remembered
_MONTHS_IN = {"quarter": 3, "half": 6}
_WRITTEN = {"century": 2, "decade": 3, "year": 4, "month": 7, "day": 10}


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What an expression of time means, once it is resolved.

    A stretch of the calendar is given by its first and last day and its grain: century, decade, year, half, quarter,
    month, week, weekend or day, with the `part` of the day or clock time. Whatever has no known place there (a length,
    a set, a season, a date with unknown figures) is its TIMEX3 `pattern`, and start and end are None.
    """

    grain: str
    start: date | None = None
    end: date | None = None
    part: str = ""
    mod: str = ""
    pattern: str = ""

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        if self.start is None:
            return self.pattern
        if length := _WRITTEN.get(self.grain):
            return self.start.isoformat()[:length] + (f"T{self.part}" if self.part else "")
        if months := _MONTHS_IN.get(self.grain):
            return f"{self.start.year:04d}-{self.grain[0].upper()}{(self.start.month - 1) // months + 1}"
        year, week, _ = self.start.isocalendar()
        return f"{year:04d}-W{week:02d}{'-WE' if self.grain == 'weekend' else ''}"

    @property
    def bounds(self) -> tuple[str, str]:
        """The first and last day as ISO dates; empty for what has no known place in the calendar."""
        if self.start is None or self.end is None:
            return "", ""
        return self.start.isoformat(), self.end.isoformat()


def of_pattern(value: str, *, mod: str = "") -> Form:
    """The form of a value that needs no resolving: a length, a set, a reference, a decade."""
    form = parse_value(value)
    if form is None:
        raise ValueError(f"{value} is no TIMEX3 value")
    return replace(form, mod=mod) if mod else form


def years(first: int, count: int, grain: str, *, mod: str = "") -> Form:
    """So many years from the first of January of one; raises `ValueError` beyond the calendar."""
    if grain == "year" and first < 1:
        raise ValueError(first)
    return Form(grain=grain, start=date(max(first, 1), 1, 1), end=date(first + count - 1, 12, 31), mod=mod)


def months(year: int, first: int, last: int, grain: str, *, mod: str = "") -> Form:
    """The months `first` to `last` of a year."""
    return Form(grain=grain, start=date(year, first, 1), end=date(year, last, monthrange(year, last)[1]), mod=mod)


def week(day: date, grain: str, *, mod: str = "") -> Form:
    """The week or weekend of a day."""
    monday = day - timedelta(days=day.weekday())
    start = monday if grain == "week" else monday + timedelta(days=5)
    return Form(grain=grain, start=start, end=monday + timedelta(days=6), mod=mod)


def on(day: date, *, part: str = "", mod: str = "") -> Form:
    """A day, or its part."""
    return Form(grain="day", start=day, end=day, part=part, mod=mod)


def parse_value(value: str) -> Form | None:
    """The form that a TIMEX3 value is written of; None for what is none, such as a day that no month has."""
    return _parsed(value) if len(value) <= _LONGEST else None


@lru_cache(maxsize=4096)
def _parsed(value: str) -> Form | None:
    try:
        for grain, pattern in _STRETCHES.items():
            if found := pattern.fullmatch(value):
                return _stretch(grain, *found.groups())
    except (ValueError, OverflowError):
        return None
    if value[-1:] == "T":
        return None
    grain = next((grain for grain, pattern in _PATTERNS.items() if pattern.fullmatch(value)), "")
    return Form(grain=grain, pattern=value) if grain else None


def _stretch(grain: str, known: str, index: str = "1", day: str = "", part: str | None = None) -> Form:
    year, number = int(known), int(index)
    if grain == "day":
        return on(date(year, number, int(day)), part=part or "")
    if grain in ("week", "weekend"):
        return week(date.fromisocalendar(year, number, 1), grain)
    if grain in ("month", "quarter", "half"):
        length = _MONTHS_IN.get(grain, 1)
        return months(year, (number - 1) * length + 1, number * length, grain)
    wide = {"decade": 10, "century": 100}.get(grain, 1)
    return years(year * wide, wide, grain)


def bounds(value: str) -> tuple[str, str]:
    """The first and last day that a value covers, as ISO dates; empty for what is no known stretch of the calendar."""
    form = parse_value(value)
    return form.bounds if form else ("", "")


def bounds_of(kind: str, value: str) -> tuple[str, str]:
    """The bounds of an expression of a type, which follow from its value: none but a DATE or TIME has any."""
    return bounds(value) if kind in ("DATE", "TIME") else ("", "")


def type_of(value: str) -> str:
    """The TIMEX3 type of a value: DATE, TIME or DURATION; REF for PRESENT_REF and its like, a DATE that no SET repeats;
    "" for what is no value.
    """
    form = parse_value(value)
    if form is None:
        return ""
    if form.grain in ("length", "reference"):
        return "DURATION" if form.grain == "length" else "REF"
    return "TIME" if "T" in value else "DATE"


def is_clock(value: str) -> bool:
    """Whether the value has a clock time: 2021-11-21T14:30, T9."""
    return type_of(value) == "TIME" and value[value.index("T") + 1].isdigit()
