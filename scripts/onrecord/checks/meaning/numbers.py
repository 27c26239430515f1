"""Numbers: value, terms and unit by kind, what qualifies and what is counted (guidelines 6)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from onrecord.codes import is_currency, is_unit, percent_units
from onrecord.incident import Finding, quoted
from onrecord.model import Number, Record

_NEAR = 0.005  # of a ratio's value: people write 3.33 for 10 to 3
_LONGEST = 256  # characters of a unit that are looked at; no code is as long
_UNITS = {
    "money": (
        "currency-code",
        'a code of ISO 4217, c before it for hundredths, or "" where the currency is open',
        "look the code up at https://www.iso.org/iso-4217-currency-codes.html",
    ),
    "quantity": (
        "ucum-code",
        'a code of UCUM other than %, or "" for degrees of no scale',
        "look the code up at https://ucum.org; case counts, and customary units stand in brackets: km, [mi_i]/h",
    ),
    "percent": ("number-unit", "%, %{point} or {basis_point}", "mend unit or kind"),
    "score": ("number-unit", '"", or % for shares that are compared', "mend unit or kind"),
}


def check(record: Record) -> Iterator[Finding]:
    """Findings about the numbers of a record."""
    for i, number in enumerate(record.numbers):
        if not _has_value(number):
            yield _value(i, number)
        if not _has_terms(number):
            yield _terms(i, number)
        if not _has_unit(number.kind, number.unit[:_LONGEST]):
            yield _unit(i, number)
        if number.modifier or number.modifier_spans or number.counted:
            yield from _parts(i, number)


def _has_value(number: Number) -> bool:
    low, high = number.low, number.high
    if low is None and high is None:
        return number.value is None or number.kind != "score"
    return low is not None and high is not None and low <= high and number.value is None and number.kind != "score"


def _value(i: int, number: Number) -> Finding:
    expected = "one value, or low and high of a range, low no higher than high"
    return Finding(
        test_id="number-value",
        path=("numbers", i, "value" if number.value is not None else "low"),
        found=f"{number.kind} with value {quoted(number.value)}, low {quoted(number.low)}, high {quoted(number.high)}",
        expected="no value, low or high: the numbers of a score are its terms" if number.kind == "score" else expected,
        mend="set the others to null",
        span=(number.start, number.end),
    )


def _has_terms(number: Number) -> bool:
    terms = number.terms
    if number.kind == "ratio":
        return len(terms) == 2 and _is_quotient(number.value, terms[0], terms[1])
    return len(terms) >= 2 if number.kind == "score" else not terms


def _is_quotient(value: float | None, over: float, under: float) -> bool:
    try:
        return value is not None and abs(value * under - over) <= _NEAR * abs(over)
    except OverflowError:  # an integer beyond what a float holds
        return False


def _terms(i: int, number: Number) -> Finding:
    expected = {
        "ratio": "two terms, and their quotient as value",
        "score": "the numbers of the score, two or more",
    }.get(number.kind, f"no terms: a {number.kind} is no score or ratio")
    return Finding(
        test_id="number-terms",
        path=("numbers", i, "terms"),
        found=f"{number.kind} with terms {quoted(list(number.terms))} and value {quoted(number.value)}",
        expected=expected,
        mend="write the numbers of the text, in its order, as terms, or mend kind or value",
        span=(number.start, number.end),
    )


@lru_cache(maxsize=1024)
def _has_unit(kind: str, unit: str) -> bool:
    if kind == "money":
        return not unit or is_currency(unit)
    if kind == "quantity":
        return not unit or (is_unit(unit) and unit[0] != "%")
    if kind == "percent":
        return unit in percent_units()
    return unit == "" or (kind == "score" and unit == "%")


def _unit(i: int, number: Number) -> Finding:
    test_id, expected, mend = _UNITS.get(number.kind, ("number-unit", '"": a count has no unit', "mend unit or kind"))
    if test_id == "ucum-code" and is_unit(number.unit):
        test_id = "number-unit"
    return Finding(
        test_id=test_id,
        path=("numbers", i, "unit"),
        found=f"{number.kind} in {quoted(number.unit)}",
        expected=expected,
        mend=mend,
        span=(number.start, number.end),
    )


def _parts(i: int, number: Number) -> Iterator[Finding]:
    """Findings about what qualifies the number and what it counts."""
    span = (number.start, number.end)
    if bool(number.modifier) != bool(number.modifier_spans):
        yield Finding(
            test_id="modifier-spans",
            path=("numbers", i, "modifier_spans"),
            found=f"modifier {quoted(number.modifier)} with {len(number.modifier_spans)} spans",
            expected="a modifier with the words that say so, or neither",
            mend='add the span of the words, or set modifier to "" and modifier_spans to []',
            span=span,
        )
    if number.kind == "ordinal" and number.counted:
        yield Finding(
            test_id="ordinal-counted",
            path=("numbers", i, "counted"),
            found=f"an ordinal that counts {quoted(number.counted[0].text)}",
            expected="[]: an ordinal ranks and counts nothing",
            mend="set counted to [], or kind to cardinal",
            span=span,
        )
    for field in ("modifier_spans", "counted"):
        for j, part in enumerate(getattr(number, field)):
            if part.start < number.end and number.start < part.end:
                yield Finding(
                    test_id="number-parts",
                    path=("numbers", i, field, j),
                    found=f"{quoted(part.text)}, which shares text with the number {quoted(number.text)}",
                    expected="what qualifies a number, and what it counts, outside its span",
                    mend="cut the one span where the other begins",
                    span=(part.start, part.end),
                )
