"""The report as JUnit XML: a suite for each file with findings, in it a failed case for each test that found some.

GitLab and Jenkins know a case by class name and name, show one failure of it and drop its doubles; so all that a test
found in a file stands in one failure. A last suite holds the tests that found nothing in any file, as passed.
Jenkins's xUnit plugin refuses what its junit-10.xsd does not name, such as the `file` and `line` of a case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from operator import attrgetter
from typing import TextIO

from onrecord.checks import LEVELS, TESTS
from onrecord.incident import Incident, ascii_controls
from onrecord.reports.text import shown
from onrecord.reports.totals import Totals


def write(incidents: Iterable[Incident], totals: Totals, out: TextIO) -> None:
    """Write the suites, one file's findings in memory at a time: a suite begins with their number."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="onrecord">\n')
    for file, found in groupby(incidents, key=attrgetter("file")):
        by_test: dict[str, list[Incident]] = {}
        for incident in found:
            by_test.setdefault(incident.test_id, []).append(incident)
        out.writelines(_suite(file, [_failed(file, of_test) for of_test in by_test.values()], failed=True))
    passed = [_case("onrecord", test_id) + "/>\n" for test_id in totals.tests if not totals.counts[test_id]]
    out.writelines(_suite("onrecord", passed, failed=False))
    out.write("</testsuites>\n")


def _suite(name: str, cases: list[str], *, failed: bool) -> Iterator[str]:
    failures = len(cases) if failed else 0
    counts = f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="0" time="0"'
    yield f'  <testsuite name="{_xml(name)}" {counts}>\n'
    yield from cases
    yield "  </testsuite>\n"


def _failed(file: str, incidents: list[Incident]) -> str:
    first = incidents[0]
    more = f" (and {len(incidents) - 1:,} more)" * (len(incidents) > 1)
    rule = TESTS[first.test_id]
    body = "".join(shown(incident) for incident in incidents)
    body += f"rule: {rule.text}\n" + f"why: {rule.why}\n" * bool(rule.why)
    message = f'message="{_xml(f"{first.path}: {first.found}; {first.mend}{more}")}"'
    kind = f'type="level {first.level}, {LEVELS[first.level]}"'
    failure = f"      <failure {message} {kind}>{_xml_lines(body)}</failure>\n"
    return f"{_case(file, first.test_id)}>\n{failure}    </testcase>\n"


def _case(class_name: str, test_id: str) -> str:
    """A case without its end."""
    return f'    <testcase classname="{_xml(class_name)}" name="{test_id}" time="0"'


def _xml(text: str) -> str:
    """`text` on one line, between tags or in an attribute; what XML 1.0 cannot hold is not printable, and escaped."""
    return escape(ascii_controls(text))


def _xml_lines(text: str) -> str:
    return "\n".join(map(_xml, text.split("\n")))
