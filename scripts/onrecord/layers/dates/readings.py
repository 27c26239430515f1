"""A matched expression to its reading: what it says by itself, before anything is resolved."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from onrecord.layers.dates.vocabulary import (
    DAYS,
    EDGES,
    MODIFIERS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    REFERENCES,
    SEASONS,
    SETS,
    UNITS,
    WEEKDAYS,
)

_WORD = re.compile(r"[a-z]+|\d+(?:[.,:]\d+)*")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_CLOCK = re.compile(r"(\d{1,2})(?::(\d\d))?(?::\d\d)?\s*([ap])?")
_REFERENCE = {word: value for value, words in REFERENCES.items() for word in words}
_DIRECTIONS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What an expression says. A point in time is given by its parts, None where it does not say one.

    `shift` counts units from the day of publication: ("month", -1) for "last month". `direction` is -1 and 1 for last
    and next, 0 for this one, None where the nearest is meant. `value` is set where the expression needs no resolving.
    """

    type: str = "DATE"
    value: str = ""
    mod: str = ""
    quant: str = ""
    freq: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    quarter: str = ""
    season: str = ""
    part: str = ""
    shift: tuple[str, float] | None = None
    direction: int | None = None

    @property
    def is_point(self) -> bool:
        return not self.value


def read(kind: str, surface: str) -> Reading | None:
    """The reading of an expression of this kind (a group of `patterns.EXPRESSION`); None for what is no date at all."""
    text = " ".join(surface.lower().split())
    edge = next(
        (EDGES[e] for e in _EDGES if text.startswith((f"{e} ", f"{e}-")) or (e == "mid-" and text.startswith(e))), ""
    )
    reading = _READERS[kind](text)
    if reading is None or reading.mod or kind in ("edge_relative", "ago", "duration"):
        return reading
    return replace(reading, mod=edge)


_EDGES = sorted(EDGES, key=len, reverse=True)


def _calendar(text: str) -> Reading | None:
    """Weekday, month, day and year in any order: "Nov. 21, 2021", "21 November", "Sunday, May 2"."""
    words = _WORD.findall(text)
    year = _YEAR.search(text)
    month = next((MONTHS[w] for w in words if w in MONTHS), None)
    weekday = next((WEEKDAYS[w] for w in words if w in WEEKDAYS), None)
    days = [int(w) for w in words if w.isdigit() and len(w) <= 2]
    direction = next((_DIRECTIONS.get(w, 0) for w in words if w in ("last", "next", "this")), None)
    day = days[0] if days else None
    if month is None or (day is not None and not 1 <= day <= 31):
        return None
    return Reading(year=int(year.group()) if year else None, month=month, day=day, weekday=weekday, direction=direction)


def _iso(text: str) -> Reading | None:
    year, month, day = (int(part) for part in text[:10].split("-"))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    part = text[11:16]
    return Reading(type="TIME" if part else "DATE", year=year, month=month, day=day, part=part)


def _slashed(text: str) -> Reading | None:
    """US order unless only the other is possible."""
    first, second, year = (int(part) for part in text.split("/"))
    month, day = (first, second) if first <= 12 else (second, first)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return Reading(year=year if year > 99 else year + (1900 if year > 50 else 2000), month=month, day=day)


def _edge_relative(text: str) -> Reading | None:
    edge, which, unit = text.split()
    direction = _DIRECTIONS.get(which, 0)
    mod = "START" if edge in ("early", "earlier") else "END"
    if unit in MONTHS:
        return Reading(month=MONTHS[unit], direction=direction, mod=mod)
    if unit in PARTS:
        return Reading(type="TIME", shift=("day", direction), part=PARTS[unit], mod=mod)
    return Reading(shift=(unit, direction), mod=mod)


def _quarter(text: str) -> Reading | None:
    year = _YEAR.search(text)
    found = re.search(r"\bq([1-4])", text)
    words = re.split(r"[\s-]+", text)
    ordinal = next(
        (ORDINALS.get(w) or int(w[:-2]) for w in words if w in ORDINALS or (w[:1].isdigit() and len(w) < 5)), 0
    )
    number = int(found.group(1)) if found else ordinal
    halves = "half" in words
    if not 1 <= number <= (2 if halves else 4):
        return None
    shift = next((_DIRECTIONS.get(w, 0) for w, unit in itertools.pairwise(words) if unit == "year"), None)
    return Reading(
        year=int(year.group()) if year else None, quarter=f"{'H' if halves else 'Q'}{number}", direction=shift
    )


