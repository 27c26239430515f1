"""Readings to dates: against the day of publication, the other side of a range, or what the article's dates allow."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.layers.dates.scan import Found, looks_ahead
from onrecord.layers.dates.values import bounds, value_of
from onrecord.model import Anchor, Date, Published, Span

_RANGE = re.compile(r"\s{0,3}(?:[-–—]|\bto\b|\band\b|\buntil\b|\btill\b|\bthrough\b)\s{0,3}\Z")


@dataclass(frozen=True, slots=True)
class _Bracket:
    """The last date that the text says is past and the first one that is to come, with their ids."""

    past: Date
    ahead: Date

    @property
    def anchor(self) -> Anchor:
        return Anchor(
            basis="inferred", value=f"{self.past.value}/{self.ahead.value}", dates=(self.past.id, self.ahead.id)
        )

    def years_of(self, month: int, day: int) -> list[int]:
        """The years in which this day lies between the two."""
        first, last = date.fromisoformat(self.past.earliest), date.fromisoformat(self.ahead.latest)
        return [
            year
            for year in range(first.year, min(last.year, first.year + 100) + 1)
            if day <= monthrange(year, month)[1] and first <= date(year, month, day) <= last
        ]


def resolve(text: str, found: Sequence[Found], published: Published) -> tuple[Date, ...]:
    """The dates with ids d1, d2, … in order; `found` is in order and does not overlap."""
    today = date.fromisoformat(published.date) if published.basis == "given" and published.date else None
    tied = _tie_ranges(text, found)
    dates = [_resolved(text, n, item, tied.get(n), today) for n, item in enumerate(_with_years(found, tied))]
    if today is None and (bracket := _bracket(text, dates)):
        dates = [_bracketed(item, d, bracket) for item, d in zip(found, dates, strict=True)]
    return tuple(dates)


def infer_published(text: str, dates: Sequence[Date]) -> Published:
    """Bounds of the day of publication where the text's own dates give both: the last past one, the first to come."""
    bracket = _bracket(text, dates)
    if bracket is None or bracket.past.earliest > bracket.ahead.latest:
        return Published()
    evidence = sorted((bracket.past, bracket.ahead), key=lambda d: d.start)
    return Published(
        earliest=bracket.past.earliest,
        latest=bracket.ahead.latest,
        basis="inferred",
        evidence=tuple(Span(d.start, d.end, d.text) for d in evidence),
    )


def _tie_ranges(text: str, found: Sequence[Found]) -> dict[int, int]:
    """For each side of a range that lacks a year, the number of the other side, which has one."""
    tied: dict[int, int] = {}
    for n in range(len(found) - 1):
        left, right = found[n], found[n + 1]
        if (
            left.reading.month is None
            or right.reading.month is None
            or not _RANGE.fullmatch(text[left.end : right.start])
        ):
            continue
        if left.reading.year is None and right.reading.year is not None:
            tied[n] = n + 1
        elif right.reading.year is None and left.reading.year is not None:
            tied[n + 1] = n
    return tied


def _with_years(found: Sequence[Found], tied: dict[int, int]) -> list[Found]:
    complete = list(found)
    for side, other in tied.items():
        reading, model = found[side].reading, found[other].reading
        year, later = model.year or 0, (reading.month or 0) > (model.month or 0)
        year += -1 if side < other and later else 1 if side > other and (reading.month or 0) < (model.month or 0) else 0
        complete[side] = replace(found[side], reading=replace(reading, year=year))
    return complete


def _resolved(text: str, n: int, item: Found, other: int | None, today: date | None) -> Date:
    alone = value_of(item.reading, None)
    value = value_of(item.reading, today, future=item.ahead)
    anchor = Anchor()
    if other is not None:
        anchor = Anchor(basis="date", value=f"{item.reading.year}", dates=(f"d{other + 1}",))
    elif today is not None and value != alone:
        anchor = Anchor(basis="published", value=today.isoformat())
    earliest, latest = bounds(value) if item.reading.type in ("DATE", "TIME") else ("", "")
    return Date(
        id=f"d{n + 1}",
        start=item.start,
        end=item.end,
        text=text[item.start : item.end],
        type=item.reading.type,
        value=value,
        mod=item.reading.mod,
        quant=item.reading.quant,
        freq=item.reading.freq,
        earliest=earliest,
        latest=latest,
        anchor=anchor,
    )


def _bracket(text: str, dates: Sequence[Date]) -> _Bracket | None:
    """The last past and the first coming date; none unless the text has both, in this order."""
    points = [d for d in dates if d.earliest and d.type == "DATE"]
    ahead = [d for d in points if looks_ahead(text, d.start)]
    past = [d for d in points if d not in ahead]
    if not ahead or not past:
        return None
    last, first = max(past, key=lambda d: d.earliest), min(ahead, key=lambda d: d.latest)
    return _Bracket(last, first) if last.earliest <= first.latest else None


def _bracketed(item: Found, found: Date, bracket: _Bracket) -> Date:
    """The date with its year where the bracket leaves one only."""
    reading = item.reading
    if found.value[:4] != "XXXX" or reading.month is None or reading.day is None or reading.direction is not None:
        return found
    years = bracket.years_of(reading.month, reading.day)
    if len(years) != 1:
        return found
    value = value_of(replace(reading, year=years[0]), None)
    earliest, latest = bounds(value)
    return replace(found, value=value, earliest=earliest, latest=latest, anchor=bracket.anchor)
