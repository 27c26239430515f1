"""`onrecord show`: plain where it is no terminal, coloured where it is, and nothing that a terminal obeys."""

from __future__ import annotations

import json
import re

import pytest

from conftest import GOLD
from onrecord.articles import read_article, to_document_line
from onrecord.pipeline import annotate

STYLE = re.compile(r"\x1b\[[0-9;]*m")


def test_plain_when_it_is_no_terminal(onrecord):
    result = onrecord("show", GOLD)
    assert result.code == 0 and "\x1b" not in result.out
    assert "inside q3: Jens Stoltenberg (Secretary General, NATO) · was stated to Euractiv · This" in result.out
    assert "92,000 = cardinal more_than 92000 · troops" in result.out
    assert "November 21 = DATE 2021-11-21, inferred from" in result.out
    assert "boilerplate, not annotated" in result.out
    gold = read_article(GOLD)
    assert all(segment.text in result.out for segment in gold.segments)


def test_an_id_a_file_and_standard_input_show_the_same(onrecord):
    whole = onrecord("show", GOLD).out
    assert onrecord("show", GOLD.stem).out == whole
    assert onrecord("show", "-", stdin=to_document_line(read_article(GOLD))).out == whole


def test_coloured_on_demand_with_the_same_words(onrecord):
    coloured = onrecord("show", "--color", GOLD, COLUMNS="200", TERM="xterm-256color", NO_COLOR="").out
    assert STYLE.search(coloured)
    words = STYLE.sub("", coloured).split()
    assert words == onrecord("show", GOLD).out.split()


def test_what_a_terminal_obeys_is_shown_and_not_sent(onrecord):
    record = annotate("Alarm \x1b[2J\x07 and \x9b31m \u202egnitir“w”\u202c said Ann Lee.", id="controls")
    out = onrecord("show", "-", stdin=to_document_line(record)).out
    assert not set(out) & {"\x1b", "\x07", "\x9b", "\u202e", "\r"}
    assert "␛[2J␇" in out


@pytest.mark.parametrize("name", ["no-such-article", "README.md/x"])
def test_an_unknown_article_is_told(onrecord, name):
    result = onrecord("show", name)
    assert result.code == 2 and "no such file, and no such id" in result.err


def test_a_broken_file_is_told_with_its_line(onrecord, tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text(GOLD.read_text("utf-8") + json.dumps({"layer": "quote"}) + "\n")
    result = onrecord("show", path)
    assert result.code == 2 and "not an article file" in result.err
