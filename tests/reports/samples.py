"""Incidents with all that a file's name or a text can do to a report, and the reports that are made of them."""

from __future__ import annotations

import io
import json
from dataclasses import replace

from conftest import ROOT
from onrecord.incident import Incident
from onrecord.reports import Totals, report

CASES = ROOT / "tests" / "cases" / "reports"
INCIDENTS = [Incident(**fields) for fields in json.loads((CASES / "incidents.json").read_text("utf-8"))]
TESTS = (
    "not-json",
    "line-ending",
    "not-canonical",
    "not-in-list",
    "span-text",
    "duplicate-id",
    "unknown-speaker",
    "source-mention",
)
PLAIN = replace(INCIDENTS[0], file="a.jsonl")


def totals() -> Totals:
    return Totals(tests=TESTS, files=6, records=41)


def written(name: str, incidents=INCIDENTS, of: Totals | None = None) -> str:
    """The report as the bytes that reach a file or a terminal would be read."""
    raw = io.BytesIO()
    with io.TextIOWrapper(raw, encoding="utf-8", newline="\n") as out:
        report(name, iter(incidents), of or totals(), out)
        out.flush()
        return raw.getvalue().decode("utf-8")
