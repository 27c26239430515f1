"""Attributions: content, cue, source, addressee, kind and nesting, on sentences of the kinds that news is made of."""

from __future__ import annotations

import pytest
from hypothesis import given

from onrecord.layers.quotes import find_quotes
from onrecord.layers.segments import find_segments
from onrecord.model import Quote
from onrecord.models import load_model
from strategies import texts


def quotes(text: str) -> tuple[Quote, ...]:
    return find_quotes(text, find_segments(text), load_model())


def shown(quote: Quote) -> tuple[str, str, str, str]:
    parts = (quote.source, quote.cue, quote.content)
    return (quote.kind, *(" … ".join(span.text for span in spans) for spans in parts))


@pytest.mark.parametrize(
    "text, expected",
    [
        # direct, in every order
        ("“We are ready,” Mayor Ann Lee said.", ("direct", "Mayor Ann Lee", "said", "“We are ready,”")),
        ('"We are ready," said Ann Lee.', ("direct", "Ann Lee", "said", '"We are ready,"')),
        ("Ann Lee said: “We are ready.”", ("direct", "Ann Lee", "said", "“We are ready.”")),
        ("Ann Lee said, “We are ready.”", ("direct", "Ann Lee", "said", "“We are ready.”")),
        ("‘We are ready,’ she added.", ("direct", "she", "added", "‘We are ready,’")),
        (
            "“We are ready,” Lee said, “and we will stay.”",
            ("direct", "Lee", "said", "“We are ready,” … “and we will stay.”"),
        ),
        ("“We are ready,” Lee said. “We will stay.”", ("direct", "Lee", "said", "“We are ready,” … “We will stay.”")),
        ("“Why now?” asked Lee.", ("direct", "Lee", "asked", "“Why now?”")),
        # mixed
        (
            "Lee said the plan was “a disgrace” for the city.",
            ("mixed", "Lee", "said", "the plan was “a disgrace” for the city"),
        ),
        ("The plan was “a disgrace,” Lee said.", ("mixed", "Lee", "said", "The plan was “a disgrace,”")),
        # indirect, with and without a complementizer
        ("Lee said that the bridge was closed.", ("indirect", "Lee", "said", "that the bridge was closed")),
        ("Lee said the bridge was closed.", ("indirect", "Lee", "said", "the bridge was closed")),
        ("The bridge was closed, Lee said on Monday.", ("indirect", "Lee", "said", "The bridge was closed")),
        ("The bridge was closed, said Lee.", ("indirect", "Lee", "said", "The bridge was closed")),
        ("Lee asked whether the bridge was closed.", ("indirect", "Lee", "asked", "whether the bridge was closed")),
        ("Lee called for new elections.", ("indirect", "Lee", "called for", "new elections")),
        ("Lee promised to rebuild the bridge.", ("indirect", "Lee", "promised", "to rebuild the bridge")),
        ("Lee believes that the bridge is safe.", ("indirect", "Lee", "believes", "that the bridge is safe")),
        # sources
        (
            "Ann Lee, the mayor of the city, said the bridge was closed.",
            ("indirect", "Ann Lee, the mayor of the city", "said", "the bridge was closed"),
        ),
        ("According to Lee, the bridge was closed.", ("indirect", "Lee", "According to", "the bridge was closed")),
        ("The bridge was closed, according to Lee.", ("indirect", "Lee", "according to", "The bridge was closed")),
        ("As Lee noted, the bridge was closed.", ("indirect", "Lee", "noted", "the bridge was closed")),
        ("This was confirmed by Lee.", ("indirect", "Lee", "was confirmed", "This")),
        ("Lee’s claim that the bridge was closed", ("indirect", "Lee’s", "claim", "that the bridge was closed")),
        ("On Monday, Lee said the bridge was closed.", ("indirect", "Lee", "said", "the bridge was closed")),
    ],
)  # fmt: skip
def test_one_attribution(text, expected):
    assert [shown(quote) for quote in quotes(text)] == [expected]


