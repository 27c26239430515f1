"""Readings to dates: against the day of publication, another date of the text, or what the text's dates allow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from onrecord.layers.dates.bracket import Bracket
from onrecord.layers.dates.reading import Reading
from onrecord.layers.dates.scan import Found
from onrecord.layers.dates.values import bounds, value_of
from onrecord.model import Anchor, Date, Published

_RANGE = re.compile(r"\s{0,3}(?:[-–—]|\bto\b|\band\b|\buntil\b|\btill\b|\bthrough\b)\s{0,3}\Z")
_NEAR = 30  # code points between a time and its day: "at 3 p.m. local time on Friday"
_QUARTER = re.compile(r"\d{4}-Q[1-4]\Z")


def resolve(text: str, found: Sequence[Found], published: Published) -> tuple[Date, ...]:
    """The dates with ids d1, d2, … in order; `found` is in order and does not overlap."""
    today = date.fromisoformat(published.date) if published.basis == "given" and published.date else None
    sides = _sides(text, found)
    dates = []
    for n, item in enumerate(found):
        other = sides.get(n)
        reading = item.reading if other is None else _with_year(found[n], found[other])
        resolved = _resolved(text, f"d{n + 1}", replace(item, reading=reading), None if reading.base else today)
        if other is not None:
            resolved = replace(resolved, anchor=Anchor(basis="date", value=f"{reading.year}", dates=(f"d{other + 1}",)))
        dates.append(resolved)
    if today is None and (bracket := Bracket.of(dates, [item.ahead for item in found])):
        dates = [bracket.completed(d, item.reading) for d, item in zip(dates, found, strict=True)]
    return tuple(_placed(found, dates, today))


def _resolved(text: str, name: str, item: Found, today: date | None) -> Date:
    reading = item.reading
    value = value_of(reading, today, future=item.ahead)
    anchored = today is not None and value != value_of(reading, None)
    return _with_value(
        Date(
            id=name,
            start=item.start,
            end=item.end,
            text=text[item.start : item.end],
            type=reading.type,
            value=value,
            mod=reading.mod,
            quant=reading.quant,
            freq=reading.freq,
        ),
        value,
        Anchor(basis="published", value=today.isoformat()) if today and anchored else Anchor(),
    )


def _with_value(found: Date, value: str, anchor: Anchor) -> Date:
    earliest, latest = bounds(value) if found.type in ("DATE", "TIME") else ("", "")
    return replace(found, value=value, earliest=earliest, latest=latest, anchor=anchor)


def _sides(text: str, found: Sequence[Found]) -> dict[int, int]:
    """For each side of a range that lacks a year, the number of the other side, which has one."""
    sides: dict[int, int] = {}
    for n, (left, right) in enumerate(pairwise(found)):
        if not (left.reading.month and right.reading.month and right.start - left.end < 20):
            continue
        if not _RANGE.fullmatch(text, left.end, right.start):
            continue
        if left.reading.lacks_year and right.reading.year is not None:
            sides[n] = n + 1
        elif right.reading.lacks_year and left.reading.year is not None:
            sides[n + 1] = n
    return sides


def _with_year(side: Found, other: Found) -> Reading:
    """What one side of a range says, with the year that the other names: December to January 2022."""
    left, right = sorted((side, other), key=lambda item: item.start)
    turn = (left.reading.month or 0) > (right.reading.month or 0)
    step = 0 if not turn else -1 if side is left else 1
    return replace(side.reading, year=(other.reading.year or 0) + step)


@dataclass(slots=True)
class _Story:
    """The dates that the text named so far: the last one, the last day, the last quarter."""

    date: Date | None = None
    day: Date | None = None
    quarter: Date | None = None

    def note(self, found: Date, reading: Reading) -> None:
        if not found.earliest:
            return
        self.date = found
        if found.earliest == found.latest:
            self.day = found
        if _QUARTER.match(found.value) and not reading.base and not reading.shift:
            self.quarter = found

    def base_of(self, reading: Reading) -> Date | None:
        if reading.base == "quarter":
            return self.quarter
        return self.day if reading.weekday or (reading.shift and reading.shift[0] == "day") else self.date


def _placed(found: Sequence[Found], dates: Sequence[Date], today: date | None) -> Iterator[Date]:
    """The dates, with those that count from another date of the text resolved against it."""
    story = _Story()
    for n, (item, given) in enumerate(zip(found, dates, strict=True)):
        reading, placed = item.reading, given
        if reading.base:
            base = story.base_of(reading)
            placed = _from_date(given, reading, base) if base else _from_today(given, reading, today)
        elif item.partner:
            placed = _with_month(given, reading, dates[n + item.partner])
        elif reading.lacks_day and (base := _day_beside(found, dates, n)):
            value = f"{base.earliest}T{reading.part}"
            placed = _with_value(given, value, Anchor(basis="date", value=base.value, dates=(base.id,)))
        story.note(placed, reading)
        yield placed


def _with_month(found: Date, reading: Reading, other: Date) -> Date:
    """A day of a range with the month of the other side: the 25 of Nov. 21-25."""
    month = other.value[:7]
    return _with_value(found, f"{month}-{reading.day:02d}", Anchor(basis="date", value=month, dates=(other.id,)))


def _from_date(found: Date, reading: Reading, base: Date) -> Date:
    value = value_of(reading, date.fromisoformat(base.earliest))
    if reading.base == "quarter" and reading.shift and reading.shift[0] == "year":
        value += base.value[4:]
    return _with_value(found, value, Anchor(basis="date", value=base.value, dates=(base.id,)))


def _from_today(found: Date, reading: Reading, today: date | None) -> Date:
    """A quarter that the text has not named is the last one before publication, and a year ago is the year."""
    if today is None or reading.base != "quarter":
        return found
    if reading.shift == ("quarter", 0):
        reading = replace(reading, shift=("quarter", -1))
    return _with_value(found, value_of(reading, today), Anchor(basis="published", value=today.isoformat()))


def _day_beside(found: Sequence[Found], dates: Sequence[Date], n: int) -> Date | None:
    """The day to which a time belongs: the one right after it, or the last one before it, in its sentence."""
    item, after = found[n], found[n + 1] if n + 1 < len(found) else None
    if after and after.start - item.end <= _NEAR and after.sentence == item.sentence and after.reading.is_day:
        return dates[n + 1] if dates[n + 1].earliest else None
    before = found[n - 1] if n else None
    if before and before.sentence == item.sentence and before.reading.is_day and dates[n - 1].earliest:
        return dates[n - 1]
    return None
