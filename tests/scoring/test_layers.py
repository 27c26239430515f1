"""Scores by layer: examples by hand, another library's figures, and what must hold of any records."""

from __future__ import annotations

import doctest
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nervaluate import Evaluator

import onrecord.scoring
import strategies
from conftest import GOLD
from onrecord.articles import read_article
from onrecord.model import Anchor, Date, Mention, Number, Quote, Record, Span, Speaker
from onrecord.scoring import Counts, Key, score
from onrecord.scoring.layers import layer_counts

TEXT = "Lee said it rained on May 2. Cole, who is ill, said “no” to about 20 men."
# tokens: Lee said it rained on May 2 . | Cole , who is ill , said “ no ” to about 20 men .


def spans(*words: str) -> tuple[Span, ...]:
    return tuple(Span.of(TEXT, TEXT.index(word), TEXT.index(word) + len(word)) for word in words)


def at(word: str) -> dict:
    [span] = spans(word)
    return {"start": span.start, "end": span.end, "text": word}


def speaker(identifier: str, name: str, *mentions: str, kind: str = "person", role: str = "") -> Speaker:
    made = tuple(Mention(id=f"m{identifier}{n}", form="name", **at(word)) for n, word in enumerate(mentions))
    return Speaker(id=identifier, name=name, kind=kind, role=role, mentions=made)


RAIN = Quote(
    id="q1", kind="indirect", content=spans("it rained on May 2"), cue=spans("said"), source=spans("Lee"), speaker="s1"
)
NO = Quote(
    id="q2", kind="direct", content=spans("“no”"), cue=spans("said “no”"[:4]), source=spans("Cole"), speaker="s2",
    parent="q1",
)  # fmt: skip
MAY = Date(id="d1", type="DATE", value="2024-05-02", anchor=Anchor(basis="published"), **at("May 2"))
MEN = Number(
    id="n1", kind="cardinal", value=20, modifier="about", modifier_spans=spans("about"), counted=spans("men"),
    **at("20"),
)  # fmt: skip
BOTH = (speaker("s1", "Lee", "Lee"), speaker("s2", "Cole", "Cole", "who"))
RECORD = Record(id="a", text=TEXT, speakers=BOTH, quotes=(RAIN, NO), dates=(MAY,), numbers=(MEN,))


def counts(predicted: Record, *key: str, gold: Record = RECORD) -> tuple[float, ...]:
    found = layer_counts(gold, predicted, by_kind=True)[Key(*key)]
    return found.right, found.predicted, found.found, found.gold


def test_strict_overlap_and_tokens():
    shorter = replace(RAIN, content=spans("rained on May 2"))
    draft = replace(RECORD, quotes=(shorter, NO, replace(NO, id="q3", content=spans("Cole, who is ill"))))
    assert counts(draft, "quotes", "content", "strict") == (1, 3, 1, 2)
    assert counts(draft, "quotes", "content", "overlap") == (2, 3, 2, 2)
    assert counts(draft, "quotes", "content", "token") == (4 + 3, 4 + 3 + 5, 7, 5 + 3)
    assert counts(draft, "quotes", "cue", "strict") == (2, 3, 2, 2)
    assert counts(draft, "quotes", "whole", "strict") == (1, 3, 1, 2)
    assert counts(draft, "quotes", "whole", "overlap") == (2, 3, 2, 2)


def test_items_match_one_to_one():
    twice = replace(RECORD, quotes=(RAIN, replace(RAIN, id="q3"), NO))
    assert counts(twice, "quotes", "content", "overlap") == (2, 3, 2, 2)
    halves = replace(RECORD, dates=(replace(MAY, **at("May")), replace(MAY, id="d2", **at("2."))))
    assert counts(halves, "dates", "span", "overlap") == (1, 2, 1, 1)
    assert counts(halves, "dates", "span", "strict") == (0, 2, 0, 1)


