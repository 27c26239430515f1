"""BIO tags: the smallest span decides, and every row is valid by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from conftest import GOLD
from onrecord.articles import read_article
from onrecord.tagging import bio, decoded
from onrecord.views import VIEWS

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


apart = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 2), st.sampled_from(["a", "b"])), max_size=4)


@given(apart)
def test_spans_that_do_not_touch_come_back(drawn):
    spans, free = [], 0
    for gap, length, label in drawn:
        first, last = free + gap, free + gap + length
        if last <= len(TOKENS):
            spans.append((TOKENS[first][0], TOKENS[last - 1][1], label))
            free = last
    starts, ends = zip(*TOKENS, strict=True)
    assert decoded(bio(TOKENS, spans), starts, ends) == spans


def test_a_span_goes_on_after_a_smaller_one_and_ends_with_an_o():
    starts, ends = zip(*TOKENS, strict=True)
    tags = ["B-content", "B-cue", "I-content", "O"]
    assert decoded(tags, starts, ends) == [(0, 8, "content"), (3, 5, "cue")]
    assert decoded(["B-a", "O", "I-a", "B-a"], starts, ends) == [(0, 2, "a"), (6, 8, "a"), (9, 11, "a")]


def test_sources_and_cues_of_the_gold_article_come_back():
    gold = read_article(GOLD)
    names = ("source", "cue")
    annotated = {
        (span.start, span.end, role) for quote in gold.quotes for role in names for span in getattr(quote, role)
    }
    rows = VIEWS["tokens"].rows(gold)
    found = {span for row in rows for span in decoded(row["attribution_tags"], row["starts"], row["ends"])}
    assert {span for span in found if span[2] in names} == annotated
