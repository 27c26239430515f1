"""Label Studio's tasks: there and back, as the tool saves them, and what is none. A real one is in tests/tools."""

from __future__ import annotations

import copy
import gzip
import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import GOLD
from exchange_cases import CASES, TRICKY
from onrecord.articles import read_article, to_document_line
from onrecord.errors import InputError
from onrecord.exchange.graph import FIELDS, LABELS, LINKS
from onrecord.exchange.label_studio import files_beside, joined_tasks, scan_label_studio, to_label_studio
from onrecord.exchange.label_studio.controls import controls
from onrecord.exchange.side_map import SideMaps, to_side_map
from onrecord.losses import Losses
from onrecord.model import Annotator
from strategies import records

SAVED = CASES / "label_studio" / "saved.json"
NO_MAPS = SideMaps()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "tasks.json"


def read(path, tasks, maps=NO_MAPS):
    """What the tasks are read as, and what is told."""
    path.write_text(json.dumps(tasks), "utf-8")
    losses = Losses()
    items = list(scan_label_studio(path, losses, maps))
    return items, [line.split(" (")[0].removeprefix("left out: ") for line in losses.lines()]


def task_of(record):
    return json.loads(to_label_studio(record, Losses()))


def maps_of(tmp_path, *known):
    (tmp_path / "a.sidemap").write_bytes(b"".join(map(to_side_map, known)))
    return SideMaps.read([tmp_path / "a.sidemap"])


@settings(max_examples=30)
@given(record=records())
def test_a_record_comes_back_without_a_side_map(tmp_path_factory, record):
    if "\0" in record.text:
        with pytest.raises(InputError, match=r"U\+0000 at code point \d+ of the text, which Label Studio's page"):
            task_of(record)
        record = replace(read_article(TRICKY), annotation=record.annotation)
    assert read(tmp_path_factory.mktemp("a") / "a.json", [task_of(record)]) == ([record], [])


def test_articles_come_back_byte_for_byte_through_the_command(onrecord, tmp_path):
    onrecord("export", "--to", "label-studio", GOLD, TRICKY, "-o", tmp_path / "tasks.json.gz")
    tasks = json.loads(gzip.decompress((tmp_path / "tasks.json.gz").read_bytes()))
    assert [sorted(task.keys() - {"data", "meta"}) for task in tasks] == [["annotations"], ["predictions"]]
    assert tasks[1]["predictions"][0]["model_version"] == "onrecord 0.1.0"
    assert (tmp_path / "label-studio.xml").exists()
    done = onrecord("import", "--from", "label-studio", tmp_path / "tasks.json.gz", "-o", tmp_path)
    assert (done.code, done.err) == (0, "")
    for article in (GOLD, TRICKY):
        assert (tmp_path / article.name).read_bytes() == article.read_bytes()


def test_an_article_a_file_in_a_folder(onrecord, tmp_path):
    onrecord("export", "--to", "label-studio", GOLD, TRICKY, "-o", tmp_path / "ls")
    done = onrecord("import", "--from", "label-studio", tmp_path / "ls", "-o", tmp_path / "back")
    assert (done.code, done.err) == (0, "")
    assert (tmp_path / "back" / TRICKY.name).read_bytes() == TRICKY.read_bytes()
    assert b"".join(joined_tasks([])) == b"[]\n"


def test_the_configuration_has_a_control_for_each_field():
    view = ElementTree.fromstring(files_beside()["label-studio.xml"])
    assert [label.get("value") for label in view.iter("Label")] == list(LABELS)
    assert {relation.get("value") for relation in view.iter("Relation")} == {*LINKS, "continues"}
    shown = {node.get("name"): node for tag in ("Choices", "TextArea", "Number") for node in view.iter(tag)}
    assert shown.keys() == {f"{label}_{field}" for label, fields in FIELDS.items() for field in fields}
    assert all(node.get("whenLabelValue") == name.partition("_")[0] for name, node in shown.items())
    assert [choice.get("value") for choice in shown["mention_kind"]] == ["person", "organisation", "group", "unnamed"]
    assert {control.kind for control in controls().values()} == {"choices", "textarea", "number"}


