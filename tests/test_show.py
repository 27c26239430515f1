"""`onrecord show`: plain where it is no terminal, coloured where it is, and nothing that a terminal obeys."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256

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


def test_coloured_on_demand_with_the_same_words(onrecord, onrecord_process):
    coloured = onrecord_process("show", "--color", GOLD, COLUMNS="200", TERM="xterm-256color", NO_COLOR="").out
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


@pytest.mark.parametrize("more", [[], ["--html"]])
def test_a_folder_is_no_article(onrecord, more):
    result = onrecord("show", *more, GOLD.parent)
    assert result.code == 2 and f"{GOLD.parent}: a folder; name an article in it" in result.err


def test_an_article_file_comes_on_standard_input_and_through_a_pipe(onrecord, onrecord_process):
    whole = onrecord("show", "--html", GOLD).out
    assert onrecord("show", "--html", "-", stdin=GOLD.read_bytes()).out == whole
    assert onrecord_process("show", "--html", "/dev/stdin", stdin=GOLD.read_bytes()).out == whole


def test_a_broken_file_is_told_with_its_line(onrecord, tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_text(GOLD.read_text("utf-8") + json.dumps({"layer": "quote"}) + "\n")
    result = onrecord("show", path)
    assert result.code == 2 and "not an article file" in result.err


def test_a_page_of_articles(onrecord, tmp_path):
    ferry = GOLD.with_name("saltness-night-ferry.jsonl")
    page = onrecord("show", "--html", GOLD, "saltness-night-ferry").out
    assert page.startswith("<!doctype html>") and page.count("<article") == 2 and 'id="saltness-night-ferry-q3"' in page
    out = tmp_path / "page.html.gz"
    assert onrecord("show", "--html", GOLD, ferry, "-o", out).out == ""
    assert gzip.decompress(out.read_bytes()).decode("utf-8") == page
    alone = onrecord("show", "--html", "-", stdin=to_document_line(read_article(GOLD))).out
    assert 'id="q3"' in alone and "<script" not in alone


def test_a_page_allows_its_own_style_and_nothing_else(onrecord):
    page = onrecord("show", "--html", GOLD).out
    [style] = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"content=\"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\"" in page


@pytest.mark.parametrize(
    "arguments, told",
    [
        (["-o", "page.html"], "add --html"),
        (["--html", "--color"], "not allowed with argument"),
        (["--html", GOLD], "for a second time"),
        (["--html", "-o", "/dev/null/page.html"], "cannot be written"),
    ],
)
def test_wrong_use_of_pages_is_told(onrecord, arguments, told):
    result = onrecord("show", *arguments, GOLD)
    assert result.code == 2 and told in result.err and result.out == ""


def test_templates_are_loaded_for_pages_alone():
    code = "import sys, onrecord, onrecord.__main__ as m; m.main(sys.argv[1:]); sys.exit('jinja2' in sys.modules)"
    for arguments in (["show", GOLD], ["validate", GOLD]):
        subprocess.run([sys.executable, "-c", code, *map(str, arguments)], check=True, capture_output=True)
