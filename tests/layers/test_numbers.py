"""Numbers: spans, kinds, values, units, modifiers, and what is counted."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from onrecord.layers.dates import find_dates
from onrecord.layers.numbers import find_numbers
from onrecord.layers.segments import find_segments
from onrecord.model import Published
from strategies import texts


def numbers(text: str):
    segments = find_segments(text)
    return find_numbers(text, segments, find_dates(text, segments, Published()))


@pytest.mark.parametrize(
    "text, expected",
    [
        ("It had 92,000 troops.", ("92,000", "cardinal", 92000, "", "troops")),
        ("It had twenty-five troops.", ("twenty-five", "cardinal", 25, "", "troops")),
        ("It had 2.5 million residents.", ("2.5 million", "cardinal", 2500000, "", "residents")),
        ("It had 3.3 million residents.", ("3.3 million", "cardinal", 3300000, "", "residents")),
        ("It had a hundred residents.", ("a hundred", "cardinal", 100, "", "residents")),
        ("They lost 300 Russian soldiers in the war.", ("300", "cardinal", 300, "", "Russian soldiers")),
        ("The first task is done.", ("first", "ordinal", 1, "", "")),
        ("It was his 21st victory.", ("21st", "ordinal", 21, "", "")),
        ("It cost $3.5 million.", ("$3.5 million", "money", 3500000, "USD", "")),
        ("It cost €5bn.", ("€5bn", "money", 5000000000, "EUR", "")),
        ("It cost five dollars.", ("five dollars", "money", 5, "USD", "")),
        ("It rose 20 percent.", ("20 percent", "percent", 20, "%", "")),
        ("It rose 2.5%.", ("2.5%", "percent", 2.5, "%", "")),
        ("It is 45 km away.", ("45 km", "quantity", 45, "km", "")),
        ("Two-thirds of them left.", ("Two-thirds", "fraction", pytest.approx(2 / 3), "", "")),
        ("One soldier was killed.", ("One", "cardinal", 1, "", "soldier")),
    ],
)
def test_one_number(text, expected):
    [number] = numbers(text)
    counted = number.counted[0].text if number.counted else ""
    assert (number.text, number.kind, number.value, number.unit, counted) == expected


@pytest.mark.parametrize(
    "text, modifier, span",
    [
        ("It had more than 92,000 troops.", "more_than", "more than"),
        ("It had fewer than 92,000 troops.", "less_than", "fewer than"),
        ("It had at least 92,000 troops.", "at_least", "at least"),
        ("It had up to 92,000 troops.", "at_most", "up to"),
        ("It had about 92,000 troops.", "about", "about"),
        ("It had nearly 92,000 troops.", "about", "nearly"),
    ],
)
def test_modifiers_have_their_own_span(text, modifier, span):
    [number] = numbers(text)
    assert (number.text, number.modifier, [s.text for s in number.modifier_spans]) == ("92,000", modifier, [span])


@pytest.mark.parametrize(
    "text, surface, low, high",
    [
        ("It grew 5 to 10 percent.", "5 to 10 percent", 5, 10),
        ("It had 2,000-3,000 men.", "2,000-3,000", 2000, 3000),
        ("It cost between 5 and 10 million euros.", "5 and 10 million euros", 5000000, 10000000),
    ],
)
def test_ranges(text, surface, low, high):
    [number] = numbers(text)
    assert (number.text, number.value, number.low, number.high) == (surface, None, low, high)


def test_vague_numbers_have_no_value():
    assert [(n.text, n.value) for n in numbers("Dozens of men came.")] == [("Dozens", None)]


@pytest.mark.parametrize(
    "text",
    [
        "The F-16 flew.", "A Boeing 747 crashed.", "He met the First Lady.", "It was first reported here.",
        "On November 21, 2021, it rained.", "No one came.", "This one is good.", "Article 5 applies.",
        "In 2021 it rained.", "World War II ended.",
    ],
)  # fmt: skip
def test_what_is_no_number(text):
    assert [number.text for number in numbers(text)] == []


@settings(deadline=None)
@given(texts)
def test_numbers_of_any_text_keep_their_invariants(text):
    segments = find_segments(text)
    taken = find_dates(text, segments, Published())
    end = 0
    for index, number in enumerate(find_numbers(text, segments, taken), 1):
        assert number.id == f"n{index}" and number.start >= end
        assert text[number.start : number.end] == number.text == number.text.strip() != ""
        assert not any(date.start < number.end and number.start < date.end for date in taken)
        end = number.end
