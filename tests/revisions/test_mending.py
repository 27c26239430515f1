"""Only what can be meant in one way is mended; the rest is left and told."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import GOLD
from onrecord.articles import to_article
from onrecord.errors import InputError
from onrecord.revisions.mending import mend_file, mend_lines
from onrecord.revisions.spans import iter_spans, stands
from revision_cases import BASE, CASES, line, lines_of, record_of, write
from strategies import records


@pytest.fixture
def base():
    return lines_of(BASE)


def mended(tmp_path, lines):
    return mend_file(write(tmp_path / "base.jsonl", lines))


def test_a_surface_at_one_place_sets_the_offsets(tmp_path, base):
    line(base, "n1")["counted"][0] |= {"start": 0, "end": 0}
    result = mended(tmp_path, base)
    assert result.data == BASE.read_bytes() and not result.left
    assert [str(change) for change in result.changes] == [
        f"{tmp_path}/base.jsonl:6: $.counted[0]: [0, 0) “people” → [50, 56) “people”"
    ]


def test_spans_that_all_moved_alike_are_moved_back_where_surfaces_repeat(tmp_path):
    lines = lines_of(GOLD)
    for _, span in (found for item in lines for found in iter_spans(item)):
        span["start"] += 7
        span["end"] += 7
    result = mended(tmp_path, lines)
    assert result.data == GOLD.read_bytes() and not result.left and len(result.changes) > 100


@pytest.mark.parametrize(
    "identifier, edit, reason",
    [
        ("n1", {"start": 44}, "either the offsets are right, or the surface, which stands at [45, 49)"),
        ("n1", {"text": "Six"}, "the surface is nowhere"),
        ("d1", {"start": 2, "end": 3, "text": "a"}, "the surface stands at 6 places"),
    ],
)
def test_what_needs_judgement_is_left_and_told(tmp_path, base, identifier, edit, reason):
    line(base, identifier).update(edit)
    result = mended(tmp_path, base)
    assert [reason in str(change) for change in result.left] == [True]
    assert line([json.loads(item) for item in result.data.split(b"\n")[:-1]], identifier) == line(base, identifier)


def test_a_span_is_not_moved_onto_another_annotation(tmp_path, base):
    base.append(line(base, "n1") | {"id": "n2", "start": 0, "end": 4})
    result = mended(tmp_path, base)
    assert "another annotation is at [45, 49)" in str(result.left[0])


def test_edges_are_trimmed_and_surfaces_spelled_as_the_text_spells_them(tmp_path, base):
    base[0]["text"] = base[0]["text"].replace("Mayor Ann", "Mayor\u00a0Ann")
    line(base, "n1").update(start=44, end=50, text="\nFive ")
    result = mended(tmp_path, base)
    assert not result.left
    told = "\n".join(map(str, result.changes))
    assert "$.mentions[0]: [16, 29) “Mayor Ann Lee” → [16, 29) “Mayor\\xa0Ann Lee”" in told
    record = record_of(result.data)
    assert all(stands(span, record.text) for entry in record.entries for _, span in iter_spans(entry.value))
    assert b'"id":"n1","start":45,"end":49,"text":"Five"' in result.data


def test_documents_keep_their_path_and_fields_of_others(tmp_path):
    data = (CASES / "valid" / "documents.jsonl").read_bytes()
    path = tmp_path / "d.jsonl"
    path.write_bytes(data.replace(b'"start":50,"end":56', b'"acme:x":[1.0],"start":3,"end":9', 1))
    result = mend_file(path)
    assert result.changes[-1].path == ("numbers", 0, "counted", 0)
    assert b'"counted":[{"start":50,"end":56,"text":"people","acme:x":[1.0]}]' in result.data


def test_what_is_not_json_is_refused():
    with pytest.raises(InputError, match=r"base\.jsonl:6: NaN"):
        mend_file(CASES / "invalid" / "not-json" / "base.jsonl")


@settings(max_examples=100)
@given(records(), st.integers(-50, 50))
def test_mended_files_stay_as_they_are_and_no_span_that_stands_is_moved(record, shift):
    canonical = to_article(record)
    assert mend_lines(enumerate(canonical.splitlines(keepends=True), 1), "x").data == canonical
    lines = [json.loads(item) for item in canonical.split(b"\n")[:-1]]
    for _, span in (found for item in lines[1::2] for found in iter_spans(item)):
        span["start"] += shift
    once = mend_lines(enumerate((json.dumps(item).encode() + b"\n" for item in lines), 1), "x")
    for change in once.changes[1:]:
        assert "→" in str(change)
    again = mend_lines(enumerate(once.data.splitlines(keepends=True), 1), "x")
    assert again.data == once.data and len(again.left) == len(once.left)
