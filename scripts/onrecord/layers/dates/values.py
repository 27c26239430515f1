"""Readings to TIMEX3 values against a day, and the first and last day that a value covers."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from onrecord.layers.dates.reading import Reading

_STALE = 8  # months after which a date without a year is the coming one, even behind a verb in the past
_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?\Z")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?\Z")
_QUARTER = re.compile(r"(\d{4})-([QH])([1-4])\Z")


def value_of(reading: Reading, today: date | None, *, future: bool = False) -> str:
    """The TIMEX3 value; what cannot be told keeps its X. `future` says that the governing verb looks ahead."""
    if reading.value:
        return reading.value
    try:
        day = _day_of(reading, today, future)
    except (OverflowError, ValueError):  # beyond the calendar: "two million years ago"
        day = _day_of(reading, None, future)
    if reading.part:
        return f"{day}T{reading.part}"
    return day


def _day_of(reading: Reading, today: date | None, future: bool) -> str:
    if reading.shift is not None:
        return shifted(today, *reading.shift)
    if reading.weekday is not None and reading.month is None:
        return _weekday(reading, today, future)
    if reading.season or reading.quarter:
        return f"{_year_of(reading, today, future)}-{reading.season or reading.quarter}"
    if reading.month is None:
        return f"{reading.year:04d}" if reading.year else "XXXX"
    month = f"{_year_of(reading, today, future)}-{reading.month:02d}"
    return month if reading.day is None else f"{month}-{reading.day:02d}"


def _year_of(reading: Reading, today: date | None, future: bool) -> str:
    """The year said, else the nearest one in which the point is past, or to come."""
    if reading.year is not None:
        return f"{reading.year:04d}"
    if today is None:
        return "XXXX"
    if reading.quarter:
        length = 3 if reading.quarter.startswith("Q") else 6
        start, future = (today.year, (int(reading.quarter[1]) - 1) * length + 1, 1), False
    else:
        month = reading.month or _SEASON_START[reading.season]
        start = (today.year, month, reading.day or (1 if not future or month != today.month else 31))
    now = (today.year, today.month, today.day)
    if reading.quarter and reading.direction is not None:
        return f"{today.year + reading.direction:04d}"
    if reading.direction == -1:
        return f"{today.year - (start[1] >= today.month):04d}"
    if reading.direction == 1:
        return f"{today.year + (start[1] <= today.month):04d}"
    if reading.direction == 0:
        return f"{today.year:04d}"
    if future or (not reading.quarter and _months_back(start, now) > _STALE):
        return f"{today.year + (start < now):04d}"
    return f"{today.year - (start > now):04d}"


def _months_back(start: tuple[int, int, int], now: tuple[int, int, int]) -> int:
    """How many months ago the point was last."""
    return (now[1] - start[1] - (start[2] > now[2] and now[1] == start[1])) % 12


def _weekday(reading: Reading, today: date | None, future: bool) -> str:
    if today is None:
        return f"XXXX-WXX-{reading.weekday}"
    back = (today.isoweekday() - (reading.weekday or 1)) % 7
    if reading.direction == 1 or (reading.direction is None and future):
        return (today + timedelta(days=(7 - back) or 7)).isoformat()
    if reading.direction == -1 and back == 0:
        back = 7
    return (today - timedelta(days=back)).isoformat()


def shifted(today: date | None, unit: str, number: float) -> str:
    """The point so many units from `today`, as fine as the unit: a day, a week, a month, a year …"""
    if today is None:
        return {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX"}.get(unit, "XXXX")
    if unit in ("day", "night", "morning", "afternoon", "evening"):
        return (today + timedelta(days=number)).isoformat()
    if unit in ("week", "fortnight", "weekend"):
        # On a Monday, "the weekend" is the one that has just been; in October, "the quarter" is the third.
        day = today - timedelta(days=3) if unit == "weekend" and number == 0 else today
        year, week, _ = (day + timedelta(weeks=number)).isocalendar()
        return f"{year}-W{week:02d}{'-WE' if unit == 'weekend' else ''}"
    if unit in ("hour", "minute", "second"):
        return today.isoformat()
    if unit == "month":
        months = today.year * 12 + today.month - 1 + int(number)
        return f"{months // 12:04d}-{months % 12 + 1:02d}"
    if unit == "quarter":
        day = today - timedelta(days=45) if number == 0 else today
        quarters = day.year * 4 + (day.month - 1) // 3 + int(number)
        return f"{quarters // 4:04d}-Q{quarters % 4 + 1}"
    years = {"decade": 10, "century": 100}.get(unit, 1)
    year = today.year + int(number * years)
    if not 1 <= year <= 9999:
        raise ValueError(year)
    return f"{year:04d}"[: {"decade": 3 if number == 0 else 4, "century": 4}.get(unit, 4)]


def bounds(value: str) -> tuple[str, str]:
    """The first and last day that a value covers, as ISO dates; empty for what is no known stretch of the calendar."""
    try:
        first, last = _bounds(value)
    except (ValueError, OverflowError):
        return "", ""
    return first.isoformat(), last.isoformat()


def _bounds(value: str) -> tuple[date, date]:
    if found := _DAY.match(value):
        day = date(*(int(part) for part in found.groups()))
        return day, day
    if found := _WEEK.match(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return monday + timedelta(days=5 if found[3] else 0), monday + timedelta(days=6)
    if found := _QUARTER.match(value):
        length = 3 if found[2] == "Q" else 6
        first = (int(found[3]) - 1) * length + 1
        return _months(int(found[1]), first, first + length - 1)
    if re.match(r"\d{4}-\d\d\Z", value):
        return _months(int(value[:4]), int(value[5:]), int(value[5:]))
    if re.match(r"\d{2,4}\Z", value):
        wide = 10 ** (4 - len(value))
        return date(int(value) * wide, 1, 1), date(int(value) * wide + wide - 1, 12, 31)
    raise ValueError(value)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
