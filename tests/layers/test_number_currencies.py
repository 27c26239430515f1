"""The table of currencies against babel's, which is CLDR's: names and signs of every code, and where each is tender."""

from __future__ import annotations

import pytest

from onrecord.layers.numbers import currencies, find_numbers
from onrecord.layers.segments import find_segments

babel_core = pytest.importorskip("babel.core", reason="babel, of the extra onrecord[test], is not installed")
babel_numbers = pytest.importorskip("babel.numbers", reason="babel, of the extra onrecord[test], is not installed")

TENDER = sorted(
    {
        code
        for rows in babel_core.get_global("territory_currencies").values()
        for code, _, until, tender in rows
        if until is None and tender
    }
)


def unit(text: str) -> str:
    [number] = find_numbers(text, find_segments(text), ())
    return number.unit if number.kind == "money" else number.kind


def test_babel_knows_all_that_is_tender():
    assert len(TENDER) > 150


@pytest.mark.parametrize("code", TENDER)
def test_each_currency_is_known_by_its_code_and_its_name(code):
    assert code in currencies.CODES
    assert unit(f"It cost {code} 5,000.") == unit(f"It cost 5,000 {code}.") == code
    for count in (1, 2):
        name = babel_numbers.get_currency_name(code, count, "en")
        assert unit(f"It cost 5,000 {name} in all.") == code, name


@pytest.mark.parametrize("code", TENDER)
def test_each_sign_stands_for_its_currency(code):
    sign = " ".join(babel_numbers.get_currency_symbol(code, "en").split())
    if sign.isascii() and sign.isalpha() and len(sign) > 3:
        pytest.skip(f"{sign} is an abbreviation that news does not use")
    assert unit(f"It cost {sign}5,000 in all.") == code


@pytest.mark.parametrize("region, code", [*currencies.REGIONS.items()])
def test_the_dollar_of_each_region_is_tender_there(region, code):
    rows = babel_core.get_global("territory_currencies")[region]
    assert code in {row[0] for row in rows if row[2] is None}
