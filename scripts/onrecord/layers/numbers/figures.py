"""Numbers that begin in figures: 1,000,000 · 3.5 · 3½ · 1/2 · 21st · 2.5 million · 60K · 6.02e23 · 3 hundred and 21."""

from __future__ import annotations

import re
from fractions import Fraction

from onrecord.layers.lexicon import folded
from onrecord.layers.numbers import vocabulary
from onrecord.layers.numbers.numerals import GAP, JOINT, Numeral, alternatives
from onrecord.layers.numbers.wording import read_wording

# A float holds no whole number of more digits, and Python refuses to read more than 4300 of them.
_MOST_DIGITS = 300

# No group is possessive: before 3.11.5 Python may leave one after what did not match (python/cpython#106052).
_WHOLE = re.compile(
    r"""[0-9]{1,3}(?:,[0-9]{3}(?![0-9]))+
    | [0-9]{1,2}(?:,[0-9]{2}(?=,))+,[0-9]{3}(?![0-9])          # lakh and crore: 1,00,000
    | [1-9][0-9]{0,2}(?:[ \u00a0\u2009\u202f][0-9]{3}(?![0-9]|,[0-9]|-|m\b))+
    | [1-9][0-9]{0,2}(?:['’][0-9]{3}(?![0-9]))+                # Swiss: 1’000
    | [1-9][0-9]{0,2}(?:\.[0-9]{3}(?![0-9])){2,}(?!\.[0-9])    # 1.000.000
    | [0-9]++""",
    re.VERBOSE,
)
_POINT = re.compile(r"[.·]([0-9]++)(?!\.[0-9])")
_DECIMALS = re.compile(rf"{_POINT.pattern}|,([0-9]{{1,2}})(?![0-9]|[,.][0-9])")
_ADDRESS = re.compile(r"(?:(?:1?[0-9]?[0-9]|2[0-4][0-9]|25[0-5])\.){3}[0-9]{1,3}(?![0-9])")
_SIGN = re.compile(rf" ?([{''.join(vocabulary.SIGNS)}])")
_PART = re.compile(r"([0-9]{1,3})/([0-9]{1,3})(?![\w/])")
_MIXED_PART = re.compile(rf"(?:\s{{1,2}}|-){_PART.pattern}")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)(?!\w)", re.IGNORECASE)
_SCALE = re.compile(rf"(?:{GAP}|-)({alternatives(vocabulary.ROUND)})(?!\w)", re.IGNORECASE)
_SUFFIX = re.compile(rf"\s?({alternatives(vocabulary.SUFFIXES)})(?!\w)")
_MONEY_SUFFIX = re.compile(rf"\s?({alternatives(vocabulary.MONEY_SUFFIXES)})(?!\w)")
# After "5m" a plural says that it is millions of them; otherwise it is metres.
_MILLIONS = re.compile(
    r"m(?=\s(?!metres|meters)(?:[a-z]{2,20}\s)?(?:[a-z]{2,20}s|people|men|women|children)\b|(?:\s(?:euros|pounds|dollars)\b))"
)
_POWER = re.compile(
    r"[eE](?P<e>[+-]?[0-9]{1,3})(?!\w)|\s?[x×]\s?10(?:\^(?P<ten>[-−+]?[0-9]{1,3})|(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))(?!\w)"
    r"|\^(?P<power>[-−+]{0,2}[0-9]{1,2})(?!\w|\.[0-9])"
)
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹−", "-0123456789-")
_LOWER = re.compile(
    rf"{GAP}(?P<and>and{GAP})?(?P<figures>[0-9]{{1,3}})(?![\w,%/:]|[.-][0-9])"
    rf"(?:{JOINT}(?P<scale>{alternatives(vocabulary.ROUND)})(?!\w))?",
    re.IGNORECASE,
)
_LOWER_WORDS = re.compile(rf"{GAP}and{GAP}(?=[A-Za-z])", re.IGNORECASE)
_INDIAN = frozenset((10**5, 10**7))
_AND_HALF = re.compile(rf"{GAP}and{GAP}(?:an?{GAP}(half|quarter)|three{GAP}(quarters))(?!\w)", re.IGNORECASE)
# "1/2" is a fraction; "9/11", "24/7" and "20/20" are none.
_UNDERS = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 16, 20, 32, 64, 100))


