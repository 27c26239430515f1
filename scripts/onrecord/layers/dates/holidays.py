"""The day of a holiday in a year, by the rules of calendar.toml."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from onrecord.layers.dates.vocabulary import HOLIDAYS


@lru_cache(maxsize=1024)
def holiday(name: str, year: int) -> date:
    """The day of a holiday; of a holiday week, one day in it."""
    day = HOLIDAYS[name][1]
    if isinstance(day, str):
        return date.fromisoformat(f"{year:04d}-{day}")
    if isinstance(day, int):
        return easter(year) + timedelta(days=day)
    return nth_weekday(year, day["month"], day["weekday"], day["nth"], start=day.get("from", 1)) + timedelta(
        days=day.get("plus", 0)
    )


def every(name: str) -> int:
    """How many years lie from one to the next."""
    day = HOLIDAYS[name][1]
    return day.get("every", 1) if isinstance(day, dict) else 1


def is_week(name: str) -> bool:
    """Whether a holiday is a whole week."""
    return HOLIDAYS[name][0] == "easter_weeks"


def without_year(name: str) -> str:
    """The TIMEX3 value of a holiday in a year that is not known."""
    day = HOLIDAYS[name][1]
    if isinstance(day, str):
        return f"XXXX-{day}"
    return f"XXXX-{day['month']:02d}-XX" if isinstance(day, dict) else "XXXX-XX-XX"


def nth_weekday(year: int, month: int, weekday: int, nth: int, *, start: int = 1) -> date:
    """The nth (1 the first, -1 the last) of a weekday in a month, counted from the day `start` of it."""
    if nth > 0:
        first = date(year, month, start)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = date(year, month, monthrange(year, month)[1])
    return last - timedelta(days=(last.isoweekday() - weekday) % 7)


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (the anonymous Gregorian algorithm)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)
