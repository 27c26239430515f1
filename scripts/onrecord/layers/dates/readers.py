"""A matched expression to its reading, by the kind of expression that it is."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.layers.dates import eras, periods, points
from onrecord.layers.dates.clock import time_of_day
from onrecord.layers.dates.patterns import parts_of
from onrecord.layers.dates.reading import Parts, Reading

_READERS: dict[str, Callable[[Parts], Reading | None]] = {
    "iso": points.calendar,
    "month_day": points.calendar,
    "day_month": points.calendar,
    "year_ago": periods.year_ago,
    "quarter": points.quarter,
    "decade": eras.decade,
    "named_decade": eras.decade,
    "century": eras.century,
    "era": eras.era,
    "month": points.calendar,
    "ago": periods.distance,
    "earlier": periods.distance,
    "span": periods.duration,
    "vague": periods.vague,
    "opening": periods.duration,
    "ending": periods.whole,
    "which": points.which,
    "season": points.calendar,
    "nth_weekday": points.nth_weekday,
    "quarter_of": points.quarter,
    "year_end": eras.year_end,
    "new_year": eras.new_year,
    "bare": points.bare,
    "in_the": points.bare,
    "beside": points.beside,
    "someday": points.someday,
    "every": periods.repeated,
    "times": periods.times,
    "weekdays": periods.weekdays,
    "frequency": periods.frequency,
    "reference": points.reference,
    "holiday": points.calendar,
    "weekday": points.calendar,
    "day": points.day,
    "part": time_of_day,
    "clock": time_of_day,
    "clock_24": time_of_day,
    "clock_zone": time_of_day,
    "oclock": time_of_day,
    "years": eras.years,
    "year": eras.year,
    "compound": periods.duration,
    "long": periods.duration,
    "duration": periods.duration,
    "short": periods.duration,
    "plural": periods.duration,
    "all": periods.whole,
}


def read(kind: str, lowered: str, start: int, end: int, language: str) -> Reading | None:
    """The reading of the expression of this kind at `start` of the text in lower case; None for what is no date at all.

    `end` is that of the sentence: what follows an expression can decide how it is read.
    """
    match = parts_of(kind).match(lowered, start, end)
    if match is None:
        return None
    parts = {
        name.rstrip("_"): " ".join(part.split()).replace("’", "'") for name, part in match.groupdict().items() if part
    }
    return points.numeric(parts, language) if kind == "numeric" else _READERS[kind](parts)
