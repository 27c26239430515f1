"""doccano's lines: there and back, as the tool saves them, and what is none. A real one is in tests/tools."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import GOLD
from exchange_cases import CASES, TRICKY
from onrecord.articles import read_article
from onrecord.exchange.doccano import files_beside, scan_doccano, to_doccano
from onrecord.exchange.graph import LABELS, LINKS
from onrecord.exchange.side_map import SideMaps, to_side_map
from onrecord.losses import Losses
from strategies import records

SAVED = CASES / "doccano" / "saved.jsonl"


def read(folder, lines, *known):
    """What lines are read as with a side map of known records, and what is told."""
    (folder / "a.sidemap").write_bytes(b"".join(map(to_side_map, known)))
    (folder / "a.jsonl").write_bytes(b"".join(lines))
    losses = Losses()
    items = list(scan_doccano(folder / "a.jsonl", losses, SideMaps.read([folder / "a.sidemap"])))
    return items, [line.split(" (")[0].removeprefix("left out: ") for line in losses.lines()]


def line_of(value) -> bytes:
    return json.dumps(value).encode() + b"\n"


def numbered_anew(line: bytes) -> dict:
    """A line as doccano writes it: its own numbers, the text's `/` escaped, keys that it adds."""
    value = json.loads(line)
    new = {entity["id"]: entity["id"] + 276 for entity in value["entities"]}
    entities = [entity | {"id": new[entity["id"]]} for entity in value["entities"]]
    relations = [
        {"id": n, "from_id": new[link["from_id"]], "to_id": new[link["to_id"]], "type": link["type"]}
        for n, link in enumerate(value["relations"], 40)
    ]
    return value | {"entities": entities, "relations": relations, "Comments": []}


@settings(max_examples=30)
@given(record=records())
def test_a_record_comes_back(tmp_path_factory, record):
    folder = tmp_path_factory.mktemp("a")
    line = to_doccano(record, Losses())
    assert read(folder, [line], record) == ([record], [])
    value = numbered_anew(line)
    assert read(folder, [line_of(value)], record) == ([record], [])
    plain = sorted([e["start_offset"], e["end_offset"], e["label"]] for e in value.pop("entities"))
    assert read(folder, [line_of(value | {"label": plain})], record) == ([record], [])


def test_articles_come_back_byte_for_byte_through_the_command(onrecord, tmp_path):
    onrecord("export", "--to", "doccano", GOLD, TRICKY, "-o", tmp_path / "a.jsonl.gz")
    done = onrecord("import", "--from", "doccano", tmp_path / "a.jsonl.gz", "-o", tmp_path)
    assert (done.code, done.err) == (0, "")
    for article in (GOLD, TRICKY):
        assert (tmp_path / article.name).read_bytes() == article.read_bytes()


def test_lines_are_ascii_and_labels_are_those_of_the_graph():
    assert to_doccano(read_article(TRICKY), Losses()).isascii()
    files = {name: json.loads(data) for name, data in files_beside().items()}
    assert [label["text"] for label in files["doccano-span-labels.json"]] == list(LABELS)
    assert {label["text"] for label in files["doccano-relation-labels.json"]} == {*LINKS, "continues"}


def test_what_a_person_did_on_its_page(tmp_path):
    """The article was changed in a real doccano (tests/tools): the file is what that exported."""
    before = read_article(TRICKY)
    (record,), told = read(tmp_path, [SAVED.read_bytes()], before)
    added = next(date for date in record.dates if date.text == "2021")
    numbers = tuple(number for number in before.numbers if number.text != "5")
    assert record == replace(before, dates=(*before.dates, added), numbers=numbers)
    assert told == [
        "dates without a value, which is taken as the dates layer reads it",
        "addressee regions that no link joins to what they belong to",
    ]


