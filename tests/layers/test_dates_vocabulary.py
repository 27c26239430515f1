"""The vocabularies of the dates layer, which people extend without reading code: every entry is one that it can use."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

import onrecord.layers.dates
from onrecord.layers.dates import vocabulary as words
from onrecord.layers.dates.holidays import holiday, without_year
from onrecord.layers.dates.periods import period
from onrecord.layers.dates.zones import offset
from onrecord.timex import parse_value

FILES = sorted(Path(onrecord.layers.dates.__file__).parent.glob("*.toml"))


def strings(node):
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from strings(value)
    elif isinstance(node, list):
        for value in node:
            yield from strings(value)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_names_are_in_lower_case_and_straight(path):
    names = list(strings(tomllib.loads(path.read_text(encoding="utf-8"))))
    assert names and all(name == " ".join(name.split()) and "’" not in name for name in names)
    assert all(name == name.lower() or name.endswith("_REF") for name in names)


def test_every_unit_makes_a_duration():
    for unit in words.UNITS:
        for number in (1, 2.5, None):
            assert parse_value(period(number, unit)), unit
    assert {*words.HALVES, *words.MULTIPLE_UNITS, *words.UNIT_ABBREVIATIONS.values()} <= words.UNITS.keys()


@pytest.mark.parametrize("value", [*words.FREQUENCIES.values(), *words.REFERENCES.values(), *words.DECADES.values()])
def test_values_are_timex3(value):
    assert parse_value(value)


@pytest.mark.parametrize("code", sorted({*words.PARTS.values()}))
def test_parts_are_timex3(code):
    assert parse_value(f"2021-11-21T{code}")


@pytest.mark.parametrize("name", sorted(words.HOLIDAYS))
def test_holidays_have_a_day(name):
    assert holiday(name, 2024).year == 2024 and parse_value(without_year(name))


@pytest.mark.parametrize("name", sorted(words.ZONES))
def test_zones_have_an_offset(name):
    for day in (date(2021, 1, 1), date(2021, 7, 1)):
        assert re.fullmatch(r"Z|[+-]\d\d:\d\d|", offset(name, day))


def test_modifiers_are_timex3():
    allowed = {"START", "MID", "END", "APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS"}
    assert {*words.EDGES.values(), *words.MODIFIERS.values()} <= allowed