def test_what_a_person_did_on_its_page(path, tmp_path):
    """The draft was changed in a real Label Studio (tests/tools): the file is what that exported."""
    before = read_article(TRICKY)
    (record,), told = read(path, json.loads(SAVED.read_text("utf-8")), maps_of(tmp_path, before))
    added = next(date for date in record.dates if date.text == "2021")
    assert (added.id, added.value, added.anchor.dates, added.anchor.basis) == ("d2", "2021", ("d1",), "date")
    annotators = (*before.annotation.annotators, Annotator(name="Label Studio user 1", kind="person", task="check"))
    assert record == replace(
        before,
        annotation=replace(before.annotation, status="reviewed", annotators=annotators),
        dates=(replace(before.dates[0], mod="APPROX"), added),
        numbers=tuple(number for number in before.numbers if number.text != "5"),
    )
    assert told == [
        "dates without a value, which is taken as the dates layer reads it",
        "addressee regions that no link joins to what they belong to",
    ]


def test_regions_links_and_values_that_change(path):
    before = read_article(TRICKY)
    task = task_of(before)
    entries = task["predictions"][0]["result"]
    entries.reverse()  # values before their regions
    for entry in entries:
        if entry.get("id") == "m1":  # moved to the first name alone; values may keep the old place
            entry["value"] |= {"end": 58} | ({"text": "Zoe\u0301"} if entry["type"] == "labels" else {})
        if entry.get("from_name") == "mention_role":
            entry["value"]["text"] = ["lord mayor"]
        if entry.get("from_name") == "date_value":
            entry["value"]["text"] = ["2024-05"]  # its bounds follow
        if entry.get("labels") == ["speaker"] and entry["from_id"] == "q2":
            entry |= {"from_id": entry["to_id"], "to_id": "q1/2", "direction": "left", "labels": []}
        if entry.get("labels") == ["speaker"] and entry["from_id"] == "q1":
            entry |= {"from_id": "q2", "to_id": "m1"}
    (record,), told = read(path, task)
    first, second = (replace(speaker, mentions=speaker.mentions) for speaker in before.speakers)
    mention = replace(first.mentions[0], end=58, text="Zoe\u0301")
    assert record.speakers == (replace(first, role="lord mayor", mentions=(mention,)), second)
    assert {quote.id: quote.speaker for quote in record.quotes} == {"q1": "s2", "q2": "s1", "q3": ""}
    month = {"value": "2024-05", "earliest": "2024-05-01", "latest": "2024-05-31"}
    assert record.dates == (replace(before.dates[0], **month),)
    assert told == ["bounds of dates that do not follow from the value, which are replaced"]


def test_the_annotation_that_was_changed_last_is_taken(path):
    gold = read_article(GOLD)
    task = task_of(gold)
    (answer,) = task["annotations"]
    earlier, skipped = ({"result": [], "updated_at": f"2026-01-0{day}T00:00:00Z"} for day in (1, 9))
    task["annotations"] = [answer | {"updated_at": "2026-01-02T00:00:00Z"}, earlier, skipped | {"was_cancelled": True}]
    task |= {"drafts": [{}], "predictions": [3]}
    assert read(path, [task]) == (
        [gold],
        [
            "annotations that were skipped",
            "drafts that nobody submitted",
            "annotations but for the one that was changed last",
        ],
    )


def test_a_draft_that_nobody_answered_for(path, tmp_path):
    draft = read_article(TRICKY)
    task = task_of(draft) | {"id": 7, "annotations": [], "predictions": [3]}
    assert read(path, [task], maps_of(tmp_path, draft)) == ([draft], [])
    (error,), _ = read(path, [task])
    assert "task 1: no annotation, and its prediction is not in the export; name the side map" in str(error)
    (record,), told = read(path, [{"id": 7, "data": {"text": "Rain in May 2021."}}])
    assert (record.id, record.quotes, told) == ("tasks-7", (), ["tasks without annotations"])