def _season(text: str) -> Reading | None:
    year = _YEAR.search(text)
    words = _WORD.findall(text)
    season = next(SEASONS[w] for w in words if w in SEASONS)
    which = next((w for w in words if w in ("last", "this", "next", "past")), None)
    if year is None and which is None and (words[0] in ("spring", "fall") or words[0] != "the"):
        return None if words[0] in ("spring", "fall") else Reading(season=season)
    direction = _DIRECTIONS.get(which, 0) if which else None
    return Reading(year=int(year.group()) if year else None, season=season, direction=direction)


def _decade(text: str) -> Reading | None:
    digits = next(w for w in re.findall(r"\d+", text))
    return Reading(value=digits[:3] if len(digits) == 4 else f"19{digits[0]}")


def _century(text: str) -> Reading | None:
    word = next(w for w in re.split(r"[\s]+", text.replace("-century", " century")) if w in ORDINALS or w[:1].isdigit())
    number = ORDINALS.get(word) or int(re.sub(r"\D", "", word))
    return Reading(value=f"{number - 1:02d}") if 1 <= number <= 30 else None


def _year(text: str) -> Reading | None:
    found = _YEAR.search(text)
    return Reading(year=int(found.group())) if found else None


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


def _ago(text: str) -> Reading | None:
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


def _times(text: str) -> Reading | None:
    number = {"once": 1.0, "twice": 2.0}.get(text.split()[0]) or count(text)
    return Reading(type="SET", value=period(1, _unit(text)), freq=f"{number:g}X" if number else "")


def _every(text: str) -> Reading | None:
    words = _WORD.findall(text)
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


def _weekdays(text: str) -> Reading | None:
    return Reading(type="SET", value=f"XXXX-WXX-{WEEKDAYS[text.removesuffix('s')]}", quant="EVERY")


def _set(text: str) -> Reading | None:
    value, freq = SETS[text]
    return Reading(type="SET", value=value, freq=freq)


def _span(text: str) -> Reading | None:
    return Reading(
        type="DURATION", value=period(count(text), _unit(text)), mod=_modifier(re.sub(r"^(?:the )?\w+ ", "", text))
    )


def _part(text: str) -> Reading | None:
    words = _WORD.findall(text)
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


def _weekday(text: str) -> Reading | None:
    word = next(w for w in _WORD.findall(text) if w in WEEKDAYS)
    direction = next(
        (d for which, d in (("last", -1), ("next", 1), ("past", -1)) if text.startswith(f"{which} ")), None
    )
    return Reading(weekday=WEEKDAYS[word], direction=direction)


def _which(text: str) -> Reading | None:
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
        return Reading(type="TIME", shift=("day", _DIRECTIONS.get(which, 0)), part="NI")
    return Reading(shift=(unit, _DIRECTIONS.get(which, 0)))


def _clock(text: str) -> Reading | None:
    if text in ("noon", "midnight"):
        return Reading(type="TIME", shift=("day", 0), part=PARTS[text])
    found = _CLOCK.match(text)
    if not found:
        return None
    hour, minute, half = int(found.group(1)), found.group(2) or "00", found.group(3)
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return Reading(type="TIME", shift=("day", 0), part=f"{hour:02d}:{minute}") if hour <= 24 else None


def _duration(text: str) -> Reading | None:
    unit = _unit(text)
    body = _without_modifier(text)
    if body.startswith("multi"):
        return Reading(type="DURATION", value=period(None, unit))
    if body.startswith("all "):
        return Reading(type="DURATION", value=period(1, unit))
    return Reading(type="DURATION", value=period(count(body), unit), mod=_modifier(text))


_READERS = {
    "iso": _iso,
    "slashed": _slashed,
    "weekday_date": _calendar,
    "month_day": _calendar,
    "day_month": _calendar,
    "edge_relative": _edge_relative,
    "month": _calendar,
    "quarter": _quarter,
    "season": _season,
    "decade": _decade,
    "century": _century,
    "years": _year,
    "year": _year,
    "ago": _ago,
    "times": _times,
    "every": _every,
    "weekdays": _weekdays,
    "set": _set,
    "span": _span,
    "part": _part,
    "weekday": _weekday,
    "which": _which,
    "clock": _clock,
    "day": lambda text: Reading(shift=("day", DAYS[text])),
    "reference": lambda text: Reading(value=_REFERENCE[text]),
    "duration": _duration,
}
