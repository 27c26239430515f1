"""BIO tags: the smallest span decides, and every row is valid by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.tagging import bio

TOKENS = [(0, 2), (3, 5), (6, 8), (9, 11)]


def test_the_smallest_span_over_a_token_decides():
    assert bio(TOKENS, [(0, 11, "content"), (3, 5, "cue")]) == ["B-content", "B-cue", "I-content", "I-content"]


def test_neighbours_begin_anew_and_a_row_begins_with_b():
    assert bio(TOKENS, [(0, 5, "date"), (6, 8, "date")]) == ["B-date", "I-date", "B-date", "O"]
    assert bio(TOKENS[2:], [(0, 8, "content")]) == ["B-content", "O"]
    assert bio([], [(0, 8, "content")]) == []


spans = st.tuples(st.integers(0, 10), st.integers(1, 8), st.sampled_from(["a", "b"]))


@given(st.lists(spans.map(lambda s: (s[0], s[0] + s[1], s[2]))))
def test_every_covered_token_has_a_tag_of_a_span_over_it(spans):
    tags = bio(TOKENS, sorted(set(spans)))
    begun = set()
    for (start, end), tag in zip(TOKENS, tags, strict=True):
        covering = {label for first, last, label in spans if first < end and start < last}
        assert (tag == "O") == (not covering)
        assert tag == "O" or tag[2:] in covering
        assert tag[:2] in ("O", "B-") or tag[2:] in begun
        begun.add(tag[2:])