def test_addressees():
    [told] = quotes("Lee told the council that the bridge was closed.")
    assert [span.text for span in told.addressee] == ["the council"]
    [warned] = quotes("Lee warned Moscow of consequences.")
    assert ([s.text for s in warned.addressee], shown(warned)[3]) == (["Moscow"], "of consequences")
    [stated] = quotes("This was stated by Lee in an interview with the Herald.")
    assert [span.text for span in stated.addressee] == ["the Herald"]


def test_a_question_put_to_a_speaker():
    asked, said = quotes("Asked what the city would do, Lee said it would wait.")
    assert shown(asked) == ("indirect", "", "Asked", "what the city would do")
    assert [span.text for span in asked.addressee] == ["Lee"]
    assert shown(said) == ("indirect", "Lee", "said", "it would wait")


def test_nested_attributions():
    text = "As the Agency reported earlier, the Herald wrote citing two officials that the bridge was closed."
    reported, wrote, citing = quotes(text)
    assert wrote.parent == reported.id and citing.parent == wrote.id
    assert wrote.content == citing.content and wrote.content[0].text == "that the bridge was closed"
    assert [shown(quote)[1] for quote in (reported, wrote, citing)] == ["the Agency", "the Herald", "two officials"]


def test_an_attribution_inside_reported_speech():
    outer, inner = quotes("Lee said Cole believes that the bridge is safe.")
    assert (outer.parent, inner.parent) == ("", outer.id)
    assert shown(inner) == ("indirect", "Cole", "believes", "that the bridge is safe")
    assert (outer.cue_class, inner.cue_class) == ("speech", "thought")


def test_denied_cues():
    [declined] = quotes("Lee declined to say whether the bridge was closed.")
    assert declined.negated and shown(declined)[2] == "declined to say"
    [not_said] = quotes("Lee did not say that the bridge was closed.")
    assert not_said.negated and shown(not_said)[2] == "did not say"
    [denied] = quotes("Lee denied that the bridge was closed.")
    assert not denied.negated


def test_a_quotation_over_paragraphs_is_one_quote():
    text = "Lee said: “We are ready.\n“We will stay.”\nThen it rained."
    [quote] = quotes(text)
    assert [span.text for span in quote.content] == ["“We are ready.", "“We will stay.”"]
    assert quote.kind == "direct"


def test_an_unbalanced_mark_fails_by_its_paragraph():
    text = "The “plan was bad.\n“We are ready,” Lee said.\nCole said “no.”"
    found = [shown(quote) for quote in quotes(text)]
    assert ("direct", "Lee", "said", "“We are ready,”") in found
    assert ("direct", "Cole", "said", "“no.”") in found


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “reform” was late.",
        "It was a 6' 2\" tall man.",
        "The report is out.",
        "It don't matter 'cause rock 'n' roll isn't dead.",
        "The players' and the fans' day.",
    ],
)
def test_what_is_no_attribution(text):
    assert quotes(text) == ()


def test_boilerplate_is_left_alone():
    text = "Lee said no.\nRead also: Mayor said the bridge was closed"
    assert all(quote.content[0].end <= len("Lee said no.") for quote in quotes(text))


@given(texts)
def test_quotes_of_any_text_keep_their_invariants(text):
    found = quotes(text)
    ids = [quote.id for quote in found]
    assert ids == [f"q{n}" for n in range(1, len(ids) + 1)]
    for quote in found:
        assert quote.content and (quote.parent == "" or quote.parent in ids) and quote.parent != quote.id
        assert quote.kind in ("direct", "indirect", "mixed") and (quote.kind == "indirect") == (not quote.marks)
        for spans in (quote.content, quote.marks, quote.cue, quote.source, quote.addressee):
            for span in spans:
                assert text[span.start : span.end] == span.text == span.text.strip() != ""
        for other in found:
            for a in quote.content:
                for b in other.content:
                    crossing = a.start < b.start < a.end < b.end
                    assert not crossing, (a, b)
