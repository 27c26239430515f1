"""Cases on disk: every test id has a minimal bad file and its exact report, and the tricky good files pass."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from backports import zstd

from conftest import GOLD, ROOT, SEED
from onrecord.checks import TESTS, VALID

CASES = Path(__file__).parent / "cases"
VALID_DOCUMENT = (CASES / "valid" / "documents.jsonl").read_bytes().split(b"\n")[0] + b"\n"
INVALID = sorted((CASES / "invalid").iterdir())
SUSPICIOUS = sorted((CASES / "suspicious").iterdir())
GOOD = sorted((CASES / "valid").iterdir())


def test_every_test_id_has_its_case_and_every_case_its_test_id():
    assert {case.name for case in INVALID} == {test_id for test_id, rule in TESTS.items() if rule.level <= VALID}
    assert {case.name for case in SUSPICIOUS} == {test_id for test_id, rule in TESTS.items() if rule.level > VALID}


@pytest.mark.parametrize("case", [*INVALID, *SUSPICIOUS], ids=lambda case: case.name)
def test_bad_files_give_exactly_their_report(case, onrecord):
    """UPDATE_CASES=1 writes the reports anew, to be looked at as a diff."""
    command = "validate" if case.parent.name == "invalid" else "check"
    seeds = ("--seeds", "seeds") if (case / "seeds").is_dir() else ()
    result = onrecord(command, ".", *seeds, cwd=case)
    if os.environ.get("UPDATE_CASES"):
        (case / "expected.txt").write_text(result.out, "utf-8")
    assert result.code == (command == "validate")
    assert result.out == (case / "expected.txt").read_text("utf-8")
    assert f"[{case.name}]" in result.out


def test_what_needs_no_judgement_is_mended_and_the_rest_told(tmp_path, onrecord):
    text = (CASES / "valid" / "base.jsonl").read_text("utf-8")
    bad = text.replace('"start":45,"end":49,"text":"Five"', '"start":44,"end":48,"text":"Five"')
    bad = bad.replace('"value":5,', '"value": 5.0,').replace('"kind":"direct"', '"kind":"indirect"')
    path = tmp_path / "base.jsonl"
    path.write_text(bad, "utf-8")
    result = onrecord("validate", path, "--fix")
    assert ids(result) == ["kind-marks"] and "[44, 48)" in result.err
    assert path.read_text("utf-8") == text.replace('"kind":"direct"', '"kind":"indirect"')
    path.write_text('{"layer":"document"\n', "utf-8")
    result = onrecord("validate", path, "--fix")
    assert ids(result) == ["not-json"] and path.read_text("utf-8") == '{"layer":"document"\n'
    assert onrecord("validate", "-", "--fix").code == 2


@pytest.mark.parametrize("case", GOOD, ids=lambda case: case.name)
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


@pytest.mark.parametrize("mark", ["<<<<<<< ours", "||||||| base", "=======", ">>>>>>> theirs"])
def test_no_mark_of_a_conflict_is_passed_over(tmp_path, onrecord, mark):
    """A lone ======= once made an article file unreadable without a finding."""
    good = (CASES / "valid" / "base.jsonl").read_text("utf-8")
    (tmp_path / "base.jsonl").write_text(f"{good}{mark}\n", "utf-8")
    (tmp_path / "documents.jsonl").write_bytes(VALID_DOCUMENT + f"{mark}\n".encode())
    result = onrecord("validate", tmp_path)
    assert result.code == 1 and result.out.count("[conflict-marker]") == 2


def test_control_characters_in_data_never_reach_the_terminal(tmp_path, onrecord):
    good = (CASES / "valid" / "base.jsonl").read_text("utf-8")
    bad = good.replace('"kind":"direct"', '"kind":"\\u001b[2J\\u009b\\u202e"')
    (tmp_path / "base.jsonl").write_text(bad, "utf-8")
    result = onrecord("validate", tmp_path)
    assert "[not-in-list]" in result.out
    assert not set(result.out) & {"\x1b", "\x9b", "\u202e"}


def test_missing_paths_and_empty_folders_are_wrong_use(tmp_path, onrecord):
    assert "no such file or folder" in onrecord("validate", tmp_path / "no.jsonl").err
    result = onrecord("validate", tmp_path)
    assert result.code == 2 and "without .jsonl files" in result.err
    assert onrecord("validate").code == 2


def faulty(tmp_path, name="documents.jsonl"):
    """Two records: one with faults of levels 1, 3 and 4, one with a fault of level 2."""
    good = VALID_DOCUMENT
    first = good.replace(b'"title":""', b'"title": ""').replace(b'"speaker":"s1"', b'"speaker":"s7"')
    second = good.replace(b'"id":"one"', b'"id":"two"').replace(b'"kind":"direct"', b'"kind":"loud"')
    path = tmp_path / name
    path.write_bytes(first + second)
    return path


def ids(result):
    return re.findall(r"level \d \[([a-z0-9-]+)\]", result.out)


def test_a_level_is_run_on_what_passed_the_one_before(tmp_path, onrecord):
    path = faulty(tmp_path)
    assert ids(onrecord("validate", path)) == ["not-canonical", "unknown-speaker", "not-in-list"]
    assert ids(onrecord("validate", path, "--level", "3")) == ["not-canonical", "not-in-list"]
    shifted = path.read_bytes().replace(b'"start":30,"end":34', b'"start":31,"end":35')
    path.write_bytes(shifted)
    assert ids(onrecord("validate", path)) == ["not-canonical", "span-text", "not-in-list"]


def test_tests_are_chosen_by_id_and_those_left_out_count_as_passed(tmp_path, onrecord):
    path = faulty(tmp_path)
    path.write_bytes(path.read_bytes().replace(b'"start":30,"end":34', b'"start":31,"end":35'))
    assert ids(onrecord("validate", path, "--only", "unknown-speaker")) == ["unknown-speaker"]
    left = onrecord("validate", path, "--skip", "span-text", "--skip", "not-canonical")
    assert ids(left) == ["unknown-speaker", "not-in-list"]
    wrong = onrecord("validate", path, "--only", "no-such-test")
    assert wrong.code == 2 and "invalid choice: 'no-such-test'" in wrong.err


def test_a_limit_of_findings_is_told(tmp_path, onrecord):
    result = onrecord("validate", faulty(tmp_path), "--max-findings", "1")
    assert (result.code, len(ids(result))) == (1, 1)
    assert "there may be more" in result.err
    assert "there may be more" not in onrecord("validate", faulty(tmp_path), "--max-findings", "3").err
    assert onrecord("validate", faulty(tmp_path), "--max-findings", "0").code == 2


@pytest.mark.parametrize("packed", [gzip.compress, zstd.compress], ids=["gz", "zst"])
def test_packed_files_and_several_processes_tell_the_same(tmp_path, onrecord, packed):
    lines = [VALID_DOCUMENT.replace(b'"id":"one"', b'"id":"r%d"' % (i % 4000)) for i in range(4001)]
    plain, name = tmp_path / "d.jsonl", f"d.jsonl.{'gz' if packed is gzip.compress else 'zst'}"
    lines[7] = lines[7].replace(b'"id":"q1"', b'"id":"q01"')
    plain.write_bytes(b"".join(lines))
    (tmp_path / name).write_bytes(packed(plain.read_bytes()))
    one = onrecord("validate", plain)
    many = onrecord("validate", tmp_path / name, "--workers", "2")
    assert ids(one) == ["wrong-form", "duplicate-article"]
    assert many.out == one.out.replace("d.jsonl", name)


def test_parquet_of_the_documents_view_is_validated(tmp_path, onrecord):
    assert onrecord("validate", ROOT / "corpus" / "data" / "documents").code == 0
    view = pq.read_table(ROOT / "corpus" / "data" / "documents" / "train.parquet")
    rows = view.to_pylist()
    rows[0]["quotes"][2]["speaker"] = "s77"
    pq.write_table(pa.Table.from_pylist(rows, schema=view.schema), tmp_path / "train.parquet")
    result = onrecord("validate", tmp_path / "train.parquet")
    assert "train.parquet:1:1: level 4 [unknown-speaker] $.quotes[2].speaker: s77" in result.out
    broken = tmp_path / "broken.parquet"
    broken.write_bytes((tmp_path / "train.parquet").read_bytes()[:-9])
    assert ids(onrecord("validate", broken)) == ["not-whole"]


def test_both_engines_tell_the_same_of_every_case(onrecord):
    for case in INVALID:
        told = onrecord("validate", ".", "--engine", "jsonschema", "--seeds", "seeds", cwd=case)
        assert told.out == (case / "expected.txt").read_text()


def test_seeds_are_found_beside_the_corpus_and_where_they_are_named(tmp_path, onrecord):
    articles = tmp_path / "corpus" / "articles"
    articles.mkdir(parents=True)
    shutil.copy(GOLD, articles)
    assert onrecord("validate", articles).code == 0
    shutil.copytree(SEED.parent, tmp_path / "seeds")
    assert onrecord("validate", articles).code == 0
    (tmp_path / "seeds" / SEED.name).write_bytes(SEED.read_bytes().replace(b"Moscow", b"Moskva"))
    assert ids(onrecord("validate", articles)) == ["seed-sha256"]
    assert ids(onrecord("validate", articles, "--seeds", SEED.parent)) == []
    (tmp_path / "none").mkdir()
    assert ids(onrecord("validate", articles, "--seeds", tmp_path / "none")) == ["seed-missing"]


def test_reports_go_to_a_file_whole(tmp_path, onrecord):
    result = onrecord("validate", faulty(tmp_path), "--format", "json", "-o", tmp_path / "report.json")
    assert (result.code, result.out) == (1, "")
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert [finding["test_id"] for finding in report["findings"]] == ["not-canonical", "unknown-speaker", "not-in-list"]


def test_suspicions_end_well_unless_strict(tmp_path, onrecord):
    case = CASES / "suspicious" / "undated-year"
    assert (onrecord("check", case).code, onrecord("check", case, "--strict").code) == (0, 1)
    assert onrecord("check", case, "--strict", "--skip", "undated-year").code == 0
    assert onrecord("check", faulty(tmp_path)).code == 1
    assert onrecord("validate", case).code == 0
