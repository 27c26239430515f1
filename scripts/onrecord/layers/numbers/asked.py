"""Units that are asked for: convert 10 Celsius to [Fahrenheit] (guideline 6.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.layers.numbers.measures import named_after
from onrecord.layers.numbers.numerals import GAP, Stretch
from onrecord.layers.numbers.sides import Expression

_ASKED = re.compile(
    rf"{GAP}(?:(?:in)?to|is{GAP}how{GAP}(?:much|many)|equals{GAP}how{GAP}many){GAP}(?=[A-Za-z°])", re.IGNORECASE
)
_ENDS = re.compile(r"\s*(?:[.?!]|\Z)")


def units_asked(stretch: Stretch, found: Expression) -> Iterator[Expression]:
    """The unit that a question names after a quantity, with no value."""
    if found.kind == "money":
        yield from _currency_asked(stretch, found)
    if found.kind != "quantity" or not found.unit:
        return
    joint = _ASKED.match(stretch.text, found.end, stretch.end)
    if not joint:
        return
    unit = named_after(stretch, joint.end())
    if (
        unit
        and unit.kind == "quantity"
        and unit.unit
        and unit.unit != found.unit
        and _ENDS.match(stretch.text, unit.end, stretch.end)
    ):
        yield Expression(joint.end(), unit.end, "quantity", None, unit=unit.unit)


def _currency_asked(stretch: Stretch, found: Expression) -> Iterator[Expression]:
    """The currency that follows an amount in a text that is nothing else: 50 dollar euro."""
    if found.start - stretch.start > 2 or not stretch.text[found.end : found.end + 1].isspace():
        return
    name = named_after(stretch, found.end)
    if name and name.kind == "money" and _ENDS.match(stretch.text, name.end, stretch.end):
        surface = stretch.text[found.end : name.end].lstrip()
        yield Expression(name.end - len(surface), name.end, "money", None, unit=name.unit)
