"""The report in a GitHub workflow: annotations at the files, a table in the step's summary, and all of it in the log.

GitHub shows 10 errors, 10 warnings and 10 notices of a step and drops the rest without a word (actions/toolkit,
docs/problem-matchers.md), so the worst come first and a notice counts them all.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from onrecord.checks import LEVELS, TESTS, VALID
from onrecord.incident import Incident, ascii_controls
from onrecord.reports import text
from onrecord.reports.markdown import code
from onrecord.reports.totals import Totals

SHOWN = 10  # annotations of a kind in a step
_PLACES = 3  # in the summary, of each test
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


@dataclass(slots=True)
class Worst:
    """Of each test the first findings, no more than can be shown, and from them the worst of all."""

    first: dict[str, list[Incident]] = field(default_factory=dict)

    def keeping(self, incidents: Iterable[Incident]) -> Iterator[Incident]:
        for incident in incidents:
            kept = self.first.setdefault(incident.test_id, [])
            if len(kept) < SHOWN:
                kept.append(incident)
            yield incident

    def of(self, *, valid: bool) -> list[Incident]:
        """One finding of each test, then a second of each, …, always by level: a broken file hides all else.

        `valid` asks for the findings that make a record invalid, else for those that are suspicions.
        """
        order = list(TESTS)
        ranked = [
            (place, incident.level, order.index(test_id), incident)
            for test_id, incidents in self.first.items()
            for place, incident in enumerate(incidents)
            if (incident.level <= VALID) is valid
        ]
        return [incident for *_, incident in sorted(ranked, key=lambda rank: rank[:3])[:SHOWN]]


def write(incidents: Iterable[Incident], totals: Totals, out: TextIO) -> None:
    """Write the findings to the log, then the annotations; add a table to the file GITHUB_STEP_SUMMARY, if set."""
    worst = Worst()
    # Between these two lines nothing in the log is a command, whatever the data say; they cannot guess the token.
    token = os.urandom(16).hex()
    out.write(f"::group::onrecord: all findings\n::stop-commands::{token}\n")
    try:
        text.write_in(text.PLAIN, worst.keeping(incidents), totals, out)
    finally:  # also where a file cannot be read, so that what comes after is heard
        out.write(f"::{token}::\n::endgroup::\n")
    errors, warnings = worst.of(valid=True), worst.of(valid=False)
    out.writelines([_annotation("error", incident) for incident in errors])
    out.writelines([_annotation("warning", incident) for incident in warnings])
    left = totals.findings - len(errors) - len(warnings)
    rest = f"; {left:,} of them are not annotated, the log has all" * (left > 0)
    out.write(f"{'::notice title=onrecord::' * bool(totals.findings)}{totals}{rest}\n")
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8") as stream:
            stream.writelines(f"{line}\n" for line in summary(worst, totals))


def data(value: str) -> str:
    """`value` as the message of a workflow command."""
    return ascii_controls(value.translate(_DATA))


def attribute(value: str) -> str:
    """`value` as a property of a workflow command."""
    return ascii_controls(value.translate(_PROPERTY))


def summary(worst: Worst, totals: Totals) -> Iterator[str]:
    """Markdown: a row a test with its count and first places, far below the 1 MiB that a step may write."""
    yield "### onrecord"
    yield ""
    yield f"{totals}."
    yield ""
    if not totals.findings:
        return
    yield "| findings | test | level | rule | first places |"
    yield "|---:|---|---|---|---|"
    for test_id, count in totals.by_test:
        rule = TESTS[test_id]
        places = ", ".join(code(f"{i.file}:{i.line}:{i.column}", 200) for i in worst.first[test_id][:_PLACES])
        yield f"| {count:,} | {code(test_id)} | {rule.level}, {LEVELS[rule.level]} | {rule.text} | {places} |"


def _annotation(kind: str, incident: Incident) -> str:
    place = f"file={attribute(incident.file)},line={incident.line},col={incident.column}"
    title = attribute(f"{incident.test_id} (level {incident.level}, {LEVELS[incident.level]})")
    message = data("\n".join([f"{incident.path}: {incident.found}", *text.details(incident)]))
    return f"::{kind} {place},title={title}::{message}\n"
