"""Points in time: days, months, quarters, seasons, years, times of day."""

from __future__ import annotations

import re

from onrecord.layers.dates import vocabulary as words
from onrecord.layers.dates.periods import period, quarter_of, rank
from onrecord.layers.dates.reading import Parts, Reading


def calendar(parts: Parts) -> Reading | None:
    """Whatever names a day, month, season or holiday: "Nov. 21, 2021", "last Monday", "early May", "Friday night"."""
    direction, base = _which(parts)
    day = int(parts["day"]) if "day" in parts else None
    month = month_of(parts["month"]) if "month" in parts else None
    if day == 0 or month not in (None, *range(1, 13)) or (day or 1) > 31:
        return None
    part = words.PARTS[parts["part"]] if "part" in parts else _clock(parts) if "hour" in parts else ""
    return Reading(
        type="TIME" if part else "DATE",
        year=year_of(parts.get("year")),
        month=month,
        day=day,
        weekday=_weekday(parts.get("weekday")),
        season=words.SEASONS.get(parts.get("season", ""), ""),
        holiday=parts.get("holiday", ""),
        part=part,
        direction=direction,
        base=base,
        mod=edge(parts),
    )


def edge(parts: Parts) -> str:
    """The mod of "early", "mid" or "the end of"."""
    return words.EDGES.get(parts.get("edge", ""), "")


def year_of(text: str | None) -> int | None:
    """The year in figures or in words ("nineteen ninety-six")."""
    if text is None or text.isdigit():
        return int(text) if text else None
    century, *rest = re.split("[- ]", text)
    return int(words.ONES[century] * 100 + sum(words.TENS.get(word) or words.ONES[word] for word in rest))


def month_of(text: str) -> int:
    """The month in figures, in full or abbreviated."""
    if text.isdigit():
        return int(text)
    return words.MONTHS.get(text) or words.MONTH_ABBREVIATIONS[text.rstrip(".")]


def _weekday(text: str | None) -> int | None:
    if text is None:
        return None
    return words.WEEKDAYS.get(text) or words.WEEKDAY_ABBREVIATIONS[text.rstrip(".")]


def _which(parts: Parts) -> tuple[int | None, str]:
    """The direction, and what it counts from."""
    which = parts.get("which")
    if which is None:
        return None, ""
    return (words.WHICH[which], "") if which in words.WHICH else (words.WHICH_FROM_DATE[which], "date")


def numeric(parts: Parts) -> Reading | None:
    """In the order of the US unless only the other is possible, or full stops part the figures."""
    first, second, year = (int(parts[name]) for name in ("first", "second", "year"))
    dotted = parts["mark"] == "."
    month, day = (second, first) if first > 12 or (dotted and second <= 12) else (first, second)
    if (dotted and year < 100) or not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Reading(year=year if year > 99 else year + (1900 if year > 50 else 2000), month=month, day=day)


def which(parts: Parts) -> Reading | None:
    """Last week, this morning, the following year; "the past year" is a stretch that ends now."""
    if "weekday" in parts:
        return calendar(parts)
    direction, base = _which(parts)
    shift, mod = direction or 0, edge(parts)
    if part := parts.get("part"):
        from_date = base or ("date" if parts["which"] == "the next" else "")
        return Reading(type="TIME", shift=("day", shift), part=words.PARTS[part], base=from_date, mod=mod)
    unit = parts["unit"]
    if unit in ("second", "minute", "hour"):
        return None
    if parts["which"] in ("the last", "past", "the past") or (unit == "decade" and shift):
        return Reading(type="DURATION", value=period(1, unit), mod=mod)
    if unit == "day" and parts["which"] == "the next":
        base = "date"
    if unit == "season":
        return Reading(shift=("year", shift), base=base, mod=mod)
    return Reading(shift=(unit, shift), base=base, mod=mod)


def bare(parts: Parts) -> Reading | None:
    """The quarter, the week, the end of the year: the one that the text is about."""
    if part := parts.get("part"):
        return Reading(type="TIME", shift=("day", 0), part=words.PARTS[part], mod=edge(parts))
    unit = parts["unit"]
    if unit == "period" and "latest" not in parts:
        return None
    if unit in ("quarter", "period"):
        return Reading(shift=("quarter", 0), base="quarter", mod=edge(parts))
    return Reading(shift=(unit, -1 if "latest" in parts else 0), mod=edge(parts))


def quarter(parts: Parts) -> Reading | None:
    """The third quarter of 2021; Q3; last year's first half; the 2021 period, which is a year."""
    if "half" not in parts and "quarter" not in parts:
        return Reading(year=year_of(parts.get("year")))
    named = quarter_of(parts)
    shift = ("year", words.WHICH[parts["which"]]) if "which" in parts else None
    return Reading(year=year_of(parts.get("year")), quarter=named, shift=shift, mod=edge(parts)) if named else None


def year_end(parts: Parts) -> Reading:
    """By year-end."""
    return Reading(shift=(parts["unit"], 0), mod="END")


def decade(parts: Parts) -> Reading:
    """The 1990s; the '80s and the nineties, which are those of the twentieth century."""
    if "name" in parts:
        return Reading(value=str(words.DECADES[parts["name"]]), mod=edge(parts))
    return Reading(value=parts["decade"][:3] if "decade" in parts else f"19{parts['short'][0]}", mod=edge(parts))


def century(parts: Parts) -> Reading | None:
    """The 19th century."""
    number = rank(parts["ordinal"])
    return Reading(value=f"{number - 1:02d}", mod=edge(parts)) if 1 <= number <= 30 else None


def day(parts: Parts) -> Reading:
    """Yesterday; tomorrow morning."""
    part = words.PARTS[parts["part"]] if "part" in parts else ""
    shift = ("day", words.DAYS[parts["relative"]])
    return Reading(type="TIME" if part else "DATE", shift=shift, part=part, mod=edge(parts))


def time_of_day(parts: Parts) -> Reading | None:
    """A clock time or part of a day, of the day that stands beside it or else of the day of publication."""
    part = words.PARTS[parts.get("part") or parts["daytime"]] if "hour" not in parts else _clock(parts)
    return Reading(type="TIME", shift=("day", 0), part=part, mod=edge(parts)) if part else None


def _clock(parts: Parts) -> str:
    hour, minute, half = int(parts["hour"]), parts.get("minute", "00"), parts.get("half")
    if half:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02d}:{minute}"


def reference(parts: Parts) -> Reading:
    """Now; recently; the future."""
    return Reading(value=words.REFERENCES[parts["reference"]])
