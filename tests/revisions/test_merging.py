"""Merges by annotation and field: nothing is lost, and what needs a person is marked."""

from __future__ import annotations

import copy
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import GOLD
from onrecord.articles import to_article, to_document_line
from onrecord.revisions.merging import merge_records
from onrecord.revisions.records import to_bytes
from revision_cases import BASE, CASES, line, lines_of, record_of, write
from strategies import records


class Sides:
    """Three versions of an article as lines, to be edited and merged on the command line."""

    def __init__(self, folder, onrecord):
        self.folder, self.onrecord = folder, onrecord
        self.base = lines_of(BASE)
        self.ours, self.theirs = copy.deepcopy(self.base), copy.deepcopy(self.base)

    def merge(self, *arguments, name="base.jsonl"):
        paths = [self.folder / side / name for side in ("base", "ours", "theirs")]
        for path, lines in zip(paths, (self.base, self.ours, self.theirs), strict=True):
            path.parent.mkdir(exist_ok=True)
            write(path, lines)
            self.onrecord("fmt", path)
        out = self.folder / name
        result = self.onrecord("merge", *paths, "-o", out, *arguments)
        text = out.read_text("utf-8")
        if result.code == 0:
            assert self.onrecord("validate", out).out == "" and self.onrecord("fmt", "--check", out).code == 0
        else:
            assert self.onrecord("validate", out).code == 1
        return result, text

    def merged(self):
        result, text = self.merge()
        assert result.code == 0, result.err
        return [json.loads(item) for item in text.split("\n")[:-1]], result.err


@pytest.fixture
def sides(tmp_path, onrecord):
    return Sides(tmp_path, onrecord)


def number(identifier="n2", start=54, end=56, text="le", **fields):
    plain = next(item for item in lines_of(BASE) if item["id"] == "n1")
    return plain | {"id": identifier, "start": start, "end": end, "text": text, "counted": []} | fields


def test_changes_of_different_annotations_and_fields_are_all_taken(sides):
    line(sides.ours, "n1")["value"] = 6
    line(sides.theirs, "n1")["counted"] = []
    line(sides.theirs, "d1")["mod"] = "APPROX"
    line(sides.ours, "s1")["mentions"][0]["form"] = "nominal"
    line(sides.theirs, "s1")["role"] = "Major"
    sides.ours[0]["annotation"]["annotators"].append({"name": "A", "kind": "person", "version": "", "task": "check"})
    sides.theirs[0]["annotation"]["annotators"].append({"name": "B", "kind": "person", "version": "", "task": "check"})
    sides.theirs.append(number())
    lines, told = sides.merged()
    n1, s1 = line(lines, "n1"), line(lines, "s1")
    assert (n1["value"], n1["counted"], line(lines, "d1")["mod"]) == (6, [], "APPROX")
    assert (s1["role"], s1["mentions"][0]["form"]) == ("Major", "nominal")
    assert [a["name"] for a in lines[0]["annotation"]["annotators"][-2:]] == ["A", "B"]
    assert line(lines, "n2")["text"] == "le" and told == ""


def test_one_field_changed_by_both_is_marked_with_the_rest_merged(sides):
    line(sides.ours, "n1").update(value=6, unit="t")
    line(sides.theirs, "n1").update(value=7, modifier="about")
    line(sides.theirs, "d1")["mod"] = "APPROX"
    result, text = sides.merge("--marker-size", "9")
    assert result.code == 1 and "conflict in n1: value: 6 in ours, 7 in theirs" in result.err
    lines = text.split("\n")
    i = lines.index("<<<<<<<<< ours")
    assert lines[i + 2] == "=========" and lines[i + 4] == ">>>>>>>>> theirs"
    for value, chosen in ((6, lines[i + 1]), (7, lines[i + 3])):
        merged = json.loads(chosen)
        assert (merged["value"], merged["unit"], merged["modifier"]) == (value, "t", "about")
    assert text.count("<<<<<<<<<") == 1 and '"mod":"APPROX"' in text
    rest = [json.loads(item) for item in [*lines[:i], *lines[i + 5 : -1]]]
    assert {item["id"] for item in rest} == {item["id"] for item in sides.base} - {"n1"}


def test_a_span_is_one_field(sides):
    line(sides.ours, "n1").update(end=56, text="Five people")
    line(sides.theirs, "n1").update(start=46, text="ive")
    result, text = sides.merge()
    assert result.code == 1
    assert '"start":45,"end":56,"text":"Five people"' in text and '"start":46,"end":49,"text":"ive"' in text


