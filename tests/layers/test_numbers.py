"""Numbers: invariants of any text. What is read from which words is in `tests/cases/numbers`."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from unicodedata import combining

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from number_cases import Case, cases, notation, numbers_of

from conftest import ROOT
from onrecord.layers.dates import find_dates
from onrecord.layers.numbers import find_numbers
from onrecord.layers.segments import find_segments
from onrecord.model import Number, Published
from strategies import texts

# Words and signs that numbers are made of, in any order.
PIECES = [
    *("one", "two", "twenty", "hundred", "thousand", "million", "and", "a", "half", "third", "thirds", "dozen"),
    *("$", "€", "US$", "USD", "cents", "dollars", "%", "percent", "basis points", "km", "per", "hour", "°C", "(kg)"),
    *("5", "10", "1,000", "2.5", ".5", "1/2", "½", "3-2", "10/1", "2:1", "1e5", "10^3", "21st", "50s", "-", "–"),
    *("to", "5\ufe0f\u20e3", "between", "from", "rose", "by", "up", "more than", "or more", "aged", "years old", "in"),
    *("out of", "every"),
    *("people", "e\u0301", "👩‍👩‍👧", "\u202f", "\n", ",", ".", "(", ")", "'", '"', "/", "over", "of", "the", "her"),
]  # fmt: skip
soups = st.lists(st.sampled_from(PIECES), max_size=14).flatmap(
    lambda pieces: st.sampled_from(["", " ", "-"]).map(lambda joint: joint.join(pieces))
)


def checked(text: str) -> tuple[Number, ...]:
    """The numbers of a text, whose invariants hold."""
    segments = find_segments(text)
    dates = find_dates(text, segments, Published())
    found = find_numbers(text, segments, dates)
    end = 0
    for index, number in enumerate(found, 1):
        assert number.id == f"n{index}" and number.start >= end and number.end <= len(text)
        assert text[number.start : number.end] == number.text == number.text.strip() != ""
        assert not any(date.start < number.end and number.start < date.end for date in dates)
        assert number.low is None or (number.value is None and number.high is not None and number.low < number.high)
        assert bool(number.terms) == (number.kind in ("ratio", "score"))
        assert number.modifier in ("", "more_than", "less_than", "at_least", "at_most", "about", "up_by", "down_by")
        for span in (*number.modifier_spans, *number.counted):
            assert text[span.start : span.end] == span.text == span.text.strip() != ""
            assert span.end <= number.start or number.end <= span.start
        for span in (number, *number.modifier_spans, *number.counted):
            assert not combining(text[span.end : span.end + 1] or " ")
        end = number.end
    return found


@given(texts | soups)
def test_numbers_of_any_text_keep_their_invariants(text):
    assume(text.strip())
    checked(text)


@given(st.decimals(min_value=0, max_value=10**9, allow_nan=False, places=4))
def test_a_decimal_written_out_is_read_exactly(value: Decimal):
    plain = f"{value.normalize():f}"
    assume("." in plain or not 1000 <= value < 2200)
    [number] = checked(f"The ratio was {plain} then.")
    assert Decimal(repr(number.value)) == value


@given(st.integers(0, 10**12))
def test_a_whole_number_with_separators_is_read_exactly(value: int):
    [number] = checked(f"They had {value:,} birds.") if not 1000 <= value < 2200 else checked(f"It cost ${value}.")
    assert number.value == value


ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
)
ONES = (ONES + "eighteen nineteen").split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelled(value: int) -> str:
    """A number below a trillion in English words."""
    for scale, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if value >= scale:
            rest = value % scale
            joint = " and " if 0 < rest < 100 and scale == 100 else " "
            return f"{spelled(value // scale)} {word}" + (joint + spelled(rest) if rest else "")
    if value < 20:
        return ONES[value]
    return TENS[value // 10 - 2] + (f"-{ONES[value % 10]}" if value % 10 else "")


@given(st.integers(2, 10**12 - 1))
def test_a_number_in_words_is_read_exactly(value: int):
    [number] = checked(f"They had {spelled(value)} birds.")
    assert (number.text, number.value) == (spelled(value), value)


# Each is found alone in a sentence, whatever stands before the sentence.
PLACED = [case for case in cases() if case.file == "rules" and not case.dates and case.language == "en"]


@settings(max_examples=30)
@given(st.text(st.sampled_from("abc xyz\n.👩é"), max_size=40), st.data())
def test_what_is_read_does_not_hang_on_where_it_stands(before, data):
    case = data.draw(st.sampled_from(PLACED))
    text = f"{before.strip()}\n\n{case.text}" if before.strip() else case.text
    assume(len(find_segments(text)) == 1 + bool(before.strip()))
    found = [notation(number) for number in numbers_of(Case("", text))]
    assert found == list(case.numbers)


HOSTILE = tomllib.loads((ROOT / "tests" / "cases" / "hostile.toml").read_text("utf-8"))
PIECES_REPEATED = HOSTILE["texts"] | HOSTILE["expressions"]


@pytest.mark.parametrize("piece", PIECES_REPEATED.values(), ids=PIECES_REPEATED)
def test_hostile_paragraphs_are_read_to_their_end(piece):
    checked(f"He saw 12 men. {piece * (30_000 // len(piece))} Then $3 fell.")


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.text[:40])
def test_letters_that_are_like_others_but_for_case_stop_nothing(case):
    """`re.IGNORECASE` takes ı and İ for i, and ſ for s."""
    for alike in (str.maketrans("is", "ıſ"), str.maketrans("iI", "İİ")):
        text = case.text.translate(alike)
        for number in numbers_of(Case("", text)):
            assert text[number.start : number.end] == number.text
