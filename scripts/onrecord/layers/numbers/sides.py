"""One number with its own sign and unit: what an expression is, or one side of a range, ratio or score."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from onrecord.layers.numbers.figures import read_figures
from onrecord.layers.numbers.measures import Measure, measure_after
from onrecord.layers.numbers.numerals import GAP, Numeral, Stretch, alternatives
from onrecord.layers.numbers.signs import country_after
from onrecord.layers.numbers.vocabulary import CELL_SUFFIXES, SIGNS
from onrecord.layers.numbers.wording import read_wording

# What stands between a number and its unit: millions of dollars, a quarter of a percent, half an inch.
_JOINED_BY = {
    "vague": re.compile(rf"{GAP}of(?=\s)"),
    "fraction": re.compile(rf"{GAP}(?:of{GAP})?an?(?=\s)"),
}
_TIMES = re.compile(r"x(?!\w)")
_CELL = re.compile(rf"\s{{0,2}}({alternatives(CELL_SUFFIXES)})(?!\w)")


@dataclass(frozen=True, slots=True)
class Expression:
    """A number, range, ratio or score with its unit: the form that every reading ends in."""

    start: int
    end: int
    kind: str
    value: Fraction | None
    low: Fraction | None = None
    high: Fraction | None = None
    unit: str = ""
    # A plain run of figures without a unit, as years and parts of names are.
    bare: bool = False
    terms: tuple[Fraction, ...] = ()
    # A part said in two numbers: one in five.
    rate: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """A number with the unit that stands at it."""

    numeral: Numeral
    start: int
    end: int
    sign: str
    measure: Measure | None

    @property
    def unit(self) -> tuple[str, str] | None:
        """Kind and code of the unit."""
        if self.measure:
            return self.measure.kind, self.measure.unit
        return ("money", self.sign) if self.sign else None

    @property
    def whole(self) -> int | None:
        """The value of a plain whole number without a unit, such as the terms of scores are."""
        value = self.numeral.value
        plain = self.unit is None and self.numeral.form == "cardinal" and value is not None
        return int(value) if plain and value is not None and value.denominator == 1 else None


def read_side(stretch: Stretch, start: int, begin: int, sign: str) -> Side | None:
    """The number at `start` with its unit; its sign of currency, of the code `sign`, begins at `begin`."""
    text = stretch.text
    if text[start] in "0123456789." or text[start] in SIGNS:
        numeral = read_figures(text, start, stretch.end, money=bool(sign))
    else:
        numeral = read_wording(text, start, stretch.end)
    if numeral is None:
        return None
    if numeral.form == "ordinal":
        return Side(numeral, begin, numeral.end, sign, None)
    if stretch.end - numeral.end < 6 and numeral.scale == 1:
        numeral = _in_cell(stretch, numeral)
    if numeral.form == "cardinal" and text[numeral.end - 1].isdigit() and _TIMES.match(text, numeral.end, stretch.end):
        return Side(replace(numeral, end=numeral.end + 1, bare=False), begin, numeral.end + 1, sign, None)
    if sign:
        return _signed(stretch, numeral, begin, sign)
    measure = measure_after(stretch, numeral.end, numeral.value, numeral.scale)
    if measure is None and numeral.form in _JOINED_BY:
        measure = _measure_of(stretch, numeral)
    return Side(numeral, begin, measure.end if measure else numeral.end, sign, measure)


def _signed(stretch: Stretch, numeral: Numeral, begin: int, sign: str) -> Side:
    """The amount after a sign of currency, with the word or country that may repeat or tell it: $5 million dollars."""
    if stretch.text[numeral.end : numeral.end + 1].isspace():
        measure = measure_after(stretch, numeral.end, numeral.value, numeral.scale)
        if measure and measure.kind == "money" and measure.unit[-3:] == sign:
            return Side(numeral, begin, measure.end, sign, Measure(measure.end, "money", sign))
        if stretch.text[begin : begin + 1] == "$" and (country := country_after(stretch, numeral.end)):
            return Side(numeral, begin, country[0], country[1], None)
    return Side(numeral, begin, numeral.end, sign, None)


def _measure_of(stretch: Stretch, numeral: Numeral) -> Measure | None:
    """The unit of "millions of dollars" and "half a percentage point"."""
    joint = _JOINED_BY[numeral.form].match(stretch.text, numeral.end, stretch.end)
    return measure_after(stretch, joint.end(), None, 1) if joint else None


def _in_cell(stretch: Stretch, numeral: Numeral) -> Numeral:
    """The number with a letter that multiplies it where a text is nothing else: 2.33 k."""
    letter = _CELL.match(stretch.text, numeral.end, stretch.end)
    if not letter or numeral.value is None or not stretch.is_cell(numeral.start, letter.end()):
        return numeral
    by = CELL_SUFFIXES[letter[1]]
    return Numeral(numeral.start, letter.end(), numeral.value * by, scale=by)
