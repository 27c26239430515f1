"""Word pieces: longest first, without case and accents, and never none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.models.pieces import CASES, Vocabulary, case_of

SMALL = Vocabulary(["[PAD]", "[UNK]", "un", "unhappy", "##happy", "##ly", "a", "b", "##b", ".", "’", "s"])


@pytest.mark.parametrize(
    "word, pieces",
    [
        ("unhappy", ["unhappy"]),
        ("UnHappily", ["[UNK]"]),
        ("unhappyly", ["unhappy", "##ly"]),
        ("únhappy", ["unhappy"]),
        ("a.b", ["a", ".", "b"]),
        ("’s", ["’", "s"]),
        ("abz", ["[UNK]"]),
        ("東京", ["[UNK]"]),
        ("👩‍👩‍👧", ["[UNK]", "[UNK]"]),
        ("\u0301", ["[UNK]"]),
    ],
)
def test_words_are_cut_into_the_longest_known_pieces(word, pieces):
    found = [SMALL.pieces[i] for i in SMALL.split(word)]
    assert found == pieces or (set(found) == {"[UNK]"} == set(pieces))


@given(st.text(max_size=300))
def test_every_word_has_one_to_eight_pieces(word):
    pieces = SMALL.split(word)
    assert 1 <= len(pieces) <= 8 and all(0 <= i < len(SMALL) for i in pieces)


@pytest.mark.parametrize(
    "word, case",
    [
        ("lee", "lower"),
        ("Lee", "capital"),
        ("LEE", "upper"),
        ("A", "capital"),
        ("92", "digits"),
        ("iPad", "inner"),
        ("…", "other"),
    ],
)
def test_cases(word, case):
    assert CASES[case_of(word)] == case


def test_an_unknown_piece_is_refused():
    with pytest.raises(KeyError):
        SMALL.ids(["nowhere"])
