"""CITATION.cff: what is read of it, and the versions and entries that follow."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from conftest import ROOT
from onrecord.errors import InputError
from onrecord.release.citation import Citation, read_citation, to_apa, to_bibtex

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
    assert to_bibtex(citation).splitlines() == [
        "@misc{lee2026,",
        "  title = {{News, and more}},",
        "  author = {{Ann Lee} and {The maintainers}},",
        "  year = {2026},",
        "  version = {1.12.3}",
        "}",
    ]


def test_no_character_of_a_citation_is_a_command_of_latex():
    citation = Citation(title="A <b>{} \\ % & b", authors=("O}{ $ _ & Co", "~^#"), url="https://e.org/a_b%20{c}")
    entry = to_bibtex(citation)
    [fields] = re.findall(r"\A@misc\{a,\n(.*)\n\}\Z", entry, re.DOTALL)
    assert fields.count("{") == fields.count("}") and not re.search(r"(?<!\\)[#$&^~]|[<>]", fields)
    title = r"A \textless{}b\textgreater{}\textbraceleft{}\textbraceright{} \textbackslash{} \% \& b"
    assert f"  title = {{{{{title}}}}}," in fields
    assert (
        r"author = {{O\textbraceright{}\textbraceleft{} \$ \_ \& Co} and {\textasciitilde{}\textasciicircum{}\#}}"
        in fields
    )
    assert "url = {https://e.org/a_b%20%7Bc%7D}" in fields


def test_apa_says_who_made_which_version_and_when():
    lead = "Ann Lee, The maintainers. (2026). *News, and more* (Version 1.12.3) [Data set]."
    assert to_apa(read_citation(TEXT, "CITATION.cff")) == lead
    assert to_apa(Citation(title="News", version="1.0.0")) == "*News* (Version 1.0.0) [Data set]. (n.d.)."
    assert to_apa(Citation(title="News", doi="10.1/a", url="x")).endswith(" (n.d.). https://doi.org/10.1/a")


def keeps_to_the_schema(path):
    tool = Path(sys.executable).parent / "check-jsonschema"
    command = [tool, "--builtin-schema", "vendor.citation-file-format", path]
    return subprocess.run(command, capture_output=True, text=True).returncode == 0


def test_the_file_here_keeps_to_cff(tmp_path):
    assert keeps_to_the_schema(ROOT / "CITATION.cff")
    wrong = tmp_path / "CITATION.cff"
    wrong.write_text((ROOT / "CITATION.cff").read_text("utf-8").replace("type: dataset", "type: corpus"), "utf-8")
    assert not keeps_to_the_schema(wrong)


def test_the_file_here_says_all_that_is_known():
    values = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert {"title", "abstract", "authors", "version", "keywords", "message"} <= values.keys()
    assert values["type"] == "dataset"


def test_no_licence_is_told_that_would_be_taken_for_that_of_the_texts():
    citation = read_citation((ROOT / "CITATION.cff").read_bytes(), "CITATION.cff")
    assert (citation.licence, citation.annotations) == ("", "CC BY 4.0")
    assert "the texts of received articles are not licensed." in citation.abstract
    assert read_citation(TEXT, "CITATION.cff").annotations == ""


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


def test_several_licences_and_authors_without_a_name():
    citation = read_citation(b"license: [MIT, Apache-2.0]\nauthors: [{}, {name: B}]", "CITATION.cff")
    assert (citation.licence, citation.authors, citation.persons) == ("MIT OR Apache-2.0", ("B",), frozenset())


def test_the_paper_that_is_to_be_cited_stands_in_place_of_the_data():
    from onrecord.formats import FORMATS

    corpus = FORMATS["polnear"].corpus
    citation = read_citation(corpus.to_cff(), "CITATION.cff")
    title = "An Attribution Relations Corpus for Political News"
    entry = to_bibtex(citation)
    assert entry.startswith("@inproceedings{newell2018,\n  title = {{" + title + "}},")
    assert "  booktitle = {Proceedings of the Eleventh" in entry and "version" not in entry
    assert to_apa(citation).startswith(f"Edward Newell, Drew Margolin, Derek Ruths. (2018). {title}. In *Proceedings")
