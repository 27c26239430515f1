"""`croissant.json`: what mlcroissant reads by it is what the files hold, and it says what the datasheet says."""

from __future__ import annotations

import json
import os
import re
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from conftest import ROOT
from onrecord.build import build
from onrecord.release.checksums import digest
from onrecord.release.croissant import CONTEXT
from onrecord.release.layout import Corpus
from onrecord.tables import features
from onrecord.views import VIEWS
from publication import copied_project

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
    """A value of mlcroissant with its bytes as text."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, dict):
        return {name: read(part) for name, part in value.items()}
    return [read(part) for part in value] if isinstance(value, list) else value


def expected(row, field):
    """What mlcroissant has to give for a column, by the field that describes it.

    Lists in a struct stand beside it, not in it; of a struct in the structs of a list, the parts stand in them.
    """
    shaped = {}

    def shape(field, value, into):
        if field.get("isArray") and "subField" in field:
            into = shaped
            into[field["@id"]] = [{sub["@id"]: at(part, field, sub) for sub in field["subField"]} for part in value]
        elif "subField" in field:
            into[field["@id"]] = {}
            for sub in field["subField"]:
                shape(sub, at(value, field, sub), into[field["@id"]])
        else:
            into[field["@id"]] = value

    shape(field, row[field["@id"].partition("/")[2]], shaped)
    return shaped


def at(value, field, sub):
    """The part of a column's value that a field inside another describes, by the path in its id."""
    for step in sub["@id"].removeprefix(f"{field['@id']}/").split("/"):
        value = value[step]
    return value


def compare(folder, *names):
    """All rows and columns of these record sets, or of all, as mlcroissant gives them, against the files."""
    sets = record_sets(folder)
    for name in names or sets:
        found = sets[name]
        paths = sorted((folder / "data" / name).glob("*.parquet"))
        rows = [row | {"split": path.stem} for path in paths for row in pq.read_table(path).to_pylist()]
        assert {field["name"] for field in found["field"]} == set(rows[0]), name
        wanted = [{key: value for part in found["field"] for key, value in expected(row, part).items()} for row in rows]
        given = [read(row) for row in loaded(folder).records(name)]
        assert given == wanted, name


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """The corpus of this repository, complete."""
    root = copied_project(tmp_path_factory.mktemp("project"))
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


def changed(folder, tmp_path, change):
    """A copy of the corpus whose croissant.json is changed."""
    copy = shutil.copytree(folder, tmp_path / "changed")
    values = described(copy)
    change(values)
    (copy / "croissant.json").write_text(json.dumps(values), "utf-8")
    return copy


def field(values, identifier):
    """The field of this id, at any depth."""
    found = [part for set_ in values["recordSet"] for part in set_["field"]]
    while found:
        part = found.pop()
        if part["@id"] == identifier:
            return part
        found += part.get("subField", [])
    raise KeyError(identifier)


def test_it_is_valid_and_every_row_is_read_as_the_files_have_it(corpus, caplog):
    assert issues(loaded(corpus)) == (set(), UNDATED)
    assert "@context" not in caplog.text  # what mlcroissant logs of one that it does not know
    compare(corpus)


def test_it_holds_where_the_folder_is_and_in_all_splits(splits, monkeypatch, tmp_path):
    assert [*Corpus.of_folder(splits).folder.glob("DATASHEET.md"), *splits.glob("CITATION.cff")] == []
    moved = shutil.copytree(splits, tmp_path / "elsewhere" / "mine")
    monkeypatch.chdir(tmp_path)
    errors, _ = issues(loaded(moved))
    assert not errors
    compare(moved)
    given = [row["splits/name"] for row in loaded(moved).records("splits")]
    assert given == ["train", "validation", "test"]


@pytest.mark.parametrize(
    ("identifier", "change"),
    [
        ("quotes/cue", lambda field: field["source"]["extract"].update(column="cues")),
        ("quotes/cue", lambda field: field["source"]["extract"].update(column="source")),
        ("quotes/kind", lambda field: field["source"]["extract"].update(column="status")),
        ("quotes/cue_spans/start", lambda field: field["source"]["transform"].update(jsonPath="end")),
        ("documents/source/seed", lambda field: field["source"]["transform"].update(jsonPath="seeds")),
        ("dates/anchor/basis", lambda field: field["source"]["transform"].update(jsonPath="value")),
        ("tokens/starts", lambda field: field.update(name="begins")),
    ],
)
def test_a_column_that_is_described_wrongly_is_found(corpus, tmp_path, identifier, change):
    """By the comparison above; mlcroissant finds such files valid."""
    wrong = changed(corpus, tmp_path, lambda values: change(field(values, identifier)))
    assert issues(loaded(wrong)) == (set(), UNDATED)
    name = identifier.partition("/")[0]
    with pytest.raises(Exception, match=name):
        compare(wrong, name)


