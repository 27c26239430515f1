"""Incidents to what people and CI read: `report` writes them in one of the formats of `REPORTS`, as they come."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from typing import TextIO

from onrecord.incident import Incident
from onrecord.reports.totals import Totals

__all__ = ["REPORTS", "Totals", "report"]

# Each is a module of this package, whose `write(incidents, totals, out)` is called.
REPORTS = {
    "text": "for people: by file, each test explained where it is first met",
    "github": "annotations for GitHub Actions, a summary of the step, and the text in the log",
    "sarif": "SARIF 2.1.0, for code scanning and editors",
    "junit": "JUnit XML, for Jenkins, GitLab and the like",
    "json": "one JSON document, see schema/report.schema.json",
}


def report(name: str, incidents: Iterable[Incident], totals: Totals, out: TextIO) -> None:
    """Write `incidents`, each as it comes, in the format `name`, and at the end what `totals` then hold.

    Whoever makes the incidents counts files and records in `totals`; the incidents are counted here. Those of a file
    come one after the other. `out` is to be UTF-8, and to leave LF as it is.
    """
    import_module(f"onrecord.reports.{name}").write(totals.counting(incidents), totals, out)