def test_what_a_record_has_no_place_for_is_told(path):
    entries = [
        {
            "id": "a",
            "type": "labels",
            "value": {"start": 0, "end": 4, "labels": ["PER", "LOC"]},
            "meta": {"text": ["?"]},
        },
        {"id": "b", "type": "rating", "value": {"rating": 3}},
        {"id": "a", "type": "choices", "from_name": "date_mod", "value": {"choices": ["START"]}},
        {"type": "relation", "from_id": "a", "to_id": "x", "labels": ["m", "n"]},
    ]
    task = {
        "id": 1,
        "data": {"text": "Rain fell.", "id": "../a", "url": "u"},
        "annotations": [{"result": entries, "completed_by": {"id": 4}}],
    }
    (record,), told = read(path, [task])
    assert (record.id, record.annotation.status) == ("a", "reviewed")
    assert [person.name for person in record.annotation.annotators] == ["Label Studio user 4"]
    assert told == [
        "data of tasks but for id, title and text",
        "characters of names of documents that an id cannot hold",
        "further labels of regions",
        "notes of regions",
        "entries of type 'rating'",
        "values that belong to no region, or to one of another label",
        "further labels of relations",
        "regions with labels that a record has no place for",
        "links that join nothing that a record joins",
    ]


REGION = {"id": "a", "type": "labels", "value": {"start": 3, "end": 7, "text": "fell", "labels": ["date"]}}


@pytest.mark.parametrize(
    ("task", "error"),
    [
        ({"text": "Rain", "annotation_id": 1}, "task 1: a task of JSON_MIN, which has no relations and no ids"),
        ([], "task 1: no task of Label Studio"),
        ({"data": {"image": "a.png"}}, "task 1: no text in its data"),
        ([REGION, REGION], "task 1: region 'a': an id that two regions have"),
        ([REGION | {"value": {"start": "/p[1]"}}], "task 1: no task about a text (Expected `int`, got `str`"),
        ([REGION | {"value": REGION["value"] | {"end": 99}}], "'fell. ' stands at 3 99, where the file has 'fell'"),
        (
            [REGION | {"value": {"start": 4, "end": 99, "labels": ["date"]}}],
            "task 1: date a at 4 to 99",
        ),
        (
            [REGION | {"value": REGION["value"] | {"start": 4, "end": 8}}],
            "where the file has 'fell'; the offsets count UTF-16 units",
        ),
        (
            [
                REGION | {"value": REGION["value"] | {"labels": ["number"]}},
                {"id": "a", "type": "textarea", "from_name": "number_terms", "value": {"text": ["five"]}},
            ],
            "task 1: region 'a': ['five'] as number_terms; write numbers there",
        ),
    ],
)
def test_what_is_no_task_is_told_and_the_others_are_read(path, task, error):
    if isinstance(task, list) and task:
        task = {"data": {"text": "👩\r\nfell. "}, "annotations": [{"result": task}]}
    items, _ = read(path, [task, task_of(read_article(TRICKY))])
    assert error in str(items[0]) and items[1].id == "tricky"


def test_what_is_no_json_is_told_with_its_line(tmp_path, onrecord):
    (tmp_path / "a.json").write_bytes(b'[\n{"data": {"text": "\xff"}}]')
    (tmp_path / "b.json").write_text('[\n\n{"data": 1,}]')
    done = onrecord("import", "--from", "label-studio", tmp_path)
    assert done.code == 1 and "a.json:2: not UTF-8" in done.err and "b.json:3: no proper JSON" in done.err
    (tmp_path / "none").mkdir()
    assert "no .json in it" in onrecord("import", "--from", "label-studio", tmp_path / "none").err
    done = onrecord("import", "--from", "label-studio", "-", stdin=to_label_studio(read_article(GOLD), Losses()))
    assert done.out.encode() == to_document_line(read_article(GOLD))


JUNK = (
    st.none() | st.booleans() | st.integers(-9, 2**40) | st.floats() | st.text(max_size=3) | st.just([]) | st.just({})
)


@settings(max_examples=150)
@given(st.data())
def test_nothing_but_input_errors_come_of_broken_files(tmp_path_factory, data):
    value = copy.deepcopy(BASE)
    for _ in range(data.draw(st.integers(1, 3))):
        holder = value
        while True:
            keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            if isinstance(holder[key], dict | list) and holder[key] and data.draw(st.booleans() | st.just(True)):
                holder = holder[key]
                continue
            holder[key] = data.draw(JUNK)
            break
    written = bytearray(json.dumps(value).encode())
    if data.draw(st.booleans()):
        written[data.draw(st.integers(0, len(written) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("a") / "a.json"
    path.write_bytes(written)
    list(scan_label_studio(path, Losses(), NO_MAPS))  # errors stand among the records


BASE = json.loads(SAVED.read_text("utf-8"))
for answer in BASE[0]["annotations"]:
    answer.pop("prediction", None)
