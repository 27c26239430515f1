"""Licence and citation of corpora: shown, and written as a valid CITATION.cff."""

from __future__ import annotations

import subprocess
import sys

import pytest
import yaml

from onrecord.corpora.citations import Corpus, Work
from onrecord.formats import FORMATS

CORPORA = {name: form.corpus for name, form in FORMATS.items() if form.corpus}
WORK = Work(title="On “Dams”: a #1", authors=("Lee, Ann", "van Ray, Bo", "Kú, Ó"), year=2020, venue="Proc. of X")


def test_recipes_have_a_corpus():
    assert set(CORPORA) == {"tempeval3", "meantime", "polnear"}
    for corpus in CORPORA.values():
        assert corpus.licence and corpus.url.startswith("http")
        assert all(", " in author for work in corpus.works for author in work.authors)
    assert "CC BY 4.0" in next(CORPORA["meantime"].lines()) and "none stated" in next(CORPORA["polnear"].lines())


def test_a_reference_names_families():
    assert WORK.reference() == "Lee, van Ray and Kú (2020). On “Dams”: a #1. Proc. of X."
    alone = Work(title="T", authors=("Lee, Ann",), year=2020, venue="X", url="https://example.org/")
    assert alone.reference() == "Lee (2020). T. X. https://example.org/"


def test_what_is_written_reads_as_yaml():
    corpus = Corpus(
        title="Dams: all", url="https://example.org/", licence="none stated", works=(WORK, WORK), doi="10.1/x"
    )
    values = yaml.safe_load(corpus.to_cff())
    assert values["title"] == "Dams: all" and "Licence, as its owners state it: none stated." in values["message"]
    assert values["authors"][1] == {"family-names": "van Ray", "given-names": "Bo"}
    assert values["preferred-citation"]["title"] == WORK.title and len(values["references"]) == 1
    assert "license" not in values


@pytest.mark.parametrize("name", CORPORA)
def test_it_keeps_to_the_schema_of_the_format(name, tmp_path):
    path = tmp_path / "CITATION.cff"
    path.write_bytes(CORPORA[name].to_cff())
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format", str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    path.write_bytes(CORPORA[name].to_cff().replace(b'"dataset"', b'"data"'))
    assert subprocess.run(command, capture_output=True).returncode == 1
