"""The table of units against UCUM and pint, which know them by other ways."""

from __future__ import annotations

import pytest

from onrecord.layers.numbers import units
from onrecord.layers.numbers.units import AGES, ATTACHED, PER, PERCENT, SYMBOLS, WORDS
from onrecord.units import _registry, _unit

pytest.importorskip("ucumvert", reason="the extra onrecord[units] is not installed")

CODES = sorted({*WORDS.values(), *SYMBOLS.values(), *PER.values(), *PERCENT.values(), *AGES.values()} - {""})
# UCUM's own annotations alone: units of one, which ucumvert does not make a quantity of.
_NOT_IN_UCUM = {"{basis_point}": "a ten-thousandth", "{pixel}": "a count of dots", "{capita}": "a count of people"}
# Words that pint takes for another unit than news does.
_OTHERWISE = {
    **dict.fromkeys(("barrel", "bbl"), "UCUM's is of 42 gallons, as that of oil; pint's of 31.5"),
    **dict.fromkeys(("kiloton", "megaton", "gigaton"), "metric where the ton alone is not"),
    **dict.fromkeys(("amps", "kilos", "kmph", "mbps", "fps", "centigrade"), "read as a prefix and another unit"),
    **dict.fromkeys(("rpm", "revolutions per minute"), "a turn is one to UCUM, 2 pi radians to pint"),
    **dict.fromkeys(("fathom", "sq mi", "square mile"), "those of the survey, some parts in a million apart"),
    "megapixel": "a count to UCUM, a unit to pint",
    "pixel": "a count to UCUM, a unit to pint",
}


@pytest.mark.parametrize("code", CODES)
def test_each_code_is_one_of_ucum(code):
    try:
        found = _registry().from_ucum(code)
        found.to_base_units()
    except Exception:
        found = None
    assert (found is None) == (code in _NOT_IN_UCUM)


def test_words_mean_to_pint_what_they_mean_here():
    compared = 0
    for word, code in WORDS.items():
        try:
            theirs = _registry().Quantity(1, word.replace(" ", "_").replace("-", "_"))
        except Exception:
            continue
        if not code or word in _OTHERWISE or word.removesuffix("s") in _OTHERWISE:
            continue
        ours = _unit(code)
        assert _registry().Quantity(1, ours.units).to(theirs.units).magnitude * ours.magnitude == pytest.approx(1), word
        compared += 1
    assert compared > 300


def test_prefixes_make_words_and_symbols():
    assert WORDS["kilowatt-hours"] == SYMBOLS["kWh"] == "kW.h"
    assert WORDS["petabyte"] == "PBy" and WORDS["nanometres"] == "nm" and SYMBOLS["GHz"] == "GHz"
    assert SYMBOLS.keys() >= ATTACHED and units.rate("km", "h") == "km/h"
