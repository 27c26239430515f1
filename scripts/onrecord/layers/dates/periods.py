"""Durations, sets and distances: "two and a half years", "twice a month", "three days ago"."""

from __future__ import annotations

import re

from onrecord.layers.dates import vocabulary as words
from onrecord.layers.dates.reading import Parts, Reading

_DIGITS = re.compile(r"([0-9,]+)?(\.[0-9]+)?[- ]?(?:([1-9])/([1-9])|(½))?")


def amount(text: str) -> float | None:
    """The number in a phrase such as "two and a half", "2 1/2" or "a couple of"; None where it is vague or a range."""
    whole = text.removesuffix(" and a half")
    value = words.FRACTIONS.get(whole)
    if value is None and whole[:1].isdigit():
        value = _figure(whole)
    elif value is None and whole not in words.VAGUE:
        value = _spelled(whole)
    return value if value is None or whole == text else value + 0.5


def _figure(text: str) -> float | None:
    figure, _, multiple = text.partition(" ") if text.endswith("illion") else (text, "", "")
    found = _DIGITS.fullmatch(figure)
    if found is None:
        return None
    whole, decimals, above, below, half = found.groups()
    value = float((whole or "0").replace(",", "") + (decimals or ""))
    value += 0.5 if half else int(above) / int(below) if above else 0
    return value * words.MULTIPLES.get(multiple, 1)


def _spelled(text: str) -> float | None:
    value = 0.0
    for word in re.split(r"[- ]", text):
        if word in words.MULTIPLES:
            value = (value or 1) * words.MULTIPLES[word]
        elif word in ("a", "an"):
            value = 1
        elif word in words.TENS or word in words.ONES:
            value += words.TENS.get(word) or words.ONES[word]
        else:
            return None
    return value


def singular(unit: str) -> str:
    """The unit itself, of one or of its plural."""
    return words.SINGULARS.get(unit, unit)


def period(number: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration: P2D, PT5M, P2Y6M, PXW."""
    designator = words.UNITS[unit]
    if unit == "fortnight" and number is not None:
        number *= 2
    prefix, letter = ("PT", designator[1:]) if designator.startswith("T") else ("P", designator)
    if number is None:
        return f"{prefix}X{letter}"
    half = words.HALVES.get(unit) if number % 1 == 0.5 else None
    if half is None:
        return f"{prefix}{int(number) if number % 1 == 0 else round(number, 3)}{letter}"
    whole = f"{prefix}{int(number)}{letter}" if number > 1 else "P"
    return whole + (half.removeprefix("T") if "T" in whole else half)


def _mod(parts: Parts) -> str:
    return words.MODIFIERS.get(parts.get("modifier", ""), "")


def duration(parts: Parts) -> Reading:
    """Two years; more than a decade; the past few weeks; two-day; weeks."""
    unit = singular(parts["unit"])
    number = amount(parts["count"]) if "count" in parts else 1.0 if unit == parts["unit"] else None
    if number is not None and "half" in parts:
        number += 0.5
    return Reading(type="DURATION", value=period(number, unit), mod=_mod(parts))


def whole(parts: Parts) -> Reading:
    """All day; the year ended June 30."""
    return Reading(type="DURATION", value=period(1, parts["unit"]))


def vague(parts: Parts) -> Reading:
    """Recent weeks; the coming months."""
    return Reading(value="FUTURE_REF" if parts["vague"] == "coming" else "PAST_REF")


def distance(parts: Parts) -> Reading:
    """Three days ago, from the day of publication; a day earlier, from the text's last date."""
    unit, mod = singular(parts["unit"]), _mod(parts)
    number = amount(parts["count"]) if "count" in parts else None
    back = parts["when"] in ("ago", "earlier")
    if number is None:
        return Reading(value="PAST_REF" if back else "FUTURE_REF", mod=mod)
    # Results are compared with those of "a year ago": the same quarter, where the text is about one.
    base = "quarter" if unit == "year" and number == 1 and back else "date" if parts["when"] == "earlier" else ""
    timed = "TIME" if unit in ("hour", "minute", "second") else "DATE"
    return Reading(type=timed, shift=(unit, -number if back else number), mod=mod, base=base)


def year_ago(parts: Parts) -> Reading:
    """The year-ago quarter; the year-earlier third quarter."""
    if "half" in parts:
        return Reading(quarter=quarter_of(parts), shift=("year", -1))
    unit = parts["unit"]
    return Reading(shift=(unit, -1), base="quarter" if unit == "year" else "")


def quarter_of(parts: Parts) -> str:
    """Q3 or H2; "" where there are not so many."""
    if "ordinal" not in parts:
        return f"Q{parts['quarter']}"
    number, half = rank(parts["ordinal"]), parts["half"] == "half"
    if half and number == words.ORDINALS["last"]:
        number = 2
    return f"{'H' if half else 'Q'}{number}" if number <= (2 if half else 4) else ""


def rank(text: str) -> int:
    """The number of an ordinal: 3 of "third" and "3rd"."""
    return words.ORDINALS.get(text) or int(text[:-2])


def repeated(parts: Parts) -> Reading:
    """Every Monday, each year, every other week."""
    quant = parts["quant"].upper()
    if "unit" not in parts:
        return Reading(type="SET", value=recurrent(parts), quant=quant)
    counted = parts.get("count", "single")
    number = {"other": 2.0, "single": 1.0}.get(counted) or amount(counted)
    return Reading(type="SET", value=period(number, singular(parts["unit"])), quant=quant)


def weekdays(parts: Parts) -> Reading:
    """Mondays; Tuesday nights."""
    return Reading(type="SET", value=recurrent(parts), quant="EVERY")


def recurrent(parts: Parts) -> str:
    """The value of a day, month or season that comes back: XXXX-WXX-1TNI."""
    if month := parts.get("month"):
        return f"XXXX-{words.MONTHS.get(month) or words.MONTH_ABBREVIATIONS[month.rstrip('.')]:02d}"
    if season := parts.get("season"):
        return f"XXXX-{words.SEASONS[season]}"
    weekday = parts["weekday"]
    number = words.WEEKDAYS.get(weekday) or words.WEEKDAY_ABBREVIATIONS[weekday.rstrip(".")]
    return f"XXXX-WXX-{number}" + (f"T{words.PARTS[parts['part']]}" if "part" in parts else "")


def times(parts: Parts) -> Reading:
    """Twice a month."""
    number = {"once": 1.0, "twice": 2.0}.get(parts.get("adverb", "")) or amount(parts.get("count", ""))
    return Reading(type="SET", value=period(1, parts["unit"]), freq=f"{number:g}X" if number else "")


def frequency(parts: Parts) -> Reading:
    """Daily; annually; weekends."""
    return Reading(type="SET", value=words.FREQUENCIES[parts["frequency"]])
