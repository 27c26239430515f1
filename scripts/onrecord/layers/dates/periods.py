"""Durations, sets and distances: "two and a half years", "twice a month", "three days ago"."""

from __future__ import annotations

import re

from onrecord.layers.dates.reading import WORD, Reading
from onrecord.layers.dates.vocabulary import MODIFIERS, MONTHS, NUMBERS, SEASONS, SETS, UNITS, WEEKDAYS


def count(text: str) -> float | None:
    """The number in a phrase such as "two and a half" or "a couple of"; None where it is vague."""
    text = re.sub(r"-(?=(?:second|minute|hour|day|week|month|quarter|year|decade|night)s?\b)", " ", text.strip())
    if found := re.search(r"\d+(?:[.,]\d+)*", text):
        digits = found.group()
        value = (
            float(digits.replace(",", "")) if re.fullmatch(r"\d{1,3}(,\d{3})*(\.\d+)?|\d+(\.\d+)?", digits) else None
        )
    else:
        words = re.findall(r"[a-z]+(?:-[a-z]+)?", text)
        half = words[:1] == ["half"]
        value = 0.5 if half else next((float(NUMBERS[w]) for w in words if w in NUMBERS), None)
    if value is not None and text.endswith("and a half"):
        value += 0.5
    return value


def _unit(text: str) -> str:
    """The last unit named, in the singular."""
    words = re.findall(r"[a-z]+", text)
    singular = [("century" if w == "centuries" else w.removesuffix("s")) for w in words]
    return next((w for w in reversed(singular) if w in UNITS or w == "century"), "")


def period(number: float | None, unit: str) -> str:
    """The TIMEX3 value of a duration: P2D, PT5M, PXW."""
    shown = "X" if number is None else f"{number:g}"
    designator = UNITS[unit]
    if designator.startswith("T"):
        return f"PT{shown}{designator[1:]}"
    if designator in ("NI", "MO", "AF", "EV"):
        return f"PT{shown}{designator}"
    if unit == "fortnight" and number is not None:
        shown = f"{2 * number:g}"
    return f"P{shown}{designator}"


def _modifier(text: str) -> str:
    return next((MODIFIERS[m] for m in sorted(MODIFIERS, key=len, reverse=True) if text.startswith(f"{m} ")), "")


def _without_modifier(text: str) -> str:
    found = next((m for m in sorted(MODIFIERS, key=len, reverse=True) if text.startswith(f"{m} ")), "")
    return text[len(found) :].strip()


def ago(text: str) -> Reading | None:
    """Three days ago; a year earlier; two weeks later, which is a duration where nothing says from when."""
    unit = _unit(text)
    if not unit:
        return None
    body = _without_modifier(text)
    number = count(body)
    if number is None and (
        body.startswith(("year", "the "))
        or (body.split()[0].rstrip("s") in UNITS and not body.split()[0].endswith("s"))
    ):
        number = 1
    sign = 1 if re.search(r"\b(?:later|hence|from now)$", text) else -1
    if number is None:
        return Reading(value="PAST_REF" if sign < 0 else "FUTURE_REF", mod=_modifier(text))
    relative = re.search(r"\b(?:ago|hence|from now)$", text) is not None
    if not relative:
        return (
            Reading(type="DURATION" if number != 1 else "DATE", value=period(number, unit), mod=_modifier(text))
            if number != 1
            else Reading(shift=(unit, sign), mod=_modifier(text))
        )
    return Reading(
        shift=(unit, sign * number),
        mod=_modifier(text),
        type="TIME" if unit in ("hour", "minute", "second") else "DATE",
    )


def times(text: str) -> Reading | None:
    """Twice a month."""
    number = {"once": 1.0, "twice": 2.0}.get(text.split()[0]) or count(text)
    return Reading(type="SET", value=period(1, _unit(text)), freq=f"{number:g}X" if number else "")


def every(text: str) -> Reading | None:
    """Every Monday; every other week; each year."""
    words = WORD.findall(text)
    quant = "EACH" if words[0] == "each" else "EVERY"
    last = words[-1]
    if last in WEEKDAYS:
        return Reading(type="SET", value=f"XXXX-WXX-{WEEKDAYS[last]}", quant=quant)
    if last in MONTHS:
        return Reading(type="SET", value=f"XXXX-{MONTHS[last]:02d}", quant=quant)
    if last in SEASONS:
        return Reading(type="SET", value=f"XXXX-{SEASONS[last]}", quant=quant)
    number = 2.0 if words[1] == "other" else count(" ".join(words[1:-1])) or 1.0
    unit = _unit(text)
    return Reading(type="SET", value=period(number, unit), quant=quant) if unit else None


def weekdays(text: str) -> Reading | None:
    """Mondays."""
    return Reading(type="SET", value=f"XXXX-WXX-{WEEKDAYS[text.removesuffix('s')]}", quant="EVERY")


def repeated(text: str) -> Reading | None:
    """Daily; annually."""
    value, freq = SETS[text]
    return Reading(type="SET", value=value, freq=freq)


def stretch(text: str) -> Reading | None:
    """The past two years; the next few days."""
    return Reading(
        type="DURATION", value=period(count(text), _unit(text)), mod=_modifier(re.sub(r"^(?:the )?\w+ ", "", text))
    )


def duration(text: str) -> Reading | None:
    """Two years; more than a decade; two-day; weeks."""
    unit = _unit(text)
    body = _without_modifier(text)
    if body.startswith("multi"):
        return Reading(type="DURATION", value=period(None, unit))
    if body.startswith("all "):
        return Reading(type="DURATION", value=period(1, unit))
    return Reading(type="DURATION", value=period(count(body), unit), mod=_modifier(text))
