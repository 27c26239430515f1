"""Where a JSON path is in a line, for any JSON; and what is no JSON of ours."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.strict_json import Places, StrictError, parse

scalars = st.none() | st.booleans() | st.integers(-999, 999) | st.text(max_size=5)
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner))


def paths(value, path=()):
    yield path, value
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in children:
        yield from paths(child, (*path, step))


@given(values, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_every_path_leads_to_its_value(value, ascii_only, indent):
    line = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    for path, expected in paths(value):
        found, _ = json.JSONDecoder().raw_decode(line, Places(line).of(path))
        assert found == expected


def test_a_path_that_does_not_exist_leads_to_the_innermost_that_does():
    line = '{"a": [1, {"b": 2}]}'
    assert Places(line).of(("a", 1, "c")) == line.index('{"b"')
    assert Places(line).of(("a", 7)) == line.index("[")
    assert Places(line).of(("x",)) == 0


@pytest.mark.parametrize(
    "line, test_id",
    [
        ("{", "not-json"),
        ('{"a":NaN}', "not-json"),
        ('{"a":-Infinity}', "not-json"),
        ('{"a":1e400}', "not-json"),
        ('{"a":1' + "0" * 4300 + "}", "not-json"),
        ('{"a":{"b":1,"b":2}}', "duplicate-key"),
        ('["\\ud800"]', "lone-surrogate"),
        ('{"\\udc00":1}', "lone-surrogate"),
    ],
)
def test_what_is_refused(line, test_id):
    with pytest.raises(StrictError) as caught:
        parse(line)
    assert caught.value.test_id == test_id


def test_the_place_of_half_a_character_counts_code_points():
    """İ is two when it is made small."""
    with pytest.raises(StrictError) as caught:
        parse('["İİİ\\uDC00"]')
    assert caught.value.offset == 5


def test_a_pair_of_surrogate_escapes_is_one_character():
    assert parse('["\\ud83d\\ude00"]') == ["😀"]
