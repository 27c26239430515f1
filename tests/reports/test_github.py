"""Annotations within GitHub's limits, and nothing in the data that the runner would obey."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from samples import INCIDENTS, PLAIN, written

from onrecord.checks import TESTS
from onrecord.reports.github import Worst, attribute, data
from onrecord.reports.markdown import code


@pytest.fixture(autouse=True)
def _no_summary(monkeypatch):
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)


def obeyed(log: str) -> list[tuple[str, dict[str, str], str]]:
    """The commands that the runner would take from a log: actions/runner, ActionCommand.cs."""
    commands, stopped = [], ""
    for line in log.split("\n"):
        match = re.match(r"\s*::([^\s:]+)(?: ([^:]*))?::(.*)", line)
        if stopped:
            stopped = "" if match and match[1] == stopped else stopped
        elif match and match[1] == "stop-commands":
            stopped = match[3]
        elif match:
            pairs = (pair.partition("=") for pair in (match[2] or "").split(",") if pair)
            commands.append((match[1], {key: unescaped(value) for key, _, value in pairs}, unescaped(match[3])))
        else:
            assert "##[" not in line
    assert not stopped
    return commands


def unescaped(value: str) -> str:
    for escape, character in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        value = value.replace(escape, character)
    return value


def test_the_runner_obeys_what_is_ours_and_nothing_else():
    commands = obeyed(written("github"))
    assert [name for name, *_ in commands] == ["group", "endgroup", *["error"] * len(INCIDENTS), "notice"]
    found = {(fields["file"], fields["line"], fields["col"]) for name, fields, _ in commands if name == "error"}
    assert {(i.file, str(i.line), str(i.column)) for i in INCIDENTS if i.file.isprintable()} <= found
    assert any(INCIDENTS[5].found in message for *_, message in commands)


def test_the_token_that_ends_the_quotation_cannot_be_guessed():
    tokens = {re.search(r"::stop-commands::([0-9a-f]{32})\n", written("github"))[1] for _ in range(3)}
    assert len(tokens) == 3


def test_ten_errors_and_ten_warnings_the_worst_first():
    late = [replace(PLAIN, test_id="unknown-date", level=4, line=line) for line in range(1, 31)]
    early = [replace(PLAIN, test_id="not-json", level=1, line=line) for line in range(1, 31)]
    doubtful = [replace(PLAIN, test_id="span-edge", level=6, line=line) for line in range(1, 31)]
    commands = obeyed(written("github", [*late, *doubtful, *early]))
    errors = [(fields["title"], fields["line"]) for name, fields, _ in commands if name == "error"]
    assert len(errors) == 10 == [name for name, *_ in commands].count("warning")
    assert errors[:3] == [
        ("not-json (level 1, file)", "1"),
        ("unknown-date (level 4, references)", "1"),
        ("not-json (level 1, file)", "2"),
    ]
    assert "70 of them are not annotated" in commands[-1][2]


def test_one_of_each_test_comes_before_a_second_of_any():
    worst = Worst()
    ids = list(TESTS)[:12]
    list(worst.keeping(replace(PLAIN, test_id=test_id, level=TESTS[test_id].level) for test_id in [*ids, *ids]))
    assert [incident.test_id for incident in worst.of(valid=True)] == ids[:10]


def test_a_run_without_findings_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    log = written("github", [])
    assert log.endswith("\nno findings in 6 files (41 records)\n")
    assert [name for name, *_ in obeyed(log)] == ["group", "endgroup"]
    assert (tmp_path / "summary.md").read_text("utf-8") == "### onrecord\n\nno findings in 6 files (41 records).\n\n"


def test_escapes():
    assert data("a%0A,b:c\r\n\x1b") == "a%250A,b:c%0D%0A\\x1b"
    assert attribute("a%,b:c\n") == "a%25%2Cb%3Ac%0A"


@pytest.mark.parametrize(
    "text, expected",
    [
        ("plain", "`plain`"),
        ("a|b", "`a\\|b`"),
        ("a`b", "``a`b``"),
        ("`a``b`", "``` `a``b` ```"),
        ("", "`  `"),
        ("<b>\n\u202e", "`<b>\\n\\u202e`"),
        ("x" * 500, f"`{'x' * 399}…`"),
    ],
)
def test_data_in_markdown_is_code(text, expected):
    assert code(text) == expected
