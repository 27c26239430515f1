"""Vocabularies as data: the loader says what is wrong with a file, the tree matches the longest phrase."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.layers import lexicon


def test_a_broken_file_is_told_with_its_line(tmp_path, monkeypatch):
    monkeypatch.setattr(lexicon, "_LAYERS", tmp_path)
    (tmp_path / "words.toml").write_text('good = 1\nbad = "no end\n', "utf-8")
    with pytest.raises(InputError, match=r"words\.toml.*line 2.*TOML"):
        lexicon.load_lexicon("words")


@given(st.lists(st.text("ab-. ", min_size=1, max_size=5), min_size=1, max_size=8))
def test_a_tree_matches_each_phrase_and_the_longest(phrases):
    tree = re.compile(lexicon.trie(phrases))
    for phrase in phrases:
        assert tree.fullmatch(phrase)
        longest = max((p for p in phrases if f"{phrase}ab".startswith(p)), key=len)
        assert tree.match(f"{phrase}ab")[0] == longest
