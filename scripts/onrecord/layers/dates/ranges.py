"""Two sides of a range: each takes from the other what it lacks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise

from onrecord.layers.dates.reading import Reading
from onrecord.layers.dates.scan import Found
from onrecord.timex import Form, months, on

_RANGE = re.compile(r"\s{0,3}(?:[-–—]|\bto\b|\band\b|\bor\b|\buntil\b|\btill\b|\bthrough\b)\s{0,3}\Z")
_AND = re.compile(r"\s{1,3}and\s{1,3}\Z")
_BETWEEN = re.compile(r"\bbetween\s{1,3}\Z")
_WIDE = 20


@dataclass(frozen=True, slots=True)
class Side:
    """The side of a range that lacks something, the number of the `other` one, and the side's reading with its year."""

    other: int
    reading: Reading
    taken: str = ""


def sides(lowered: str, found: Sequence[Found]) -> dict[int, Side]:
    """The sides of ranges that take their year from the other, or come after it, by their number in `found`."""
    taken: dict[int, Side] = {}
    for n, (left, right) in enumerate(pairwise(found)):
        if right.start - left.end >= _WIDE or not _RANGE.fullmatch(lowered, left.end, right.start):
            continue
        if _alike(left.reading, right.reading):
            if left.reading.lacks_year and right.reading.year is not None:
                taken[n] = _with_year(left.reading, right.reading, n + 1, before=True)
            elif right.reading.lacks_year and left.reading.year is not None:
                taken[n + 1] = _with_year(right.reading, left.reading, n, before=False)
        if n + 1 not in taken and _follows(lowered, left, right):
            taken[n + 1] = Side(n, right.reading)
    return taken


def _alike(left: Reading, right: Reading) -> bool:
    """Whether both name the same kind of part of a year."""
    pairs = ((left.month, right.month), (left.season, right.season), (left.quarter, right.quarter))
    return any(a and b for a, b in pairs)


def _with_year(side: Reading, other: Reading, number: int, *, before: bool) -> Side:
    """What one side of a range says, with the year that the other names: December to January 2022."""
    left, right = (side, other) if before else (other, side)
    turn = (left.month or 0) > (right.month or 0)
    year = (other.year or 0) + (0 if not turn else -1 if before else 1)
    return Side(number, replace(side, year=year), f"{year}")


def _follows(lowered: str, left: Found, right: Found) -> bool:
    """Whether the right side comes after the left one: between May and July, from Friday to Sunday."""
    if _AND.fullmatch(lowered, left.end, right.start) and not _BETWEEN.search(
        lowered, max(0, left.start - 12), left.start
    ):
        return False
    a, b = left.reading, right.reading
    same = (a.month and b.month and a.lacks_year and b.lacks_year) or (
        a.weekday and b.weekday and not (a.month or b.month or a.direction or b.direction)
    )
    return bool(same) and " or " not in lowered[left.end : right.start]


def after(left: Form, right: Form) -> Form:
    """The right side of a range that lies before its left one as the next of its kind."""
    if left.start is None or right.start is None or right.start >= left.start:
        return right
    if right.grain == "month":
        return months(right.start.year + 1, right.start.month, right.start.month, "month", mod=right.mod)
    if right.start < left.start - timedelta(days=6):
        try:
            return on(right.start.replace(year=right.start.year + 1), part=right.part, mod=right.mod)
        except ValueError:
            return right
    return on(right.start + timedelta(days=7), part=right.part, mod=right.mod)
