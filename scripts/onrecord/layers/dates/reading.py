"""What an expression of time says by itself, before anything is resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass

WORD = re.compile(r"[a-z]+|\d+(?:[.,:]\d+)*")
DIRECTIONS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an expression says. A point in time is given by its parts, None where it does not say one.

    `shift` counts units from the day of publication: ("month", -1) for "last month". `direction` is -1 and 1 for last
    and next, 0 for this one, None where the nearest is meant. `value` is set where the expression needs no resolving.
    """

    type: str = "DATE"
    value: str = ""
    mod: str = ""
    quant: str = ""
    freq: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: str = ""
    season: str = ""
    part: str = ""
    shift: tuple[str, float] | None = None
    direction: int | None = None
