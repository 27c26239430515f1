"""Codes of units against ucumvert's parser, and of currencies against babel's table."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.codes import is_currency, is_unit, percent_units
from onrecord.layers.lexicon import load_lexicon
from onrecord.layers.numbers import currencies, units

ucumvert = pytest.importorskip("ucumvert", reason="the extra onrecord[units] is not installed")
babel_numbers = pytest.importorskip("babel.numbers", reason="babel, of the extra onrecord[test], is not installed")

EXAMPLES = Path(ucumvert.__file__).parent / "vendor" / "ucum_examples.tsv"
PARSER = ucumvert.get_ucum_parser()
TABLE = {name: codes.split() for name, codes in load_lexicon("numbers/ucum").items()}
# Of the past, and in ISO 4217's third list, which CLDR does not have whole.
_ISO_ALONE = frozenset("ARY AYM BGJ BGK CHC CSJ GHP GNE LAJ LSM MVQ PEH ROK UGW UYN VNC XAD ZWC ZWN".split())

pieces = st.sampled_from(
    [
        *TABLE["prefixes"],
        *TABLE["metric"],
        *TABLE["plain"],
        *"./(){}[]+-^*0123456789 ",
        "{a b}",
        "{pixel}",
        "10",
        "é",
        "\n",
    ]
)


def theirs(code: str) -> bool:
    try:
        PARSER.parse(code)
    except ucumvert.parser.LarkError:
        return False
    return True


def test_ucums_own_examples_are_units():
    codes = [line.split("\t")[1] for line in EXAMPLES.read_text("utf-8").splitlines()[1:]]
    assert len(codes) > 800
    assert [code for code in codes if not is_unit(code)] == ["Torr"]  # which is in UCUM's examples, and not in UCUM


def test_the_table_is_that_of_ucum():
    from ucumvert.xml_util import get_base_units, get_metric_units, get_non_metric_units, get_prefixes

    assert TABLE["prefixes"] == get_prefixes()
    assert TABLE["metric"] == get_base_units() + get_metric_units()
    assert TABLE["plain"] == get_non_metric_units()


@settings(max_examples=1500)
@given(st.lists(pieces, min_size=1, max_size=8).map("".join))
@example("{a}{b}")
@example("{a}{b}{c}")
@example("(m)2")
@example("((/m.s){x})/10*-3")
@example("k[m/s2/Hz^(1/2)]")
@example("dar")
@example("mo_s2{}.''")
def test_what_ucumvert_parses_is_a_unit_and_nothing_else(code):
    assert is_unit(code) == theirs(code)


def test_codes_without_end_are_none():
    assert not is_unit("") and not is_unit("m" + ".m" * 200) and not is_unit("(" * 100_000)


def test_every_unit_of_the_layer_is_one():
    codes = {*units.WORDS.values(), *units.SYMBOLS.values(), *units.PER.values(), *units.AGES.values()} - {""}
    assert [code for code in codes | percent_units() if not is_unit(code)] == []


def test_currencies_of_today_and_of_the_past():
    assert all(map(is_currency, currencies.CODES))
    assert is_currency("cUSD") and is_currency("XDR") and is_currency("VEF") and is_currency("LUF")
    assert not any(map(is_currency, ("", "US", "usd", "USX", "ccUSD", "cUS", "XXX", "XTS", "BTC", "$", "CNH")))
    unnamed = load_lexicon("numbers/currencies")["unnamed"]["codes"].split()
    assert len(unnamed) == len(set(unnamed)) and not currencies.CODES & set(unnamed)
    assert set(unnamed) - babel_numbers.list_currencies() == _ISO_ALONE
