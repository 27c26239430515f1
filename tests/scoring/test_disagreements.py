"""Disagreements: each thing once, in the order of the text, with what each annotator has."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

import strategies
from onrecord.model import Date, Quote, Record, Span
from onrecord.scoring.disagreement_list import to_jsonl, to_text
from onrecord.scoring.disagreements import find_disagreements

TEXT = "News\x1b[31m\nLee said it rained on May 2.\nCole said no."


def at(words: str) -> tuple[Span, ...]:
    return (Span.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words)),) if words else ()


def date(words: str, value: str) -> Date:
    [span] = at(words)
    return Date(id="d1", start=span.start, end=span.end, text=words, type="DATE", value=value)


RAIN = Quote(id="q1", kind="indirect", content=at("it rained on May 2"), cue=at("said"), source=at("Lee"))
NO = Quote(id="q2", kind="indirect", content=at("no"), cue=at("said"), source=at("Cole"), parent="q1")
ANN = Record(id="a", text=TEXT, quotes=(RAIN, NO), dates=(date("May 2", "2024-05-02"),))
BOB = replace(
    ANN,
    quotes=(replace(RAIN, content=at("rained on May 2"), source=(), kind="mixed"), NO),
    dates=(date("May 2", "2023-05-02"),),
)


def test_what_differs_is_named_once_each():
    found = list(find_disagreements({"ann": ANN, "bob": BOB}))
    assert [(told.part, told.line, told.start, told.differs) for told in found] == [
        ("content", 2, 19, ("extent", "kind", "source")),
        ("span", 2, 32, ("value",)),
    ]
    # the quote that is nested in the first is the same on both sides, though its parent's extent is not
    assert found[1].annotators["ann"]["value"] == "2024-05-02" and found[1].annotators["bob"]["value"] == "2023-05-02"
    assert (found[0].text, found[0].before[-5:], found[0].after[:1]) == ("it rained on May 2", "said ", ".")


def test_the_list_shows_what_each_has_and_no_control_characters():
    found = list(find_disagreements({"ann": ANN, "bob\x1b": BOB, "cat": replace(ANN, quotes=(RAIN,))}))
    text = to_text(found, 1)
    assert text.startswith("3 disagreements\n\na, line 2, offset 19: quotes, content: extent, kind, source\n")
    assert "\x1b" not in text and "… and 2 more: --list N shows N" in text
    assert "    ann      19–37 “it rained on May 2”, kind “indirect”, source “Lee”\n" in text
    assert "    bob\\x1b  22–37 “rained on May 2”, kind “mixed”, no source\n" in text
    assert "    cat      nothing" in to_text(found, 9)
    assert to_text([], 9) == "no disagreements\n"


def test_long_surfaces_are_shown_by_their_ends():
    text = "a" * 300 + "b"
    ours, theirs = (
        Record(id="a", text=text, quotes=(replace(RAIN, content=(Span.of(text, 0, end),), cue=(), source=()),))
        for end in (300, 301)
    )
    shown = to_text(list(find_disagreements({"ann": ours, "bob": theirs})), 1)
    assert "a … a" in shown and "ab”" in shown and max(map(len, shown.splitlines())) < 220


@given(st.data())
def test_there_are_none_with_oneself_and_all_are_json(data):
    text = data.draw(strategies.texts)
    ours, theirs = (data.draw(strategies.records(st.just(text))) for _ in range(2))
    assert list(find_disagreements({"ann": ours, "bob": ours, "cat": ours})) == []
    found = list(find_disagreements({"ann": ours, "bob": theirs}))
    lines = [json.loads(line) for line in to_jsonl(found).splitlines()]
    assert [line["differs"] for line in lines] == [list(told.differs) for told in found]
    for told in found:
        assert text[told.start : told.end] == told.text and told.differs
        assert None not in told.annotators.values() or "missing" in told.differs
    assert all(line.isprintable() for line in to_text(found, 99).split("\n"))