def test_sums_and_sizes_are_those_of_the_files_and_a_changed_file_is_refused(corpus, splits, tmp_path):
    for folder in (corpus, splits):
        files = [part for part in described(folder)["distribution"] if part["@type"] == "cr:FileObject"]
        assert {part["contentUrl"] for part in files} == {
            path.relative_to(folder).as_posix() for path in folder.glob("data/*/*.parquet")
        }
        for part in files:
            data = (folder / part["contentUrl"]).read_bytes()
            assert (part["sha256"], part["contentSize"]) == (digest(data), f"{len(data)} B")
    copy = shutil.copytree(corpus, tmp_path / "copy")
    path = copy / "data" / "numbers" / "train.parquet"
    pq.write_table(pq.read_table(path).slice(1), path)
    with pytest.raises(Exception, match="Download") as refused:
        list(loaded(copy).records("numbers"))
    assert "not identical" in str(refused.value.__cause__)


def test_what_is_asked_of_every_data_set_is_there_as_far_as_it_is_known(corpus, splits):
    values = described(corpus)
    assert values["@type"] == "sc:Dataset" and values["isLiveDataset"] is False
    assert values["conformsTo"] == ["http://mlcommons.org/croissant/1.1", "http://mlcommons.org/croissant/RAI/1.0"]
    told = ("name", "description", "license", "creator", "version", "keywords", "inLanguage", "citeAs", "distribution")
    assert all(values[key] for key in told) and re.fullmatch(r"\d+\.\d+\.\d+", values["version"])
    assert values["citeAs"].startswith("@misc{") and values["inLanguage"] == ["en"]
    licence = values["license"]
    assert (licence["name"], licence["url"]) == ("CC BY 4.0 for the annotations only", "LICENSE")
    assert "where it names none, it belongs to its publisher" in licence["description"]
    alone = described(splits)
    assert alone["conformsTo"] == "http://mlcommons.org/croissant/1.1"
    assert not {"license", "creator", "version", "url", "datePublished", "citeAs"} & alone.keys()
    assert alone["name"] and alone["description"]


def test_mlcroissant_reads_what_the_datasheet_says(corpus):
    values, metadata = described(corpus), loaded(corpus).metadata
    # It asks for these two under names that the vocabulary does not have.
    names = [name for name in values if name.startswith("rai:")]
    for name in set(names) - {"rai:dataCollectionTimeframe", "rai:dataManipulationProtocol"}:
        read_as = re.sub(r"(?<!^)([A-Z])", r"_\1", name.removeprefix("rai:")).lower()
        assert getattr(metadata, read_as) in (values[name], [values[name]]), name
    assert len(names) == 20


def test_all_that_a_citation_can_say_is_told(splits, tmp_path):
    folder = shutil.copytree(splits, tmp_path / "cited")
    (folder / "CITATION.cff").write_text(
        "title: News\nversion: 1.2.3\ndate-released: 2026-11-26\nlicense: CC0-1.0\nabstract: All of it.\n"
        "url: https://example.org/news\ndoi: 10.1234/news\nkeywords: [news]\n"
        "authors: [{given-names: Ann, family-names: Lee}, {name: The maintainers}]\n",
        "utf-8",
    )
    build(Corpus.of_folder(folder))
    assert issues(loaded(folder)) == (set(), set())
    values = described(folder)
    assert values["creator"] == [
        {"@type": "sc:Person", "name": "Ann Lee"},
        {"@type": "sc:Organization", "name": "The maintainers"},
    ]
    assert (values["url"], values["datePublished"]) == ("https://example.org/news", "2026-11-26")
    assert (values["description"], values["version"]) == ("All of it.", "1.2.3")
    assert values["license"]["url"] == "https://spdx.org/licenses/CC0-1.0"


def test_every_field_is_described_and_every_row_has_a_key_of_its_own(corpus):
    values = described(corpus)
    identifiers = [part["@id"] for part in (*values["distribution"], *values["recordSet"])]
    for found in values["recordSet"]:
        parts = list(found["field"])
        while parts:
            part = parts.pop()
            identifiers.append(part["@id"])
            assert part["description"] and ("dataType" in part) != ("subField" in part), part["@id"]
            parts += part.get("subField", [])
    assert len(set(identifiers)) == len(identifiers)
    for name, found in record_sets(corpus).items():
        keys = [key["@id"].rpartition("/")[2] for key in found["key"]]
        rows = pq.read_table(corpus / "data" / name / "train.parquet", columns=keys).to_pylist()
        assert len({tuple(row.values()) for row in rows}) == len(rows)


