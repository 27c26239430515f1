"""What stands at a number and makes it money, a percentage, a quantity or an age."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from onrecord.layers.numbers import currencies, units
from onrecord.layers.numbers.numerals import GAP, JOINT, Stretch, alternatives

_REACH = 16  # characters: "the ages of ", "U.S. $"

_SIGN_BEFORE = re.compile(rf"(?<![^\W\d_])({alternatives(currencies.SIGNS)})\s?\Z")
_SIGN = re.compile(rf"({alternatives(currencies.SIGNS)})\s?(?=[0-9.])")
_AGE_BEFORE = re.compile(rf"(?<!\w)(?:aged|ages?(?:{GAP}of)?){GAP}\Z", re.IGNORECASE)
_NAME_BEFORE = re.compile(r"[A-Z][\w.'’-]{1,20},\s\Z")
_COMMA_AFTER = re.compile(r",\s(?!and\b|or\b)[a-z]|\s?[―—]")
_PERCENT = re.compile(rf"\s?%|(?:{JOINT})?(?:{alternatives(units.PERCENT)})(?!\w)", re.IGNORECASE)
_AGE = re.compile(
    rf"{JOINT}(?P<old>{alternatives(units.AGES)})s?{JOINT}olds?(?!\w)"
    rf"|{GAP}(?P<of>{alternatives(units.AGES)})s?{GAP}of{GAP}age(?!\w)|\s?(?P<yo>y/?o)(?!\w)",
    re.IGNORECASE,
)
_SIGN_AFTER = re.compile(rf"\s?({alternatives(sign for sign in currencies.SIGNS if '$' not in sign)})(?![\w.])")
_MONEY = re.compile(rf"{JOINT}({alternatives(currencies.NAMES)})(?!\w)", re.IGNORECASE)
_PENCE = re.compile(r"p(?!\w|\.m)")
_WORD = re.compile(rf"{JOINT}?({alternatives(units.WORDS)})(?![^\W_]*\w)", re.IGNORECASE)
_SYMBOL = re.compile(rf"[\s-]?({alternatives(units.SYMBOLS)})(?!\w)")
# Attached letters are degrees where the number could be one: "35C", but not the form "13F".
_DEGREES = re.compile(r"(?<!\d)(?:(?<=[0-9])C|(?<=[3-9][0-9])F|(?<=1[01][0-9])F)(?![\w/])")
_HEAVY = re.compile(rf"{GAP}of(?!\w)")
# "won" and "rand" and the like are currencies only after an amount that is one.
_LARGE_ONLY = frozenset(("won", "rand", "sterling", "lira", "leva", "lari", "birr", "quid"))


@dataclass(frozen=True, slots=True)
class Measure:
    """A kind with its unit; `factor` brings the number to the unit, 1/100 for cents."""

    end: int
    kind: str
    unit: str
    factor: Fraction = Fraction(1)


def currency_before(stretch: Stretch, start: int, floor: int) -> tuple[int, str] | None:
    """Where the sign of currency before `start` begins, and its code."""
    if not stretch.text[max(floor, start - 2) : start].strip():
        return None
    sign = _SIGN_BEFORE.search(stretch.text, max(floor, start - _REACH), start)
    return sign and (sign.start(), _code(sign[1]))


def currency_here(stretch: Stretch, start: int) -> tuple[int, str] | None:
    """Where the number after the sign of currency at `start` begins, and its code."""
    sign = _SIGN.match(stretch.text, start, stretch.end)
    return sign and (sign.end(), _code(sign[1]))


def age_before(stretch: Stretch, start: int, floor: int) -> int | None:
    """Where "aged" or "the age of" before `start` begins."""
    word = _AGE_BEFORE.search(stretch.text, max(floor, start - _REACH), start)
    return word.start() if word else None


def is_age_of_name(stretch: Stretch, start: int, end: int) -> bool:
    """Whether a bare number stands between a name and a comma, as ages do in news: Ann Smith, 35, said."""
    before = _NAME_BEFORE.search(stretch.text, max(stretch.start, start - _REACH), start)
    return before is not None and _COMMA_AFTER.match(stretch.text, end, stretch.end) is not None


def measure_after(stretch: Stretch, start: int, amount: Fraction | None, scale: int) -> Measure | None:
    """The unit that begins at `start`, right after a number."""
    text, end = stretch.text, stretch.end
    if percent := _PERCENT.match(text, start, end):
        return Measure(percent.end(), "percent", "%")
    if age := _AGE.match(text, start, end):
        return Measure(age.end(), "quantity", units.AGES.get((age["old"] or age["of"] or "year").lower(), "a"))
    if money := _money(text, start, end, amount):
        return money
    if word := _WORD.match(text, start, end):
        unit = units.WORDS[_plain(word[1])]
        if unit == "[lb_av]" and scale >= 10**6 and not _HEAVY.match(text, word.end(), end):
            return Measure(word.end(), "money", "GBP")
        return Measure(word.end(), "quantity", unit)
    if symbol := _SYMBOL.match(text, start, end):
        return Measure(symbol.end(), "quantity", units.SYMBOLS[symbol[1]])
    if degrees := _DEGREES.match(text, start, end):
        return Measure(degrees.end(), "quantity", "Cel" if degrees[0] == "C" else "[degF]")
    return None


def _money(text: str, start: int, end: int, amount: Fraction | None) -> Measure | None:
    if sign := _SIGN_AFTER.match(text, start, end):
        return Measure(sign.end(), "money", _code(sign[1]))
    if (pence := _PENCE.match(text, start, end)) and amount is not None and amount < 200:
        return Measure(pence.end(), "money", "GBP", Fraction(1, 100))
    name = _MONEY.match(text, start, end)
    if not name or (_plain(name[1]) in _LARGE_ONLY and (amount is None or amount < 100)):
        return None
    return Measure(name.end(), "money", *currencies.NAMES[_plain(name[1])])


def _code(sign: str) -> str:
    return currencies.SIGNS.get(sign) or currencies.SIGNS[re.sub(r"\s+", " ", sign)]


def _plain(words: str) -> str:
    """The words as the tables have them: lower case, single spaces."""
    plain = " ".join(words.lower().split())
    return plain if plain in units.WORDS or plain in currencies.NAMES else plain.replace("-", " ")
