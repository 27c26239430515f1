"""The offset from UTC of a time zone by its name, by the table of zones.toml."""

from __future__ import annotations

import re
from datetime import date

from onrecord.layers.dates.holidays import nth_weekday
from onrecord.layers.dates.vocabulary import ZONE_RULES, ZONES

_COUNTED = re.compile(r"(?:utc|gmt)? ?([+-])(\d{1,2})(?::?(\d\d))?")


def offset(zone: str, day: date | None) -> str:
    """Z or ±hh:mm; "" for a zone of unknown offset, and for one that changes its clocks when the day is not known."""
    if counted := _COUNTED.fullmatch(zone):
        sign, hours, minutes = counted.groups()
        return f"{sign}{int(hours):02d}:{minutes or '00'}" if int(hours) <= 14 else ""
    first, *changes = ZONES.get(zone, [""])
    if not changes:
        return first
    summer, rule = changes
    return "" if day is None else summer if _is_summer(day, rule) else first


def _is_summer(day: date, rule: str) -> bool:
    begins, ends = (
        nth_weekday(day.year, turn["month"], 7, turn["nth"])
        for turn in (ZONE_RULES[rule][n] for n in ("begins", "ends"))
    )
    return begins <= day < ends
