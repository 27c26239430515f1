"""`onrecord score`: what it tells and refuses, and that its figures are another program's on the same records."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import msgspec
import pytest

from conftest import GOLD, ROOT
from onrecord.articles import from_document_line, read_article, read_articles, to_article, to_document_line
from onrecord.commands import score
from onrecord.corpora.recognizers import MODELS
from onrecord.model import Published
from onrecord.scoring import items
from onrecord.scoring.scorers import SCORERS

FOLDER = ROOT / "tests" / "articles" / "held-back"


@pytest.fixture(scope="module")
def gold():
    return list(read_articles(FOLDER))


@pytest.fixture(scope="module")
def drafts(gold, tmp_path_factory):
    """The gold articles without every third quote, and with the dates of another year."""
    path = tmp_path_factory.mktemp("drafts") / "drafts.jsonl"
    path.write_bytes(
        b"".join(to_document_line(replace(r, quotes=tuple(q for n, q in enumerate(r.quotes) if n % 3))) for r in gold)
    )
    return path


def only(result, **wanted) -> dict:
    wanted = {"group": "", "attribute": "", **wanted}
    [found] = [row for row in json.loads(result.out)["scores"] if wanted.items() <= row.items()]
    return found


def test_tables_json_and_csv_tell_the_same(onrecord, drafts, gold, tmp_path):
    arguments = ("score", FOLDER, drafts, "--layer", "quotes", "--by", "kind", "--bootstrap", 200)
    result = onrecord(*arguments, "--format", "json")
    assert (result.code, result.err) == (0, "")
    row = only(result, part="content", measure="strict")
    count = sum(len(record.quotes) for record in gold)
    assert row["gold"] == count and row["precision"] == 1.0 and row["recall"] == row["found"] / count
    low, high = row["intervals"]["recall"]
    assert low < row["recall"] < high and row["intervals"]["precision"] == [1.0, 1.0]
    kinds = [
        only(result, part="content", measure="strict", group=f"kind={kind}") for kind in ("direct", "indirect", "mixed")
    ]
    assert sum(kind["gold"] for kind in kinds) == count
    told = json.loads(result.out)
    assert told["articles"] == 10 and told["bootstrap"] == {"resamples": 200, "confidence": 0.95, "seed": 0}

    out = tmp_path / "scores.csv"
    assert onrecord(*arguments, "--format", "csv", "-o", out).code == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8"))))
    assert len(rows) == len(told["scores"])
    [same] = [r for r in rows if (r["part"], r["measure"], r["attribute"] + r["group"]) == ("content", "strict", "")]
    assert (float(same["recall"]), float(same["recall_low"])) == (row["recall"], low)

    text, markdown = (onrecord(*arguments, "--format", form).out for form in ("text", "markdown"))
    cells = [
        "quotes",
        "content",
        "all",
        "strict",
        str(count),
        str(row["predicted"]),
        "100.0",
        f"{100 * row['recall']:.1f}",
    ]
    assert text.splitlines()[3].split()[:8] == cells and f"| {' | '.join(cells)} |" in markdown
    assert all(len(line) <= 110 for line in text.splitlines())


def test_one_article_has_no_intervals_and_undefined_is_no_number(onrecord, tmp_path):
    record = read_article(GOLD)
    (tmp_path / "a.jsonl").write_bytes(to_article(replace(record, quotes=(), numbers=())))
    result = onrecord("score", GOLD, tmp_path / "a.jsonl", "--format", "json")
    assert json.loads(result.out)["bootstrap"] is None
    row = only(result, layer="quotes", part="content", measure="strict")
    assert (row["precision"], row["recall"], row["f1"], row["intervals"]["f1"]) == (None, 0.0, 0.0, None)
    result = onrecord("score", tmp_path / "a.jsonl", GOLD, "--layer", "quotes", "dates")
    assert "1 article; no intervals: they need two articles or more" in result.out and "–" in result.out
    assert "gold has no quotes: if they were not annotated" in result.err


def test_what_only_one_side_has_is_refused_or_left_out(onrecord, drafts, tmp_path):
    some = b"".join(drafts.read_bytes().splitlines(keepends=True)[2:])
    result = onrecord("score", FOLDER, "-", stdin=some)
    assert result.code == 2 and "stdin lacks 2 articles: 'cable-car-brake" in result.err and "--common" in result.err
    result = onrecord("score", FOLDER, "-", "--common", stdin=some)
    assert result.code == 0 and result.out.startswith("8 articles; intervals of 95 % by bootstrap")
    assert "stdin lacks 2 articles" in result.err
    result = onrecord("score", GOLD, drafts, "--common")
    assert result.code == 2 and "have no article in common" in result.err


def test_another_text_is_refused_with_the_place(onrecord, tmp_path):
    record = read_article(GOLD)
    bare = replace(record, segments=(), quotes=(), speakers=(), dates=(), numbers=(), published=Published())
    path = tmp_path / "other.jsonl"
    path.write_bytes(to_document_line(replace(bare, text=record.text.replace("Russia", "\x1b[31mRussia", 1))))
    result = onrecord("score", GOLD, path)
    offset = record.text.index("Russia")
    assert result.code == 2 and "\x1b" not in result.err
    assert f"'{record.id}': the texts differ from offset {offset} on, {GOLD.name} has U+0052 in " in result.err
    assert "other.jsonl has U+001B in " in result.err and " about \\x1b[31mRussia" in result.err
    path.write_bytes(to_document_line(replace(bare, text=record.text[:-2])))
    assert "has U+0069 in '" in onrecord("score", GOLD, path).err
    assert "other.jsonl has its end, after '" in onrecord("score", GOLD, path).err


@pytest.mark.parametrize("wrong", [b'"start":0,"end":5', b'"start":9,"end":99999999999999999999999'])
def test_spans_that_are_not_what_they_say_are_refused(onrecord, tmp_path, wrong):
    path = tmp_path / "a.jsonl"
    path.write_bytes(re.sub(rb'"start":\d+,"end":\d+', wrong, to_document_line(read_article(GOLD)), count=1))
    for command in ("score", "agree"):
        result = onrecord(command, GOLD, path)
        assert (result.code, result.out) == (2, "")
        assert f"a.jsonl: '{GOLD.stem}' $.published.evidence[0]" in result.err and "; set " in result.err


@pytest.mark.parametrize(
    "arguments, message",
    [
        (["-", "-"], "the same input is named twice"),
        ([GOLD, "missing.jsonl"], "'missing.jsonl': no such file or folder"),
        ([GOLD, "-"], "<stdin>:1: not a document record"),
        ([GOLD, os.devnull], "null: no record in it"),
        ([GOLD, GOLD.parent, "--confidence", "1"], "--confidence between 0 and 1"),
        ([GOLD, GOLD.parent, "--bootstrap", "1000000"], "--bootstrap is from 0 to 10000"),
        ([GOLD, GOLD.parent, "--as", "polnear", "--layer", "quotes"], "--layer and --by go with --as layers"),
        ([GOLD, GOLD.parent, "--number-kind", "money"], "--number-kind goes with --as recognizers"),
    ],
)
def test_wrong_use_is_told(onrecord, arguments, message):
    result = onrecord("score", *arguments, stdin=b"{\n")
    assert result.code == 2 and message in result.err and result.out == ""


def test_the_choices_are_what_there_is():
    assert score.LAYERS == items.LAYERS and set(score.SCORERS) == set(SCORERS)


def test_a_folder_of_articles_against_itself(onrecord, tmp_path):
    (tmp_path / GOLD.name).write_bytes(GOLD.read_bytes())
    for way in score.SCORERS:
        result = onrecord("score", GOLD.parent, tmp_path, "--common", "--as", way, "--format", "json")
        told = [
            value for row in json.loads(result.out)["scores"] for value in (row["precision"], row["recall"], row["f1"])
        ]
        assert result.code == 0 and set(told) <= {None, 1.0} and 1.0 in told


# ONRECORD_GOLD names a folder with polnear/, timeml/ and recognizers/, ONRECORD_EVALUATE a program that scores by it.
MISSING = [name for name in ("ONRECORD_GOLD", "ONRECORD_EVALUATE") if name not in os.environ]
given = pytest.mark.skipif(bool(MISSING), reason=f"{' and '.join(MISSING)} not set")


def test_what_is_skipped_is_told(report):
    if MISSING:
        report.append(f"onrecord score: not compared with another program's figures, {' and '.join(MISSING)} not set")


def compared(onrecord, tmp_path, form: str, path: Path, *way: str) -> tuple:
    """The result of our command and what the other program says of the same records, drafted anew."""
    evaluate = [sys.executable, os.environ["ONRECORD_EVALUATE"]]
    inputs = subprocess.run([*evaluate, "inputs", form, path], capture_output=True, check=True).stdout
    (tmp_path / "in.jsonl").write_bytes(inputs)
    gold, drafts = tmp_path / "gold.jsonl", tmp_path / "drafts.jsonl"
    source = {"numbers": "recognizers"}.get(form, form)
    assert onrecord("import", "--from", source, path, "-o", gold).code == 0
    assert onrecord("annotate", tmp_path / "in.jsonl", "--model", "fast", "-o", drafts).code == 0
    theirs = subprocess.run([*evaluate, "score", form, path, drafts, "--json"], capture_output=True, check=True).stdout
    return onrecord("score", gold, drafts, "--as", *way, "--format", "json", "--bootstrap", 0), json.loads(theirs)


def is_rounded(share: float, figure: float) -> bool:
    """Whether a figure in percent with a decimal is this share."""
    return abs(100 * share - figure) <= 0.05 + 1e-9


@given
@pytest.mark.parametrize("part", ["AQUAINT", "TimeBank"])
def test_dates_as_another_program_scores_them(onrecord, tmp_path, part):
    ours, theirs = compared(onrecord, tmp_path, "timeml", Path(os.environ["ONRECORD_GOLD"], "timeml", part), "tempeval")
    for measure in ("strict", "relaxed", "type", "value"):
        row = only(ours, measure=measure)
        assert (row["gold"], row["predicted"]) == (theirs["all"]["gold"], theirs["all"]["pred"])
        assert is_rounded(row["f1"], theirs["all"][measure]), measure


@given
@pytest.mark.parametrize("model", MODELS)
def test_numbers_as_another_program_scores_them(onrecord, tmp_path, model):
    path = Path(os.environ["ONRECORD_GOLD"], "recognizers", f"{model}.json")
    kind = ["--number-kind", MODELS[model]] if MODELS[model] else []
    ours, theirs = compared(onrecord, tmp_path, "numbers", path, "recognizers", *kind)
    for measure, name in (("span", "span"), ("span+value", "span+value"), ("cases", "cases right %")):
        assert is_rounded(only(ours, measure=measure)["f1"] or 0, theirs["all"][name]), measure


@given
def test_quotes_as_another_program_scores_them(onrecord, tmp_path):
    """What it reads from PolNeAR has a content over paragraphs in one piece, which a record has not: fragments are
    compared on the records' own, by its function.
    """
    path = Path(os.environ["ONRECORD_GOLD"], "polnear", "dev")
    ours, theirs = compared(onrecord, tmp_path, "polnear", path, "polnear")
    program = Path(os.environ["ONRECORD_EVALUATE"])
    sys.path.insert(0, str(program.parent))
    evaluate = import_module(program.stem)
    sys.path.remove(str(program.parent))
    gold, drafts = (
        [from_document_line(line) for line in (tmp_path / name).read_bytes().splitlines()]
        for name in ("gold.jsonl", "drafts.jsonl")
    )
    on_records = evaluate.score_quotes(
        [documented(record, evaluate) for record in gold], json.loads(msgspec.json.encode(drafts))
    )
    for group in ("all", "direct", "indirect", "mixed"):
        kind = "" if group == "all" else f"kind={group}"
        for measure in ("exact", "overlap", "token", "source", "cue"):
            part, name = (measure, "overlap") if measure in ("source", "cue") else ("content", measure)
            row = only(ours, part=part, measure=name, group=kind)
            for figures in [on_records] if measure in ("exact", "overlap") else [on_records, theirs]:
                for ratio, key in (("precision", "p"), ("recall", "r"), ("f1", "f")):
                    assert is_rounded(row[ratio], figures[group][measure][key]), (group, measure, ratio)
    speech = only(ours, part="content", measure="found", group="speech")
    assert speech["gold"] == theirs["speech-only recall"]["gold"] and speech["f1"] is None
    for part, measure, name in (
        ("content", "found", "found"),
        ("content", "exact", "exact"),
        ("source", "overlap", "source"),
    ):
        recall = only(ours, part=part, measure=measure, group="speech")["recall"]
        assert is_rounded(recall, on_records["speech-only recall"][name]), name


def documented(record, evaluate) -> dict:
    """A gold record as the other program holds gold."""
    regions = evaluate.quoted_regions(record.text)
    quotes = [
        {role: [[span.start, span.end] for span in getattr(quote, role)] for role in ("content", "cue", "source")}
        for quote in record.quotes
    ]
    kinds = ({"kind": evaluate.quote_kind(record.text, quote["content"], regions)} for quote in quotes)
    return {"text": record.text, "gold": [quote | kind for quote, kind in zip(quotes, kinds, strict=True)]}
