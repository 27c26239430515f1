"""Points in time: days, months, quarters, seasons, years, times of day."""

from __future__ import annotations

import re
from itertools import pairwise

from onrecord.layers.dates.periods import period
from onrecord.layers.dates.reading import DIRECTIONS, WORD, Reading
from onrecord.layers.dates.vocabulary import MONTHS, ORDINALS, PARTS, SEASONS, WEEKDAYS

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_CLOCK = re.compile(r"(\d{1,2})(?::(\d\d))?(?::\d\d)?\s*([ap])?")


def calendar(text: str) -> Reading | None:
    """Weekday, month, day and year in any order: "Nov. 21, 2021", "21 November", "Sunday, May 2"."""
    words = WORD.findall(text)
    year = _YEAR.search(text)
    month = next((MONTHS[w] for w in words if w in MONTHS), None)
    weekday = next((WEEKDAYS[w] for w in words if w in WEEKDAYS), None)
    days = [int(w) for w in words if w.isdigit() and len(w) <= 2]
    direction = next((DIRECTIONS.get(w, 0) for w in words if w in ("last", "next", "this")), None)
    day = days[0] if days else None
    if month is None or (day is not None and not 1 <= day <= 31):
        return None
    return Reading(year=int(year.group()) if year else None, month=month, day=day, weekday=weekday, direction=direction)


def iso(text: str) -> Reading | None:
    """2021-11-21, with a time or without."""
    year, month, day = (int(part) for part in text[:10].split("-"))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    part = text[11:16]
    return Reading(type="TIME" if part else "DATE", year=year, month=month, day=day, part=part)


def slashed(text: str) -> Reading | None:
    """US order unless only the other is possible."""
    first, second, year = (int(part) for part in text.split("/"))
    month, day = (first, second) if first <= 12 else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Reading(year=year if year > 99 else year + (1900 if year > 50 else 2000), month=month, day=day)


def edge_relative(text: str) -> Reading | None:
    """Earlier this week; late last year."""
    edge, which, unit = text.split()
    direction = DIRECTIONS.get(which, 0)
    mod = "START" if edge in ("early", "earlier") else "END"
    if unit in MONTHS:
        return Reading(month=MONTHS[unit], direction=direction, mod=mod)
    if unit in PARTS:
        return Reading(type="TIME", shift=("day", direction), part=PARTS[unit], mod=mod)
    return Reading(shift=(unit, direction), mod=mod)


def quarter(text: str) -> Reading | None:
    """The third quarter of 2021; Q3; the first half of last year."""
    year = _YEAR.search(text)
    found = re.search(r"\bq([1-4])", text)
    words = re.split(r"[\s-]+", text)
    ordinal = next((_ordinal(word) for word in words if _ordinal(word)), 0)
    number = int(found.group(1)) if found else ordinal
    halves = "half" in words
    if not 1 <= number <= (2 if halves else 4):
        return None
    shift = next((DIRECTIONS.get(w, 0) for w, unit in pairwise(words) if unit == "year"), None)
    return Reading(
        year=int(year.group()) if year else None, quarter=f"{'H' if halves else 'Q'}{number}", direction=shift
    )


def season(text: str) -> Reading | None:
    """Last summer; the spring of 2021."""
    year = _YEAR.search(text)
    words = WORD.findall(text)
    season = next(SEASONS[w] for w in words if w in SEASONS)
    which = next((w for w in words if w in ("last", "this", "next", "past")), None)
    if year is None and which is None and (words[0] in ("spring", "fall") or words[0] != "the"):
        return None if words[0] in ("spring", "fall") else Reading(season=season)
    direction = DIRECTIONS.get(which, 0) if which else None
    return Reading(year=int(year.group()) if year else None, season=season, direction=direction)


def decade(text: str) -> Reading | None:
    """The 1990s; the '80s, which are those of the twentieth century."""
    digits = re.sub(r"\D", "", text)
    return Reading(value=digits[:3] if len(digits) == 4 else f"19{digits[0]}")


def century(text: str) -> Reading | None:
    """The 19th century; the mid-twentieth century."""
    number = next((_ordinal(word) for word in re.split(r"[\s-]+", text) if _ordinal(word)), 0)
    return Reading(value=f"{number - 1:02d}") if 1 <= number <= 30 else None


def _ordinal(word: str) -> int:
    """The rank that a word or figure names, 0 for another word."""
    found = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", word)
    return int(found.group(1)) if found else ORDINALS.get(word, 0)


def year(text: str) -> Reading | None:
    """2021; late 2021; fiscal 2021."""
    found = _YEAR.search(text)
    return Reading(year=int(found.group())) if found else None


def part(text: str) -> Reading | None:
    """Monday night; tonight; every morning."""
    words = WORD.findall(text)
    part = PARTS.get(words[-1], "NI")
    if words[0] == "every":
        return Reading(type="SET", value=f"XXXX-XX-XXT{part}", quant="EVERY")
    weekday = next((WEEKDAYS[w] for w in words if w in WEEKDAYS), None)
    if weekday:
        return Reading(type="TIME", weekday=weekday, part=part)
    if len(words) == 1 and words[0] != "tonight":
        return None
    shift = {"yesterday": -1, "tomorrow": 1, "last": -1}.get(words[0], 0)
    return Reading(type="TIME", shift=("day", shift), part=part)


def weekday(text: str) -> Reading | None:
    """Monday; last Monday."""
    word = next(w for w in WORD.findall(text) if w in WEEKDAYS)
    direction = next(
        (d for which, d in (("last", -1), ("next", 1), ("past", -1)) if text.startswith(f"{which} ")), None
    )
    return Reading(weekday=WEEKDAYS[word], direction=direction)


def which(text: str) -> Reading | None:
    """Last week; this year; the latest quarter; that day."""
    words = text.split()
    unit = words[-1].removesuffix("s")
    if words[-2] == "latest":
        return Reading(shift=("quarter", -1))
    if words[0] == "that":
        return (
            Reading(value="PAST_REF")
            if unit == "time"
            else Reading(
                type="TIME" if unit == "night" else "DATE", shift=(unit, 0), part="NI" if unit == "night" else ""
            )
        )
    which = words[-2]
    if which == "the":
        return Reading(type="DURATION", value=period(1, unit)) if unit in ("weekend",) else Reading(shift=(unit, 0))
    if words[0] == "the" and which in ("last", "past", "previous"):
        return Reading(type="DURATION", value=period(1, unit))
    if unit == "night":
        return Reading(type="TIME", shift=("day", DIRECTIONS.get(which, 0)), part="NI")
    return Reading(shift=(unit, DIRECTIONS.get(which, 0)))


def clock(text: str) -> Reading | None:
    """3:30 p.m.; 15:30; noon."""
    if text in ("noon", "midnight"):
        return Reading(type="TIME", shift=("day", 0), part=PARTS[text])
    found = _CLOCK.match(text)
    if not found:
        return None
    hour, minute, half = int(found.group(1)), found.group(2) or "00", found.group(3)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return Reading(type="TIME", shift=("day", 0), part=f"{hour:02d}:{minute}") if hour <= 24 else None
