"""What differs between two versions, for people and for programs."""

from __future__ import annotations

import copy
import json

import pytest
from hypothesis import given, settings

from conftest import Result
from onrecord.articles import to_article, to_document_line
from onrecord.revisions.differences import Edit, compare, edits
from revision_cases import BASE, CASES, line, lines_of, record_of, write
from strategies import records, texts


@pytest.fixture
def diff(tmp_path, onrecord):
    """The lines that tell of an edit of the base article, and the exit code."""

    def run(edit, *arguments):
        lines = copy.deepcopy(lines_of(BASE))
        edit(lines)
        path = write(tmp_path / "base.jsonl", lines)
        result = onrecord("diff", *arguments, BASE, path)
        assert result.err == ""
        return result.code, result.out.split("\n")[:-1]

    return run


def test_fields_annotations_and_ids(diff):
    def edit(lines):
        lines[0]["annotation"]["status"] = "gold"
        lines[0]["acme:note"] = "a b"
        line(lines, "n1").update(value=6, end=56, text="Five people", counted=[])
        line(lines, "s1")["mentions"][0]["form"] = "nominal"
        line(lines, "s1")["id"] = "s7"
        line(lines, "q1").update(speaker="s7", negated=True)
        lines.remove(line(lines, "d1"))
        lines.append(
            {"layer": "number", "id": "n2", "start": 54, "end": 56, "text": "le", "kind": "cardinal", "value": 2}
        )

    code, told = diff(edit)
    assert code == 1
    assert told[0].endswith("base.jsonl (4 changed, 1 removed, 1 added)")
    assert told[1:] == [
        "~ document: annotation.status draft → gold, acme:note nothing → 'a b'",
        "~ q1 “We are ready,”: negated false → true".replace("“We are ready,”", "““We are ready,””"),
        "~ s1 → s7 “Ann Lee”: mentions.m1.form name → nominal",
        "- date d1 “May 2” at 38: type DATE, value 2024-05-02, earliest 2024-05-02, latest 2024-05-02, "
        "anchor (basis published, value 2024-05-03)",
        "~ n1 “Five people”: span [45, 49) “Five” → [45, 56) “Five people”, value 5 → 6, counted −[50, 56) “people”",
        "+ number n2 “le” at 54: kind cardinal, value 2",
    ]


def test_what_only_has_another_id_is_renumbered(diff):
    def edit(lines):
        line(lines, "s1")["id"] = "s7"
        line(lines, "q1")["speaker"] = "s7"

    assert diff(edit)[1][1:] == ["= s1 → s7 “Ann Lee”: renumbered"]


def test_offsets_that_moved_with_the_text_are_no_difference(diff, onrecord, tmp_path):
    new = tmp_path / "new.txt"
    new.write_bytes(lines_of(BASE)[0]["text"].replace("Mayor", "Lord Mayor").encode())
    moved = onrecord("rebase", BASE, "--text", new, "-o", "-").out
    result = onrecord("diff", BASE, "-", stdin=moved.encode())
    assert result.code == 1 and "~ text at 16: “” → “Lord ”\n" in result.out
    assert "n1" not in result.out


def test_json_has_an_object_a_field(diff):
    code, told = diff(lambda lines: line(lines, "n1").update(value=6), "--format", "json")
    [difference] = map(json.loads, told)
    assert code == 1 and difference.pop("file").endswith("base.jsonl")
    about = {"article": "base", "change": "changed", "layer": "number", "id": "n1"}
    assert difference == about | {"field": "value", "before": 5, "after": 6}
    [gone] = map(json.loads, diff(lambda lines: lines.remove(line(lines, "n1")), "--format", "json")[1])
    assert (gone["change"], gone["before"]["id"], gone["after"]) == ("removed", "n1", None)


def test_equal_in_both_forms_and_folders(tmp_path, onrecord):
    assert onrecord("diff", CASES / "valid", CASES / "valid") == Result(0, "", "")
    twice = CASES / "invalid" / "duplicate-article"
    assert "twice" in onrecord("diff", twice, twice).err
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "base.jsonl").write_bytes(BASE.read_bytes())
    assert (onrecord("diff", folder, BASE).code, onrecord("diff", BASE, folder).out) == (0, "")
    (folder / "emoji.jsonl").write_bytes((CASES / "valid" / "emoji.jsonl").read_bytes())
    result = onrecord("diff", BASE, folder)
    assert result.code == 1 and "emoji.jsonl (" in result.out and "\n+ " in result.out and "\n- " not in result.out
    assert onrecord("diff", BASE, tmp_path / "none.jsonl").code == 2
    assert onrecord("diff", BASE).code == 2


def test_colour_only_where_it_is_wanted(diff):
    def edit(lines):
        line(lines, "n1")["unit"] = "\x1b[2J"

    assert not any("\x1b" in told for told in diff(edit)[1])
    coloured = "\n".join(diff(edit, "--color", "always")[1])
    assert "\x1b[33m~ n1" in coloured and "\x1b[2J" not in coloured


@pytest.mark.parametrize(
    "old, new, expected",
    [
        ("Jens said", "Mr Jens said", [Edit(0, "", "Mr ")]),
        ("cost 92,000 now", "cost 93,000 now", [Edit(5, "92", "93")]),
        ("he color", "he colour", [Edit(3, "color", "colour")]),
        ("a b", "a b", []),
    ],
)
def test_edits_are_told_in_words(old, new, expected):
    assert list(edits(old, new)) == expected


@settings(max_examples=100)
@given(records(), texts)
def test_nothing_differs_from_itself_and_every_edit_is_told(record, new):
    article, document = record_of(to_article(record)), record_of(to_document_line(record))
    assert list(compare(article, document)) == []
    assert bool(list(edits(record.text, new))) == (record.text != new)
    position = 0
    for edit in edits(record.text, new):
        assert edit.offset >= position and record.text.startswith(edit.before, edit.offset)
        position = edit.offset + len(edit.before)
