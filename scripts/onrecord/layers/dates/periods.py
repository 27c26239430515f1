"""Durations, sets and distances: "two and a half years", "twice a month", "three days ago"."""

from __future__ import annotations

import re

from onrecord.layers.dates import vocabulary as words
from onrecord.layers.dates.reading import Parts, Reading

_DIGITS = re.compile(r"([0-9,]+)?(\.[0-9]+)?[- ]?(?:([1-9])/([1-9])|(½))?")
_HALF = re.compile(r"[- ]and[- ]a[- ]half\Z")


def amount(text: str) -> float | None:
    """The number in a phrase such as "two and a half", "2 1/2" or "a couple of"; None where it is vague or a range."""
    whole = _HALF.sub("", text)
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
    """The unit itself, of one, of its plural or of its short form."""
    return words.SINGULARS.get(unit) or words.UNIT_ABBREVIATIONS.get(unit, unit)


def period(number: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration: P2D, PT5M, P2Y6M, PXW, two decades as P20Y."""
    if number is not None:
        number *= words.MULTIPLE_UNITS.get(unit, 1) * words.IN_YEARS.get(unit, 1)
        unit = "year" if unit in words.IN_YEARS else unit
    designator = words.UNITS[unit]
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
    return Reading(value=words.VAGUE_WHICH[parts["vague"]])


def distance(parts: Parts) -> Reading:
    """Three days ago, from the day of publication; a day earlier, from the text's last date."""
    unit, mod = singular(parts["unit"]), _mod(parts)
    number = amount(parts["count"]) if "count" in parts else None
    if number is not None and "half" in parts:
        number += 0.5
    back = parts["when"] in ("ago", "earlier")
    if number is not None and number >= 1e6 and unit == "year" and back:  # geology's ages, as TIMEX2 writes them
        return Reading(value=f"GA{number / 1e9:g}" if number >= 1e9 else f"MA{number / 1e6:g}", mod=mod)
    if number is None:
        return Reading(value="PAST_REF" if back else "FUTURE_REF", mod=mod)
    # Results are compared with those of "a year ago": the same quarter, where the text is about one.
    base = "quarter" if unit == "year" and number == 1 and back else "date" if parts["when"] == "earlier" else ""
    timed = "TIME" if unit in ("hour", "minute", "second") else "DATE"
    return Reading(type=timed, shift=(unit, -number if back else number), mod=mod, base=base)


def year_ago(parts: Parts) -> Reading | None:
    """The year-ago quarter; the year-earlier third quarter."""
    if "half" in parts:
        named = quarter_of(parts)
        return Reading(quarter=named, shift=("year", -1)) if named else None
    unit = parts["unit"]
    return Reading(shift=(unit, -1), base="quarter" if unit == "year" else "")


def quarter_of(parts: Parts) -> str:
    """Q3 or H2; "" where there are not so many."""
    if "ordinal" not in parts:
        return f"Q{parts['quarter']}" if "quarter" in parts else f"H{parts['half_year']}"
    number, half = rank(parts["ordinal"]), parts["half"] == "half"
    if half and number == words.ORDINALS["last"]:
        number = 2
    return f"{'H' if half else 'Q'}{number}" if 1 <= number <= (2 if half else 4) else ""


def rank(text: str) -> int:
    """The number of an ordinal: 3 of "third" and "3rd"."""
    return words.ORDINALS.get(text) or int(text[:-2])


_SECOND = ("other", "second")


def repeated(parts: Parts) -> Reading:
    """Every Monday, each year, every other week, every night."""
    quant, counted = parts["quant"].upper(), parts.get("count", "single")
    if "unit" not in parts:
        return Reading(
            type="SET", value=recurrent(parts), quant=f"{quant} {counted.upper()}" if counted in _SECOND else quant
        )
    unit = singular(parts["unit"])
    if words.UNITS[unit][:2] in ("TM", "TA", "TE", "TN") and len(words.UNITS[unit]) == 3:
        return Reading(type="SET", value=f"XXXX-XX-XX{words.UNITS[unit]}", quant=quant)
    number = {"other": 2.0, "second": 2.0, "single": 1.0}.get(counted) or amount(counted)
    return Reading(type="SET", value=period(number, unit), quant=quant)


def weekdays(parts: Parts) -> Reading:
    """Mondays; Tuesday nights."""
    return Reading(type="SET", value=recurrent(parts), quant="EVERY")


def recurrent(parts: Parts) -> str:
    """The value of a day, month or season that comes back: XXXX-WXX-1TNI."""
    if month := parts.get("month"):
        return f"XXXX-{words.month_number(month):02d}"
    if season := parts.get("season"):
        return f"XXXX-{words.SEASONS[season]}"
    number = words.weekday_number(parts["weekday"])
    return f"XXXX-WXX-{number}" + (f"T{words.PARTS[parts['part']]}" if "part" in parts else "")


def times(parts: Parts) -> Reading:
    """Twice a month; once every two weeks."""
    number = {"once": 1.0, "twice": 2.0}.get(parts.get("adverb", "")) or amount(parts.get("count", ""))
    each = amount(parts["each"]) if "each" in parts else 1
    return Reading(type="SET", value=period(each, singular(parts["unit"])), freq=f"{number:g}X" if number else "")


def frequency(parts: Parts) -> Reading:
    """Daily; annually; weekends."""
    return Reading(type="SET", value=words.FREQUENCIES[parts["frequency"]])