def read_figures(text: str, start: int, end: int, *, money: bool = False) -> Numeral | None:
    """The number in figures that begins at `start`; `money` when a sign of currency stands before it."""
    if text[start] in vocabulary.SIGNS:
        return _scaled(text, Numeral(start, start + 1, vocabulary.SIGNS[text[start]], "fraction"), end, money)
    if part := _PART.match(text, start, end):
        value = _proper(part)
        return None if value is None else _scaled(text, Numeral(start, part.end(), value, "fraction"), end, money)
    whole = _WHOLE.match(text, start, end)
    if whole and "." in whole[0] and _ADDRESS.match(text, start, end):
        return None
    stop = whole.end() if whole else start
    decimals = (_DECIMALS if whole and "," not in whole[0] else _POINT).match(text, stop, end)
    if not whole and not decimals:
        return None
    if not decimals and (ordinal := _ORDINAL.match(text, stop, end)):
        return Numeral(start, ordinal.end(), _exact(text[start:stop], ""), "ordinal")
    after = decimals[decimals.lastindex or 1] if decimals else ""
    bare = not after and text[start:stop].isdigit()
    value = _exact(text[start:stop], after)
    stop = decimals.end() if decimals else stop
    if value is not None and (power := _POWER.match(text, stop, end)):
        return _raised(start, value, power)
    return _chained(text, _scaled(text, _mixed(text, start, stop, end, value, bare), end, money), end)


def _mixed(text: str, start: int, stop: int, end: int, value: Fraction | None, bare: bool) -> Numeral:
    """The number with the fraction that may follow it: 3½, 2 1/4."""
    if value is not None and value.denominator == 1:
        if sign := _SIGN.match(text, stop, end):
            return Numeral(start, sign.end(), value + vocabulary.SIGNS[sign[1]])
        if (part := _MIXED_PART.match(text, stop, end)) and (addend := _proper(part)):
            return Numeral(start, part.end(), value + addend)
    return Numeral(start, stop, value, bare=bare)


def _scaled(text: str, numeral: Numeral, end: int, money: bool) -> Numeral:
    """The number with the words or letters that multiply it: 3.5 million, 10 lakh crore, 60K."""
    stop, scale = numeral.end, 1
    suffix = (_MONEY_SUFFIX if money else _SUFFIX).match(text, stop, end)
    if not suffix and _MILLIONS.match(text, stop, end):
        stop, scale = stop + 1, 10**6
    elif suffix and (suffix.end() - stop == len(suffix[1]) or (money and suffix[1] not in "kKbBtT")):
        stop, scale = suffix.end(), vocabulary.MONEY_SUFFIXES[suffix[1]]
    for _ in range(2):
        if word := _SCALE.match(text, stop, end):
            stop, scale = word.end(), scale * vocabulary.ROUND[folded(word[1])]
    if scale == 1:
        return numeral
    value = None if numeral.value is None else numeral.value * scale
    return Numeral(numeral.start, stop, value, scale=scale)


def _chained(text: str, numeral: Numeral, end: int) -> Numeral:
    """The number with what is added below its scale: 3 hundred and 21, 5 crore 20 lakh, 3 million and a half."""
    if numeral.scale == 1 or numeral.value is None or not text[numeral.end - 1].isalpha():
        return numeral
    stop, value, scale = numeral.end, numeral.value, numeral.scale
    if half := _AND_HALF.match(text, stop, end):
        size = vocabulary.PARTS["half" if half[1] and folded(half[1]) == "half" else "quarter"] * (3 if half[2] else 1)
        return Numeral(numeral.start, half.end(), value + size * scale, scale=scale)
    if (words := _LOWER_WORDS.match(text, stop, end)) and (rest := read_wording(text, words.end(), end)):
        # Six crore and two hundred, 3 hundred and one; "5 million and two" are two numbers.
        told = rest.value is not None and rest.form == "cardinal" and rest.value < min(scale, 1000)
        if told and rest.value is not None and (scale == 100 or (scale in _INDIAN and not rest.value % 100)):
            return Numeral(numeral.start, rest.end, value + rest.value)
    for _ in range(3):
        lower = _LOWER.match(text, stop, end)
        by = vocabulary.ROUND[folded(lower["scale"])] if lower and lower["scale"] else 1
        if not lower or by >= scale or (by == 1 and (scale != 100 or not lower["and"])) or by == 12:
            break
        stop, value, scale = lower.end(), value + int(lower["figures"]) * by, by
    return Numeral(numeral.start, stop, value, scale=scale) if stop > numeral.end else numeral


def _raised(start: int, value: Fraction, power: re.Match[str]) -> Numeral:
    """The number times a power of ten, or raised: 6.02e23, 3 × 10⁸, 2^10; without a value beyond what a float holds."""
    ten = power["e"] or power["ten"] or power["raised"]
    if ten:
        return Numeral(start, power.end(), value * Fraction(10) ** int(ten.translate(_RAISED)))
    exponent = int(power["power"].translate(_RAISED).replace("--", "").replace("++", "").replace("+", "") or 0)
    known = value if value or exponent > 0 else None
    return Numeral(start, power.end(), known if known is None else Fraction(known**exponent))


def _proper(part: re.Match[str]) -> Fraction | None:
    """The value of a written fraction, None of what only looks like one."""
    over, under = int(part[1]), int(part[2])
    return Fraction(over, under) if 0 < over < under and under in _UNDERS else None


def _exact(whole: str, decimals: str) -> Fraction | None:
    digits = re.sub(r"[^0-9]", "", whole)
    if len(digits) + len(decimals) > _MOST_DIGITS:
        return None
    return Fraction(int((digits or "0") + decimals), 10 ** len(decimals))
