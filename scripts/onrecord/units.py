"""Numbers as quantities, and in other units; needs the extra `onrecord[units]`.

Units are UCUM codes, as `Number.unit` has them, which ucumvert reads for pint. Money is converted between a currency
and its hundredths only: the text knows no rates of exchange.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from onrecord.errors import InputError
from onrecord.model import Number

__all__ = ["convert", "quantity"]

# ucumvert reads these as hundredths of a foot, yard and inch (0.3.2): "c" is a prefix to it.
_MENDED = {"[cft_i]": "[ft_i]3", "[cyd_i]": "[yd_i]3", "[cin_i]": "[in_i]3"}
_DIGITS = 12  # significant, which is what the factors of most units are known to


def quantity(number: Number) -> Any:
    """The number as a `pint.Quantity`.

    Raises `InputError` for money, and for a number without a single value, such as a range or "dozens".
    """
    if number.kind == "money":
        raise InputError(number.text, "money is no physical quantity", "use convert() for hundredths of a currency")
    if number.value is None:
        raise InputError(number.text, "the number has no single value", "take its low and high with convert()")
    return _quantity(number.value, number.unit)


def convert(number: Number, unit: str) -> Number:
    """The number with its value, or low and high, in `unit`, a UCUM code; spans and text stay those of the article.

    A currency becomes its hundredths and back (USD, cUSD). Raises `InputError` where the one is not convertible to the
    other, and for codes that UCUM does not have.
    """
    change = _between_currencies(number, unit) if number.kind == "money" else _between_units(number, unit)
    return replace(
        number,
        value=None if number.value is None else change(number.value),
        low=None if number.low is None else change(number.low),
        high=None if number.high is None else change(number.high),
        unit=unit,
    )


def _between_currencies(number: Number, unit: str) -> Callable[[float], float]:
    if not number.unit or number.unit.removeprefix("c") != unit.removeprefix("c"):
        problem = f"{number.unit or 'money of no currency'} cannot be converted to {unit}"
        raise InputError(number.text, problem, "rates of exchange are no part of a text: convert to its own currency")
    hundredths = number.unit.startswith("c"), unit.startswith("c")
    factor = {(True, False): 0.01, (False, True): 100.0}.get(hundredths, 1.0)
    return lambda value: _rounded(value * factor)


def _between_units(number: Number, unit: str) -> Callable[[float], float]:
    from pint import DimensionalityError

    target = _unit(unit).units
    factor = _unit(unit).magnitude

    def change(value: float) -> float:
        try:
            return _rounded(_quantity(value, number.unit).to(target).magnitude / factor)
        except DimensionalityError as error:
            raise InputError(number.text, str(error), f"{number.unit or 'a count'} cannot become {unit}") from error

    return change


def _quantity(value: float, unit: str) -> Any:
    one = _unit(unit)
    return _registry().Quantity(value * one.magnitude, one.units)


def _rounded(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")


@cache
def _registry() -> Any:
    try:
        from ucumvert import PintUcumRegistry
    except ImportError as error:
        mend = "pip install onrecord[units]"
        raise InputError("onrecord.units", "pint and ucumvert are not installed", mend) from error
    return PintUcumRegistry()


@cache
def _unit(code: str) -> Any:
    """One of the unit of a UCUM code, a `pint.Quantity`; an annotation in braces, such as {pixel}, is the unity."""
    if not code or (code.startswith("{") and code.endswith("}") and "/" not in code):
        return _registry().Quantity(0.0001 if code == "{basis_point}" else 1)
    try:
        return _registry().from_ucum(_MENDED.get(code, code))
    except Exception as error:  # ucumvert raises its parser's errors, of several kinds
        mend = "use a code of https://ucum.org, such as km or [mi_i]"
        raise InputError(code, "UCUM has no such unit", mend) from error
