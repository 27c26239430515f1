"""Example rows: valid JSON, shortened, and nothing in an article that could end the block around them."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from hypothesis import given, settings

import strategies
from conftest import ROOT
from onrecord.articles import read_articles
from onrecord.release.examples import examples
from onrecord.release.markdown import BLOCK, refresh
from onrecord.views import VIEWS


def rows(lines):
    """The rows by the names of their views."""
    found = re.findall(r"^`(\w+)`:\n\n```json\n(.*?)\n```$", "\n".join(lines), re.MULTILINE | re.DOTALL)
    return {name: json.loads(text) for name, text in found}


def test_each_view_has_an_example_with_all_its_columns():
    found = rows(examples(read_articles(ROOT / "corpus" / "articles")))
    assert list(found) == list(VIEWS)
    assert all(list(found[name]) == list(VIEWS[name].columns) for name in VIEWS)


def test_the_row_that_shows_most_is_taken():
    found = rows(examples(read_articles(ROOT / "corpus" / "articles")))
    assert found["quotes"]["content_spans"] and found["quotes"]["addressee"] and found["quotes"]["speaker_role"]
    assert set(found["tokens"]["attribution_tags"]) > {"O"}


def test_where_there_is_nothing_it_says_so():
    assert examples([]) == ["There are no rows yet."]


@settings(max_examples=50)
@given(strategies.records())
def test_any_article_gives_json_of_bounded_length(record):
    lines = examples([record])
    assert rows(lines)["documents"]["id"] == record.id
    assert all(len(text) < 130 for row in rows(lines).values() for text in row.values() if isinstance(text, str))


def test_an_article_cannot_end_the_block():
    [record, *_] = read_articles(ROOT / "corpus" / "articles")
    wild = replace(record, title="<!-- end -->\n```\n# Mine")
    page = "<!-- generated: examples -->\n<!-- end -->\nAfter.\n"
    once = refresh(page, {"examples": lambda: "\n".join(examples([wild]))}, {}, "README.md")
    assert [match["name"] for match in BLOCK.finditer(once)] == ["examples"]
    assert BLOCK.sub("", once) == "\nAfter.\n"
    assert rows(BLOCK.search(once)["body"].splitlines())["documents"]["title"] == wild.title