def test_attributes_of_matched_items():
    draft = replace(RECORD, quotes=(replace(RAIN, kind="mixed", content=spans("it rained")), NO), dates=())
    assert counts(draft, "quotes", "content", "accuracy", "kind") == (1, 2, 1, 2)
    assert counts(draft, "quotes", "content", "overlap", "kind") == (1, 2, 1, 2)
    assert counts(draft, "quotes", "content", "strict", "cue_class") == (1, 2, 1, 2)
    assert counts(draft, "quotes", "content", "accuracy", "cue_class") == (2, 2, 2, 2)
    assert counts(draft, "dates", "span", "overlap", "value") == (0, 0, 0, 1)
    worded = replace(RECORD, numbers=(replace(MEN, value=20.0),))
    assert counts(worded, "numbers", "span", "strict", "value") == (1, 1, 1, 1)
    great = replace(RECORD, numbers=(replace(MEN, value=10**400),))
    assert counts(great, "numbers", "span", "strict", "value") == (0, 1, 0, 1)
    range_of = replace(RECORD, numbers=(replace(MEN, value=None, low=20, high=30),))
    assert counts(range_of, "numbers", "span", "strict", "value") == (0, 1, 0, 1)


def test_kinds_count_where_each_side_puts_its_items():
    draft = replace(RECORD, quotes=(replace(RAIN, kind="direct"), NO))
    assert counts(draft, "quotes", "content", "strict", "", "kind=direct") == (2, 2, 1, 1)
    assert counts(draft, "quotes", "content", "strict", "", "kind=indirect") == (0, 0, 1, 1)
    assert counts(draft, "quotes", "content", "token", "", "kind=direct") == (8, 8, 3, 3)
    assert Key("quotes", "content", "strict", "", "kind=direct") not in layer_counts(RECORD, draft)


def test_relations():
    assert counts(RECORD, "quotes", "quote-parent", "strict") == (1, 1, 1, 1)
    draft = replace(
        RECORD,
        quotes=(replace(RAIN, source=spans("Lee said"), speaker="s2"), replace(NO, source=(), parent="")),
        numbers=(replace(MEN, counted=spans("20 men"), modifier_spans=()),),
    )
    assert counts(draft, "quotes", "content-source", "strict") == (0, 1, 0, 2)
    assert counts(draft, "quotes", "content-source", "overlap") == (1, 1, 1, 2)
    assert counts(draft, "quotes", "quote-speaker", "strict") == (1, 2, 1, 2)
    assert counts(draft, "quotes", "quote-parent", "overlap") == (0, 0, 0, 1)
    assert counts(draft, "numbers", "number-counted", "overlap") == (1, 1, 1, 1)
    assert counts(draft, "numbers", "number-modifier", "strict") == (0, 0, 0, 1)


def test_a_dates_anchor_is_another_date():
    day = Date(id="d2", type="DATE", value="2024-05-02", anchor=Anchor(basis="date", dates=("d1",)), **at("it"))
    gold, draft = replace(RECORD, dates=(MAY, day)), replace(RECORD, dates=(day, replace(MAY, **at("on May 2"))))
    assert counts(draft, "dates", "date-anchor", "strict", gold=gold) == (0, 1, 0, 1)
    assert counts(draft, "dates", "date-anchor", "overlap", gold=gold) == (1, 1, 1, 1)


def test_entities_are_aligned_by_their_mentions_and_not_by_name():
    one = (
        speaker("s7", "Mr. Cole", "Cole"),
        speaker("s8", "the ill", "who"),
        speaker("s9", "Lee", "Lee", role="Mayor"),
    )
    draft = replace(RECORD, speakers=one, quotes=(replace(RAIN, speaker="s9"), replace(NO, speaker="s7")))
    assert counts(draft, "quotes", "content", "accuracy", "speaker") == (2, 2, 2, 2)
    assert counts(draft, "speakers", "mentions", "accuracy", "entity") == (2, 3, 2, 3)
    assert counts(draft, "speakers", "entities", "strict") == (1, 3, 1, 2)
    assert counts(draft, "speakers", "entities", "overlap") == (2, 3, 2, 2)
    assert counts(draft, "speakers", "entities", "overlap", "role") == (1, 3, 1, 2)
    assert counts(draft, "speakers", "entities", "ceaf_e") == pytest.approx((1 + 2 / 3, 3, 1 + 2 / 3, 2))


