"""Points in time: days, months, quarters, seasons, years, decades, centuries."""

from __future__ import annotations

import re
from calendar import monthrange

from onrecord.layers.dates import vocabulary as words
from onrecord.layers.dates.clock import clock
from onrecord.layers.dates.periods import period, quarter_of
from onrecord.layers.dates.reading import Parts, Reading

# Regions that write the month first; whose own language is declared without one writes it so too.
_MONTH_FIRST = re.compile(r"en(?:[-_](?:us|ph|bz|fm|pw|mh|pr|gu|as|vi|um))?\Z")


def calendar(parts: Parts) -> Reading | None:
    """Whatever names a day, month, season or holiday: "Nov. 21, 2021", "last Monday", "early May", "Friday night"."""
    direction, base = _which(parts)
    year, month = year_of(parts.get("year")), month_of(parts["month"]) if "month" in parts else None
    day = int(parts["day"]) if "day" in parts else None
    if day is not None and not is_day(year, month, day):
        return None
    part = words.PARTS[parts["part"]] if "part" in parts else clock(parts) if "hour" in parts else ""
    return Reading(
        type="TIME" if part else "DATE",
        year=year,
        month=month,
        day=day,
        weekday=words.weekday_number(parts["weekday"]) if "weekday" in parts else None,
        season=words.SEASONS.get(parts.get("season", ""), ""),
        holiday=parts.get("holiday", ""),
        part=part,
        zone=parts.get("zone", ""),
        direction=direction,
        base=base,
        mod=edge(parts),
    )


def is_day(year: int | None, month: int | None, day: int) -> bool:
    """Whether a month has this day, in this year if one is given."""
    return month is not None and 1 <= month <= 12 and 1 <= day <= monthrange(year or 2000, month)[1]


def edge(parts: Parts) -> str:
    """The mod of "early", "mid" or "the end of"."""
    said = parts.get("edge", "")
    return words.EDGES.get(said) or ("START" if said == "turn" else "")


def year_of(text: str | None) -> int | None:
    """The year in figures or in words ("nineteen ninety-six")."""
    if text is None or text.isdigit():
        return int(text) if text else None
    century, *rest = re.split("[- ]", text)
    return int(words.ONES[century] * 100 + sum(words.TENS.get(word) or words.ONES[word] for word in rest))


def month_of(text: str) -> int:
    """The month in figures, in full or abbreviated."""
    return int(text) if text.isdigit() else words.month_number(text)


def _which(parts: Parts) -> tuple[int | None, str]:
    """The direction, and what it counts from."""
    which = parts.get("which")
    if which is None:
        return None, ""
    return (words.WHICH[which], "") if which in words.WHICH else (words.WHICH_FROM_DATE[which], "date")


def numeric(parts: Parts, language: str) -> Reading | None:
    """3/4/2021 in the order of the language's region, unless only the other is possible or full stops part them."""
    first, second, year = (int(parts[name]) for name in ("first", "second", "year"))
    if year < 100:
        if parts["mark"] != "/":
            return None
        year += 1900 if year > 50 else 2000
    orders = [(first, second), (second, first)]  # month and day
    if parts["mark"] == "." or not _MONTH_FIRST.match(language.lower()):
        orders.reverse()
    possible = [(month, day) for month, day in orders if is_day(year, month, day)]
    if not possible:
        return None
    others = () if parts["mark"] == "." or first == second else possible[1:]
    written = tuple(f"{year}-{month:02d}-{day:02d}" for month, day in others)
    return Reading(year=year, month=possible[0][0], day=possible[0][1], alternatives=written)


def which(parts: Parts) -> Reading | None:
    """Last week, this morning, the following year; "the past year" is a stretch that ends now."""
    if "weekday" in parts:
        return calendar(parts)
    direction, base = _which(parts)
    shift, mod = direction or 0, edge(parts)
    if part := parts.get("part"):
        from_date = base or ("date" if parts["which"] == "the next" else "")
        return Reading(
            type="TIME", shift=("day", shift), part=words.PARTS[part], base=from_date, mod=mod, direction=direction
        )
    unit = parts["unit"]
    if unit in ("second", "minute", "hour", "workday"):
        return None
    if parts["which"] in ("the last", "past", "the past") or (unit in ("decade", "century") and shift):
        return Reading(type="DURATION", value=period(1, unit), mod=mod)
    if unit == "day" and parts["which"] == "the next":
        base = "date"
    if unit == "season":
        return Reading(shift=("year", shift), base=base, mod=mod)
    return Reading(shift=(unit, shift), base=base, mod=mod, direction=direction)


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
    """The third quarter of 2021; Q3; last year's first half; the 2021 period, which is that of the text."""
    if not parts.keys() & {"half", "quarter", "half_year"}:
        return Reading(year=year_of(parts.get("year")), base="quarter")
    named = quarter_of(parts)
    shift = ("year", words.WHICH[parts["which"]]) if "which" in parts else None
    return Reading(year=year_of(parts.get("year")), quarter=named, shift=shift, mod=edge(parts)) if named else None


def day(parts: Parts) -> Reading:
    """Yesterday; tomorrow morning."""
    part = words.PARTS[parts["part"]] if "part" in parts else ""
    shift = ("day", words.DAYS[parts["relative"]])
    return Reading(type="TIME" if part else "DATE", shift=shift, part=part, mod=edge(parts))


def nth_weekday(parts: Parts) -> Reading:
    """The last Sunday in March; the first Friday of each month."""
    if "quant" in parts:
        return Reading(type="SET", value="P1M", quant=parts["quant"].upper())
    nth = -1 if parts["nth"] == "last" else words.ORDINALS[parts["nth"]]
    weekday, month = words.weekday_number(parts["weekday"]), month_of(parts["month"])
    return Reading(year=year_of(parts.get("year")), month=month, weekday=weekday, nth=nth)


def beside(parts: Parts) -> Reading:
    """The day before, the year after: from the last date that the text named."""
    unit, part = parts["unit"], words.PARTS.get(parts["unit"], "")
    step = -1 if parts["when"] == "before" else 1
    if unit == "summer":
        return Reading(season="SU", shift=("year", step), base="date")
    return Reading(type="TIME" if part else "DATE", shift=("day" if part else unit, step), part=part, base="date")


def someday(_: Parts) -> Reading:
    """Some day; will one day."""
    return Reading(value="FUTURE_REF")


def reference(parts: Parts) -> Reading:
    """Now; recently; the future."""
    return Reading(value=words.REFERENCES[parts["reference"]])
