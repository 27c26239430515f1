"""The changelog tells corpus, schema and guidelines, and package apart, under the versions that they have."""

from __future__ import annotations

from conftest import ROOT
from onrecord import __version__
from onrecord.model import GUIDELINES_VERSION, SCHEMA_VERSION
from onrecord.release.citation import read_citation
from prose import outline

SECTIONS = outline((ROOT / "CHANGELOG.md").read_text("utf-8"))
VERSIONS = [place for place, section in enumerate(SECTIONS) if section.heading.startswith("## ")]


def test_the_newest_heading_has_the_versions_of_today():
    citation = read_citation((ROOT / "CITATION.cff").read_bytes(), "CITATION.cff")
    newest = SECTIONS[VERSIONS[0]]
    when = citation.released or "not released yet"
    assert newest.heading == f"## {citation.version}, {when}"
    assert newest.text == f"Schema {SCHEMA_VERSION}, guidelines {GUIDELINES_VERSION}, package {__version__}."


def test_each_version_tells_the_three_apart():
    names = ["### Corpus", "### Schema and guidelines", "### Package"]
    for start, end in zip(VERSIONS, [*VERSIONS[1:], len(SECTIONS)], strict=True):
        parts = [section.heading for section in SECTIONS[start + 1 : end]]
        assert parts and parts == [name for name in names if name in parts]
        assert all(section.text.startswith("- ") for section in SECTIONS[start + 1 : end])
