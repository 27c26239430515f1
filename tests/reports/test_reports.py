"""Every report exactly as it is, on incidents that are as bad as data can be; UPDATE_REPORTS=1 writes them anew."""

from __future__ import annotations

import io
import os
import re

import pytest
from samples import CASES, INCIDENTS, PLAIN, written

from onrecord import __version__
from onrecord.checks import TESTS
from onrecord.reports import REPORTS, Totals, report

SUFFIXES = {"text": "txt", "github": "github.txt", "sarif": "sarif", "junit": "xml", "json": "json"}


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch):
    for name in ("GITHUB_STEP_SUMMARY", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)


def fixed(found: str) -> str:
    """The report without what changes from run to run, and from version to version."""
    found = re.sub(r"^::(stop-commands::)?[0-9a-f]{32}(?=(::)?$)", r"::\1TOKEN", found, flags=re.MULTILINE)
    return found.replace(f"onrecord {__version__}", "onrecord VERSION").replace(
        f'ersion":"{__version__}"', 'ersion":"VERSION"'
    )


def expected(name: str, found: str) -> str:
    path = CASES / name
    if os.environ.get("UPDATE_REPORTS"):
        path.write_bytes(found.encode())
    return path.read_bytes().decode()


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_exactly_this(name):
    found = fixed(written(name))
    assert found == expected(f"report.{SUFFIXES[name]}", found)


def test_the_summary_of_a_step_is_exactly_this_and_is_appended(tmp_path, monkeypatch):
    path = tmp_path / "summary.md"
    path.write_text("before\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    written("github")
    found = path.read_text("utf-8").removeprefix("before\n")
    assert found == expected("summary.md", found)


@pytest.mark.parametrize("name", sorted(REPORTS.keys() - {"junit"}))  # there a suite begins with its number of cases
def test_a_report_is_written_while_findings_still_come(name):
    out = io.StringIO()
    lengths = []

    def incidents():
        for _ in range(5):
            lengths.append(out.tell())
            yield PLAIN

    report(name, incidents(), Totals(), out)
    assert lengths == sorted(set(lengths))


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_that_a_terminal_obeys_is_in_a_report(name):
    assert all(c.isprintable() or c == "\n" for c in written(name))


def test_totals_count_files_levels_and_tests():
    totals = Totals(files=40, records=1234)
    assert str(totals) == "no findings in 40 files (1,234 records)"
    assert list(totals.counting(INCIDENTS)) == INCIDENTS
    assert (totals.findings, totals.faulty_files) == (9, 5)
    assert totals.by_level == {1: 3, 2: 1, 3: 1, 4: 4}
    assert totals.by_test[:2] == [("line-ending", 2), ("unknown-speaker", 2)]
    assert str(totals) == "9 findings in 5 of 40 files (1,234 records)"
    totals.cut = True
    assert str(totals).endswith("the limit was reached: there may be more")


def test_every_test_says_why():
    assert [test_id for test_id, rule in TESTS.items() if not rule.why] == []
    assert all(text.endswith(".") for rule in TESTS.values() for text in (rule.text, rule.why))
