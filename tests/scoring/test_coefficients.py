"""α against its author's examples and the library of that name, κ against examples of the literature."""

from __future__ import annotations

from collections import Counter

import krippendorff
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.scoring.coefficients import alpha, kappa, mean


def units(*annotators: str) -> Counter:
    """A label a character, a dot for one that is missing."""
    return Counter(tuple(None if label == "." else label for label in unit) for unit in zip(*annotators, strict=True))


@pytest.mark.parametrize(
    "annotators, value",
    [
        # Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", A (binary), B (nominal), C (missing labels)
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
        # the three coders of many textbooks and of the encyclopaedia
        ((".....34121133.3", "1.213343.......", "..21344.21133.4"), 0.691),
    ],
)
def test_published_alphas(annotators, value):
    assert alpha(units(*annotators)) == pytest.approx(value, abs=0.0006)


labels = st.sampled_from("abc") | st.none()


@given(st.integers(2, 4).flatmap(lambda n: st.lists(st.tuples(*[labels] * n), min_size=1, max_size=30)))
def test_alpha_is_the_librarys(found):
    ours = alpha(Counter(found))
    matrix = np.array([[np.nan if v is None else "abc".index(v) for v in unit] for unit in found]).T
    comparable = [unit for unit in found if sum(v is not None for v in unit) > 1]
    if len({v for unit in comparable for v in unit} - {None}) < 2:
        assert ours is None
    else:
        assert ours == pytest.approx(krippendorff.alpha(matrix, level_of_measurement="nominal"))


@pytest.mark.parametrize(
    "table, value",
    [
        ((20, 5, 10, 15), 0.4),  # grants read by two people
        ((45, 15, 25, 15), 0.1304),  # the same agreement of 60 %, other margins
        ((25, 35, 5, 35), 0.2593),
        ((5, 0, 0, 5), 1.0),
        ((0, 5, 5, 0), -1.0),
    ],
)
def test_kappas_of_two_by_two(table, value):
    pairs = dict(zip([("y", "y"), ("y", "n"), ("n", "y"), ("n", "n")], table, strict=True))
    assert kappa(pairs) == pytest.approx(value, abs=0.0001)


def test_what_is_not_defined_is_none():
    assert kappa({}) is kappa({("a", "a"): 7}) is None
    assert alpha({}) is alpha({("a", None): 3}) is alpha({("a", "a"): 3}) is None
    assert mean([None, 0.5, 1]) == 0.75 and mean([None]) is None
