"""Intervals by the bootstrap: what drawing articles by hand gives, the same each time, none where there can be none."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.scoring import Counts, Key, Resampling, Tally, intervals

KEY, OTHER = Key("dates", "span", "strict"), Key("dates", "span", "overlap")


def tally(*articles: tuple[float, ...]) -> Tally:
    made = Tally()
    for number, counts in enumerate(articles):
        made.add(f"a{number}", {KEY: Counts(*counts)})
    return made


numbers = st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5), st.integers(0, 5))
counted = numbers.map(lambda n: (min(n[0], n[1]), n[1], min(n[2], n[3]), n[3]))


@given(st.lists(counted, min_size=2, max_size=6))
def test_it_is_the_scores_of_articles_drawn_again(articles):
    how = Resampling(resamples=60, confidence=0.8, seed=3)
    drawn = np.random.default_rng(3).multinomial(len(articles), [1 / len(articles)] * len(articles), size=60)
    scores = [
        sum((Counts(*counts) for n, counts in zip(times, articles, strict=True) for _ in range(n)), Counts()).defined
        for times in drawn
    ]
    found = intervals(tally(*articles), how)[KEY]
    for name in ("precision", "recall", "f1"):
        values = [score[name] for score in scores if score[name] is not None]
        if values:
            assert found[name] == pytest.approx(tuple(np.percentile(values, [10, 90])))
        else:
            assert name not in found


def test_the_same_seed_gives_the_same_and_wider_confidence_is_wider():
    articles = tally(*[(n % 4, 5, n % 4, 6) for n in range(30)])
    assert intervals(articles) == intervals(articles)
    assert intervals(articles) != intervals(articles, Resampling(seed=1))
    low, high = intervals(articles)[KEY]["f1"]
    wide = intervals(articles, Resampling(confidence=0.999))[KEY]["f1"]
    assert wide[0] < low < articles.total()[KEY].f1 < high < wide[1]


def test_there_are_none_for_one_article_or_no_resamples():
    assert intervals(tally((1, 2, 1, 2))) == intervals(Tally()) == {}
    assert intervals(tally((1, 2, 1, 2), (1, 2, 1, 2)), Resampling(resamples=0)) == {}


def test_an_article_without_a_key_has_none_of_it():
    made = tally((1, 2, 1, 2), (0, 2, 0, 2))
    made.add("late", {OTHER: Counts(1, 1, 1, 1)})
    assert made.total() == {KEY: Counts(1, 4, 1, 4), OTHER: Counts(1, 1, 1, 1)}
    assert made["dates", "span", "overlap"].f1 == 1.0 and made["dates", "span", "token"] == Counts()
    assert intervals(made)[OTHER]["f1"] == (1.0, 1.0)  # of the resamples that hold it
    assert not any(math.isnan(v) for found in intervals(made).values() for pair in found.values() for v in pair)
