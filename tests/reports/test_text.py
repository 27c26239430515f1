"""The report for people: colour where it is wanted, and lines that can be clicked and grepped."""

from __future__ import annotations

import io
import pty
import re
from dataclasses import replace

from samples import INCIDENTS, written
from samples import PLAIN as INCIDENT

from onrecord.reports import Totals, report
from onrecord.reports.text import COLOURED, PLAIN, shown, style_for

CODES = re.compile(r"\x1b\[[0-9]*m")


def on_terminal(**environment: str):
    main, other = pty.openpty()
    with open(other, "w", encoding="utf-8") as out, open(main, "rb"):  # noqa: PTH123
        return style_for(out, environment)


def test_colour_is_for_terminals_and_for_those_who_ask():
    stream = io.StringIO()
    assert style_for(stream, {}) is PLAIN
    assert style_for(stream, {"FORCE_COLOR": "1"}) is COLOURED
    assert style_for(stream, {"FORCE_COLOR": "1", "NO_COLOR": "1"}) is PLAIN
    assert on_terminal(TERM="xterm") is COLOURED
    assert on_terminal(TERM="xterm", NO_COLOR="") is COLOURED
    assert on_terminal(TERM="xterm", NO_COLOR="1") is PLAIN
    assert on_terminal(TERM="dumb") is PLAIN


def test_colours_add_nothing_but_colours():
    for incident in INCIDENTS:
        coloured = shown(incident, COLOURED)
        assert coloured != shown(incident) == CODES.sub("", coloured)
    assert COLOURED.suspicion in shown(replace(INCIDENT, level=6), COLOURED)


def test_the_first_line_of_a_finding_has_place_level_test_and_path():
    text = written("text")
    for incident in INCIDENTS[:5]:
        place = f"{incident.file}:{incident.line}:{incident.column}: "
        assert f"\n{place}level {incident.level} [{incident.test_id}] {incident.path}: " in "\n" + text


def test_a_test_is_explained_once():
    text = written("text")
    assert text.count("[line-ending]") == 2 and text.count("Lines end with LF alone.") == 1


def test_no_finding_no_report():
    assert written("text", []) == ""


def test_it_is_the_same_in_every_folder(tmp_path, monkeypatch):
    before = written("text")
    monkeypatch.chdir(tmp_path)
    assert written("text") == before and str(tmp_path) not in before


def test_forced_colours_reach_a_file(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    out = io.StringIO()
    report("text", [INCIDENT], Totals(), out)
    assert CODES.search(out.getvalue())
