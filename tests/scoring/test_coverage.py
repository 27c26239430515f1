"""Tokens that spans cover, against counting them one by one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

import strategies
from onrecord.scoring.coverage import Coverage
from onrecord.tokens import iter_tokens


@given(st.data())
def test_a_token_is_covered_that_shares_a_character(data):
    text = data.draw(strategies.texts)
    one = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda pair: tuple(sorted(pair)))
    spans = data.draw(st.lists(one.filter(lambda span: span[0] < span[1]), max_size=5))
    tokens = list(iter_tokens(text))
    coverage = Coverage(text)
    covering = [[span for span in spans if span[0] < end and start < span[1]] for start, end in tokens]
    assert coverage.mask(spans).tolist() == [bool(found) for found in covering]
    labels = coverage.labels([(f"{end - start}", (start, end)) for start, end in spans])
    assert labels == [min((str(end - start) for start, end in found), key=int, default="") for found in covering]


def test_no_tokens_and_spans_between_them():
    assert Coverage(" ").mask([(0, 1)]).tolist() == Coverage("").labels([("a", (0, 0))]) == []
    assert Coverage("a b").mask([(1, 2)]).tolist() == [False, False]
