"""Coreference measures against the worked example of Pradhan et al. (2014), and on random partitions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import GOLD
from onrecord.articles import read_article
from onrecord.scoring.entities import align, b_cubed, ceaf_e, score_speakers

KEY = ["abc", "defg"]
RESPONSE = ["ab", "cd", "fghi"]


def test_b_cubed_of_the_published_example():
    score = b_cubed(KEY, RESPONSE)
    assert (score.recall, score.precision) == pytest.approx((0.42, 0.50), abs=0.005)
    assert score.f1 == pytest.approx(0.46, abs=0.006)


def test_ceaf_e_of_the_published_example():
    score = ceaf_e(KEY, RESPONSE)
    assert (score.recall, score.precision, score.f1) == pytest.approx((0.65, 0.43, 0.52), abs=0.005)


partitions = st.lists(st.integers(0, 4), min_size=1, max_size=12).map(
    lambda owners: [{i for i, owner in enumerate(owners) if owner == entity} for entity in sorted(set(owners))]
)


@given(partitions, partitions)
def test_measures_of_any_partitions(key, response):
    for measure in (b_cubed, ceaf_e):
        assert measure(key, key).f1 == pytest.approx(1)
        there, back = measure(key, response), measure(response, key)
        assert (there.precision, there.recall) == pytest.approx((back.recall, back.precision))
        assert 0 <= there.f1 <= 1 + 1e-9


@given(partitions, partitions)
def test_an_alignment_is_one_to_one(key, response):
    pairs = align(key, response)
    assert len({k for k, _ in pairs}) == len(pairs) == len({r for _, r in pairs})


def test_speakers_of_a_record_against_itself_and_with_one_taken_for_another():
    gold = read_article(GOLD)
    assert score_speakers(gold, gold).quotes.f1 == score_speakers(gold, gold).mentions.f1 == 1.0
    wrong = [replace(quote, speaker="s2" if quote.speaker == "s1" else quote.speaker) for quote in gold.quotes]
    taken = sum(quote.speaker == "s1" for quote in gold.quotes)
    score = score_speakers(gold, replace(gold, quotes=tuple(wrong)))
    assert score.quotes.recall == pytest.approx(1 - taken / len(gold.quotes))
