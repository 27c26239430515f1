"""The report for programs: one JSON document, a finding a line, with the totals at its end; schema/report.schema.json.

All is ASCII: names of files need not be Unicode, and here every byte of theirs can be told.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import fields
from typing import Any, TextIO

from onrecord import __version__
from onrecord.checks import LEVELS, TESTS
from onrecord.incident import Incident
from onrecord.reports.totals import Totals

VERSION = "1.0.0"  # of this form; the first number changes when a reader could no longer understand it
_NAMES = tuple(field.name for field in fields(Incident) if field.name != "span")


def write(incidents: Iterable[Incident], totals: Totals, out: TextIO) -> None:
    """Write the findings as they come, then the totals."""
    out.write(f'{{"version":"{VERSION}","tool":"onrecord {__version__}","findings":[')
    before = "\n"
    for incident in incidents:
        out.write(before + json.dumps({name: getattr(incident, name) for name in _NAMES}, separators=(",", ":")))
        before = ",\n"
    out.write(f'\n],"summary":{json.dumps(summary(totals), separators=(",", ":"))}}}\n')


def summary(totals: Totals) -> dict[str, Any]:
    """The totals, and of every test with findings its rule."""
    return {
        "files": totals.files,
        "faulty_files": totals.faulty_files,
        "records": totals.records,
        "findings": totals.findings,
        "cut": totals.cut,
        "levels": {LEVELS[level]: count for level, count in totals.by_level.items()},
        "tests": [_test(test_id, count) for test_id, count in totals.by_test],
    }


def _test(test_id: str, count: int) -> dict[str, Any]:
    level, text, why = TESTS[test_id]
    return {"test_id": test_id, "level": level, "findings": count, "rule": text, "why": why}
