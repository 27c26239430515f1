"""What stands at a number and makes it money, a percentage, a quantity or an age."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from onrecord.layers.numbers import currencies, units
from onrecord.layers.numbers.numerals import GAP, JOINT, Stretch, alternatives
from onrecord.layers.numbers.phrases import Phrases

_LONGEST_SIGN = max(map(len, currencies.SIGNS))
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
# Attached letters are degrees where the number could be one: "35C", but not the form "13F".
_STOP = re.compile(r"\s*(?:\Z|[A-Z“\"])")
_DEGREES = re.compile(
    r"(?:(?<=[-−–][0-9])\s?C|(?<=[0-9][0-9])\s?C|(?<=[3-9][0-9])F|(?<=[-−–][0-9])F|(?<=1[01][0-9])F|F(?=\s\(-?[0-9]))(?![\w/])"
)
_INCHES = re.compile(r"\s?[\"”″](?=\s?(?:long|wide|tall|high|deep|thick|screen|display|x\b))")
_LARGE = re.compile(r"\s?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{4,}|[0-9.]+\s?(?:thousand|million|billion|m|mn|bn)\b)")
_HEAVY = re.compile(rf"{GAP}of(?!\w)")
_PER = re.compile(rf"(?P<stroke>\s?/\s?)|{GAP}(?:per|an?|each){GAP}", re.IGNORECASE)
# A country right after an amount: "$5 million Canadian", "$5 (US)".
_COUNTRY_AFTER = re.compile(
    r"\s\(?((?:New\s|Hong\s)?[A-Z][A-Za-z.]{1,11})\)?(?=\s?(?:[.,;:)]|\Z|(?:for|to|in|and|a|per)\b))"
)

_PERCENT_WORDS = Phrases({word: code for word, code in units.PERCENT.items() if word[0].isalpha()})
_MONEY = Phrases({word: word for word in currencies.ALL_WORDS})
_WORDS = Phrases(units.WORDS)
_PERS = Phrases(units.PER)


@dataclass(frozen=True, slots=True)
class Measure:
    """A kind with its unit."""

    end: int
    kind: str
    unit: str


def currency_before(stretch: Stretch, start: int, floor: int) -> tuple[int, str] | None:
    """Where the sign of currency before `start` begins, and its code."""
    text = stretch.text
    stop = start - 1 if text[start - 1 : start].isspace() else start
    if stop <= floor or text[stop - 1].islower() or text[stop - 1] in ',)-”"':
        return _small_sign(stretch, stop, floor) if stop > floor and text[stop - 1] in "sphz" else None
    return _sign_at(stretch, stop, floor)


def _small_sign(stretch: Stretch, stop: int, floor: int) -> tuple[int, str] | None:
    """Signs that end in a small letter, which most words do too."""
    return _sign_at(stretch, stop, floor) if stretch.text[stop - 2 : stop] in ("Rs", "Rp", "sh", "Sh", "iG") else None


def _sign_at(stretch: Stretch, stop: int, floor: int) -> tuple[int, str] | None:
    text = stretch.text
    for begin in range(max(floor, stop - _LONGEST_SIGN), stop):
        sign = text[begin:stop]
        if sign in currencies.WORDLIKE and not _LARGE.match(text, stop):
            return None
        if sign in currencies.SIGNS and not (begin and text[begin - 1].isalpha() and sign[0].isalpha()):
            if sign == "$" and begin >= 2 and text[begin - 1].isspace():
                return begin, _owner_before(stretch, begin) or stretch.purse.dollar
            return begin, stretch.purse.of_sign(sign)
    return None


def _owner_before(stretch: Stretch, start: int) -> str:
    """The code of the adjective before a sign: Canadian $5."""
    word = stretch.text[max(stretch.start, start - 14) : start].split()[-1:]
    return currencies.NAMES.get(f"{word[0].lower()} dollar", "") if word else ""


def currency_here(stretch: Stretch, start: int) -> tuple[int, str] | None:
    """Where the number after the sign of currency at `start` begins, and its code."""
    text = stretch.text
    if text[start].isdigit() or text[start].islower():
        return None
    for size in range(_LONGEST_SIGN, 0, -1):
        sign = text[start : start + size]
        if sign in currencies.SIGNS:
            stop = start + size + (text[start + size : start + size + 1] == " ")
            return (stop, stretch.purse.of_sign(sign)) if text[stop : stop + 1].isdigit() else None
    return None


def measure_after(stretch: Stretch, start: int, amount: Fraction | None, scale: int) -> Measure | None:
    """The unit that begins at `start`, right after a number."""
    text, end = stretch.text, stretch.end
    if start >= end or text[start] in ",;:)?!":
        return None
    if percent := percent_after(stretch, start):
        return percent
    if age := _AGE.match(text, start, end):
        code = units.AGES.get((age["old"] or age["of"] or "year").lower(), "a")
        return Measure(age.end(), "quantity", code)
    return money_after(stretch, start, amount) or unit_after(stretch, start, scale)


def percent_after(stretch: Stretch, start: int) -> Measure | None:
    """A percentage, percentage points or basis points."""
    word = _PERCENT_WORDS.match(stretch.text, start, stretch.end)
    if word:
        return Measure(word[1], "percent", word[0])
    sign = _PERCENT.match(stretch.text, start, stretch.end)
    return Measure(sign.end(), "percent", units.PERCENT.get(sign[0].strip(), "%")) if sign else None


def unit_after(stretch: Stretch, start: int, scale: int = 1) -> Measure | None:
    """The unit of measurement in words or symbols, with what it is reckoned by."""
    text, end = stretch.text, stretch.end
    if word := _WORDS.match(text, start, end):
        code, stop, phrase = word
        if phrase in ("pound", "pounds") and _is_sterling(stretch, stop, scale):
            return Measure(stop, "money", stretch.purse.of_word(phrase, start))
        return _rated(stretch, code, stop)
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
    if degrees := _DEGREES.match(text, start, end):
        return Measure(degrees.end(), "quantity", "Cel" if degrees[0][-1] == "C" else "[degF]")
    inches = _INCHES.match(text, start, end)
    return Measure(inches.end(), "quantity", "[in_i]") if inches else None


def _is_sterling(stretch: Stretch, stop: int, scale: int) -> bool:
    """Whether "pounds" are money: millions of them, unless they are of something."""
    return scale >= 10**6 and not _HEAVY.match(stretch.text, stop, stretch.end)


def _rated(stretch: Stretch, code: str, stop: int) -> Measure:
    """The unit with what it is reckoned by, if anything: miles per hour, km a day, mg/dL."""
    joint = _PER.match(stretch.text, stop, stretch.end)
    if joint and code and "/" not in code:
        per = _PERS.match(stretch.text, joint.end(), stretch.end)
        # "a pound" after a quantity is often its price; a stroke or "per" is clear.
        if per and ("a" not in joint[0].split() or per[0] in "s min h d wk mo a".split()):
            return Measure(per[1], "quantity", units.rate(code, per[0]))
    return Measure(stop, "quantity", code)


def money_after(stretch: Stretch, start: int, amount: Fraction | None = None) -> Measure | None:
    """The sign, code or name of a currency."""
    text, end = stretch.text, stretch.end
    if sign := _sign_after(stretch, start):
        return sign
    if text.startswith("p", start) and amount is not None and amount < 1000 and _ends(text, start + 1):
        return Measure(start + 1, "money", "cGBP")
    name = _MONEY.match(text, start, end)
    if not name:
        return None
    word, stop, _ = name
    if word in currencies.LARGE_ONLY and (amount is None or amount < 100 or text[start : start + 1] == "-"):
        return None
    if word in currencies.HUNDREDTHS:
        return Measure(stop, "money", stretch.purse.of_hundredth(word))
    if word in currencies.SHARED_WORDS or word in ("dollar", "dollars"):
        # Without a country that says so, pounds weigh.
        if word in ("pound", "pounds") and _HEAVY.match(text, stop, end):
            return None
        code = stretch.purse.of_word(word, start)
        return None if word in ("pound", "pounds") and code == "GBP" else Measure(stop, "money", code)
    return Measure(stop, "money", currencies.NAMES[word])


def _sign_after(stretch: Stretch, start: int) -> Measure | None:
    """The sign or code after an amount: 5 €, 5 USD, 50¢."""
    text = stretch.text
    begin = start + text[start : start + 1].isspace()
    if begin >= stretch.end or text[begin].isdigit() or (text[begin].islower() and text[begin] != "z"):
        return None
    if text[begin] == "¢":
        return Measure(begin + 1, "money", stretch.purse.of_hundredth("¢"))
    for size in range(min(_LONGEST_SIGN, stretch.end - begin), 0, -1):
        sign = text[begin : begin + size]
        if sign in currencies.SIGNS and (begin + size >= stretch.end or _ends(text, begin + size)):
            return (
                None if "$" in sign and len(sign) < 2 else Measure(begin + size, "money", stretch.purse.of_sign(sign))
            )
    return None


def _ends(text: str, position: int) -> bool:
    """Whether a sign may end at `position`: no word goes on there, and no number follows that it could stand before."""
    following = text[position : position + 2]
    return not (following[:1].isalnum() or following[:1] == "_" or (following[:1] in "." and following[1:].isalnum()))


def country_after(stretch: Stretch, start: int) -> tuple[int, str] | None:
    """Where the country after an amount in dollars ends, and the code of its currency: "$5 million Canadian"."""
    found = _COUNTRY_AFTER.match(stretch.text, start, stretch.end)
    if not found:
        return None
    word = found[1]
    code = word if word in currencies.CODES else currencies.NAMES.get(f"{word.lower()} dollars", "")
    return (found.end(), code) if code else None
