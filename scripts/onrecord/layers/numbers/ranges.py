"""Ranges: 5 to 10 percent · $3-5 billion · between 5 and 10 million euros · 18- to 24-year-olds."""

from __future__ import annotations

import re
from fractions import Fraction

from onrecord.layers.numbers.changes import is_after_verb
from onrecord.layers.numbers.neighbours import words_before
from onrecord.layers.numbers.numerals import GAP, Stretch
from onrecord.layers.numbers.sides import Expression, Side, read_side
from onrecord.layers.numbers.signs import sign_here

_BETWEEN = re.compile(
    rf"\bbetween{GAP}(?:the{GAP}ages{GAP}of{GAP}|ages{GAP}(?:of{GAP})?|about{GAP}|some{GAP}|an?{GAP}estimated{GAP})?\Z",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s{1,3}(?:about\s|around\s|nearly\s)?\Z", re.IGNORECASE)
# "rose from 5 to 10 percent" is a change and no range.
_CHANGE = re.compile(
    r"\b(?:r[io]se[sn]?|rising|gr[eo]w[sn]?|growing|increas\w{1,4}|jump\w{0,3}|climb\w{0,3}|surg\w{1,3}|soar\w{0,3}|up"
    r"|rais\w{1,3}|went|go(?:es|ing)?|expand\w{0,3}|doubl\w{1,3}|swell\w{0,3}|grown|chang\w{1,3}|mov\w{1,3}|boost\w{0,3})\b"
    r"[^.;:]{0,40}\bfrom\s[^.;:]{0,12}\Z",
    re.IGNORECASE,
)
_TO = re.compile(rf"\s?[-–‑‐—]\s?(?:(?:to|or){GAP})?|{GAP}to{GAP}|-to-", re.IGNORECASE)
_AND = re.compile(rf"{GAP}and{GAP}", re.IGNORECASE)
_PLURAL = re.compile(r"\s{1,3}(?:[a-z-]{2,20}\s){0,2}(?:[a-z]{2,20}s|people|men|women|children)\b")
_AGES = re.compile(rf"\b(?:aged|ages?){GAP}(?:of{GAP})?\Z", re.IGNORECASE)


def read_range(stretch: Stretch, low: Side, floor: int) -> Expression | None:
    """The range that `low` opens, or None when it opens none."""
    text, before = stretch.text, max(floor, low.start - 80)
    following = text[low.end : low.end + 1]
    if low.numeral.form not in ("cardinal", "fraction") or not (following.isspace() or following in "-–‑‐—"):
        return None
    between = _BETWEEN.search(text, max(before, low.start - 30), low.start)
    joint = (_AND if between else _TO).match(text, low.end, stretch.end)
    if not joint or joint.end() >= stretch.end:
        return None
    begin, sign = sign_here(stretch, joint.end()) or (joint.end(), "")
    high = read_side(stretch, begin, joint.end(), sign) if _opens(text[begin]) else None
    bounds = high and _bounds(low, high)
    if not high or not bounds or not (between or _is_range(stretch, low, high, joint[0], before)):
        return None
    unit = high.unit or low.unit
    kind, code = unit or ("cardinal", "")
    bare = unit is None and low.numeral.bare and high.numeral.bare
    return Expression(low.start, high.end, kind, None, *bounds, unit=code, bare=bare)


def _opens(character: str) -> bool:
    return character.isalnum() or character == "."


def _is_range(stretch: Stretch, low: Side, high: Side, joint: str, before: int) -> bool:
    """Whether two numbers are ends of one range, and not a change or two plain figures that could be anything."""
    text = stretch.text
    opened = _FROM.search(text, max(before, low.start - 20), low.start)
    if opened and _CHANGE.search(text, before, low.start):
        return False
    # "rose 5 percent to 20 percent", "fell $2 to $35" and "up 5 to 30" are a change and where it led.
    led = joint.strip() == "to" and (low.unit is not None or high.unit is None)
    if led and is_after_verb(words_before(text, low.start, before)):
        return False
    plain = low.unit is None and high.unit is None and low.numeral.bare and high.numeral.bare
    return not plain or bool(
        opened
        or _PLURAL.match(text, high.end, stretch.end)
        or _AGES.search(text, max(before, low.start - 12), low.start)
    )


def _bounds(low: Side, high: Side) -> tuple[Fraction, Fraction] | None:
    """The ends of the range; each lends the other what it lacks ("5 to 10 million", "$5-10")."""
    first, last = low.numeral.value, high.numeral.value
    if high.numeral.form not in ("cardinal", "fraction") or first is None or last is None:
        return None
    if low.numeral.form == "fraction" != high.numeral.form and low.unit is None:
        return None  # cut by half to 15 cents
    if low.unit != high.unit and not (low.unit is None or (high.unit is None and low.measure is None)):
        return None
    scale = high.numeral.scale
    if scale > 1 and low.numeral.scale == 1 and first < last / scale:
        first *= scale
    return (first, last) if first < last else None
