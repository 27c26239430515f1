"""Random edits of the gold article on two sides: what a side did is in the merge, or in its marks."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import GOLD
from onrecord.revisions.canonical import same
from onrecord.revisions.merged_files import checked, marked
from onrecord.revisions.merging import merge_records
from onrecord.revisions.naming import by_key
from onrecord.revisions.rebasing import rebase
from onrecord.revisions.records import Entry, FileRecord, scan_lines, to_bytes
from onrecord.revisions.references import rename
from onrecord.revisions.spans import iter_spans, stands
from onrecord.revisions.three_way import Three
from onrecord.validation import validate
from revision_cases import record_of

BASE = record_of(GOLD.read_bytes())
PLACES = {word: range(len(BASE.text)) for word in ("Russia", "NATO", "said", "Ukraine")}
WORDS = [(i, i + len(word)) for word, places in PLACES.items() for i in places if BASE.text.startswith(word, i)]
EDITED = [key for key in by_key(BASE) if key[1] in ("q1", "q8", "s6", "s8", "n1", "d1", "d2", "g1", "g9")]
CHANGES = {
    "quote": [("negated", True), ("cue_class", "thought"), ("kind", "direct"), ("addressee", [])],
    "number": [("unit", "t"), ("value", 3), ("counted", [])],
    "date": [("mod", "APPROX"), ("zone", "Z"), ("value", "2021")],
    "speaker": [("role", "A"), ("role", "B"), ("affiliation", "C")],
    "segment": [("kind", "headline"), ("kind", "paragraph")],
}


def delete(record: FileRecord, entry: Entry) -> None:
    """Take an annotation out, and its id out of what names it."""
    record.entries.remove(entry)
    for other in record.entries:
        rename(other, lambda layer, name: "" if (layer, name) == (entry.layer, entry.id) else name)


def new_quote(draw, record: FileRecord) -> Entry:
    """A quote of one word, which names a speaker and a quote that the record has."""
    start, end = draw(st.sampled_from(WORDS))
    names = [*(name for layer, name in by_key(record) if (layer, name) in EDITED), ""]
    speaker, parent = ([name for name in names if name[:1] in ("", kind)] for kind in "sq")
    value = by_key(BASE)["quote", "q1"].value | {
        "id": "q19", "content": [{"start": start, "end": end, "text": BASE.text[start:end]}], "cue": [], "source": [],
        "addressee": [], "speaker": draw(st.sampled_from(speaker)), "parent": draw(st.sampled_from(parent)),
    }  # fmt: skip
    return Entry("quote", value)


@st.composite
def versions(draw, *, with_text: bool = False) -> FileRecord:
    """The gold article after a few edits: fields changed, annotations deleted and added, perhaps the text edited."""
    record = BASE.copy()
    keys = draw(st.lists(st.sampled_from(EDITED), max_size=6, unique=True))
    for entry in [entry for entry in record.entries if (entry.layer, entry.id) in keys]:
        if entry.layer in ("number", "quote", "speaker") and draw(st.booleans()):
            delete(record, entry)
        else:
            name, value = draw(st.sampled_from(CHANGES[entry.layer]))
            entry.value[name] = copy.deepcopy(value)
    model = by_key(BASE)["number", "n2"].value
    for i, (start, end) in enumerate(draw(st.lists(st.sampled_from(WORDS), max_size=3, unique=True)), 3):
        place = {"id": f"n{i}", "start": start, "end": end, "text": BASE.text[start:end]}
        value = model | place | {"value": draw(st.integers(1, 2)), "counted": [], "modifier_spans": []}
        record.entries.append(Entry("number", value))
    if draw(st.booleans()):
        record.entries.append(new_quote(draw, record))
    if with_text and draw(st.booleans()):
        start, end = draw(st.sampled_from(WORDS))
        text = BASE.text[:start] + draw(st.sampled_from(["", "new words", "X"])) + BASE.text[end:]
        record = rebase(record, BASE.text, text).record
    return record


def is_valid(record: FileRecord, folder) -> bool:
    path = folder / f"{BASE.id}.jsonl"
    path.write_bytes(to_bytes(record))
    return not [i for i in validate([path]) if i.test_id != "file-name"]


def plain(entry: Entry):
    return {name: value for name, value in entry.value.items() if name not in ("id", "parent")}


@settings(max_examples=150)
@given(versions(), versions())
def test_what_a_side_did_is_in_the_merge_or_in_its_marks(ours, theirs):
    merged = checked(merge_records(BASE, ours, theirs), Three(BASE, ours, theirs))
    base = by_key(BASE)
    for side, result in ((ours, merged.ours), (theirs, merged.theirs)):
        kept = by_key(result)
        for key, entry in by_key(side).items():
            if key not in base:
                assert any(same(plain(entry), plain(other)) for other in result.entries)
                continue
            changed = {name for name, value in entry.value.items() if not same(base[key].value.get(name), value)}
            assert all(same(kept[key].value[name], entry.value[name]) for name in changed)
        gone = base.keys() - by_key(side).keys()
        assert all(key not in kept or key in merged.conflicts for key in gone)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("merged")


@settings(max_examples=60)
@given(versions(with_text=True), versions(with_text=True))
def test_clean_merges_of_valid_sides_are_valid_and_others_have_marks(folder, ours, theirs):
    merged = checked(merge_records(BASE, ours, theirs), Three(BASE, ours, theirs))
    data = marked(merged, 7)
    assert bool(merged.conflicts) == (b"<<<<<<< ours\n" in data)
    if merged.conflicts:
        return
    [record] = scan_lines(enumerate(data.splitlines(keepends=True), 1), "merged")
    assert to_bytes(record) == data
    assert all(stands(span, record.text) for entry in record.parts() for _, span in iter_spans(entry.value))
    if is_valid(ours, folder) and is_valid(theirs, folder):
        assert is_valid(record, folder)
