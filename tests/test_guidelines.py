"""The guidelines at hand: no word of the page is lost, every field and check leads to passages that exist."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys

import pytest

from conftest import GOLD, ROOT
from onrecord.checks import TESTS
from onrecord.errors import InputError
from onrecord.guidelines import Block, as_json, explain, legend, passages, table, topics
from onrecord.schema import record_schema

SCHEMA = record_schema()
SECTIONS = [
    number
    for number in passages()
    if re.search(rf"^##+ {re.escape(number)}\.? ", (ROOT / "schema" / "GUIDELINES.md").read_text("utf-8"), re.M)
]


def test_no_word_of_the_page_is_lost():
    page = (ROOT / "schema" / "GUIDELINES.md").read_text("utf-8").split("\n## ", 1)[1]
    expected = [word for word in re.sub(r"[#|]|--+", " ", page).split() if not re.fullmatch(r"\d\.|\d\.\d", word)]
    found = []
    for number in SECTIONS:
        found.append(passages()[number].title)
        for block in passages()[number].blocks:
            found += [block.marker, block.text, *block.cells]
    joined = re.sub(r"[|]|--+", " ", " ".join(found)).split()
    assert [word for word in joined if not re.fullmatch(r"\d\.|\d\.\d", word)] == expected


def test_every_table_is_rectangular():
    for passage in passages().values():
        assert len({len(block.cells) for block in passage.blocks if block.cells}) <= 1, passage.number


def test_every_field_of_the_schema_is_a_topic():
    for name, node in SCHEMA["$defs"].items():
        if node.get("type") == "object" and not name.endswith("Line"):
            assert {name, *(f"{name}.{field}" for field in node["properties"])} <= topics().keys()
    assert {f"document.{field}" for field in SCHEMA["$defs"]["documentLine"]["required"][1:]} <= topics().keys()


def test_the_table_names_what_there_is_and_all_of_it():
    assert table().keys() <= topics().keys() | TESTS.keys()
    named = {number for numbers in table().values() for number in numbers}
    assert named <= passages().keys()
    reached = {passage.number for topic in table() for passage in explain(topic).passages}
    assert {n for n in passages() if n not in reached and n.rpartition(".")[0] not in reached} == set()
    items = passages().keys() - set(SECTIONS)
    assert {n for n in items if n.startswith(("1.", "4.", "5.", "6."))} <= named, "each item governs a field of its own"


def test_explanations():
    kind = explain("quote.kind")
    assert kind.field.startswith("`direct`: every word") and [p.number for p in kind.passages] == ["3.2"]
    assert [p.number for p in explain("quote").passages] == ["3", *(f"3.{n}" for n in range(1, 8))]
    [item] = explain("3.1.4").passages
    assert item.title == "Content: Quotes over paragraphs" and item.blocks[0].marker == "4."
    assert Block("row", "", ("a heading between paragraphs", "`paragraph`")) in explain("2").passages[0].blocks
    rule = explain("status-proof")
    assert TESTS["status-proof"].why in rule.field and [p.title for p in rule.passages] == ["Status"]
    both = explain("published").field.split("\n")
    assert both == [topics()["published"], f"{TESTS['published'].text} {TESTS['published'].why}"]
    assert explain("not-json").passages == () and legend().startswith("In the examples ⟦…⟧")
    shape = as_json(kind)
    assert list(shape) == ["topic", "field", "passages"] and list(shape["passages"][0]) == ["number", "title", "blocks"]
    assert list(shape["passages"][0]["blocks"][0]) == ["type", "text", "cells", "marker"]
    with pytest.raises(InputError, match=r"'qote.kind': .*perhaps quote.kind"):
        explain("qote.kind")


def test_the_command(onrecord):
    listed = onrecord("explain")
    assert listed.code == 0 and {*topics(), *TESTS, *passages()} == {
        line.split()[0] for line in listed.out.splitlines()
    }
    plain = onrecord("explain", "quote.kind", "3.7")
    assert plain.code == 0 and "\x1b" not in plain.out
    assert (
        "`direct` when every word of the content" in plain.out
        and '\n| "without elaborating on them" | not' in plain.out
    )
    wrong = onrecord("explain", "quote.kind", "knd\x1b[31m")
    assert wrong.code == 2 and wrong.out == "" and "no field, check or passage" in wrong.err and "\x1b" not in wrong.err


def test_an_item_of_an_article(onrecord, tmp_path):
    article = tmp_path / "a#1.jsonl"
    article.write_bytes(GOLD.read_bytes().replace(b'"role":"Secretary General"', b'"role":"\\u001b[31m"'))
    told = onrecord("explain", f"{article}#s1", f"{GOLD.stem}#m1", "--format", "json")
    speaker, mention = map(json.loads, told.out.splitlines())
    assert speaker["item"]["layer"] == speaker["topic"] == "speaker" and speaker["item"]["role"] == "\x1b[31m"
    assert mention["topic"] == "mention" and mention["passages"][0]["number"] == "4.1"
    shown = onrecord("explain", f"{article}#s1")
    assert "role         ␛[31m" in shown.out and "## 4 Speakers" in shown.out
    assert "no item 'q99'" in onrecord("explain", f"{GOLD}#q99").err


def test_a_terminal_gets_styles_in_place_of_marks():
    parent, child = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "60", "NO_COLOR": ""}
    command = [
        sys.executable,
        "-m",
        "onrecord",
        "explain",
        "5.11",
    ]  # short: nobody reads the terminal until it has ended
    done = subprocess.run(command, stdin=child, stdout=child, stderr=child, cwd=ROOT, env=environment)
    os.close(child)
    told = os.read(parent, 100_000).decode()
    os.close(parent)
    assert done.returncode == 0 and "\x1b[1m" in told and "**" not in told and "`" not in told
