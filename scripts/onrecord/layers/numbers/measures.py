"""What stands after a number and makes it money, a percentage, a quantity or an age."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from onrecord.layers.numbers import currencies, units
from onrecord.layers.numbers.contexts import words
from onrecord.layers.numbers.numerals import GAP, JOINT, Stretch, alternatives
from onrecord.layers.numbers.phrases import Phrases
from onrecord.layers.numbers.signs import ends_at, sign_after

_PERCENT = re.compile(rf"\s?(?:{alternatives(p for p in units.PERCENT if not p[0].isalpha())})(?!\w)|\s?%")
_AGE = re.compile(
    rf"{JOINT}(?P<old>{alternatives(units.AGES)})s?{JOINT}olds?(?!\w)"
    rf"|{GAP}(?P<of>{alternatives(units.AGES)})s?{GAP}of{GAP}age(?!\w)|\s?(?P<yo>y/?o)(?!\w)",
    re.IGNORECASE,
)
_SYMBOL = re.compile(
    rf"(?P<attached>{alternatives(units.ATTACHED)})(?!\w)|[\s-]?(?P<apart>{alternatives(units.SYMBOLS)})(?!\w)"
)
_BRACKETED = re.compile(r"\s?(?:\(([^\W\d_]{1,5})\)|\[([^\W\d_]{1,5})\]|\{([^\W\d_]{1,5})\}|<([^\W\d_]{1,5})>)")
_STOP = re.compile(r"\s*(?:\Z|[A-Z“\"])")
# Bare letters are degrees where the number could be one: "35C", "-5 C", but not the form "13F".
_DEGREES = re.compile(
    r"(?:(?<=[-−–][0-9])\s?C|(?<=[0-9][0-9])\s?C|(?<=[3-9][0-9])F|(?<=[-−–][0-9])F|(?<=1[01][0-9])F"
    r"|(?<=[0-9]\.[0-9])\s?[CF]|F(?=\s\(-?[0-9]))(?![\w/])"
)
# "8C" could be much else: where the weather or a patient is spoken of it is a temperature.
_DEGREES_BY_CONTEXT = re.compile(r"(?<=[0-9])\s?[CF](?![\w/])")
_WARMTH = re.compile(rf"\b{words('warmth', 'near')}\b", re.IGNORECASE)
_NEAR = 120
_INCHES = re.compile(r"\s?[\"”″](?=\s?(?:long|wide|tall|high|deep|thick|screen|display|x\b))")
_HEAVY = re.compile(rf"{GAP}of(?!\w)")
_PER = re.compile(rf"(?P<stroke>\s?/\s?)|{GAP}(?:per|an?|each){GAP}", re.IGNORECASE)
_TIMES = frozenset("s min h d wk mo a".split())

# The phrases after a number, each with what it makes of it; the longest wins, then money before units.
_PHRASES = Phrases(
    {word: ("quantity", code) for word, code in units.WORDS.items()}
    | {word: ("money", word) for word in currencies.ALL_WORDS}
    | {word: ("percent", code) for word, code in units.PERCENT.items() if word[0].isalpha()}
)
_PERS = Phrases(units.PER)


@dataclass(frozen=True, slots=True)
class Measure:
    """A kind with its unit."""

    end: int
    kind: str
    unit: str


def measure_after(stretch: Stretch, start: int, amount: Fraction | None, scale: int) -> Measure | None:
    """The unit that begins at `start`, right after a number."""
    text, end = stretch.text, stretch.end
    if start >= end or text[start] in ",;:)?!":
        return None
    if percent := _PERCENT.match(text, start, end):
        return Measure(percent.end(), "percent", units.PERCENT.get(percent[0].strip(), "%"))
    if age := _AGE.match(text, start, end):
        code = units.AGES.get((age["old"] or age["of"] or "year").lower(), "a")
        return Measure(age.end(), "quantity", code)
    return money_sign_after(stretch, start, amount) or named_after(stretch, start, amount, scale)


def money_sign_after(stretch: Stretch, start: int, amount: Fraction | None) -> Measure | None:
    """The sign of a currency, or the p of pence."""
    if sign := sign_after(stretch, start):
        return Measure(sign[0], "money", sign[1])
    if (
        stretch.text.startswith("p", start)
        and amount is not None
        and amount < 1000
        and ends_at(stretch.text, start + 1)
    ):
        return Measure(start + 1, "money", "cGBP")
    return None


def named_after(stretch: Stretch, start: int, amount: Fraction | None = None, scale: int = 1) -> Measure | None:
    """The percentage, money or unit of measurement that words or symbols name."""
    if phrase := _PHRASES.match(stretch.text, start, stretch.end):
        (kind, name), stop = phrase
        if kind == "percent":
            return Measure(stop, kind, name)
        if kind == "quantity":
            return _rated(stretch, name, stop)
        if money := _money(stretch, start, stop, name, amount, scale):
            return money
        return _rated(stretch, units.WORDS[name], stop) if name in units.WORDS else None
    return _symbol(stretch, start)


def _money(stretch: Stretch, start: int, stop: int, word: str, amount: Fraction | None, scale: int) -> Measure | None:
    """The currency that `word` names, unless it is something else there: won, marks, pounds that weigh."""
    if word in currencies.LARGE_ONLY and (amount is None or amount < 100 or stretch.text[start] == "-"):
        return None
    if word in currencies.HUNDREDTHS:
        return Measure(stop, "money", stretch.purse.of_hundredth(word))
    if word not in currencies.SHARED_WORDS:
        return Measure(stop, "money", currencies.NAMES[word])
    code = stretch.purse.of_word(word, start)
    # Pounds weigh, unless there are millions of them or a country says so.
    heavy = _HEAVY.match(stretch.text, stop, stretch.end) or (code == "GBP" and scale < 10**6)
    return None if word in ("pound", "pounds") and heavy else Measure(stop, "money", code)


def _symbol(stretch: Stretch, start: int) -> Measure | None:
    text, end = stretch.text, stretch.end
    if symbol := _SYMBOL.match(text, start, end):
        name, stop = symbol["attached"] or symbol["apart"], symbol.end()
        if symbol["apart"] in units.ATTACHED:
            return None
        # The full stop of an abbreviation that ends a sentence is the sentence's.
        stop -= name[-1] == "." and _STOP.match(text, stop, end) is not None
        return _rated(stretch, units.SYMBOLS[name], stop)
    if bracketed := _BRACKETED.match(text, start, end):
        named = units.SYMBOLS.get(bracketed[bracketed.lastindex or 1])
        return Measure(bracketed.end(), "quantity", named) if named else None
    degrees = _DEGREES.match(text, start, end) or _DEGREES_BY_CONTEXT.match(text, start, end)
    if degrees and (degrees.re is _DEGREES or _WARMTH.search(text, max(stretch.start, start - _NEAR), start + _NEAR)):
        return Measure(degrees.end(), "quantity", "Cel" if degrees[0][-1] == "C" else "[degF]")
    inches = _INCHES.match(text, start, end)
    return Measure(inches.end(), "quantity", "[in_i]") if inches else None


def _rated(stretch: Stretch, code: str, stop: int) -> Measure:
    """The unit with what it is reckoned by, if anything: miles per hour, km a day, mg/dL."""
    joint = _PER.match(stretch.text, stop, stretch.end)
    if joint and code and "/" not in code:
        per = _PERS.match(stretch.text, joint.end(), stretch.end)
        # "a pound" after a quantity is often its price; a stroke or "per" is clear.
        if per and (joint[0].strip().lower() not in ("a", "an", "each") or per[0] in _TIMES):
            return Measure(per[1], "quantity", units.rate(code, per[0]))
    return Measure(stop, "quantity", code)
