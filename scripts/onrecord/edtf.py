"""Dates as EDTF, levels 0 to 2 (Library of Congress 2019; ISO 8601-2:2019), which libraries and archives read.

What comes out covers what the expression says, or is "" where EDTF has no way to say it: durations, sets, references to
the present, past or future, weeks and weekdays of no known year. Three things are wider than the text:

- The part of a day, and an hour without minutes, are the day: EDTF's times have seconds. Minutes get the second 00.
- START, MID and END are the whole, as in the record's bounds: EDTF has no "early".
- BEFORE and AFTER include the point itself, as ON_OR_BEFORE and ON_OR_AFTER do: EDTF's intervals hold their ends.

`alternatives` are not in it; `to_edtf(replace(date, value=other))` gives each.
"""

from __future__ import annotations

import contextlib
import re
from datetime import date as calendar_date
from datetime import time

from onrecord.model import Date
from onrecord.timex import bounds

_SEASONS = {"SP": 21, "SU": 22, "FA": 23, "WI": 24, "Q1": 33, "Q2": 34, "Q3": 35, "Q4": 36, "H1": 40, "H2": 41}
_POINT = re.compile(r"\d{4}(?:-\d\d){0,2}\Z")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI|[QH]\d)\Z")
_DECADES = re.compile(r"(?:(\d{3})X?|(\d\d)(?:XX)?)\Z")
_WEEKDAY = re.compile(r"(\d{4})-W(\d\d)-([1-7])\Z")
_PARTLY = re.compile(r"(?:XXXX-(\d\d|XX)(?:-(\d\d|XX))?|\d{4}-(XX)(?:-XX)?|\d{4}-(\d\d)-XX)\Z")
_TIME = re.compile(r"(\d\d):(\d\d)(?::(\d\d))?\Z")
_LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def to_edtf(date: Date) -> str:
    """The EDTF expression of a date: 2021-11~, ../2021-11-21, 199X, 2021-33; "" where EDTF has none."""
    day, _, clock = date.value.partition("T")
    if date.type not in ("DATE", "TIME") or not re.search(r"\d", day):
        return ""
    day = _calendar(day)
    name, ends = _named(day), _ends(day)
    match date.mod:
        case "" | "START" | "MID" | "END":
            return _moment(day, clock, date.zone) or name or "/".join(ends)
        case "APPROX" if name and name[0] != "X" and not _SEASON.match(day):
            return f"{name}~"
        case "APPROX" if ends:
            return f"{ends[0]}~/{ends[-1]}~"
        case "BEFORE" | "ON_OR_BEFORE" if ends:
            return f"../{ends[-1]}"
        case "AFTER" | "ON_OR_AFTER" if ends:
            return f"{ends[0]}/.."
    return ""


def _calendar(value: str) -> str:
    """The calendar's day for a day of a week, any other value as it is."""
    if found := _WEEKDAY.match(value):
        with contextlib.suppress(ValueError):
            return calendar_date.fromisocalendar(int(found[1]), int(found[2]), int(found[3])).isoformat()
    return value


def _moment(day: str, clock: str, zone: str) -> str:
    """A time of a known day, with its zone; "" for a part of the day and for what has no minutes."""
    found = _TIME.match(clock)
    if not found or len(day) != 10 or not bounds(day)[0]:
        return ""
    try:
        exact = time(int(found[1]), int(found[2]), int(found[3] or 0)).isoformat()
    except ValueError:
        return ""
    return f"{day}T{exact}{'Z' if zone == '+00:00' else zone}"


def _named(value: str) -> str:
    """The expression of one stretch of the calendar that has a name: day, month, year, decade, century, season."""
    if found := _SEASON.match(value):
        number = _SEASONS.get(found[2])
        return f"{found[1]}-{number}" if number else ""
    if _POINT.match(value):
        return value if bounds(value)[0] else ""
    if found := _DECADES.match(value):
        return f"{found[1] or found[2]:X<4}"
    return value if _is_partly_known(value) else ""


def _is_partly_known(value: str) -> bool:
    """Whether what is not known is whole parts (XXXX-11-21), and what is known is of the calendar."""
    found = _PARTLY.match(value)
    if not found:
        return False
    month, day = found[1] or found[4] or "01", found[2] or "01"
    longest = _LONGEST[int(month) - 1] if month in {f"{n:02d}" for n in range(1, 13)} else 31 if month == "XX" else 0
    return longest > 0 and (day == "XX" or 1 <= int(day) <= longest)


def _ends(value: str) -> tuple[str, str] | tuple[()]:
    """The first and the last point of a stretch, as fine as it is named: decades by years, quarters by months, weeks by
    days. () where they are not known; a season has none, since where it begins is not agreed on.
    """
    decades = _DECADES.match(value)
    earliest, latest = bounds(decades[1] or decades[2] if decades else value)
    if not earliest:
        return ()
    if decades:
        return earliest[:4], latest[:4]
    if _SEASON.match(value):
        return earliest[:7], latest[:7]
    return (value, value) if _POINT.match(value) else (earliest, latest)
