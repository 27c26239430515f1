"""Ages that a number has by what stands around it: aged 35 · at the age of 40 · Ann Smith, 35, said · in her 40s."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from onrecord.layers.numbers.numerals import GAP, Stretch
from onrecord.layers.numbers.sides import Expression

_REACH = 24  # characters: "between the ages of ", "U.S. $"

_BEFORE = re.compile(rf"(?<!\w)(?:aged|ages?(?:{GAP}of)?)(?:{GAP}(?P<between>between))?{GAP}\Z", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w.'’-]{1,20}|[Jj]r\.?|[Ss]r\.?),\s\Z")
_COMMA_AFTER = re.compile(r",\s(?!and\b|or\b)[a-z]|,?\s?[―—]|,\s(?:of|from|who|a|an|the)\b")


def as_age(stretch: Stretch, found: Expression, floor: int) -> Expression:
    """The expression as an age in years, where it is one."""
    if found.unit not in ("", "a") or found.kind not in ("cardinal", "quantity"):
        return found
    text = stretch.text
    before = _BEFORE.search(text, max(floor, found.start - _REACH), found.start)
    if before:
        start = found.start if before["between"] else before.start()
        return replace(found, start=start, kind="quantity", unit="a", bare=False)
    if found.bare and _is_possible(found.value) and _is_of_name(stretch, found.start, found.end):
        return replace(found, kind="quantity", unit="a", bare=False)
    return found


def _is_possible(value: Fraction | None) -> bool:
    return value is not None and value.denominator == 1 and 1 <= value <= 110


def _is_of_name(stretch: Stretch, start: int, end: int) -> bool:
    """Whether a bare number stands between a name and a comma, as ages do in news: Ann Smith, 35, said."""
    before = _NAME_BEFORE.search(stretch.text, max(stretch.start, start - _REACH), start)
    return before is not None and _COMMA_AFTER.match(stretch.text, end, stretch.end) is not None
