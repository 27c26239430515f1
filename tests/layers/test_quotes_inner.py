"""Attributions inside the content of others: found when asked for, with their parent, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from onrecord.layers.quotes import find_quotes
from onrecord.layers.segments import find_segments
from onrecord.models import load_model
from strategies import texts


def found(text: str, nested: bool = True):
    return find_quotes(text, find_segments(text), load_model(), nested=nested)


@pytest.mark.parametrize(
    "text, outer, source, cue, content",
    [
        ("“I think the dam will hold,” Ann Lee said.", "said", "I", "think", "the dam will hold"),
        ("“We told the mayor that it was over,” Ann Lee said.", "said", "We", "told", "that it was over"),
        (
            "Ann Lee said that he had denied taking the money.",
            "said",
            "he",
            "had denied",
            "taking the money",
        ),
        (
            "“We are sending a clear message to Moscow that there will be consequences if they attack,” Ann Lee said.",
            "said",
            "We",
            "are sending a clear message",
            "that there will be consequences if they attack",
        ),
    ],
)
def test_an_attribution_inside_another_names_it(text, outer, source, cue, content):
    parents = {quote.id: quote.cue[0].text for quote in found(text)}
    [inner] = [quote for quote in found(text) if quote.parent]
    assert parents[inner.parent] == outer
    assert [inner.source[0].text, inner.cue[0].text, inner.content[0].text] == [source, cue, content]
    assert not any(quote.parent for quote in found(text, nested=False))


def test_whom_a_message_goes_to():
    text = "“We are sending a clear message to Moscow that there will be consequences if they attack,” Ann Lee said."
    assert [span.text for quote in found(text) for span in quote.addressee] == ["Moscow"]


def test_nothing_is_read_out_of_a_content_that_attributes_nothing():
    assert len(found("“The dam will hold,” Ann Lee said. She was not at home.")) == 1


@settings(max_examples=30)
@given(texts)
def test_what_is_found_without_asking_is_found_with_it(text):
    plain, nested = found(text, nested=False), found(text)
    ids = {quote.id for quote in nested}
    assert {(q.content, q.cue) for q in plain if not q.parent} <= {(q.content, q.cue) for q in nested}
    assert {quote.parent for quote in nested} - {""} <= ids
