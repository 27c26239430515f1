"""What an expression of time says by itself, before anything is resolved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

# What the named groups of a kind's pattern matched, in lower case and with single spaces.
Parts: TypeAlias = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an expression says. A point in time is given by its parts, None where it does not say one.

    `nth` is which weekday of its month it is, -1 the last; `in_week`, that the week of its day is meant. `shift` counts
    units from a day: ("month", -1) for "last month". `direction` is -1 and 1 for last and next, 0 for this one, None
    where the nearest is meant. Both count from the day of publication, or from what `base` names: the last "date" or
    the last "quarter" of the text. `value` is set where the expression needs no resolving; `zone` is the name of a
    time's zone.
    """

    type: str = "DATE"
    value: str = ""
    alternatives: tuple[str, ...] = ()
    mod: str = ""
    quant: str = ""
    freq: str = ""
    zone: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    nth: int | None = None
    in_week: bool = False
    quarter: str = ""
    season: str = ""
    holiday: str = ""
    part: str = ""
    shift: tuple[str, float] | None = None
    direction: int | None = None
    base: str = ""

    @property
    def is_named(self) -> bool:
        """Whether it names a part of a year: a month, quarter, season or holiday."""
        return bool(self.month or self.quarter or self.season or self.holiday)

    @property
    def is_bare_weekday(self) -> bool:
        """Whether it is a weekday and says nothing else."""
        return self.weekday is not None and not (self.is_named or self.part or self.mod or self.direction is not None)

    @property
    def is_day(self) -> bool:
        """Whether it says which day, in full or in part."""
        counted = self.shift is not None and self.shift[0] == "day"
        return bool(self.day or self.weekday or self.holiday or counted)

    @property
    def is_recurrent_day(self) -> bool:
        """Whether it is a day that comes back: "Wednesdays"."""
        return self.type == "SET" and self.value.startswith("XXXX-WXX-") and "T" not in self.value

    @property
    def lacks_year(self) -> bool:
        """Whether it is a part of a year and does not say of which."""
        return self.is_named and self.year is None and self.direction is None and self.shift is None

    @property
    def lacks_day(self) -> bool:
        """Whether it is a time of a day that is not named: "3 p.m.", "the morning"."""
        return bool(self.part) and self.shift == ("day", 0) and self.direction is None
