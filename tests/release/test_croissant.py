"""`croissant.json`: what mlcroissant reads by it is what the files hold, and it says what the datasheet says."""

from __future__ import annotations

import json
import os
import shutil

import pyarrow.parquet as pq
import pytest

from conftest import ROOT
from onrecord.build import build
from onrecord.release.layout import Corpus

# rdflib uses what it has deprecated itself, and mlcroissant what pandas has.
pytestmark = [
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The inplace keyword in DataFrame.reset_index:DeprecationWarning"),
]
UNDATED = {'Property "https://schema.org/datePublished" is recommended, but does not exist.'}
ARTICLES = ROOT / "corpus" / "articles"


def loaded(folder):
    """The data set as mlcroissant has it. Record sets that refer to others are read once of it."""
    import mlcroissant

    return mlcroissant.Dataset(os.fspath(folder / "croissant.json"))


def issues(dataset):
    found = dataset.metadata.ctx.issues
    return found.errors, {warning.rpartition("] ")[2] for warning in found.warnings}


def described(folder):
    return json.loads((folder / "croissant.json").read_text("utf-8"))


def record_sets(folder):
    """Those that have files, by name."""
    return {found["@id"]: found for found in described(folder)["recordSet"] if "data" not in found}


def read(value):
    """A value of mlcroissant as plain data: text as text, the names of fields without what leads to them."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, dict):
        return {name.rpartition("/")[2]: read(part) for name, part in value.items()}
    return [read(part) for part in value] if isinstance(value, list) else value


def expected(value, field):
    """What a reader of Croissant has to give for the value of a column, by the field that describes it."""
    if "subField" not in field:
        return value
    if field.get("isArray"):
        return [{name: expected(at(part, path), inner) for name, path, inner in leaves(field)} for part in value]
    return {sub["name"]: expected(value[sub["name"]], sub) for sub in field["subField"]}


def leaves(field):
    """The fields of the elements of a list, each with the path that leads to it; a struct is given by its parts."""
    for sub in field["subField"]:
        yield sub["name"], sub["@id"].removeprefix(f"{field['@id']}/").split("/"), sub


def at(value, path):
    for step in path:
        value = value[step]
    return value


def lifted(row, fields):
    """The rows as mlcroissant shapes them: lists of structs in a struct stand beside it, under their whole name."""
    shaped = {}
    for field in fields:
        value = expected(row[field["name"]], field)
        if "subField" in field and not field.get("isArray"):
            for sub in field["subField"]:
                if "subField" in sub:
                    shaped[sub["@id"]] = value.pop(sub["name"])
        shaped[field["@id"]] = value
    return shaped


def compare(folder):
    """All rows and columns of all record sets, as mlcroissant gives them, against the files."""
    for name, found in record_sets(folder).items():
        paths = sorted((folder / "data" / name).glob("*.parquet"))
        rows = [row | {"split": path.stem} for path in paths for row in pq.read_table(path).to_pylist()]
        assert {field["name"] for field in found["field"]} == set(rows[0]), name
        wanted = [lifted(row, found["field"]) for row in rows]
        given = [{key: read(value) for key, value in row.items()} for row in loaded(folder).records(name)]
        assert given == wanted, name


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """The corpus of this repository, complete."""
    root = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "corpus", root / "corpus")
    (root / "seeds").mkdir()
    for name in ("README.md", "DATASHEET.md", "CITATION.cff", "LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / name, root / name)
    shutil.copytree(ROOT / "schema", root / "schema")
    build(Corpus.of_project(root))
    return root / "corpus"


@pytest.fixture(scope="module")
def splits(tmp_path_factory):
    """A corpus that stands alone, with articles in all splits and nothing beside them."""
    folder = tmp_path_factory.mktemp("alone") / "mine"
    (folder / "articles").mkdir(parents=True)
    for split in ("train", "validation", "test"):
        for path in ARTICLES.glob("*.jsonl"):
            text = path.read_text("utf-8").replace(f'"id":"{path.stem}"', f'"id":"{split}-{path.stem}"', 1)
            text = text.replace('"split":"train"', f'"split":"{split}"')
            (folder / "articles" / f"{split}-{path.stem}.jsonl").write_text(text, "utf-8")
    _, incidents = build(Corpus.of_folder(folder))
    assert not incidents, incidents
    return folder


def test_it_is_valid_and_every_row_is_read_as_the_files_have_it(corpus, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert issues(loaded(corpus)) == (set(), UNDATED)
    compare(corpus)
