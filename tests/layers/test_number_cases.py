"""Numbers, case by case; and that each false friend the issue names has its case."""

from __future__ import annotations

import pytest
from number_cases import CASES, Case, cases, notation, numbers_of

# Words and figures that look like numbers, with the word that its case is filed under.
FALSE_FRIENDS = frozenset(
    (
        *("may", "march", "second", "first", "sun", "sat", "Julian", "Jan", "one of", "pronoun one", "telephone"),
        *("street", "flight", "version", "9/11", "F-16", "Boeing 737", "COVID-19", "G7", "Formula 1", "24/7"),
        *("section 230", "date", "postcode", "address block", "emergency call", "IP address", "label", "401(k)"),
        *("World War II", "First Lady", "no one", "won", "half a game", "currency words", "formation", "hits"),
    )
)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.file}: {case.text[:60]}")
def test_case(case: Case):
    assert [notation(number) for number in numbers_of(case)] == list(case.numbers)


def test_each_false_friend_has_its_case():
    assert {case.friend for case in cases()} - {""} == FALSE_FRIENDS


def test_no_case_is_there_twice():
    texts = [(case.text, case.language) for case in cases()]
    assert len(texts) == len(set(texts)) > 300 and len(list(CASES.glob("*.toml"))) > 5
