"""Days by periods, as long as it takes for a time line that can be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

_MOST = 72  # periods of a time line
_TICKS = 7  # periods that are named below it
_MANY = 200  # dates, of which the few far outside are left out
_OUTSIDE = 0.03  # of them on either side


@dataclass(frozen=True, slots=True)
class Period:
    """A period with its name, how many days fall into it, and whether a time line names it."""

    label: str
    count: int
    is_tick: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLine:
    """Periods of one unit from the first to the last, how many days lie before and after, and how many are none."""

    unit: str = "day"
    periods: tuple[Period, ...] = ()
    before: int = 0
    after: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class _Unit:
    """A length of periods: the number of the one that a day is in, its name by its number, and handy steps."""

    name: str
    number: Callable[[date], int]
    label: Callable[[int], str]
    steps: tuple[int, ...]


_UNITS = (
    _Unit("day", date.toordinal, lambda number: date.fromordinal(number).isoformat(), (1, 2, 5, 10)),
    _Unit("month", lambda d: d.year * 12 + d.month - 1, lambda n: f"{n // 12:04}-{n % 12 + 1:02}", (1, 2, 3, 6, 12)),
    _Unit("year", lambda day: day.year, str, (1, 2, 5, 10, 20)),
    _Unit("decade", lambda day: day.year // 10, lambda number: f"{number}0s", (1, 2, 5, 10, 20)),
    _Unit("century", lambda day: day.year // 100, lambda number: f"{number}00–{number}99", (5, 10, 20)),
)


def time_line(days: Mapping[str, int]) -> TimeLine:
    """The time line of ISO dates; what is no date is counted. Without any there is no period."""
    counts = Counter[date]()
    for text, count in days.items():
        if day := _day(text):
            counts[day] += count
    unknown = sum(days.values()) - counts.total()
    if not counts:
        return TimeLine(unknown=unknown)
    kept = _without_outsiders(counts)
    unit = next((unit for unit in _UNITS if len(_numbers(unit, kept)) <= _MOST), _UNITS[-1])
    found = Counter[int]()
    for day, count in kept.items():
        found[unit.number(day)] += count
    numbers = _numbers(unit, kept)
    step = next((step for step in unit.steps if len(numbers) <= step * _TICKS), unit.steps[-1])
    # A single period, or two, may lie beside the steps: the first is named then.
    named = {number for number in numbers if number % step == 0} or {numbers[0]}
    return TimeLine(
        unit=unit.name,
        periods=tuple(Period(unit.label(n), found[n], n in named) for n in numbers),
        before=sum(count for day, count in counts.items() if day < min(kept)),
        after=sum(count for day, count in counts.items() if day > max(kept)),
        unknown=unknown,
    )


def _numbers(unit: _Unit, days: Mapping[date, int]) -> range:
    return range(unit.number(min(days)), unit.number(max(days)) + 1)


def _without_outsiders(counts: Counter[date]) -> Counter[date]:
    total = counts.total()
    if total < _MANY:
        return counts
    kept, before = Counter[date](), 0
    for day in sorted(counts):
        if before + counts[day] > total * _OUTSIDE and before < total * (1 - _OUTSIDE):
            kept[day] = counts[day]
        before += counts[day]
    return kept


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