def test_a_region_that_was_made_anew_beside_its_place_keeps_its_values(tmp_path):
    before = read_article(TRICKY)
    value = numbered_anew(to_doccano(before, Losses()))
    (mention,) = (e for e in value["entities"] if e["label"] == "mention" and e["start_offset"] == 59)
    mention |= {"id": 900, "end_offset": 63}
    value["relations"] = [link for link in value["relations"] if link["type"] != "speaker"]
    value["relations"].append({"id": 901, "from_id": value["entities"][10]["id"], "to_id": 900, "type": "speaker"})
    assert value["entities"][10]["label"] == "content"
    (record,), told = read(tmp_path, [line_of(value)], before)
    first, second = before.speakers
    moved = replace(first.mentions[0], end=58, text="Zoe\u0301")
    assert record.speakers == (replace(first, mentions=(moved,)), second)
    assert [quote.speaker for quote in record.quotes] == ["s1", "", ""] and told == []


def test_without_a_side_map_the_layers_read_the_values(tmp_path):
    (record,), told = read(tmp_path, [to_doccano(read_article(GOLD), Losses())])
    before = read_article(GOLD)
    assert [quote.cue for quote in record.quotes] == [quote.cue for quote in before.quotes]
    assert record.dates[0] == before.dates[0]
    assert record.published == before.published and record.annotation == before.annotation
    assert "speakers without a name or kind, which are taken from their mentions" in told


def test_lines_of_others(tmp_path):
    plain = {"id": 4, "text": "👩 Ann Lee slept.", "label": [[3, 10, "mention"], [3, 6, "PER"]], "lang": "en"}
    (record,), told = read(tmp_path, [line_of(plain | {"comments": ["?"]}), b"\n"])
    assert (record.id, record.speakers[0].name, record.annotation.guidelines) == ("a-4", "Ann Lee", "")
    assert told == [
        "comments",
        "fields of lines that a record has no place for",
        "regions with labels that a record has no place for",
        "speakers without a name or kind, which are taken from their mentions",
    ]


def test_spans_that_doccano_dropped_are_told(tmp_path):
    before = read_article(TRICKY)
    value = numbered_anew(to_doccano(before, Losses())) | {"relations": []}
    value["entities"] = [entity for entity in value["entities"] if entity["label"] == "segment"]
    (error,), _ = read(tmp_path, [line_of(value)], before)
    assert str(error) == (
        f"{tmp_path / 'a.jsonl'}:1: 5 spans of 25, none in another: doccano drops nested spans unless it is told; "
        "allow overlapping spans in the project, and import what was exported again"
    )


ENTITY = {"id": 1, "label": "date", "start_offset": 0, "end_offset": 2}


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ({}, "a.jsonl:1: no line of sequence labelling (Object missing required field `text`)"),
        ({"text": " "}, "a.jsonl:1: nothing but white space"),
        ({"text": "👩 a", "entities": [ENTITY, ENTITY]}, "a.jsonl:1: two entities of the id 1"),
        ({"text": "👩 a", "entities": [ENTITY | {"end_offset": 1}]}, "entity 1, 'date': offsets 0 to 1 are none of"),
        (
            {"text": "👩 a", "entities": [ENTITY | {"end_offset": 9}]},
            "9 is outside the text, which has 4 UTF-16 units",
        ),
        ({"text": "👩 a", "entities": [ENTITY | {"start_offset": 3}]}, "a.jsonl:1: date 1 at 2 to 1 of a text"),
    ],
)
def test_what_is_no_line_is_told_and_the_others_are_read(tmp_path, value, error):
    record = read_article(TRICKY)
    (first, second, third), _ = read(tmp_path, [line_of(value), b"{\n", to_doccano(record, Losses())], record)
    assert error in str(first) and "a.jsonl:2: no proper JSON" in str(second) and third == record


@settings(max_examples=150)
@given(st.data())
def test_nothing_but_input_errors_come_of_broken_lines(tmp_path_factory, data):
    written = bytearray(SAVED.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        written[data.draw(st.integers(0, len(written) - 1))] = data.draw(st.sampled_from(b'0129-{}[]",:ntu\\\x00\xff'))
    read(tmp_path_factory.mktemp("a"), [bytes(written)], read_article(TRICKY))
