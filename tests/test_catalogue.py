"""schema/CHECKS.md: every check is in it with its bad file, and no data in it is Markdown."""

from __future__ import annotations

import re

import pytest

from onrecord.catalogue import excerpt, page
from onrecord.checks import LEVELS, TESTS, VALID
from onrecord.errors import OnrecordError
from onrecord.incident import Incident

LINE = '{"id":"n1","text":"```\u202e<script>|[x](y)\r"}'


@pytest.fixture
def cases(tmp_path):
    for test_id, rule in TESTS.items():
        case = tmp_path / ("invalid" if rule.level <= VALID else "suspicious") / test_id
        case.mkdir(parents=True)
        (case / "base.jsonl").write_bytes(f"\n{LINE}\n".encode())
    return tmp_path


def find(case):
    common = {"file": f"{case}/base.jsonl", "line": 2, "column": 7, "path": "$.id", "level": TESTS[case.name].level}
    yield Incident(test_id="too-long", found="another", expected="", mend="no", **common)
    yield Incident(
        test_id=case.name, found=f"```, also at {case}/a.jsonl:1", expected="a word", mend="write one", **common
    )


def test_every_check_has_a_section_with_its_example(cases):
    text = page(cases, find)
    assert re.findall(r"^### (.*)$", text, re.MULTILINE) == sorted(TESTS, key=lambda test_id: TESTS[test_id].level)
    for test_id, rule in TESTS.items():
        section = text.split(f"### {test_id}\n")[1].split("\n### ")[0]
        assert rule.text in section and rule.why in section
        assert f"\nbase.jsonl:2:7: level {rule.level} [{test_id}] $.id: " in section
        assert f"| {rule.level} | [`{test_id}`](#{test_id}) |" in text
    assert all(f"| {level}, {name} |" in text for level, name in LEVELS.items())
    assert text == page(cases, find)


def test_no_data_leaves_its_block_and_no_path_of_the_machine_is_told(cases):
    text = page(cases, find)
    assert str(cases) not in text and "also at a.jsonl:1" in text
    outside = re.sub(r"^(````+)text\n.*?\n\1$", "", text, flags=re.MULTILINE | re.DOTALL)
    assert "<script>" in text and "<script>" not in outside
    assert not set(text) & {"\u202e", "\r", "\x1b"} and "\\u202e" in text


def test_a_check_without_its_case_is_told(cases):
    (cases / "invalid" / "span-text" / "base.jsonl").unlink()
    (cases / "invalid" / "span-text").rmdir()
    with pytest.raises(OnrecordError, match=r"span-text: no bad file here gives the finding \[span-text\]"):
        page(cases, find)
    (cases / "invalid" / "span-text").mkdir()
    with pytest.raises(OnrecordError, match="span-text"):
        page(cases, lambda case: [] if case.name == "span-text" else find(case))


def test_an_excerpt_is_cut_around_the_column(tmp_path):
    path = tmp_path / "x.jsonl"
    path.write_bytes(b"first\n" + b"a" * 300 + b"\xe9" + b"b" * 300)
    assert excerpt(path, 2, 301) == f"…{'a' * 40}\\xe9{'b' * 116}…"
    assert excerpt(path, 1, 1) == "first" and excerpt(path, 9, 1) == ""
    packed = tmp_path / "x.jsonl.gz"
    packed.write_bytes(b"1234")
    assert excerpt(packed, 1, 1) == "(4 bytes)"
    path.write_bytes(b"")
    assert excerpt(path, 1, 1) == "(0 bytes)"
