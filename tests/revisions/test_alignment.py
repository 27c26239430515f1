"""Where a stretch of the old text stands in the new one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from onrecord.revisions.matching import align
from strategies import texts


@pytest.mark.parametrize(
    "old, new, stretch, expected",
    [
        ("There were 5 people.", "There were six people.", "5 people", "six people"),
        ("There were 5 people.", "There were about 5 people.", "5 people", "5 people"),
        ("There were 5 people.", "There were about six people.", "5 people", "six people"),
        ("It cost $5m then", "It cost €4m or so then", "cost $5m", "cost €4m"),
        ("There were 5 people.", "There were 5,000 people.", "5", "5,000"),
        ("Mr Stoltenber said no", "Mr Stoltenberg said no", "Stoltenber", "Stoltenberg"),
        ("toltenberg said no", "Stoltenberg said no", "toltenberg", "Stoltenberg"),
        ("he said yes", "he, she said, yes", "said", "said"),
        ("Ann says that rain falls.", "Ann says that snow falls.", "rain", None),
        ("Ann says that rain falls.", "Ann says that snow falls.", "that rain falls", "that snow falls"),
        ("a “quote” here", 'a "quote" here', "“quote”", '"quote"'),
        ("cafe\u0301 au lait", "café au lait", "cafe\u0301", "café"),
        ("One.\r\nTwo three.", "One.\nTwo three.", "Two three", "Two three"),
        ("I was there first.\nBob came.\nEnd", "Bob came.\nI was there first.\nEnd", "there", "there"),
        ("old words only", "new ones", "old words", None),
        ("gone", "", "gone", None),
    ],
)
def test_places(old, new, stretch, expected):
    start = old.index(stretch)
    place = align(old, new).place(start, start + len(stretch))
    assert (place and new[place.start : place.end]) == expected


@settings(max_examples=200)
@given(texts, texts)
def test_blocks_are_the_same_in_both_texts_and_overlap_in_neither(old, new):
    alignment = align(old, new)
    used = [0] * len(new)
    position = 0
    for block in alignment.blocks:
        assert block.old >= position and block.size > 0
        position = block.old + block.size
        assert old[block.old : position] == new[block.new : block.new + block.size]
        for i in range(block.new, block.new + block.size):
            used[i] += 1
    assert max(used, default=0) <= 1
    covered = "".join(new[start:end] for start, end in alignment.gaps())
    assert len("".join(covered.split())) <= sum(not u for u in used)
    assert align(old, old).place(0, len(old)) is not None
