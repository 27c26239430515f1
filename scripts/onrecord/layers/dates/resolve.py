"""The normaliser: readings to their one form, against a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from onrecord.layers.dates.holidays import every, holiday, is_week, nth_weekday, without_year
from onrecord.layers.dates.reading import Reading
from onrecord.layers.dates.vocabulary import IN_YEARS
from onrecord.timex import Form, months, of_pattern, on, week, years

# After how many months a date without a year is the coming one: by whether the verb looks ahead, None if it is unknown.
_STALE = {True: 2, None: 8, False: 10}
_SEASON_START = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_UNKNOWN = {
    "week": "XXXX-WXX", "fortnight": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "year": "XXXX", "season": "XXXX", "decade": "XXX", "century": "XX",
    "millennium": "XXXX",
}  # fmt: skip
_DAYLONG = {"hour": 24, "minute": 24 * 60, "second": 24 * 3600}


def resolved(reading: Reading, today: date | None, *, future: bool | None = None) -> Form:
    """The form of a reading; what cannot be told keeps its X. `future`, if the verb looks ahead, is None if unknown."""
    if reading.value:
        return of_pattern(reading.value, mod=reading.mod)
    try:
        form = _point(reading, today, future)
    except (OverflowError, ValueError):  # beyond the calendar: "two million years ago"
        form = _point(replace(reading, year=None), None, future)
    if not (reading.part or reading.mod):
        return form
    if reading.part and form.pattern:
        return replace(form, pattern=f"{form.pattern}T{reading.part}", mod=reading.mod)
    return replace(form, part=reading.part, mod=reading.mod)


def _point(reading: Reading, today: date | None, future: bool | None) -> Form:
    if reading.shift is not None and reading.weekday is not None:
        monday = shifted(today, *reading.shift).start
        return on(monday + timedelta(days=reading.weekday - 1)) if monday else of_pattern(f"XXXX-WXX-{reading.weekday}")
    if reading.shift is not None and not reading.is_named:
        if reading.shift == ("weekend", 0) and today:
            return week(_weekend(reading, today, future), "weekend")
        return shifted(today, *reading.shift)
    if reading.weekday is not None and reading.month is None and not reading.holiday:
        return _weekday(reading, today, future)
    if not reading.is_named:
        return years(reading.year, 1, "year") if reading.year else of_pattern("XXXX")
    return _named(reading, _year(reading, today, future))


def _named(reading: Reading, year: int | None) -> Form:
    """The month, day, quarter, season or holiday of a year."""
    known = "XXXX" if year is None else f"{year:04d}"
    if reading.holiday:
        if year is None:
            return of_pattern(without_year(reading.holiday))
        day = holiday(reading.holiday, year)
        return week(day, "week") if is_week(reading.holiday) else on(day)
    if reading.month is None:
        return of_pattern(f"{known}-{reading.season or reading.quarter}")
    if reading.nth is not None and reading.weekday is not None:
        if year is None:
            return of_pattern(f"XXXX-{reading.month:02d}-XX")
        return on(nth_weekday(year, reading.month, reading.weekday, reading.nth))
    if reading.day is not None:
        day_of = f"{known}-{reading.month:02d}-{reading.day:02d}"
        if year is None:
            return of_pattern("XXXX-WXX" if reading.in_week else day_of)
        day = date(year, reading.month, reading.day)
        return week(day, "week") if reading.in_week else on(day)
    return (
        of_pattern(f"{known}-{reading.month:02d}")
        if year is None
        else months(year, reading.month, reading.month, "month")
    )


def _year(reading: Reading, today: date | None, future: bool | None) -> int | None:
    """The year said, else the one in which the point lies on the side that is said or that the verb says."""
    if reading.year is not None:
        return reading.year
    if today is None:
        return None
    if reading.shift is not None:
        form = shifted(today, *reading.shift)
        return form.start.year if form.start else None
    if reading.holiday and (cycle := every(reading.holiday)) > 1:
        return _in_cycle(reading.holiday, cycle, today, future)
    return today.year + _years_on(reading, _start(reading, today.year), (today.month, today.day), future)


def _in_cycle(name: str, cycle: int, today: date, future: bool | None) -> int:
    """The year of a holiday that does not come every year: the nearest one, on the side that the verb says."""
    near = [today.year + n for n in range(-cycle, cycle + 1) if (today.year + n) % cycle == 0]
    ahead = [year for year in near if holiday(name, year) >= today]
    past = [year for year in near if holiday(name, year) <= today]
    if future:
        return ahead[0]
    return min(ahead[0], past[-1], key=lambda year: abs((holiday(name, year) - today).days))


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


def _start(reading: Reading, year: int) -> tuple[int, int]:
    """Month and day on which a part of a year begins."""
    if reading.quarter:
        return (int(reading.quarter[1]) - 1) * (3 if reading.quarter[0] == "Q" else 6) + 1, 1
    if reading.holiday:
        day = holiday(reading.holiday, year)
        return day.month, day.day
    return reading.month or _SEASON_START[reading.season], reading.day or 1


def _weekday(reading: Reading, today: date | None, future: bool | None) -> Form:
    if today is None or reading.weekday is None:
        return of_pattern(f"XXXX-WXX-{reading.weekday}")
    back = (today.isoweekday() - reading.weekday) % 7
    if reading.direction == 0:
        this = today + timedelta(days=reading.weekday - today.isoweekday())
        return on(this + timedelta(days=7) if future and this < today else this)
    if reading.direction == 1 or (reading.direction is None and future and back):
        return on(today + timedelta(days=7 - back))
    return on(today - timedelta(days=7 if reading.direction == -1 and back == 0 else back))


def _weekend(reading: Reading, today: date, future: bool | None) -> date:
    """A day of the week with "the weekend", the last unless the verb looks ahead, or "this weekend", the nearest."""
    weekday = today.isoweekday()
    before = weekday <= (3 if future is False else 1) if reading.direction == 0 else weekday <= 5
    return today - timedelta(days=7) if before and not future else today


def shifted(today: date | None, unit: str, number: float) -> Form:
    """The point so many units from `today`, as fine as the unit: a day, a week, a month, a year …"""
    if today is None:
        return of_pattern(_UNKNOWN.get(unit, "XXXX-XX-XX"))
    if unit in ("week", "fortnight", "weekend"):
        day = today + timedelta(weeks=number * (2 if unit == "fortnight" else 1))
        return week(day, "weekend" if unit == "weekend" else "week")
    if unit in ("month", "quarter") or (unit == "year" and number % 1):
        length = 3 if unit == "quarter" else 1
        at = (today.year * 12 + today.month - 1) // length + int(number * (12 if unit == "year" else 1))
        year, first = divmod(at * length, 12)
        return months(year, first + 1, first + length, "quarter" if unit == "quarter" else "month")
    if unit in ("year", "season", *IN_YEARS):
        wide = IN_YEARS.get(unit, 1)
        year = today.year + int(number * wide)
        return years(year, 1, "year") if number or wide in (1, 1000) else years(year // wide * wide, wide, unit)
    return on(today + timedelta(days=int(number / _DAYLONG.get(unit, 1))))
