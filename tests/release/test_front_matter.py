"""What the card's metadata says of licence, writers and languages follows from the articles and from the citation."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from conftest import ROOT
from onrecord.articles import read_articles
from onrecord.release.citation import Citation, read_citation
from onrecord.release.front_matter import metadata
from onrecord.release.statistics import Statistics

CITATION = read_citation((ROOT / "CITATION.cff").read_bytes(), "CITATION.cff")
WRITTEN, RECEIVED = read_articles(ROOT / "corpus" / "articles")


def told(*records, citation=CITATION):
    counted = Statistics()
    for record in records:
        counted.add(record)
    return yaml.safe_load(metadata({}, "0.1.0", counted, citation))


def test_no_licence_is_that_of_the_whole():
    values = told(WRITTEN, RECEIVED)
    assert [values[key] for key in ("license", "license_name", "license_link")] == [
        "other",
        "cc-by-4.0-annotations-only",
        "LICENSE",
    ]
    assert "license_name" not in told(WRITTEN, citation=Citation())


@pytest.mark.parametrize(
    ("records", "citation", "writers"),
    [
        ((WRITTEN, RECEIVED), CITATION, ["found", "machine-generated"]),
        ((RECEIVED,), CITATION, ["found"]),
        ((WRITTEN,), Citation(), ["other"]),
    ],
)
def test_writers_are_told_as_far_as_they_are_known(records, citation, writers):
    values = told(*records, citation=citation)
    assert values["language_creators"] == writers
    assert ("synthetic" in values["tags"]) == (citation == CITATION)


def test_a_region_is_no_other_language():
    for other, multilinguality in (("en-GB", "monolingual"), ("uk", "multilingual")):
        assert told(WRITTEN, replace(RECEIVED, language=other))["multilinguality"] == [multilinguality]
