"""Headline, paragraphs, sentences, boilerplate; segments tile any text but for white space."""

from __future__ import annotations

import pytest
from hypothesis import given

from onrecord.layers.segments import annotated, find_segments
from strategies import texts


def kinds(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(segment.kind, segment.text) for segment in find_segments(text, title)]


def sentences(text: str) -> list[str]:
    return [sentence.text for segment in find_segments(text) for sentence in segment.sentences]


def test_the_seed(seed_text):
    segments = find_segments(seed_text)
    assert [segment.kind for segment in segments] == ["headline", *["paragraph"] * 10, "boilerplate"]
    assert segments[0].text == "NATO chief warns Moscow of consequences of invading Ukraine"
    assert [len(segment.sentences) for segment in segments] == [1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 0]
    assert segments[-1].text == "im" and segments[-1] not in annotated(segments)


@pytest.mark.parametrize(
    "text, title, expected",
    [
        ("Taxes rise\nThe city said so.", "", "headline"),
        ("Taxes rise in “No-Go” city?\nThe city said so.", "", "headline"),
        ("Taxes rise.\nThe city said so.", "", "paragraph"),
        ("Taxes  rise.\nThe city said so.", "Taxes rise.", "headline"),
        ("The city said so\nAnd more.", "Another title", "paragraph"),
        ("Only one line", "", "paragraph"),
        ("word " * 26 + "\nMore.", "", "paragraph"),
        ("2024\nMore.", "", "paragraph"),
    ],
)
def test_headlines(text, title, expected):
    assert kinds(text, title)[0][0] == expected


@pytest.mark.parametrize(
    "line",
    [
        "im", "ol/mk", "Read also: Another story of the day", "READ MORE: Another story", "Photo: Ann Lee / Agency",
        "Advertisement", "© 2024 The Paper", "Copyright 2024 The Paper. All rights reserved.", "###", "***",
        "Sign up for our newsletter and get the day's news.", "Follow Ann Lee on Twitter: @annlee", "(END)",
        "By Ann Lee", "By Ann Lee and Bob A. Cole, Staff Writers", "NAIROBI, Kenya (AP) _",
    ],
)  # fmt: skip
def test_boilerplate_is_kept_and_marked(line):
    found = kinds(f"Headline here\nA first paragraph.\n{line}")
    assert found[-1] == ("boilerplate", line)


@pytest.mark.parametrize(
    "line",
    [
        "Photos show the damage, officials said.",
        "Read the report and you will know, she said.",
        "Sign of the times: taxes rise again, the mayor said.",
        "Video games are sold less, a study found.",
        "By Monday the mayor had left.",
        "NATO (the alliance) agreed.",
        "KYIV, August 7 (Reuters) --",
        "Yes.",
        "So",
    ],
)
def test_sentences_that_only_begin_like_notices_are_none(line):
    assert kinds(f"Headline here\nA first paragraph.\n{line}\nA last one.")[2][0] == "paragraph"


def test_paragraphs_are_lines_or_blocks_where_the_text_is_wrapped():
    lines = "First paragraph.\nSecond paragraph.\r\n\r\nThird paragraph."
    assert [text for _, text in kinds(lines)] == ["First paragraph.", "Second paragraph.", "Third paragraph."]
    prose = "The mayor of the city said that\nfive men had come to see the\nnew school on Monday and had\nleft."
    assert len(kinds(f"{prose} Then\nit rained.\n\nNew one here.")) == 2
    indented = f"   {prose}\n   Then it\nrained."
    assert [text[:8] for _, text in kinds(indented)] == ["The mayo", "Then it\n"]
    assert [text for _, text in kinds("One line.\u2028Two lines.\u2029Three.\x85Four.")] == [
        *("One line.", "Two lines.", "Three.", "Four.")
    ]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Mr. Lee met Gen. Ray A. Cole of U.S. Steel.", ["Mr. Lee met Gen. Ray A. Cole of U.S. Steel."]),
        ("It is in the U.S. The mayor agreed.", ["It is in the U.S.", "The mayor agreed."]),
        ("On Nov. 21 it rained. On Dec. 2 it snowed.", ["On Nov. 21 it rained.", "On Dec. 2 it snowed."]),
        ("“We won.” She left.", ["“We won.”", "She left."]),
        ("“Why?” she asked. Nobody knew.", ["“Why?” she asked.", "Nobody knew."]),
        ("He said: “Go.” “Now?” asked Ann.", ["He said: “Go.”", "“Now?” asked Ann."]),
        ("It cost $3.5 million. 12 people paid.", ["It cost $3.5 million.", "12 people paid."]),
        ("Wait... what? Yes!", ["Wait... what?", "Yes!"]),
        ("Lee Corp. said so. Lee Inc. He left.", ["Lee Corp. said so.", "Lee Inc.", "He left."]),
    ],
)
def test_sentences(text, expected):
    assert sentences(text) == expected


@given(texts)
def test_segments_tile_any_text_but_for_white_space(text):
    position = 0
    for segment in find_segments(text):
        assert text[segment.start : segment.end] == segment.text == segment.text.strip() != ""
        assert text[position : segment.start].strip() == ""
        inner = segment.start
        for sentence in segment.sentences:
            assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip() != ""
            assert text[inner : sentence.start].strip() == "" and sentence.end <= segment.end
            inner = sentence.end
        assert segment.kind == "boilerplate" or text[inner : segment.end].strip() == ""
        position = segment.end
    assert text[position:].strip() == ""
