"""An expression of number as guideline 6.2 bounds it: a number, range, ratio or score with its unit and sign."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.layers.numbers.ages import as_age, read_decade
from onrecord.layers.numbers.numerals import GAP, Stretch
from onrecord.layers.numbers.ranges import read_range
from onrecord.layers.numbers.sides import Expression, Side, read_side
from onrecord.layers.numbers.signs import sign_before
from onrecord.layers.numbers.subunits import with_subunit
from onrecord.layers.numbers.terms import read_odds, read_terms

_MINUS = re.compile(rf"(?:(?<![^\s(\[“\"])[-−–]|(?<!\w)(?<!plus or )(?:minus|negative){GAP})\Z", re.IGNORECASE)
_PLUS = re.compile(r"(?<![^\s(\[“\"])\+\Z")
_APART = re.compile(r"(?:\A\s*|\b(?:convert|of|is)\s)([-−–])\s{1,2}\Z")
_OVER = re.compile(rf"{GAP}over{GAP}(?=\w)", re.IGNORECASE)
_ANSWER = re.compile(r"\b(?:is|equals|answer|fraction)\s(?:minus\s|negative\s)?\Z", re.IGNORECASE)
_END = re.compile(r"\s*[.?!]?\s*\Z")
_PERCENT_OF = re.compile(rf"\s*(per\s?cents?{GAP}of{GAP})", re.IGNORECASE)
_LONGEST_PERCENT = 20
_DEGREES = frozenset(("", "Cel", "[degF]"))
_BELOW_ZERO = re.compile(rf"{GAP}below{GAP}zero(?!\w)", re.IGNORECASE)
_SIGNED = frozenset("-−–+")


def read_expression(stretch: Stretch, start: int, floor: int) -> Expression | None:
    """The expression whose number begins at `start`; its sign of currency may begin before it, not before `floor`."""
    if stretch.text[start + 1 : start + 2] == "0" and (decade := read_decade(stretch, start)):
        return decade
    if "/" in stretch.text[start + 1 : start + 4] and (odds := read_odds(stretch, start, floor)):
        return odds
    sign = sign_before(stretch, start, floor) if start > floor else None
    side = read_side(stretch, start, *(sign or (start, "")))
    if side is None:
        return None
    if side.numeral.form == "ordinal":
        return Expression(side.start, side.end, "ordinal", side.numeral.value)
    several = read_terms(stretch, side, floor) or read_range(stretch, side, floor)
    found = several or _over(stretch, side) or _percent_of(stretch, side) or _single(stretch, side)
    if found.kind in ("ratio", "score"):
        return found
    return as_age(stretch, _signed(stretch, found, floor), floor)


def _single(stretch: Stretch, side: Side) -> Expression:
    kind, unit = side.unit or (side.numeral.form if side.numeral.form != "vague" else "cardinal", "")
    bare = side.numeral.bare and side.unit is None
    return with_subunit(stretch, Expression(side.start, side.end, kind, side.numeral.value, unit=unit, bare=bare))


def _signed(stretch: Stretch, found: Expression, floor: int) -> Expression:
    """The expression with the minus or plus before it: -5 °C, minus 3, +2%, −$4."""
    text, start = stretch.text, found.start
    if (
        found.kind == "quantity"
        and found.unit in _DEGREES
        and found.value
        and (zero := _BELOW_ZERO.match(text, found.end, stretch.end))
    ):
        return replace(found, end=zero.end(), value=-found.value)
    if start <= floor or not (text[start - 1] in _SIGNED or text[start - 1].isspace()):
        return found
    before = max(floor, start - 12)
    if minus := _MINUS.search(text, before, start) or (
        (found.unit in ("Cel", "[degF]") or stretch.is_cell(start, found.end)) and _APART.search(text, before, start)
    ):
        # The end of a range that is not negative makes the sign a dash: "– 5 to 10 percent".
        if found.value is None:
            return found
        begin = minus.start(1) if minus.lastindex else minus.start()
        return replace(found, start=begin, value=-found.value, bare=False)
    if found.value is not None and _PLUS.search(text, before, start):
        return replace(found, start=start - 1, bare=False)
    return found


def _percent_of(stretch: Stretch, side: Side) -> Expression | None:
    """Per cent of twenty, where a text is nothing else."""
    if side.unit or side.start - stretch.start > _LONGEST_PERCENT or stretch.end - side.end > 2:
        return None
    before = _PERCENT_OF.match(stretch.text, stretch.start, side.start)
    if not before or before.end() != side.start:
        return None
    return Expression(before.start(1), side.end, "percent", side.numeral.value, unit="%")


def _over(stretch: Stretch, side: Side) -> Expression | None:
    """One over three, where it is all that is said: elsewhere "over" is no stroke."""
    joint = _OVER.match(stretch.text, side.end, stretch.end)
    if not joint or side.unit or side.numeral.value is None:
        return None
    second = read_side(stretch, joint.end(), joint.end(), "")
    if second is None or second.unit or not second.numeral.value or second.numeral.form != "cardinal":
        return None
    text = stretch.text
    alone = stretch.is_cell(side.start, second.end) or (
        stretch.end - second.end < 4
        and _END.match(text, second.end, stretch.end)
        and _ANSWER.search(text, max(stretch.start, side.start - 20), side.start)
    )
    return Expression(side.start, second.end, "fraction", side.numeral.value / second.numeral.value) if alone else None
