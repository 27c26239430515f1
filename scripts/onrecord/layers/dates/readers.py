"""A matched expression to its reading, by the kind of expression that it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from onrecord.layers.dates import periods, points
from onrecord.layers.dates.reading import Reading
from onrecord.layers.dates.vocabulary import DAYS, EDGES, REFERENCES

_REFERENCE = {word: value for value, words in REFERENCES.items() for word in words}
_EDGES = sorted(EDGES, key=len, reverse=True)


def read(kind: str, surface: str) -> Reading | None:
    """The reading of an expression of this kind (a group of `patterns.EXPRESSION`); None for what is no date at all."""
    if any(c.isalnum() and not c.isascii() for c in surface):  # case-insensitive patterns match "ſunday" too
        return None
    text = " ".join(surface.lower().split())
    edge = next(
        (EDGES[e] for e in _EDGES if text.startswith((f"{e} ", f"{e}-")) or (e == "mid-" and text.startswith(e))), ""
    )
    reading = _READERS[kind](text)
    if reading is None or reading.mod or kind in ("edge_relative", "ago", "duration"):
        return reading
    return replace(reading, mod=edge)


_READERS: dict[str, Callable[[str], Reading | None]] = {
    "iso": points.iso,
    "slashed": points.slashed,
    "weekday_date": points.calendar,
    "month_day": points.calendar,
    "day_month": points.calendar,
    "edge_relative": points.edge_relative,
    "month": points.calendar,
    "quarter": points.quarter,
    "season": points.season,
    "decade": points.decade,
    "century": points.century,
    "years": points.year,
    "year": points.year,
    "ago": periods.ago,
    "times": periods.times,
    "every": periods.every,
    "weekdays": periods.weekdays,
    "set": periods.repeated,
    "span": periods.stretch,
    "part": points.part,
    "weekday": points.weekday,
    "which": points.which,
    "clock": points.clock,
    "day": lambda text: Reading(shift=("day", DAYS[text])),
    "reference": lambda text: Reading(value=_REFERENCE[text]),
    "duration": periods.duration,
}