def test_deleted_here_and_changed_there_is_a_conflict_and_deleted_on_both_is_gone(sides):
    sides.ours.remove(line(sides.ours, "n1"))
    sides.ours.remove(line(sides.ours, "d1"))
    sides.theirs.remove(line(sides.theirs, "d1"))
    line(sides.theirs, "n1")["value"] = 6
    result, text = sides.merge()
    assert result.code == 1 and "conflict in n1: ours deleted it, theirs changed it" in result.err
    assert '<<<<<<< ours\n=======\n{"layer":"number","id":"n1"' in text and '"id":"d1"' not in text


def test_the_same_id_for_two_new_annotations_gets_a_free_one_and_what_names_it_follows(sides):
    quote = line(sides.base, "q1")
    speaker = line(sides.base, "s1")
    mention = {"id": "m2", "start": 50, "end": 56, "text": "people", "form": "nominal"}
    sides.ours.append(
        speaker | {"id": "s2", "name": "we", "mentions": [mention | {"start": 1, "end": 3, "text": "We"}]}
    )
    sides.ours.append(
        quote
        | {
            "id": "q2",
            "kind": "indirect",
            "content": [{"start": 1, "end": 3, "text": "We"}],
            "marks": [],
            "parent": "q1",
        }
    )
    sides.theirs.append(speaker | {"id": "s2", "name": "people", "mentions": [mention]})
    cue, source = [{"start": 57, "end": 61, "text": "came"}], [{"start": 50, "end": 56, "text": "people"}]
    inner = {
        "id": "q2",
        "kind": "indirect",
        "content": [{"start": 45, "end": 49, "text": "Five"}],
        "marks": [],
        "cue": cue,
        "source": source,
    }
    sides.theirs.append(quote | inner | {"speaker": "s2"})
    sides.theirs.append(quote | inner | {"id": "q3", "cue": [], "speaker": "s2", "parent": "q2"})
    lines, told = sides.merged()
    assert line(lines, "q2")["parent"] == "q1" and line(lines, "s2")["name"] == "we"
    assert (line(lines, "s3")["name"], line(lines, "s3")["mentions"][0]["id"]) == ("people", "m3")
    assert line(lines, "q4")["speaker"] == "s3"
    assert (line(lines, "q3")["parent"], line(lines, "q3")["speaker"]) == ("q4", "s3")
    assert "q2 of theirs is q4 now: ours added another one" in told and "m2 of theirs is m3" in told


def test_the_same_new_annotation_is_taken_once_whatever_its_id(sides):
    sides.ours += [number("n2"), number("n3", 57, 61, "came")]
    sides.theirs += [number("n2", 57, 61, "came", unit="t"), number("n4")]
    result, text = sides.merge()
    assert result.code == 1 and "conflict in n3: unit: '' in ours, 't' in theirs" in result.err
    assert text.count('"text":"le"') == 1 and text.count('"text":"came"') == 2
    line(sides.theirs, "n2")["unit"] = ""
    lines, told = sides.merged()
    assert [item["id"] for item in lines if item["layer"] == "number"] == ["n1", "n2", "n3"]
    assert "n2 of theirs is n3 now: ours added the same" in told


def test_what_one_side_deleted_and_the_other_names_is_a_conflict(sides):
    sides.ours.remove(line(sides.ours, "s1"))
    line(sides.ours, "q1").update(speaker="")
    sides.theirs.append(line(sides.base, "q1") | {"id": "q2", "cue": []})
    result, text = sides.merge()
    assert result.code == 1 and "conflict in s1: ours deleted it, q2 of theirs names it" in result.err
    assert '<<<<<<< ours\n=======\n{"layer":"speaker","id":"s1"' in text


def test_a_clean_merge_that_validate_would_refuse_is_a_conflict(sides):
    line(sides.ours, "g2").update(kind="boilerplate", sentences=[])
    sides.ours.remove(line(sides.ours, "n1"))
    sides.theirs.append(number())
    result, text = sides.merge()
    assert result.code == 1 and "conflict in n2" in result.err and "in-boilerplate" in result.err
    assert '<<<<<<< ours\n=======\n{"layer":"number","id":"n2"' in text


def test_the_text_edited_on_one_side_moves_the_others_offsets(sides, onrecord, tmp_path):
    sides.theirs[0]["text"] = sides.theirs[0]["text"].replace("Mayor", "Lord Mayor")
    edited = write(tmp_path / "base.jsonl", sides.theirs)
    assert onrecord("rebase", edited).code == 0
    sides.theirs = lines_of(edited)
    sides.ours.append(number())
    line(sides.ours, "n1")["value"] = 6
    lines, told = sides.merged()
    assert (line(lines, "n2")["start"], line(lines, "n1")["start"], line(lines, "n1")["value"]) == (59, 50, 6)
    assert "theirs edited the text" in told
    sides.ours, sides.theirs = sides.theirs, sides.ours
    assert sides.merged()[0] == lines