def test_integers_of_class_labels_are_given_their_names(corpus):
    sets = {found["@id"]: found for found in described(corpus)["recordSet"]}
    for view in VIEWS.values():
        for name, feature in features(view).items():
            labels = getattr(feature, "names", None) or getattr(getattr(feature, "feature", None), "names", None)
            if not labels:
                continue
            key = f"{view.name}_{name}"
            assert [row[f"{key}/name"] for row in sets[key]["data"]] == labels
            assert [row[f"{key}/value"] for row in sets[key]["data"]] == [*range(len(labels))]
            assert field(described(corpus), f"{view.name}/{name}")["references"] == {"field": {"@id": f"{key}/value"}}


def parts(identifier, type_, in_list=False):
    """The ids of all that a column holds, without lists of structs inside lists of structs, which cannot be read."""
    if pa.types.is_list(type_) and pa.types.is_struct(type_.value_type):
        if not in_list:
            yield identifier
            yield from (
                name for part in type_.value_type for name in parts(f"{identifier}/{part.name}", part.type, True)
            )
    elif pa.types.is_struct(type_):
        yield from () if in_list else (identifier,)
        yield from (name for part in type_ for name in parts(f"{identifier}/{part.name}", part.type, in_list))
    else:
        yield identifier


def test_all_that_can_be_read_of_a_column_is_described(corpus):
    for name, found in record_sets(corpus).items():
        schema = pq.read_schema(corpus / "data" / name / "train.parquet")
        wanted = [part for column in schema for part in parts(f"{name}/{column.name}", column.type)]
        given, fields = [], list(found["field"])
        while fields:
            part = fields.pop()
            given.append(part["@id"])
            fields += part.get("subField", [])
        assert sorted({*given, f"{name}/split"}) == sorted({*wanted, f"{name}/split"})


def test_rows_lead_to_their_article(corpus):
    for name in ("quotes", "dates", "numbers", "tokens"):
        assert field(described(corpus), f"{name}/article")["references"] == {"field": {"@id": "documents/id"}}


def test_the_context_is_that_of_croissant(corpus):
    from mlcroissant._src.core.context import Context
    from mlcroissant._src.core.rdf import make_context

    # Texts in several languages, which the specification does not have either.
    known = make_context(Context(conforms_to="http://mlcommons.org/croissant/1.1"), name=None, description=None)
    assert known.items() <= CONTEXT.items() == described(corpus)["@context"].items()


def test_a_stale_file_is_told_and_made_anew(splits, tmp_path, onrecord):
    folder = shutil.copytree(splits, tmp_path / "mine")
    path = folder / "croissant.json"
    path.write_text(path.read_text("utf-8").replace("The rows of quotes", "Rows of quotes"), "utf-8")
    result = onrecord("build", "--corpus", folder, "--check")
    assert result.code == 1 and f"out of date: {path}\n" in result.out
    article = folder / "articles" / "test-saltness-night-ferry.jsonl"
    article.write_text(article.read_text("utf-8").replace('"cue_class":"deed"', '"cue_class":"speech"'), "utf-8")
    dry, _ = build(Corpus.of_folder(folder), dry=True)
    built, _ = build(Corpus.of_folder(folder))
    assert path in built.paths and dry.read(path) == path.read_bytes()
    assert not build(Corpus.of_folder(folder), dry=True)[0].paths


def test_a_page_that_is_no_text_is_told(splits, tmp_path, onrecord):
    folder = shutil.copytree(splits, tmp_path / "mine")
    (folder / "DATASHEET.md").write_bytes(b"# Datasheet\n\xff\n")
    result = onrecord("build", "--corpus", folder)
    assert result.code == 2 and "DATASHEET.md:2: not UTF-8" in result.err


def test_a_datasheet_without_one_of_its_questions_is_told(corpus, tmp_path, onrecord):
    project = shutil.copytree(corpus.parent, tmp_path / "project")
    path = project / "DATASHEET.md"
    path.write_text(path.read_text("utf-8").replace("### Is there an erratum?", "### Errata"), "utf-8")
    result = onrecord("build", "--root", project)
    assert result.code == 2 and f"{path}: 'Is there an erratum?' is not asked under 'Maintenance'" in result.err
