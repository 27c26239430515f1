"""JUnit as a reader of it, junitparser, understands it."""

from __future__ import annotations

from collections import Counter
from xml.etree import ElementTree

import pytest
from junitparser import JUnitXml
from samples import INCIDENTS, TESTS, written


def cases(incidents=INCIDENTS):
    return [(suite, case) for suite in JUnitXml.fromstring(written("junit", incidents).encode()) for case in suite]


def test_a_case_for_each_test_that_found_something_in_a_file():
    failed = {(case.classname, case.name) for _, case in cases() if case.is_failure}
    assert len(failed) == len({(i.file, i.test_id) for i in INCIDENTS})
    doubles = Counter((case.classname, case.name) for _, case in cases())
    assert doubles.most_common(1)[0][1] == 1


def test_all_findings_are_in_the_failures():
    text = "".join(result.text for _, case in cases() for result in case.result)
    for incident in INCIDENTS:
        assert f":{incident.line}:{incident.column}: level {incident.level} [{incident.test_id}]" in text
        assert incident.found in text and incident.mend in text


def test_tests_that_found_nothing_pass():
    passed = [case.name for _, case in cases() if case.is_passed]
    assert passed == ["not-canonical"]
    assert [case.name for _, case in cases([])] == list(TESTS)
    assert all(case.is_passed for _, case in cases([]))


@pytest.mark.parametrize("incidents", [INCIDENTS, []], ids=["findings", "none"])
def test_suites_count_their_cases(incidents):
    for suite in JUnitXml.fromstring(written("junit", incidents).encode()):
        counts = suite.tests, suite.failures
        suite.update_statistics()
        assert counts == (suite.tests, suite.failures)


def test_nothing_is_in_it_that_the_schema_of_jenkins_does_not_name():
    """What junit-10.xsd of Jenkins's xUnit plugin allows, and of that what it demands."""
    known = {
        "testsuites": ({"name", "time", "tests", "failures", "errors"}, set()),
        "testsuite": ({"name", "tests", "failures", "errors", "skipped", "time", "file"}, {"name", "tests"}),
        "testcase": ({"name", "time", "classname", "group"}, {"name"}),
        "failure": ({"type", "message"}, set()),
    }
    for element in ElementTree.fromstring(written("junit")).iter():
        allowed, demanded = known[element.tag]
        assert demanded <= set(element.keys()) <= allowed
