"""Cases on disk: every test id has a minimal bad file and its exact report, and the tricky good files pass."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from onrecord.checks import TESTS

CASES = Path(__file__).parent / "cases"
VALID_DOCUMENT = (CASES / "valid" / "documents.jsonl").read_bytes().split(b"\n")[0] + b"\n"
INVALID = sorted((CASES / "invalid").iterdir())
VALID = sorted((CASES / "valid").iterdir())


def test_every_test_id_has_its_case_and_every_case_its_test_id():
    assert {case.name for case in INVALID} == set(TESTS)


@pytest.mark.parametrize("case", INVALID, ids=lambda case: case.name)
def test_bad_files_give_exactly_their_report(case, onrecord):
    """UPDATE_CASES=1 writes the reports anew, to be looked at as a diff."""
    result = onrecord("validate", ".", cwd=case)
    if os.environ.get("UPDATE_CASES"):
        (case / "expected.txt").write_text(result.out, "utf-8")
    assert result.code == 1
    assert result.out == (case / "expected.txt").read_text("utf-8")
    assert f"[{case.name}]" in result.out


@pytest.mark.parametrize("case", VALID, ids=lambda case: case.name)
def test_tricky_good_files_pass(case, onrecord):
    result = onrecord("validate", case)
    assert (result.code, result.out) == (0, "")


def test_all_findings_of_a_record_are_told_not_the_first(tmp_path, onrecord):
    good = (CASES / "valid" / "base.jsonl").read_text("utf-8")
    bad = good.replace('"value":5', '"value":"5"').replace('"kind":"direct"', '"kind":"loud"')
    (tmp_path / "base.jsonl").write_text(bad, "utf-8")
    result = onrecord("validate", tmp_path)
    assert "[wrong-type]" in result.out and "[not-in-list]" in result.out
    assert "2 findings in 1 of 1 file (1 record)" in result.err


def test_column_counts_code_points_to_the_value(tmp_path, onrecord):
    line = (CASES / "valid" / "documents.jsonl").read_text("utf-8").split("\n")[0]
    bad = line.replace('"title":""', '"title":"👩‍👩‍👧"').replace('"cue_class":"speech"', '"cue_class":"shout"')
    (tmp_path / "d.jsonl").write_text(bad + "\n", "utf-8")
    result = onrecord("validate", tmp_path / "d.jsonl")
    column = bad.index('"shout"') + 1
    assert f"d.jsonl:1:{column}: level 2 [not-in-list] $.quotes[0].cue_class: 'shout'" in result.out


def test_standard_input_gzip_and_levels(tmp_path, onrecord):
    import gzip

    data = (CASES / "valid" / "documents.jsonl").read_bytes()
    assert onrecord("validate", "-", stdin=data).code == 0
    bad = data.replace(b'"value":5', b'"value":"5"')
    assert "<stdin>:1:" in onrecord("validate", "-", stdin=bad).out
    packed = tmp_path / "d.jsonl.gz"
    packed.write_bytes(gzip.compress(bad))
    assert onrecord("validate", packed).code == 1
    assert onrecord("validate", "--level", "1", packed).code == 0
    packed.write_bytes(gzip.compress(bad)[:-20])
    result = onrecord("validate", packed)
    assert result.code == 1 and "not a whole gzip file" in result.out


@pytest.mark.parametrize(
    "data, expected",
    [
        (b"[" * 1_000_000 + b"\n", "nested too deeply"),
        (b'{"id":' + b"9" * 100_000 + b"}\n", "[not-json]"),
        (b"\x00\xff" * 1000, "[not-utf8]"),
        (b"{" + b'"__proto__":1,' + b'"' + b"k" * 2000 + b'":2}\n', "[unknown-field]"),
        (b'"text"\n', "[wrong-type]"),
        (b'{"layer":"document"}\n{"layer":"document"}\n', "[first-line]"),
        (b'{"layer":["x"]}\n', "[first-line]"),
        (b'{"layer":"document"}\n{"layer":["x"]}\n', "[unknown-layer]"),
        (b'{"\\u001b[2J":1}\n', "$['\\x1b[2J']"),
        (VALID_DOCUMENT.replace(b'"start":50', b'"start":50.0'), "[wrong-type] $.numbers[0].counted[0].start"),
        (VALID_DOCUMENT.replace(b'"start":50', b'"start":true'), "[wrong-type]"),
        (VALID_DOCUMENT.replace(b'"value":5,', b'"value":1e999,'), "[not-json]"),
        (VALID_DOCUMENT.replace(b'"value":5,', b'"value":' + b"9" * 301 + b","), "[schema]"),
    ],
    ids="brackets digits binary keys string two-documents layer later-layer escape float boolean huge long".split(),
)
def test_hostile_files_get_a_finding(tmp_path, onrecord, data, expected):
    path = tmp_path / "hostile.jsonl"
    path.write_bytes(data)
    result = onrecord("validate", path)
    assert result.code == 1 and expected in result.out, result
    assert len(result.out) < 20_000


def test_control_characters_in_data_never_reach_the_terminal(tmp_path, onrecord):
    good = (CASES / "valid" / "base.jsonl").read_text("utf-8")
    bad = good.replace('"kind":"direct"', '"kind":"\\u001b[2J\\u009b\\u202e"')
    (tmp_path / "base.jsonl").write_text(bad, "utf-8")
    result = onrecord("validate", tmp_path)
    assert "[not-in-list]" in result.out
    assert not set(result.out) & {"\x1b", "\x9b", "\u202e"}


def test_missing_paths_and_empty_folders_are_wrong_use(tmp_path, onrecord):
    assert "cannot be read" in onrecord("validate", tmp_path / "no.jsonl").err
    result = onrecord("validate", tmp_path)
    assert result.code == 2 and "without .jsonl files" in result.err
    assert onrecord("validate").code == 2
