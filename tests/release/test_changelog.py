"""The changelog tells corpus, schema and guidelines, and package apart, under the versions that they have."""

from __future__ import annotations

import re

from conftest import ROOT
from onrecord import __version__
from onrecord.model import SCHEMA_VERSION
from onrecord.release.citation import read_citation
from prose import outline

SECTIONS = outline((ROOT / "CHANGELOG.md").read_text("utf-8"))
VERSIONS = [place for place, section in enumerate(SECTIONS) if section.heading.startswith("## ")]


def test_the_newest_heading_has_the_versions_of_today():
    citation = read_citation((ROOT / "CITATION.cff").read_bytes(), "CITATION.cff")
    newest = SECTIONS[VERSIONS[0]]
    when = citation.released or "not released yet"
    assert newest.heading == f"## {citation.version}, {when}"
    guidelines = re.search(
        r"^Version ([\d.]+)\. ", (ROOT / "schema" / "GUIDELINES.md").read_text("utf-8"), re.MULTILINE
    )
    assert newest.text == f"Schema {SCHEMA_VERSION}, guidelines {guidelines[1]}, package {__version__}."


def test_each_version_tells_the_three_apart():
    for start, end in zip(VERSIONS, [*VERSIONS[1:], len(SECTIONS)], strict=True):
        parts = SECTIONS[start + 1 : end]
        assert [part.heading for part in parts] == ["### Corpus", "### Schema and guidelines", "### Package"]
        assert all(part.text.startswith("- ") for part in parts)
