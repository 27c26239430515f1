"""Times of day: "3:30 p.m. ET", "20:30 local time", "noon", "nine o'clock", "late afternoon"."""

from __future__ import annotations

from onrecord.layers.dates import vocabulary as words
from onrecord.layers.dates.reading import Parts, Reading

_SECOND_HALF = ("afternoon", "evening", "night")


def time_of_day(parts: Parts) -> Reading | None:
    """A clock time or part of a day, of the day that stands beside it or else of the day of publication."""
    part = clock(parts) if "hour" in parts else words.PARTS[parts.get("part") or parts["daytime"]]
    if not part:
        return None
    mod = words.EDGES.get(parts.get("edge", ""), "")
    today = 0 if parts.get("part") == "tonight" else None
    return Reading(type="TIME", shift=("day", 0), direction=today, part=part, zone=parts.get("zone", ""), mod=mod)


def clock(parts: Parts) -> str:
    """The clock time as hh:mm; "" where there is no such hour."""
    said, minute, half = parts["hour"], parts.get("minute", "00"), parts.get("half")
    hour = int(said) if said.isdigit() else int(words.ONES[said])
    if daytime := parts.get("daytime") or parts.get("night"):
        half = "p" if daytime in _SECOND_HALF and not (daytime == "night" and hour in (12, *range(1, 6))) else "a"
    if half:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02d}:{minute}"
