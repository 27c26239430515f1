"""Numbers as quantities and in other units, with the real libraries."""

from __future__ import annotations

import pytest

from onrecord.errors import InputError
from onrecord.model import Number
from onrecord.units import convert, quantity

pytest.importorskip("ucumvert", reason="the extra onrecord[units] is not installed")


def number(value: float | None, unit: str, kind: str = "quantity", **more: float) -> Number:
    return Number(id="n1", start=0, end=1, text="x", kind=kind, value=value, unit=unit, **more)


@pytest.mark.parametrize(
    "value, unit, target, expected",
    [
        (60, "[mi_i]/h", "km/h", 96.56064),
        (98.6, "[degF]", "Cel", 37),
        (-40, "Cel", "[degF]", -40),
        (1, "[cft_i]", "L", 28.316846592),
        (1, "[bbl_us]", "[gal_us]", 42),
        (5.2, "L/(100.km)", "L/km", 0.052),
        (1, "L/km", "L/(100.km)", 100),
        (25, "{basis_point}", "%", 0.25),
        (16, "GBy", "MBy", 16000),
        (24, "mo", "a", 2),
    ],
)
def test_units_are_converted(value, unit, target, expected):
    found = convert(number(value, unit), target)
    assert (found.value, found.unit) == (pytest.approx(expected), target)


def test_both_ends_of_a_range_are_converted():
    found = convert(number(None, "[ft_i]", low=5, high=10), "m")
    assert (found.value, found.low, found.high) == (None, 1.524, 3.048)


def test_hundredths_become_their_currency_and_back():
    assert convert(number(50, "cUSD", "money"), "USD").value == 0.5
    assert convert(number(0.5, "USD", "money"), "cUSD").value == 50
    assert convert(number(5, "CAD", "money"), "CAD").value == 5


def test_a_quantity_is_one_of_pint():
    assert quantity(number(3, "km")).to("meter").magnitude == pytest.approx(3000)


@pytest.mark.parametrize(
    "given, target, message",
    [
        (number(5, "USD", "money"), "EUR", "x: USD cannot be converted to EUR; rates of exchange"),
        (number(5, "km"), "kg", "x: Cannot convert from 'kilometer' ([length]) to 'kilogram' ([mass])"),
        (number(5, "km"), "foo", "foo: UCUM has no such unit"),
        (number(5, "", "cardinal"), "km", "a count cannot become km"),
    ],
)
def test_what_cannot_be_converted_says_why(given, target, message):
    with pytest.raises(InputError) as raised:
        convert(given, target)
    assert message in str(raised.value)


def test_money_and_ranges_are_no_quantities():
    for given in (number(5, "USD", "money"), number(None, "km", low=1, high=2)):
        with pytest.raises(InputError):
            quantity(given)
