"""Readings to TIMEX3 values against a day, and the first and last day that a value covers."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from onrecord.layers.dates.reading import Reading
from onrecord.layers.dates.vocabulary import HOLIDAYS

# After how many months a date without a year is the coming one: by whether the verb looks ahead, None if it is unknown.
_STALE = {True: 2, None: 8, False: 10}
_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_UNKNOWN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX"}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?\Z")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?\Z")
_QUARTER = re.compile(r"(\d{4})-([QH])([1-4])\Z")
_MONTH = re.compile(r"(\d{4})-(\d\d)\Z")
_YEARS = re.compile(r"\d{2,4}\Z")


def value_of(reading: Reading, today: date | None, *, future: bool | None = None) -> str:
    """The TIMEX3 value; what cannot be told keeps its X. `future`, whether the verb looks ahead, is None if unknown."""
    if reading.value:
        return reading.value
    try:
        value = _point(reading, today, future)
    except (OverflowError, ValueError):  # beyond the calendar: "two million years ago"
        value = _point(reading, None, future)
    return f"{value}T{reading.part}" if reading.part else value


def _point(reading: Reading, today: date | None, future: bool | None) -> str:
    if reading.shift is not None and not reading.is_named:
        return shifted(today, *reading.shift)
    if reading.weekday is not None and reading.month is None:
        return _weekday(reading, today, future)
    if not reading.is_named:
        return "XXXX" if reading.year is None else f"{reading.year:04d}"
    year = _year(reading, today, future)
    if reading.holiday:
        return _holiday(reading.holiday, year)
    if reading.month is None:
        return f"{year}-{reading.season or reading.quarter}"
    return f"{year}-{reading.month:02d}" + ("" if reading.day is None else f"-{reading.day:02d}")


def _year(reading: Reading, today: date | None, future: bool | None) -> str:
    """The year said, else the one in which the point lies on the side that is said or that the verb says."""
    if reading.year is not None:
        return f"{reading.year:04d}"
    if today is None:
        return "XXXX"
    if reading.shift is not None:
        return shifted(today, *reading.shift)
    return _within(today.year + _years_on(reading, _start(reading), (today.month, today.day), future))


def _years_on(reading: Reading, start: tuple[int, int], now: tuple[int, int], future: bool | None) -> int:
    """How many years from this one the part of a year lies that begins on the day `start`; both are (month, day)."""
    same = start[0] <= now[0] < start[0] + (3 if reading.season else 1)
    if reading.direction is not None:
        passed = same or start < now
        return 0 if reading.direction == 0 else int(passed) if reading.direction > 0 else -int(same or not passed)
    if same and reading.day is None:
        return 0
    months_ago = (now[0] - start[0] - (same and start > now)) % 12
    if reading.quarter:
        return 0 if future else -int(start > now)
    if months_ago > _STALE[future]:
        return int(start < now)
    return -int(start > now)


def _start(reading: Reading) -> tuple[int, int]:
    """Month and day on which a part of a year begins."""
    if reading.quarter:
        return (int(reading.quarter[1]) - 1) * (3 if reading.quarter[0] == "Q" else 6) + 1, 1
    if reading.holiday:
        month, day, *_ = HOLIDAYS[reading.holiday]
        return month, day
    return reading.month or _SEASON_START[reading.season], reading.day or 1


def _holiday(name: str, year: str) -> str:
    rule = HOLIDAYS[name]
    if len(rule) == 2:
        return f"{year}-{rule[0]:02d}-{rule[1]:02d}"
    if not year.isdigit():
        return f"{year}-{rule[0]:02d}-XX"
    month, weekday, which = rule
    first, last = date(int(year), month, 1), date(int(year), month, monthrange(int(year), month)[1])
    if which > 0:
        day = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))
    else:
        day = last - timedelta(days=(last.isoweekday() - weekday) % 7)
    return day.isoformat()


def _weekday(reading: Reading, today: date | None, future: bool | None) -> str:
    if today is None or reading.weekday is None:
        return f"XXXX-WXX-{reading.weekday}"
    back = (today.isoweekday() - reading.weekday) % 7
    if reading.direction == 0:
        return (today + timedelta(days=reading.weekday - today.isoweekday())).isoformat()
    if reading.direction == 1 or (reading.direction is None and future and back):
        return (today + timedelta(days=7 - back)).isoformat()
    if reading.direction == -1 and back == 0:
        back = 7
    return (today - timedelta(days=back)).isoformat()


def shifted(today: date | None, unit: str, number: float) -> str:
    """The point so many units from `today`, as fine as the unit: a day, a week, a month, a year …"""
    if today is None:
        return _UNKNOWN.get(unit, "XXXX")
    if unit in ("day", "night", "morning", "afternoon", "evening"):
        return (today + timedelta(days=number)).isoformat()
    if unit in ("hour", "minute", "second"):
        return today.isoformat()
    if unit in ("week", "fortnight", "weekend"):
        # On a Monday, "the weekend" is the one that has just been.
        day = today - timedelta(days=3) if unit == "weekend" and number == 0 else today
        year, week, _ = (day + timedelta(weeks=number * (2 if unit == "fortnight" else 1))).isocalendar()
        return f"{year:04d}-W{week:02d}{'-WE' if unit == 'weekend' else ''}"
    if unit == "month":
        months = today.year * 12 + today.month - 1 + int(number)
        return f"{_within(months // 12)}-{months % 12 + 1:02d}"
    if unit == "quarter":
        quarters = today.year * 4 + (today.month - 1) // 3 + int(number)
        return f"{_within(quarters // 4)}-Q{quarters % 4 + 1}"
    years = _within(today.year + int(number * {"decade": 10, "century": 100}.get(unit, 1)))
    return years[: {"decade": 3, "century": 2}.get(unit, 4)] if number == 0 else years


def _within(year: int) -> str:
    """The year in four figures; raises `ValueError` beyond the calendar."""
    return f"{date(year, 1, 1).year:04d}"


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
    if found := _MONTH.match(value):
        return _months(int(found[1]), int(found[2]), int(found[2]))
    if _YEARS.match(value):
        wide = 10 ** (4 - len(value))
        return date(int(value) * wide, 1, 1), date(int(value) * wide + wide - 1, 12, 31)
    raise ValueError(value)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
