"""Ages that a number has by what stands around it: aged 35 · at the age of 40 · Ann Smith, 35, said · the boy, 8."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from onrecord.layers.numbers.contexts import words
from onrecord.layers.numbers.numerals import GAP, Stretch
from onrecord.layers.numbers.sides import Expression

_REACH = 24  # characters: "between the ages of ", "Ann Smith-Lee, "
_FAR = 48

_BEFORE = re.compile(rf"(?<!\w)(?:aged|ages?(?:{GAP}of)?)(?:{GAP}(?P<between>between|from))?{GAP}\Z", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w.'’-]{1,20}|[Jj]r\.?|[Ss]r\.?),\s\Z")
_NOUN_BEFORE = re.compile(
    r"\b(?:the|an?|his|her|their|my|our|whose)\s(?:[a-z-]{2,14}\s){0,2}[a-z-]{2,20},\s\Z", re.IGNORECASE
)
_KIN_BEFORE = re.compile(rf"\b{words('kin', 'before')}\s[A-Z][\w'’-]{{1,20}},\s\Z")
# Whoever turns 40 is that old, unless it is 40 of something.
_TURNED = re.compile(r"\bturn(?:s|ed|ing)?\s\Z")
_ENDS = re.compile(r"\s*(?:\Z|[.,;:!?)”\"]|(?:in|on|this|last|next|and|when|while|but|a|the|with|as|before|after)\b)")
_OLDER = re.compile(r"\s{1,3}(?:and|or)\s{1,3}(?:older|younger)\b")
_AFTER_NAME = re.compile(r",\s{1,2}(?!and\b|or\b)[a-z]|,?\s?[―—]|,\s{1,2}(?:of|from|who|a|an|the)\b")
_LISTED = re.compile(r"\bages\s[0-9]{1,2}(?:,\s[0-9]{1,2}){0,4},?\sand\s\Z")
_DECADE = re.compile(r"([1-9]0)['’]?s(?!\w)")
_IN_HER = re.compile(
    r"\b(?:his|her|their|my|our|your)\s(?:(?:early|mid|late|middle)[\s-](?:to[\s-]late[\s-])?)?\Z", re.IGNORECASE
)
_AFTER_NOUN = re.compile(r",\s(?!or\b)[a-z]")


def as_age(stretch: Stretch, found: Expression, floor: int) -> Expression:
    """The expression as an age in years, where it is one."""
    if found.unit not in ("", "a") or found.kind not in ("cardinal", "quantity"):
        return found
    text = stretch.text
    before = _BEFORE.search(text, max(floor, found.start - _REACH), found.start)
    if before:
        start = found.start if before["between"] else before.start()
        return replace(found, start=start, kind="quantity", unit="a", bare=False)
    if found.bare and _is_possible(found.value) and _TURNED.search(text, max(floor, found.start - 12), found.start):
        return replace(found, kind="quantity", unit="a", bare=False) if _ENDS.match(text, found.end) else found
    if found.bare and text[found.start - 4 : found.start] == "and " and _is_possible(found.value):
        listed = _LISTED.search(text, max(stretch.start, found.start - _FAR), found.start)
        if listed:
            return replace(found, kind="quantity", unit="a", bare=False)
    if (
        found.bare
        and _is_possible(found.value)
        and (_OLDER.match(text, found.end, stretch.end) or _is_in_apposition(stretch, found.start, found.end))
    ):
        return replace(found, kind="quantity", unit="a", bare=False)
    return found


def _is_possible(value: Fraction | None) -> bool:
    return value is not None and value.denominator == 1 and 1 <= value <= 110


def _is_in_apposition(stretch: Stretch, start: int, end: int) -> bool:
    """Whether a bare number stands between a name or noun and a comma, as ages do in news."""
    text = stretch.text
    if text[start - 2 : start - 1] != ",":
        return False
    if _KIN_BEFORE.search(text, max(stretch.start, start - _FAR), start):
        return text[end : end + 1] in ",;."
    if _NAME_BEFORE.search(text, max(stretch.start, start - _REACH), start):
        return _AFTER_NAME.match(text, end, stretch.end) is not None
    noun = _NOUN_BEFORE.search(text, max(stretch.start, start - _FAR), start)
    return noun is not None and _AFTER_NOUN.match(text, end, stretch.end) is not None


def read_decade(stretch: Stretch, start: int) -> Expression | None:
    """The decade of a life, as the range that it is: in her 40s."""
    decade = _DECADE.match(stretch.text, start, stretch.end)
    if not decade or not _IN_HER.search(stretch.text, max(stretch.start, start - _FAR), start):
        return None
    low = Fraction(int(decade[1]))
    return Expression(start, decade.end(), "quantity", None, low, low + 9, unit="a")
