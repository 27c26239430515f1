"""A record on an edited text: what is written stands in it, what is not is told."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import GOLD
from onrecord.articles import to_article
from onrecord.model import Record
from onrecord.revisions.rebasing import rebase, reconstructed
from onrecord.revisions.spans import extent_of, iter_spans, stands
from revision_cases import BASE, CASES, line, lines_of, record_of, write
from strategies import records, texts

WORDS = [f"{head}{tail}" for head in "bcdfghklm" for tail in ("alpha", "é", "👩‍👩‍👧", "שלום", "e\u0301x")]


def spans_of(record):
    return [(entry, path, span) for entry in record.parts() for path, span in iter_spans(entry.value)]


@settings(max_examples=150)
@given(records(), texts)
def test_every_span_stands_in_the_new_text_or_is_told_as_lost(record, new):
    before = record_of(to_article(record))
    rebased = rebase(before, record.text, new)
    after = spans_of(rebased.record)
    assert all(stands(span, new) for _, _, span in after)
    told = {(move.entry.line, move.path): move for move in rebased.moves}
    kept = [(extent_of(span), span["text"]) for _, _, span in after]
    for entry, path, span in spans_of(before):
        move = told.get((entry.line, path))
        in_lost = any(lost.line == entry.line for lost in rebased.lost)
        assert move is not None or in_lost or stands(span, new)
        assert (
            in_lost
            or (move and move.after is None)
            or entry.layer == "segment"
            or ((extent_of(move.after), move.after["text"]) if move else (extent_of(span), span["text"])) in kept
        )
    assert {entry.id for entry in before.entries} == {e.id for e in [*rebased.record.entries, *rebased.lost]}
    assert rebase(before, record.text, record.text).moves == []


@settings(max_examples=150)
@given(st.permutations(WORDS), st.data())
def test_spans_that_no_edit_touches_keep_their_surface(words, data):
    """Words are inserted, removed and replaced; every span of other words moves along, unchanged."""
    text = " ".join(words)
    starts = [len(" ".join(words[:i])) + bool(i) for i in range(len(words))]
    edits = data.draw(st.dictionaries(st.integers(0, len(words) - 1), st.sampled_from(["Xx", "Xx Yyy", "", "+"])))
    pieces = [
        edit if (edit := edits.get(i)) is not None and edit != "+" else "Zz " * (edit == "+") + word
        for i, word in enumerate(words)
    ]
    new = " ".join(filter(None, pieces))
    spans = [(s, s + len(word)) for s, word in zip(starts, words, strict=True)]
    numbers = [
        {"layer": "number", "id": f"n{i + 1}", "start": s, "end": e, "text": text[s:e]}
        for i, (s, e) in enumerate(spans)
    ]
    head = json.loads(to_article(Record(id="a", text=text)))
    record = record_of("".join(json.dumps(item) + "\n" for item in [head, *numbers]).encode())
    after = {entry.id: entry.value for entry in rebase(record, text, new).record.entries}
    for i, word in enumerate(words):
        if edits.get(i, "+") == "+":
            assert after[f"n{i + 1}"]["text"] == word and stands(after[f"n{i + 1}"], new)


def test_the_old_text_is_put_together_from_the_surfaces(tmp_path, onrecord):
    text = lines_of(GOLD)[0]["text"]
    assert reconstructed(record_of(GOLD.read_bytes()), "x") == text
    lines = lines_of(GOLD)
    lines[0]["text"] = text.replace("Jens", "Mr Jens", 1)
    path = write(tmp_path / GOLD.name, lines)
    result = onrecord("rebase", path)
    assert result.code == 0, result
    assert "s1 mentions[1]: changed [79, 118) “NATO Secretary General Jens Stoltenberg” → [79, 121)" in result.out
    assert "n2: moved [1571, 1577) “92,000” → [1574, 1580)" in result.out
    assert "source.sha256 is of another text" in result.out
    assert onrecord("validate", path).code == 0
    assert onrecord("rebase", path).out.count("\n") == 1


def test_lost_spans_are_refused_unless_they_may_be_dropped(tmp_path, onrecord):
    lines = lines_of(BASE)
    lines[0]["text"] = lines[0]["text"].replace("Five people came.\n", "")
    path = write(tmp_path / "base.jsonl", lines)
    before = path.read_bytes()
    result = onrecord("rebase", path)
    assert (result.code, path.read_bytes()) == (1, before)
    assert f"{path}:6: n1: lost [45, 49) “Five”" in result.out and "would be dropped" in result.out
    assert "nothing was written" in result.err
    assert onrecord("rebase", path, "--drop-lost", "--dry-run").code == 0 and path.read_bytes() == before
    result = onrecord("rebase", path, "--drop-lost")
    assert f'{path}:6: dropped: {{"layer":"number","id":"n1"' in result.out
    assert {item["id"] for item in lines_of(path)} == {"base", "q1", "g1", "s1", "d1", "g3"}
    assert onrecord("validate", path).code == 0


def test_what_named_the_lost_is_told(tmp_path):
    lines = lines_of(BASE)
    quote = line(lines, "q1")
    lines.append(
        quote | {"id": "q2", "content": [{"start": 8, "end": 13, "text": "ready"}], "parent": "q1", "marks": []}
    )
    lines[0]["text"] = text = lines[0]["text"].replace("“We are ready,” Mayor Ann Lee said", "It was ready")
    record = record_of(write(tmp_path / "base.jsonl", lines).read_bytes())
    rebased = rebase(record, reconstructed(record, "x"), text)
    assert {entry.id for entry in rebased.lost} == {"q1", "s1"}
    [left] = [entry for entry in rebased.record.entries if entry.layer == "quote"]
    assert (left.value["parent"], left.value["speaker"]) == ("", "")
    assert any("q2 names nothing in place of the lost q1" in note for note in rebased.notes)


def test_segments_take_in_what_is_written_on_their_line_and_new_lines_are_told():
    record = record_of(BASE.read_bytes())
    new = record.text.replace("came.", "came. They left.\nA line of its own.")
    rebased = rebase(record, record.text, new)
    segments = {entry.id: entry.value["text"] for entry in rebased.record.entries if entry.layer == "segment"}
    assert segments["g2"] == "Five people came. They left."
    assert any("“A line of its own.” is in no segment" in note for note in rebased.notes)
    assert rebased.is_whole


def test_other_texts_and_versions(tmp_path, onrecord):
    new = tmp_path / "new.txt"
    new.write_bytes(lines_of(BASE)[0]["text"].replace("Five", "At last five").encode())
    result = onrecord("rebase", BASE, "--text", new, "-o", "-")
    assert result.code == 0 and '"id":"n1","start":53,"end":57,"text":"five","kind"' in result.out
    assert "n1: changed [45, 49) “Five” → [53, 57) “five”" in result.err
    lines = lines_of(BASE)
    lines[0]["text"] = new.read_text("utf-8")
    edited = write(tmp_path / "base.jsonl", lines)
    by_base = onrecord("rebase", edited, "--base", "-", "-o", "-", stdin=BASE.read_bytes())
    assert by_base.out == result.out
    documents = tmp_path / "d.jsonl"
    documents.write_bytes((CASES / "valid" / "documents.jsonl").read_bytes())
    assert onrecord("rebase", documents).code == 0
    assert documents.read_bytes() == (CASES / "valid" / "documents.jsonl").read_bytes()


@pytest.mark.parametrize("edit", [{"start": 1, "end": 5}, {"end": 10**12}, {"start": 2, "end": 1}])
def test_surfaces_that_contradict_each_other_need_the_base(tmp_path, onrecord, edit):
    lines = lines_of(BASE)
    line(lines, "n1").update(edit)
    result = onrecord("rebase", write(tmp_path / "base.jsonl", lines))
    assert result.code == 2 and "--base" in result.err


def test_fields_of_others_move_along():
    data = BASE.read_bytes().replace(
        b'"negated":false', b'"negated":false,"acme:hedge":{"start":0,"end":3,"text":"\xe2\x80\x9cWe"}'
    )
    record = record_of(data)
    rebased = rebase(record, record.text, "Today: " + record.text)
    [quote] = [entry.value for entry in rebased.record.entries if entry.layer == "quote"]
    assert quote["acme:hedge"] == {"start": 7, "end": 10, "text": "“We"}
