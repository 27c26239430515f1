"""The assignment of the greatest total, against scipy's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from onrecord.scoring.assignment import best_pairs

sparse = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)), st.floats(0, 1, allow_subnormal=False), max_size=30
)


@given(sparse)
def test_the_total_is_scipys_and_each_is_taken_once(weights):
    matrix = np.zeros((8, 8))
    for pair, weight in weights.items():
        matrix[pair] = weight
    pairs = best_pairs(weights)
    assert sum(weights[pair] for pair in pairs) == pytest.approx(
        matrix[linear_sum_assignment(matrix, maximize=True)].sum()
    )
    assert len({row for row, _ in pairs}) == len(pairs) == len({column for _, column in pairs})
    assert all(weights[pair] > 0 for pair in pairs)


def test_the_best_is_not_always_the_greediest():
    assert best_pairs({(0, 0): 0.6, (0, 1): 0.5, (1, 0): 0.5}) == [(0, 1), (1, 0)]
    assert best_pairs({}) == []
    assert best_pairs({(3, 5): 0.0}) == []
