"""The words of time and what they are in TIMEX3, from the TOML files beside this module. All in lower case."""

from __future__ import annotations

from onrecord.layers.lexicon import load_lexicon

_CALENDAR, _UNITS, _PHRASES = (load_lexicon(f"dates/{name}") for name in ("calendar", "units", "phrases"))
CONTEXTS = load_lexicon("dates/contexts")
VERBS = load_lexicon("dates/verbs")
ZONES: dict[str, list[str]] = load_lexicon("dates/zones")["zones"]
ZONE_RULES: dict[str, dict[str, dict[str, int]]] = load_lexicon("dates/zones")["rules"]

MONTHS: dict[str, int] = _CALENDAR["months"]
MONTH_ABBREVIATIONS: dict[str, int] = _CALENDAR["month_abbreviations"]
WEEKDAYS: dict[str, int] = _CALENDAR["weekdays"]
WEEKDAY_ABBREVIATIONS: dict[str, int] = _CALENDAR["weekday_abbreviations"]
SEASONS: dict[str, str] = _CALENDAR["seasons"]
PARTS: dict[str, str] = _CALENDAR["parts"]
PART_USES: dict[str, list[str]] = _CALENDAR["part_uses"]
DAYS: dict[str, int] = _CALENDAR["days"]
HOLIDAYS: dict[str, tuple[str, str | int | dict[str, int]]] = {
    name: (rule, day) for rule, names in _CALENDAR["holidays"].items() for name, day in names.items()
}
DECADES: dict[str, str] = _CALENDAR["decades"]

UNITS: dict[str, str] = _UNITS["units"]
PLURALS: dict[str, str] = {unit: _UNITS["plurals"].get(unit, f"{unit}s") for unit in UNITS}
UNIT_ABBREVIATIONS: dict[str, str] = _UNITS["abbreviations"]
# Plurals and abbreviations to their units.
SINGULARS = {plural: unit for unit, plural in PLURALS.items()}
MULTIPLE_UNITS: dict[str, int] = _UNITS["multiples"]
IN_YEARS: dict[str, int] = _UNITS["in_years"]
HALVES: dict[str, str] = _UNITS["halves"]
LONE_PLURALS: list[str] = _UNITS["alone"]["plurals"]
ONES: dict[str, float] = _UNITS["numbers"]["ones"]
TENS: dict[str, float] = _UNITS["numbers"]["tens"]
MULTIPLES: dict[str, float] = _UNITS["numbers"]["multiples"]
FRACTIONS: dict[str, float] = _UNITS["numbers"]["fractions"]
ORDINALS: dict[str, int] = _UNITS["numbers"]["ordinals"]
VAGUE: list[str] = _UNITS["vague"]["phrases"]
FREQUENCIES: dict[str, str] = _UNITS["frequencies"]

WHICH: dict[str, int] = _PHRASES["which"]
WHICH_FROM_DATE: dict[str, int] = _PHRASES["which_from_date"]
EDGES: dict[str, str] = _PHRASES["edges"]
MODIFIERS: dict[str, str] = _PHRASES["modifiers"]
REFERENCES: dict[str, str] = {phrase: value for value, phrases in _PHRASES["references"].items() for phrase in phrases}
VAGUE_WHICH: dict[str, str] = _PHRASES["vague_which"]
KINDS_OF_YEAR: list[str] = _PHRASES["kinds_of_year"]["phrases"]
KINDS_OF_COUNT: list[str] = _PHRASES["kinds_of_count"]["phrases"]

# Every table whose phrases can open an expression.
TABLES = (
    *(MONTHS, MONTH_ABBREVIATIONS, WEEKDAYS, WEEKDAY_ABBREVIATIONS, UNITS, SINGULARS, SEASONS, DAYS, HOLIDAYS),
    *(ONES, TENS, FRACTIONS, VAGUE, ORDINALS, WHICH, WHICH_FROM_DATE, EDGES, MODIFIERS, REFERENCES, FREQUENCIES),
    *(MULTIPLES, DECADES, VAGUE_WHICH, PART_USES["alone"]),
)


def month_number(name: str) -> int:
    """The number of a month by its name or short form, with or without a full stop."""
    return MONTHS.get(name) or MONTH_ABBREVIATIONS[name.rstrip(".")]


def weekday_number(name: str) -> int:
    """The number of a weekday by its name or short form, with or without a full stop."""
    return WEEKDAYS.get(name) or WEEKDAY_ABBREVIATIONS[name.rstrip(".")]