def test_only_the_layers_asked_for():
    assert {key.layer for key in layer_counts(RECORD, RECORD, layers=["dates", "numbers"])} == {"dates", "numbers"}


@given(strategies.records())
def test_a_record_against_itself_is_all_right(record):
    for key, count in layer_counts(record, record, by_kind=True).items():
        assert count.right == pytest.approx(count.predicted) and count.found == pytest.approx(count.gold), key
        assert all(value == pytest.approx(1) for value in count.defined.values() if value is not None)


@given(st.data())
def test_sides_change_places(data):
    text = data.draw(strategies.texts)
    ours, theirs = (data.draw(strategies.records(st.just(text))) for _ in range(2))
    there, back = layer_counts(ours, theirs, by_kind=True), layer_counts(theirs, ours, by_kind=True)
    assert there.keys() == back.keys()
    for key, count in there.items():
        turned = back[key]
        assert (count.predicted, count.gold) == (turned.gold, turned.predicted)
        assert (count.right, count.found) == pytest.approx((turned.found, turned.right)), key


def test_the_gold_article_has_all_that_is_scored():
    gold = read_article(GOLD)
    assert {key.layer for key, count in layer_counts(gold, gold).items() if count.gold} >= {"quotes", "dates"}


def test_the_packages_own_example():
    results = doctest.testmod(onrecord.scoring)
    assert results.attempted >= 5 and results.failed == 0


def test_different_texts_are_refused():
    with pytest.raises(ValueError, match="different texts"):
        score([(RECORD, replace(RECORD, text=TEXT + " "))])


cells = st.lists(
    st.tuples(*[st.none() | st.tuples(st.integers(0, 8), st.integers(1, 9), st.sampled_from("AB"))] * 2), max_size=8
)


def in_cells(cells: list, side: int) -> list[tuple[int, int, str]]:
    """At most one span in each stretch of ten characters: no more than one on each side touch."""
    found = []
    for index, pair in enumerate(cells):
        if pair[side]:
            start, length, label = pair[side]
            found.append((10 * index + start, 10 * index + min(10, start + length), label))
    return found


@given(cells)
def test_spans_as_nervaluate_scores_them(cells):
    """Its exact is our strict, its strict the same with the kind, its type our overlap with the kind; its partial gives
    half for what only overlaps, so that it is the mean of our strict and overlap. Its ends are inclusive."""
    text = "x" * 10 * len(cells)
    sides = [in_cells(cells, side) for side in (0, 1)]
    gold, draft = (
        Record(
            id="a",
            text=text,
            numbers=tuple(
                Number(id=f"n{n}", start=s, end=e, text=text[s:e], kind=kind) for n, (s, e, kind) in enumerate(side)
            ),
        )
        for side in sides
    )
    given_to_it = [[[{"label": kind, "start": s, "end": e - 1} for s, e, kind in side]] for side in sides]
    theirs = Evaluator(*given_to_it, tags=["A", "B"], loader="dict").evaluate()["overall"]
    ours = score([(gold, draft)])
    strict, overlap = ours["numbers", "span", "strict"], ours["numbers", "span", "overlap"]
    assert ratios(strict) == pytest.approx(ratios(theirs["exact"]))
    assert ratios(ours["numbers", "span", "strict", "kind"]) == pytest.approx(ratios(theirs["strict"]))
    assert ratios(ours["numbers", "span", "overlap", "kind"]) == pytest.approx(ratios(theirs["ent_type"]))
    assert (strict.right, overlap.right - strict.right) == (theirs["partial"].correct, theirs["partial"].partial)
    assert (strict.f1 + overlap.f1) / 2 == pytest.approx(theirs["partial"].f1)


def ratios(scores) -> tuple[float, float, float]:
    return scores.precision, scores.recall, scores.f1


def test_counts_that_are_not_defined():
    assert Counts().defined == {"precision": None, "recall": None, "f1": None}
    assert Counts(predicted=2).defined == {"precision": 0, "recall": None, "f1": 0}
    assert Counts(gold=2).defined == {"precision": None, "recall": 0, "f1": 0}
    assert Counts(found=1, gold=2).defined == {"precision": None, "recall": 0.5, "f1": None}
