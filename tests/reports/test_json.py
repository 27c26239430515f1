"""The JSON report by its own schema."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest
from jsonschema import Draft202012Validator
from samples import INCIDENTS, totals, written

from onrecord.schema import schema_folder

SCHEMA = json.loads((schema_folder() / "report.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("incidents", [INCIDENTS, []], ids=["findings", "none"])
def test_it_keeps_to_its_schema_and_holds_all(incidents):
    report = json.loads(written("json", incidents))
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(report)
    assert report["findings"] == [{k: v for k, v in asdict(i).items() if k != "span"} for i in incidents]
    assert report["summary"]["findings"] == len(incidents) == sum(report["summary"]["levels"].values())
    assert (report["summary"]["files"], report["summary"]["records"]) == (totals().files, totals().records)


def test_its_schema_would_find_a_fault():
    report = json.loads(written("json"))
    del report["findings"][0]["expected"]
    assert not Draft202012Validator(SCHEMA).is_valid(report)


def test_it_is_ascii_with_a_finding_a_line():
    report = written("json")
    assert report.isascii() and report.count("\n") == len(INCIDENTS) + 2
