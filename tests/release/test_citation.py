"""CITATION.cff: what is read of it, and the versions and entries that follow."""

from __future__ import annotations

import pytest

from conftest import ROOT
from onrecord.errors import InputError
from onrecord.release.citation import Citation, read_citation, to_bibtex

TEXT = b"""\
cff-version: 1.2.0
title: "News, and more"
version: 1.12.3
date-released: 2026-11-26
license: CC-BY-4.0
authors:
  - given-names: Ann
    family-names: Lee
  - name: The maintainers
"""


def test_what_is_read():
    citation = read_citation(TEXT, "CITATION.cff")
    assert (citation.title, citation.version, citation.tag) == ("News, and more", "1.12.3", "v1.12.3")
    assert citation.authors == ("Ann Lee", "The maintainers") and citation.released == "2026-11-26"
    assert to_bibtex(citation, "news").splitlines() == [
        "@misc{news,",
        "  title = {{News, and more}},",
        "  author = {{Ann Lee} and {The maintainers}},",
        "  year = {2026},",
        "  version = {1.12.3}",
        "}",
    ]


def test_that_of_the_corpus_here():
    citation = read_citation((ROOT / "CITATION.cff").read_bytes(), "CITATION.cff")
    assert citation.title and citation.authors and citation.version != Citation().version


def test_a_config_version_is_that_of_the_corpus_and_of_its_rows():
    versions = {Citation(version="2.5.9").config_version(digest) for digest in ("00", "0a", "ff" * 32)}
    assert len(versions) == 3
    for version in versions:
        major, minor, rows = version.split(".")
        assert (major, minor) == ("2", "5") and len(rows) <= 10 and int(rows) >= 0


def test_without_a_file_nothing_is_known():
    assert read_citation(None, "CITATION.cff") == Citation()


@pytest.mark.parametrize(
    "data, found",
    [
        (b"title: [", "not YAML"),
        (b"- a", "no mapping"),
        (b"version: 1.0", "the version '1.0'"),
        (b"version: v1.0.0", "the version 'v1.0.0'"),
        (b"version: 1.0.0\nauthors: Ann", "authors"),
        (b"\xff", "not YAML"),
    ],
)
def test_what_is_none_is_told(data, found):
    with pytest.raises(InputError, match=found):
        read_citation(data, "CITATION.cff")
