"""The smaller unit that may follow an amount: 5 feet 10 inches · 5-foot-10 · 3 dollars 20 cents · 2 lb 3 oz."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from onrecord.layers.numbers.numerals import GAP, Stretch
from onrecord.layers.numbers.sides import Expression, Side, read_side

_JOINT = re.compile(rf"(?P<gap>,?{GAP}(?P<and>and{GAP})?)|(?P<hyphen>-)|(?=[0-9])", re.IGNORECASE)
_PRIMES = re.compile(r"['’′]\s?(?P<inches>1[01]|[0-9])(?:[\"”″]|['’]{2})")
_DONE = re.compile(rf"\s*(?:\Z|[.,;:?!)]|{GAP}(?:and|or|for|in|at|a|per|each|to)\b)")
_TENTHS = re.compile(rf"{GAP}(?P<name>mao|jiao)(?!\w)(?P<gap>{GAP}(?=\w))?", re.IGNORECASE)
# What a unit is divided into, and in how many.
_SUBUNITS = {"[ft_i]": ("[in_i]", 12), "[lb_av]": ("[oz_av]", 16), "[stone_av]": ("[lb_av]", 14)}


def with_subunit(stretch: Stretch, whole: Expression) -> Expression:
    """The expression with the smaller unit that follows it: money in its own unit, lengths and weights in that one."""
    text = stretch.text
    if whole.value is None or whole.value.denominator > 1:
        return whole
    if whole.bare and (primes := _PRIMES.match(text, whole.end, stretch.end)):
        inches = whole.value * 12 + int(primes["inches"])
        return replace(whole, end=primes.end(), kind="quantity", unit="[in_i]", value=inches, bare=False)
    if whole.unit == "CNY" and (tenths := _with_tenths(stretch, whole)):
        return tenths
    money = whole.kind == "money" and not whole.unit.startswith("c")
    if not money and whole.unit not in _SUBUNITS:
        return whole
    joint = _JOINT.match(text, whole.end, stretch.end)
    if not joint or joint.end() >= stretch.end or not text[joint.end()].isalnum():
        return whole
    part = read_side(stretch, joint.end(), joint.end(), "")
    if part is None or part.numeral.form != "cardinal" or part.numeral.value is None or part.numeral.scale > 1:
        return whole
    smaller, ratio = ("", 100) if money else _SUBUNITS[whole.unit]
    if part.numeral.value >= ratio or not (_is_cents if money else _is_small)(stretch, whole, part, joint):
        return whole
    if money:
        return replace(whole, end=part.end, value=whole.value + part.numeral.value / ratio)
    return replace(whole, end=part.end, unit=smaller, value=whole.value * ratio + part.numeral.value)


def _is_small(stretch: Stretch, whole: Expression, part: Side, joint: re.Match[str]) -> bool:
    """Whether the second number is of the smaller unit, or stands for inches: 5-foot-10."""
    if part.measure:
        return part.measure.unit == _SUBUNITS[whole.unit][0]
    return whole.unit == "[ft_i]" and joint["hyphen"] is not None and stretch.text[part.end : part.end + 1] != "-"


def _is_cents(stretch: Stretch, whole: Expression, part: Side, joint: re.Match[str]) -> bool:
    """Whether the second number is of cents: by name, or said in words behind it: thirteen dollars forty-five."""
    text = stretch.text
    if part.measure:
        return part.measure.unit == f"c{whole.unit}"
    spoken = text[part.start].isalpha() and (text[whole.start].isalpha() or joint["and"] is not None)
    return spoken and joint["gap"] is not None and _DONE.match(text, part.end, stretch.end) is not None


def _with_tenths(stretch: Stretch, whole: Expression) -> Expression | None:
    """The amount with its tenths, as yuan are spoken of: one kuai and five mao five."""
    joint = _JOINT.match(stretch.text, whole.end, stretch.end)
    part = joint and joint["gap"] and read_side(stretch, joint.end(), joint.end(), "")
    tenths = part and _TENTHS.match(stretch.text, part.end, stretch.end)
    if not part or not tenths or not part.whole or part.whole > 9 or whole.value is None:
        return None
    value = whole.value + Fraction(part.whole, 10)
    rest = read_side(stretch, tenths.end("gap"), tenths.end("gap"), "") if tenths["gap"] else None
    if rest and rest.whole and rest.whole < 10:
        return replace(whole, end=rest.end, value=value + Fraction(rest.whole, 100))
    return replace(whole, end=tenths.end("name"), value=value)
