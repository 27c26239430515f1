"""`onrecord agree`: two drafts and the gold article, what is told of them, what is refused."""

from __future__ import annotations

import json
import shutil

import pytest

from conftest import GOLD, SEED
from onrecord.articles import read_article, to_document_line


@pytest.fixture(scope="module")
def drafts(tmp_path_factory):
    """A draft of the seed by each model, in a file of its name."""
    from conftest import run_onrecord

    folder = tmp_path_factory.mktemp("drafts")
    for model in ("fast", "accurate"):
        assert run_onrecord("annotate", SEED, "--model", model, "--nested", "-o", folder / f"{model}.jsonl").code == 0
    return folder


def test_two_drafts_and_gold(onrecord, drafts, tmp_path):
    out, told = tmp_path / "agreement.json", tmp_path / "disagreements.jsonl"
    (tmp_path / "articles").mkdir()
    shutil.copy(GOLD, tmp_path / "articles")
    sides = drafts / "fast.jsonl", drafts / "accurate.jsonl", tmp_path / "articles"
    result = onrecord("agree", *sides, "--format", "json", "-o", out, "--disagreements", told)
    assert (result.code, result.out, result.err) == (0, "", "")
    found = json.loads(out.read_text("utf-8"))
    assert found["annotators"] == ["fast.jsonl", "accurate.jsonl", "articles"] and found["articles"] == 1
    assert [pair["annotators"][1] for pair in found["pairs"]] == ["accurate.jsonl", "articles", "articles"]
    assert all(-1 <= row["alpha"] <= 1 for row in found["tokens"]) and len(found["tokens"]) == 12
    lines = [json.loads(line) for line in told.read_text("utf-8").splitlines()]
    assert len(lines) == found["disagreements"] > 0
    text = read_article(GOLD).text
    assert all(text[line["start"] : line["end"]] == line["text"] and len(line["annotators"]) == 3 for line in lines)


def test_the_text_form_ends_with_what_differs(onrecord, drafts):
    arguments = ("agree", drafts / "fast.jsonl", drafts / "accurate.jsonl", "--layer", "quotes")
    result = onrecord(*arguments, "--list", 1)
    assert result.out.startswith("A is fast.jsonl, B is accurate.jsonl; 1 article\n")
    assert "agr A‖B" in result.out and "κ" in result.out and "α" in result.out and "speakers" not in result.out
    assert "⟦" in result.out and "more: --list N shows N" in result.out
    assert "| quotes | content |" in onrecord(*arguments, "--format", "markdown").out
    in_place = onrecord(*arguments, "--disagreements", "-")
    assert all(json.loads(line)["layer"] == "quotes" for line in in_place.out.splitlines()) and in_place.out


def test_with_oneself_all_agree_and_names_are_told_apart(onrecord, tmp_path):
    other = tmp_path / GOLD.name
    other.write_bytes(GOLD.read_bytes())
    result = onrecord("agree", GOLD, other)
    assert result.out.startswith(f"A is {GOLD}, B is {other}; 1 article\n")
    assert result.out.endswith("no disagreements\n") and "nan" not in result.out.lower()


def test_empty_layers_are_dashes_and_null(onrecord, tmp_path):
    bare = '{"id":"a","text":"It rained."}\n'
    for name in ("ann", "bob"):
        made = onrecord("annotate", "-", "--model", "fast", stdin=bare.encode())
        (tmp_path / f"{name}.jsonl").write_text(made.out, "utf-8")
    arguments = ("agree", tmp_path / "ann.jsonl", tmp_path / "bob.jsonl")
    found = json.loads(onrecord(*arguments, "--format", "json").out)
    assert {row["alpha"] for row in found["tokens"] if row["layer"] != "segments"} == {None}
    [content] = [row for row in found["spans"] if row["part"] == "content"]
    assert (content["strict"], content["overlap"], content["agr"]) == (None, None, None)
    assert onrecord(*arguments).out.count("–") >= 10


@pytest.mark.parametrize(
    "arguments, message",
    [
        ([GOLD], "one annotator alone cannot agree"),
        ([GOLD, GOLD], "the same input is named twice"),
        ([GOLD, "-"], "not a document record"),
        ([GOLD, GOLD.parent, "--list", "-1"], "--list is 0 or more"),
    ],
)
def test_wrong_use_is_told(onrecord, arguments, message):
    result = onrecord("agree", *arguments, stdin=b"[]\n")
    assert result.code == 2 and message in result.err and result.out == ""


def test_what_someone_lacks_is_refused_or_left_out(onrecord, tmp_path):
    from dataclasses import replace

    record = read_article(GOLD)
    more = tmp_path / "more.jsonl"
    more.write_bytes(to_document_line(record) + to_document_line(replace(record, id="another")))
    result = onrecord("agree", GOLD.parent, more)
    assert result.code == 2 and "articles lacks 1 article: 'another'" in result.err
    result = onrecord("agree", GOLD.parent, more, "--common")
    assert result.code == 0 and "no disagreements" in result.out
    assert "articles lacks 1 article: 'another'" in result.err
