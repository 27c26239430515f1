"""Signs, codes and countries at an amount of money: US$5 · 5 € · USD 5 · 50¢ · $5 million Canadian."""

from __future__ import annotations

import re

from onrecord.layers.numbers import currencies
from onrecord.layers.numbers.numerals import Stretch

_LONGEST = max(map(len, currencies.SIGNS))
# Before these small letters stand no sign; most words end in one.
_SMALL = frozenset(sign[-2:] for sign in currencies.SIGNS if sign[-1].islower() and len(sign) > 1)
_NO_SIGN = frozenset(',)-”"')
_LARGE = re.compile(r"\s?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{4,}|[0-9.]+\s?(?:thousand|million|billion|m|mn|bn)\b)")
# A country right after an amount: "$5 million Canadian", "$5 (US)".
_COUNTRY = re.compile(r"\s\(?((?:New\s|Hong\s)?[A-Z][A-Za-z.]{1,11})\)?(?=\s?(?:[.,;:)]|\Z|(?:for|to|in|and|a|per)\b))")


def sign_before(stretch: Stretch, start: int, floor: int) -> tuple[int, str] | None:
    """Where the sign of currency before `start` begins, and its code."""
    text = stretch.text
    stop = start - 1 if text[start - 1 : start].isspace() else start
    if stop <= floor or text[stop - 1] in _NO_SIGN:
        return None
    if text[stop - 1].islower() and text[stop - 2 : stop] not in _SMALL:
        return None
    for begin in range(max(floor, stop - _LONGEST), stop):
        sign = text[begin:stop]
        if sign in currencies.SIGNS and not (begin and text[begin - 1].isalpha() and sign[0].isalpha()):
            return _code_at(stretch, begin, sign)
    return None


def _code_at(stretch: Stretch, begin: int, sign: str) -> tuple[int, str] | None:
    if sign in currencies.WORDLIKE and not _LARGE.match(stretch.text, begin + len(sign)):
        return None
    if sign == "$" and begin >= 2 and stretch.text[begin - 1].isspace():
        return begin, _owner_before(stretch, begin) or stretch.purse.dollar
    return begin, stretch.purse.of_sign(sign)


def _owner_before(stretch: Stretch, start: int) -> str:
    """The code of the adjective before a sign: Canadian $5."""
    word = stretch.text[max(stretch.start, start - 14) : start].split()[-1:]
    return currencies.NAMES.get(f"{word[0].lower()} dollar", "") if word else ""


def sign_here(stretch: Stretch, start: int) -> tuple[int, str] | None:
    """Where the number after the sign of currency at `start` begins, and its code."""
    text = stretch.text
    if text[start].isdigit() or text[start].islower():
        return None
    for size in range(_LONGEST, 0, -1):
        sign = text[start : start + size]
        if sign in currencies.SIGNS:
            stop = start + size + (text[start + size : start + size + 1] == " ")
            return (stop, stretch.purse.of_sign(sign)) if text[stop : stop + 1].isdigit() else None
    return None


def sign_after(stretch: Stretch, start: int) -> tuple[int, str] | None:
    """Where the sign or code after an amount ends, and its code: 5 €, 5 USD, 50¢."""
    text = stretch.text
    begin = start + text[start : start + 1].isspace()
    if begin >= stretch.end or text[begin].isdigit() or (text[begin].islower() and text[begin] != "z"):
        return None
    if text[begin] == "¢":
        return begin + 1, stretch.purse.of_hundredth("¢")
    for size in range(min(_LONGEST, stretch.end - begin), 0, -1):
        sign = text[begin : begin + size]
        if sign in currencies.SIGNS and (begin + size >= stretch.end or ends_at(text, begin + size)):
            return None if sign == "$" else (begin + size, stretch.purse.of_sign(sign))
    return None


def ends_at(text: str, position: int) -> bool:
    """Whether a sign may end at `position`: no word goes on there, and no number follows that it could stand before."""
    following = text[position : position + 2]
    return not (following[:1].isalnum() or following[:1] == "_" or (following[:1] in "." and following[1:].isalnum()))


def country_after(stretch: Stretch, start: int) -> tuple[int, str] | None:
    """Where the country after an amount in dollars ends, and the code of its currency: "$5 million Canadian"."""
    found = _COUNTRY.match(stretch.text, start, stretch.end)
    if not found:
        return None
    for word, stop in ((found[1], found.end()), (found[1].rstrip("."), found.end() - found[0].endswith("."))):
        code = word if word in currencies.CODES else currencies.NAMES.get(f"{word.lower()} dollars", "")
        if code:
            return stop, code
    return None