def test_what_was_changed_here_and_lost_its_text_there_is_a_conflict(sides, onrecord, tmp_path):
    sides.theirs[0]["text"] = sides.theirs[0]["text"].replace("Five people came.\n", "")
    edited = write(tmp_path / "base.jsonl", sides.theirs)
    assert onrecord("rebase", edited, "--drop-lost").code == 0
    sides.theirs = lines_of(edited)
    assert {item["id"] for item in sides.merged()[0]} == {"base", "q1", "g1", "s1", "d1", "g3"}
    line(sides.ours, "n1")["value"] = 6
    result, text = sides.merge()
    assert "conflict in n1: ours changed it, theirs changed its text" in result.err and '"value":6' in text


def test_texts_edited_on_both_sides_are_a_conflict_of_the_whole(sides):
    for side, word in ((sides.ours, "We"), (sides.theirs, "They")):
        side[0]["text"] = side[0]["text"].replace("im", word.lower())
        line(side, "g3").update(end=63 + len(word), text=word.lower())
    result, text = sides.merge()
    assert result.code == 1 and "conflict in document: text" in result.err
    lines = text.split("\n")
    assert [len(lines[: lines.index("=======")]), lines[0]] == [len(sides.base) + 1, "<<<<<<< ours"]


def test_files_without_a_base_merge_where_they_agree(sides):
    sides.base = []
    line(sides.theirs, "n1")["value"] = 6
    sides.theirs.append(number())
    result, text = sides.merge()
    assert result.code == 1 and text.count("<<<<<<<") == 1 and text.count('"id":"n2"') == 1


def test_document_records_merge_by_article(tmp_path, onrecord):
    base = (CASES / "valid" / "documents.jsonl").read_text("utf-8").split("\n")[:2]
    paths = [tmp_path / name for name in ("base.jsonl", "ours.jsonl", "theirs.jsonl")]
    ours = [base[0].replace('"value":5', '"value":6'), base[1]]
    theirs = [base[0].replace('"title":""', '"title":"T"'), base[1].replace('"title":""', '"title":"U"')]
    for path, lines in zip(paths, (base, ours, theirs), strict=True):
        path.write_text("\n".join(lines) + "\n", "utf-8")
    merged = onrecord("merge", *paths)
    assert (
        merged.code == 0 and '"title":"T"' in merged.out and '"value":6' in merged.out and '"title":"U"' in merged.out
    )
    paths[1].write_text(ours[0] + "\n", "utf-8")
    result = onrecord("merge", *paths)
    assert result.code == 1 and "ours deleted it, theirs changed it" in result.err


def test_what_is_no_record_is_refused(sides, onrecord, tmp_path):
    bad = tmp_path / "bad.jsonl"
    bad.write_text("<<<<<<< ours\n")
    result = onrecord("merge", BASE, BASE, bad)
    assert result.code == 2 and "bad.jsonl:1" in result.err
    sides.theirs.append(number("n1"))
    write(bad, sides.theirs)
    assert "'n1' twice" in onrecord("merge", BASE, BASE, bad).err
    assert "one form" in onrecord("merge", BASE, GOLD, CASES / "valid" / "documents.jsonl").err


@settings(max_examples=100)
@given(records(), records(), st.booleans())
def test_laws_of_merging(first, second, as_documents):
    form = to_document_line if as_documents else to_article
    base, other = record_of(form(first)), record_of(form(second))
    for versions in ((base, other, base), (base, base, other), (base, other, other)):
        merged = merge_records(*versions)
        assert not merged.conflicts and to_bytes(merged.ours) == form(second)


EDITS = {
    "n1": ("value", 7),
    "d1": ("mod", "APPROX"),
    "q1": ("negated", True),
    "s1": ("role", "R"),
    "g1": ("kind", "headline"),
}


@settings(max_examples=100)
@given(records(), st.sets(st.sampled_from(sorted(EDITS))))
def test_disjoint_edits_are_symmetric(record, mine):
    lines = [json.loads(item) for item in to_article(record).split(b"\n")[:-1]]

    def version(edited):
        edited_lines = copy.deepcopy(lines)
        for item in edited_lines[1:]:
            if item["id"] in edited and item["id"] in EDITS:
                name, value = EDITS[item["id"]]
                item[name] = value
        return record_of("".join(json.dumps(item) + "\n" for item in edited_lines).encode())

    base, ours, theirs = version(set()), version(mine), version(EDITS.keys() - mine)
    one, two = merge_records(base, ours, theirs), merge_records(base, theirs, ours)
    assert not one.conflicts and not two.conflicts
    assert to_bytes(one.ours) == to_bytes(two.ours) == to_bytes(version(set(EDITS)))
