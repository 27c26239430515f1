"""Records as tasks of Prodigy, which is sold and not run here: a schema of its documented form stands for it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from conftest import GOLD, ROOT
from exchange_cases import read, write, written
from onrecord.articles import read_article
from onrecord.errors import InputError
from onrecord.exchange.side_map import SideMaps
from onrecord.formats import FORMATS
from onrecord.losses import Losses
from onrecord.model import Annotation
from strategies import records

CASES = ROOT / "tests" / "cases" / "exchange" / "prodigy"
SCHEMA = Draft202012Validator(json.loads((CASES / "task.schema.json").read_text()))


@pytest.fixture(scope="module")
def gold():
    return read_article(GOLD)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("prodigy")


def saved(task):
    """A task as `prodigy db-out` has it when the tool keeps no more than it documents: hashes, texts and colours."""
    spans = [{k: v for k, v in span.items() if k != "id"} | {"type": "span"} for span in task["spans"]]
    for span in spans:
        span["text"] = task["text"][span["start"] : span["end"]]
    relations = [relation | {"color": "#c5bdf4"} for relation in task["relations"]]
    for relation in relations:
        for end in ("head_span", "child_span"):
            relation[end] = {k: v for k, v in relation[end].items() if k != "id"}
    hashes = {"_input_hash": -5, "_task_hash": 7, "_session_id": "quotes-ann", "_view_id": "relations", "_timestamp": 1}
    return hashes | task | {"spans": spans, "relations": relations, "answer": "accept"}


def rewritten(path, *tasks):
    path.write_text("".join(json.dumps(task) + "\n" for task in tasks))
    return path


def test_the_written_article_comes_back(gold, tmp_path):
    draft = replace(gold, id="other", annotation=Annotation())
    path = write("prodigy", [gold, draft], tmp_path / "a.jsonl")
    assert read("prodigy", path) == ([gold, draft], [])
    tasks = [json.loads(line) for line in path.read_text().splitlines()]
    assert [task.get("answer") for task in tasks] == ["accept", None]
    assert read("prodigy", rewritten(path, *map(saved, tasks))) == ([gold, draft], [])


@settings(max_examples=30)
@given(records())
def test_a_record_comes_back(folder, record):
    path = write("prodigy", [record], folder / "a.jsonl")
    task = json.loads(path.read_bytes())
    SCHEMA.validate(task)
    text = task["text"]
    assert "".join(token["text"] + " " * token["ws"] for token in task["tokens"]) == text
    assert [token["id"] for token in task["tokens"]] == list(range(len(task["tokens"])))
    for token in task["tokens"]:
        assert text[token["start"] : token["end"]] == token["text"]
    for span in task["spans"]:
        first, last = task["tokens"][span["token_start"]], task["tokens"][span["token_end"]]
        assert (first["start"], last["end"]) == (span["start"], span["end"])
    assert read("prodigy", path) == ([record], [])
    assert read("prodigy", rewritten(path, saved(task))) == ([record], [])


def test_edits_come_back(gold, tmp_path):
    """A content moved, a cue added and linked, a number deleted, as Prodigy saves what it was given."""
    path = write("prodigy", [gold], tmp_path / "a.jsonl")
    task = json.loads(path.read_bytes())
    quote = next(quote for quote in gold.quotes if quote.cue and len(quote.content) == 1)
    content = next(span for span in task["spans"] if span["id"] == quote.id)
    content["end"] -= 1
    cue = {
        "start": 0,
        "end": 4,
        "token_start": 0,
        "token_end": 0,
        "label": "cue",
        "text": gold.text[:4],
        "type": "span",
    }
    task["spans"] = [span for span in task["spans"] if span["id"] != gold.numbers[0].id] + [cue]
    task["relations"] = [
        relation | {"child": 0, "child_span": cue} if relation["child_span"]["id"] == f"{quote.id}.cue" else relation
        for relation in task["relations"]
        if gold.numbers[0].id not in (relation["head_span"]["id"], relation["child_span"]["id"])
    ]
    (back,), told = read("prodigy", rewritten(path, task))
    moved = next(q for q in back.quotes if q.id == quote.id)
    assert (moved.content[0].end, [span.text for span in moved.cue]) == (quote.content[0].end - 1, [gold.text[:4]])
    assert {number.id for number in gold.numbers} - {number.id for number in back.numbers} == {gold.numbers[0].id}
    assert [q for q in back.quotes if q.id != quote.id] == [q for q in gold.quotes if q.id != quote.id]
    assert back.speakers == gold.speakers and back.dates == gold.dates
    assert "cue regions that no link joins" in told[-1]


TEXT = "\N{FAMILY} “Come,” Ann told us."
SPANS = [
    {"start": 2, "end": 9, "token_start": 1, "token_end": 4, "label": "CONTENT"},
    {"start": 14, "end": 18, "token_start": 6, "token_end": 6, "label": "CUE"},
    {"start": 10, "end": 13, "token_start": 5, "token_end": 5, "label": "PERSON"},
]


def test_a_task_of_somebody_else(tmp_path):
    tasks = [
        {"text": TEXT, "answer": "reject"},
        {"text": TEXT, "answer": "ignore"},
        {
            "text": TEXT,
            "spans": SPANS,
            "relations": [{"head": 4, "child": 6, "label": "SAID"}, {"head": 5, "child": 6, "label": "x"}],
        },
    ]
    (record,), told = read("prodigy", rewritten(tmp_path / "News stories.jsonl", *tasks))
    assert (record.id, record.annotation.status) == ("News-stories-3", "draft")
    assert [(q.content[0].text, q.kind, q.cue[0].text) for q in record.quotes] == [("“Come,”", "direct", "told")]
    assert [line.removeprefix("left out: ").split(" (")[0] for line in told] == [
        "tasks answered reject",
        "tasks answered ignore",
        "spans with the label 'PERSON'",
        "relations of what is no span of ours",
        "characters of names of documents that an id cannot hold",
    ]


@pytest.mark.parametrize(
    ("task", "found"),
    [
        ({"text": TEXT, "spans": [SPANS[0] | {"start": 3, "end": 10, "text": "“Come,”"}]}, "the offsets count UTF-16"),
        ({"text": TEXT, "tokens": [{"text": "Ann", "start": 0, "end": 3, "id": 0}]}, "where the file has 'Ann'"),
        ({"text": TEXT, "spans": [SPANS[0] | {"end": 99}]}, "content #0 at 2 to 99 of a text of"),
        ({"text": TEXT, "spans": [{"label": "cue"}]}, "cue #0 at -1 to -1"),
        ({"text": " "}, "nothing but white space"),
        ({"image": "a.jpg"}, "missing required field `text`"),
        ([], "not a task of Prodigy"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(tmp_path, task, found):
    path = rewritten(tmp_path / "a.jsonl", {"text": TEXT}, task)
    (_, error), _ = read("prodigy", path)
    assert isinstance(error, InputError) and f"{path}:2" in str(error) and found in str(error)


@settings(max_examples=60)
@given(st.data())
def test_spoilt_files_give_errors_and_nothing_else(folder, gold, data):
    spoilt = bytearray(written("prodigy", replace(gold, speakers=gold.speakers[:1], numbers=())))
    for _ in range(data.draw(st.integers(1, 4))):
        spoilt[data.draw(st.integers(0, len(spoilt) - 1))] = data.draw(st.sampled_from(b'0123456789"{}[],:a\x00\xff'))
    path = folder / "spoilt.jsonl"
    path.write_bytes(spoilt)
    list(FORMATS["prodigy"].reader(SideMaps.beside)(str(path), Losses()))
