"""An expression of number as guideline 6.2 bounds it: a number or range with its currency, unit and sign."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from onrecord.layers.numbers.figures import read_figures
from onrecord.layers.numbers.measures import (
    Measure,
    age_before,
    currency_before,
    currency_here,
    is_age_of_name,
    measure_after,
)
from onrecord.layers.numbers.numerals import GAP, Numeral, Stretch
from onrecord.layers.numbers.vocabulary import SIGNS
from onrecord.layers.numbers.wording import read_wording

_BETWEEN = re.compile(rf"\bbetween{GAP}(?:the{GAP}ages{GAP}of{GAP}|ages{GAP}|about{GAP}|some{GAP})?\Z", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s{1,3}(?:about\s|around\s|nearly\s)?\Z", re.IGNORECASE)
# "rose from 5 to 10 percent" is a change and no range.
_CHANGE = re.compile(
    r"\b(?:r[io]se[sn]?|rising|gr[eo]w[sn]?|growing|increas\w{1,4}|jump\w{0,3}|climb\w{0,3}|surg\w{1,3}|soar\w{0,3}|up"
    r"|rais\w{1,3}|went|go(?:es|ing)?|expand\w{0,3}|doubl\w{1,3}|swell\w{0,3}|grown|chang\w{1,3}|mov\w{1,3})\b"
    r"[^.;:]{0,40}\bfrom\s[^.;:]{0,12}\Z",
    re.IGNORECASE,
)
_TO = re.compile(rf"\s?[-–‑‐]\s?|{GAP}to{GAP}|-to-", re.IGNORECASE)
_AND = re.compile(rf"{GAP}and{GAP}", re.IGNORECASE)
_MINUS = re.compile(r"(?:(?<![^\s(\[“\"])[-−–]|(?<!\w)(?:minus|negative)\s{1,3})\Z", re.IGNORECASE)
_SUBUNIT = re.compile(rf"{GAP}(?:and{GAP})?|-")
_PLURAL = re.compile(r"\s{1,3}(?:[a-z-]{2,20}\s){0,2}(?:[a-z]{2,20}s|people|men|women|children)\b")
# What a unit is divided into: 5 feet 10 inches.
_SUBUNITS = {"[ft_i]": ("[in_i]", 12), "USD": ("USD", 1), "GBP": ("GBP", 1), "[lb_av]": ("[oz_av]", 16)}


@dataclass(frozen=True, slots=True)
class Expression:
    """A number or range with its unit."""

    start: int
    end: int
    kind: str
    value: Fraction | None
    low: Fraction | None = None
    high: Fraction | None = None
    unit: str = ""
    # A plain run of figures without a unit, as years and parts of names are.
    bare: bool = False


@dataclass(frozen=True, slots=True)
class _Side:
    """One number with its own unit, before it is known whether it is a side of a range."""

    numeral: Numeral
    start: int
    end: int
    sign: str
    measure: Measure | None

    @property
    def unit(self) -> tuple[str, str] | None:
        if self.measure:
            return self.measure.kind, self.measure.unit
        return ("money", self.sign) if self.sign else None

    @property
    def amount(self) -> Fraction | None:
        value = self.numeral.value
        return value if value is None or self.measure is None else value * self.measure.factor


def read_expression(stretch: Stretch, start: int, floor: int) -> Expression | None:
    """The expression whose number begins at `start`; its sign of currency may begin before it, not before `floor`."""
    sign = currency_before(stretch, start, floor)
    side = _side(stretch, start, *(sign or (start, "")))
    if side is None:
        return None
    expression = _range(stretch, side, floor) or _single(stretch, side)
    if expression.kind == "ordinal":
        return expression
    if expression.value is not None and (
        minus := _MINUS.search(stretch.text, max(floor, expression.start - 12), expression.start)
    ):
        return replace(expression, start=minus.start(), value=-expression.value, bare=False)
    if expression.bare and _is_age(expression.value) and is_age_of_name(stretch, expression.start, expression.end):
        return replace(expression, kind="quantity", unit="a", bare=False)
    age = age_before(stretch, expression.start, floor) if expression.unit in ("", "a") else None
    if age is not None and expression.kind == "cardinal":
        return replace(expression, start=age, kind="quantity", unit="a", bare=False)
    return expression


def _is_age(value: Fraction | None) -> bool:
    return value is not None and value.denominator == 1 and 10 <= value <= 110


def _side(stretch: Stretch, start: int, begin: int, sign: str) -> _Side | None:
    text = stretch.text
    if text[start] in "0123456789." or text[start] in SIGNS:
        numeral = read_figures(text, start, stretch.end, money=bool(sign))
    else:
        numeral = read_wording(text, start, stretch.end)
    if numeral is None:
        return None
    measure = None
    if numeral.form != "ordinal":
        measure = measure_after(stretch, numeral.end, numeral.value, numeral.scale)
        if measure and sign and (measure.kind != "money" or measure.unit != sign):
            measure = None
        if measure is None and numeral.form == "vague":
            measure = _measure_of(stretch, numeral)
    return _Side(numeral, begin, measure.end if measure else numeral.end, sign, measure)


def _measure_of(stretch: Stretch, numeral: Numeral) -> Measure | None:
    """The unit of "millions of dollars"."""
    of = re.compile(rf"{GAP}of(?=\s)").match(stretch.text, numeral.end, stretch.end)
    return measure_after(stretch, of.end(), None, 1) if of else None


def _single(stretch: Stretch, side: _Side) -> Expression:
    kind, unit = side.unit or (side.numeral.form if side.numeral.form != "vague" else "cardinal", "")
    expression = Expression(
        side.start, side.end, kind, side.amount, unit=unit, bare=side.numeral.bare and side.unit is None
    )
    return _with_subunit(stretch, expression) if unit in _SUBUNITS else expression


def _with_subunit(stretch: Stretch, whole: Expression) -> Expression:
    """The expression with the smaller unit that may follow it: 5 feet 10 inches, 5-foot-10, 3 dollars 20 cents."""
    joint = _SUBUNIT.match(stretch.text, whole.end, stretch.end)
    if not joint or joint.end() >= stretch.end or whole.value is None:
        return whole
    part = _side(stretch, joint.end(), joint.end(), "")
    if part is None or part.numeral.form != "cardinal" or part.amount is None:
        return whole
    unit, ratio = _SUBUNITS[whole.unit]
    tall = whole.unit == "[ft_i]" and joint[0] == "-" and part.measure is None and part.amount < 12
    small = part.measure is not None and part.measure.unit == unit and part.amount < (ratio if ratio > 1 else 1)
    return replace(whole, end=part.end, value=whole.value + part.amount / ratio) if tall or small else whole


def _range(stretch: Stretch, low: _Side, floor: int) -> Expression | None:
    """The range that `low` opens, or None when it opens none."""
    text, before = stretch.text, max(floor, low.start - 80)
    between = _BETWEEN.search(text, max(before, low.start - 30), low.start)
    joint = (_AND if between else _TO).match(text, low.end, stretch.end)
    if not joint or joint.end() >= stretch.end or low.numeral.form not in ("cardinal", "fraction"):
        return None
    begin, sign = currency_here(stretch, joint.end()) or (joint.end(), "")
    high = _side(stretch, begin, joint.end(), sign)
    bounds = high and _bounds(low, high)
    if not high or not bounds:
        return None
    unit = high.unit or low.unit
    if not between:
        opened = _FROM.search(text, max(before, low.start - 20), low.start)
        if opened and _CHANGE.search(text, before, low.start):
            return None
        plain = unit is None and low.numeral.bare and high.numeral.bare
        if (
            plain
            and not opened
            and not _PLURAL.match(text, high.end, stretch.end)
            and age_before(stretch, low.start, floor) is None
        ):
            return None
    kind, code = unit or ("cardinal", "")
    bare = unit is None and low.numeral.bare and high.numeral.bare
    return Expression(low.start, high.end, kind, None, *bounds, unit=code, bare=bare)


def _bounds(low: _Side, high: _Side) -> tuple[Fraction, Fraction] | None:
    """The ends of the range; each lends the other what it lacks ("5 to 10 million", "$5-10")."""
    if high.numeral.form not in ("cardinal", "fraction") or low.amount is None or high.amount is None:
        return None
    if low.unit != high.unit and not (low.unit is None or (high.unit is None and low.measure is None)):
        return None
    first = low.amount
    if low.unit is None and high.measure:
        first *= high.measure.factor
    scale = high.numeral.scale
    if scale > 1 and low.numeral.scale == 1 and first < high.amount / scale:
        first *= scale
    return (first, high.amount) if first < high.amount else None
