"""`onrecord build`: drafts, views, card; never an article overwritten, nothing written twice."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys

import pytest
import yaml

from conftest import ROOT, SEED
from onrecord import load, read_articles

ARTICLE = "ukrinform-nato-chief-warns-moscow.jsonl"


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "seeds").mkdir()
    for path in (SEED, SEED.with_suffix(".json")):
        shutil.copy(path, tmp_path / "seeds" / path.name)
    for name in ("README.md", "DATASHEET.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def state(folder):
    return {p.relative_to(folder): (p.read_bytes(), p.stat().st_mtime_ns) for p in folder.rglob("*") if p.is_file()}


def test_a_seed_gets_a_draft_and_a_second_build_changes_nothing(corpus, onrecord):
    first = onrecord("build", "--root", corpus)
    assert first.code == 0 and ARTICLE in first.out
    article = corpus / "corpus" / "articles" / ARTICLE
    assert '"status":"draft"' in article.read_text("utf-8")
    assert (corpus / "corpus" / "data" / "quotes" / "train.parquet").is_file()
    before = state(corpus)
    second = onrecord("build", "--root", corpus)
    assert (second.code, second.out) == (0, "") and state(corpus) == before
    assert onrecord("build", "--root", corpus, "--check").code == 0


def test_an_article_is_never_overwritten_and_its_views_follow(corpus, onrecord):
    articles = corpus / "corpus" / "articles"
    articles.mkdir(parents=True)
    shutil.copy(ROOT / "corpus" / "articles" / ARTICLE, articles / ARTICLE)
    before = (articles / ARTICLE).read_bytes()
    assert onrecord("build", "--root", corpus).code == 0
    assert (articles / ARTICLE).read_bytes() == before
    assert "| articles | 1 | 0 | 0 | 1 |" in (corpus / "DATASHEET.md").read_text("utf-8")
    configs = corpus / ".huggingface.yaml"
    before_edit = configs.read_text("utf-8")
    assert "path: corpus/data/quotes/train.parquet" in before_edit
    edited = before.decode().replace('"split":"train"', '"split":"test"')
    (articles / ARTICLE).write_text(edited, "utf-8")
    check = onrecord("build", "--root", corpus, "--check")
    assert check.code == 1 and "out of date" in check.out
    assert onrecord("build", "--root", corpus).code == 0
    folder = corpus / "corpus" / "data" / "quotes"
    assert [path.name for path in folder.iterdir()] == ["test.parquet"]
    for page in (configs, corpus / "corpus" / "README.md"):
        assert "split: test" in page.read_text("utf-8")
    assert configs.read_text("utf-8").split("version: ")[1][:20] != before_edit.split("version: ")[1][:20]


def test_an_invalid_article_stops_the_build_before_the_views(corpus, onrecord):
    onrecord("build", "--root", corpus)
    article = corpus / "corpus" / "articles" / ARTICLE
    article.write_text(article.read_text("utf-8").replace('"status":"draft"', '"status":"golden"'), "utf-8")
    before = state(corpus)
    result = onrecord("build", "--root", corpus)
    assert result.code == 1 and "[not-in-list] $.annotation.status: 'golden'\n" in result.out
    assert state(corpus) == before


def test_bad_seeds_and_bad_folders_are_told(corpus, onrecord, tmp_path_factory):
    (corpus / "seeds" / "bad.txt").write_bytes(b"")
    result = onrecord("build", "--root", corpus)
    assert result.code == 2 and "bad.txt: no text" in result.err
    result = onrecord("build", "--root", tmp_path_factory.mktemp("empty"))
    assert result.code == 2 and "neither seeds/ nor corpus/" in result.err


def test_a_stale_number_in_the_pages_is_found(corpus, onrecord):
    onrecord("build", "--root", corpus)
    datasheet = corpus / "DATASHEET.md"
    datasheet.write_text(datasheet.read_text("utf-8").replace("| articles | 0 |", "| articles | 7 |"), "utf-8")
    result = onrecord("build", "--root", corpus, "--check")
    assert result.code == 1 and "DATASHEET.md" in result.out


def test_an_unknown_generated_block_is_told(corpus, onrecord):
    readme = corpus / "README.md"
    readme.write_text(readme.read_text("utf-8") + "\n<!-- generated: cuonts -->\n<!-- end -->\n", "utf-8")
    result = onrecord("build", "--root", corpus)
    assert result.code == 2 and "unknown generated block 'cuonts'" in result.err


def test_fields_of_an_extension_stay_in_the_articles_and_the_build_says_so(corpus, onrecord):
    articles = corpus / "corpus" / "articles"
    articles.mkdir(parents=True)
    text = (ROOT / "corpus" / "articles" / ARTICLE).read_text("utf-8")
    edited = text.replace('"negated":false}', '"negated":false,"acme:stance":"for"}')
    (articles / ARTICLE).write_text(edited, "utf-8")
    without = onrecord("build", "--root", corpus)
    assert without.code == 1 and "[unknown-field]" in without.out and "--extension" in without.out
    extension = ROOT / "tests" / "cases" / "extensions" / "acme.json"
    built = onrecord("build", "--root", corpus, "--extension", extension)
    assert built.code == 0 and "stay in corpus/articles; the views leave them out" in built.err
    assert (articles / ARTICLE).read_text("utf-8") == edited
    assert onrecord("build", "--root", corpus, "--extension", extension, "--check").code == 0


@pytest.fixture
def alone(tmp_path):
    """A corpus folder that stands alone, with articles in two splits."""
    folder = tmp_path / "mine"
    (folder / "articles").mkdir(parents=True)
    for split, path in zip(("train", "test"), sorted((ROOT / "corpus" / "articles").iterdir()), strict=True):
        edited = path.read_text("utf-8").replace('"split":"train"', f'"split":"{split}"')
        (folder / "articles" / path.name).write_text(edited, "utf-8")
    return folder


def test_a_corpus_folder_that_stands_alone_can_be_loaded(alone, onrecord, tmp_path):
    first = onrecord("build", "--corpus", alone)
    assert first.code == 0, first.err
    names = {path.relative_to(alone).as_posix() for path in alone.rglob("*") if path.is_file()}
    assert {"README.md", "statistics.json", "SHA256SUMS", "schema/record.schema.json"} <= names
    assert {"data/quotes/train.parquet", "data/quotes/test.parquet"} <= names
    summed = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=alone, capture_output=True, text=True
    )
    assert summed.returncode == 0 and summed.stdout.count(": OK") == len(names) - 1
    code = (
        "import sys; from datasets import load_dataset; d = load_dataset(sys.argv[1], 'quotes');"
        "print({name: split.num_rows for name, split in d.items()})"
    )
    environment = {**os.environ, "HF_HOME": str(tmp_path / "hf"), "HF_HUB_OFFLINE": "1"}
    loaded = subprocess.run([sys.executable, "-c", code, alone], capture_output=True, text=True, env=environment)
    assert loaded.stdout.strip() == "{'train': 17, 'test': 18}", loaded.stderr
    before = state(alone)
    again = onrecord("build", "--corpus", alone)
    assert (again.code, again.out) == (0, "") and state(alone) == before


def test_people_may_write_the_card_of_their_corpus(alone, onrecord):
    (alone / "README.md").write_text(
        "# Mine\nIt has <!-- value: counts.quotes.all -->0<!-- end --> quotes.\n"
        "<!-- generated: counts -->\n<!-- end -->\n"
    )
    (alone / "CITATION.cff").write_text("title: Mine\nversion: 3.1.4\nmessage: Cite Ann.\n")
    assert onrecord("build", "--corpus", alone).code == 0
    card = (alone / "README.md").read_text("utf-8")
    assert "It has <!-- value: counts.quotes.all -->35<!-- end --> quotes." in card and "| articles | 2 |" in card
    assert "pretty_name: Mine" in card and "version: 3.1." in card and "license: other\nlanguage" in card
    stale = card.replace(">35<", ">36<")
    (alone / "README.md").write_text(stale, "utf-8")
    check = onrecord("build", "--corpus", alone, "--check")
    assert check.code == 1 and "README.md" in check.out
    assert (alone / "README.md").read_text("utf-8") == stale


def test_a_folder_without_articles_and_a_bad_citation_are_told(alone, onrecord, tmp_path):
    result = onrecord("build", "--corpus", tmp_path)
    assert result.code == 2 and "no articles/ in it; put article files there" in result.err
    (alone / "CITATION.cff").write_text("version: one\n")
    result = onrecord("build", "--corpus", alone)
    assert result.code == 2 and "CITATION.cff: the version 'one'; write that of the corpus as" in result.err
    assert not (alone / "data").exists()
    assert onrecord("build", "--corpus", alone, "--root", alone).code == 2


def test_a_stale_copy_and_a_missing_one_are_found(corpus, onrecord):
    onrecord("build", "--root", corpus)
    copy = corpus / "corpus" / "DATASHEET.md"
    for old in ("old", None):
        copy.unlink()
        if old:
            copy.write_text(old, "utf-8")
        check = onrecord("build", "--root", corpus, "--check")
        assert check.code == 1 and "corpus/DATASHEET.md" in check.out


def test_articles_that_a_release_cannot_hold_are_read_everywhere_and_refused_by_the_build(alone, onrecord):
    assert onrecord("build", "--corpus", alone).code == 0
    before = state(alone)
    packed, nested = sorted((alone / "articles").iterdir())
    data = packed.read_bytes()
    packed.unlink()
    (alone / "articles" / f"{packed.name}.GZ".replace("jsonl", "JSONL")).write_bytes(gzip.compress(data))
    (alone / "articles" / "2024").mkdir()
    nested.rename(alone / "articles" / "2024" / nested.name)
    for arguments in (["build", "--corpus", alone], ["build", "--corpus", alone, "--check"]):
        refused = onrecord(*arguments)
        assert refused.code == 2 and refused.out == ""
        assert f"and here is {packed.stem}.JSONL.GZ, 2024/{nested.name}; unpack, rename or move" in refused.err
    for name in (alone, alone / "articles"):
        assert "2 records" in onrecord("validate", name).err
        assert onrecord("export", "--to", "conll", name).code == 0
        assert {part: rows.num_rows for part, rows in load(name).items()} == {"train": 1, "test": 1}
    assert [record.id for record in read_articles(alone / "articles")] == sorted((packed.stem, nested.stem))
    assert {path: held for path, held in before.items() if path.parts[0] != "articles"}.items() <= state(alone).items()


def test_a_corpus_that_lost_its_articles_keeps_their_views(alone, onrecord):
    assert onrecord("build", "--corpus", alone).code == 0
    for path in (alone / "articles").iterdir():
        path.unlink()
    before = state(alone)
    refused = onrecord("build", "--corpus", alone)
    assert refused.code == 2 and "no article is here, but views of some are (data/dates/test.parquet, " in refused.err
    assert state(alone) == before
    shutil.rmtree(alone / "data")
    assert onrecord("build", "--corpus", alone).code == 0


def test_what_a_build_made_is_removed_and_what_it_did_not_make_is_kept(alone, onrecord):
    assert onrecord("build", "--corpus", alone).code == 0
    views = alone / "data"
    (views / "mine").mkdir()
    shutil.copy(views / "quotes" / "test.parquet", views / "mine" / "train.parquet")
    built = onrecord("build", "--corpus", alone)
    assert (built.code, built.out) == (0, "") and "mine/train.parquet, which no build wrote and no release" in built.err
    sums = alone / "SHA256SUMS"
    assert "data/mine" not in sums.read_text()
    digest = hashlib.sha256((views / "mine" / "train.parquet").read_bytes()).hexdigest()
    sums.write_text(f"{sums.read_text()}{digest}  data/mine/train.parquet\n")  # as a build with such a view left it
    [article] = (path for path in (alone / "articles").iterdir() if '"split":"test"' in path.read_text("utf-8"))
    article.unlink()
    told = onrecord("build", "--corpus", alone).out
    for name in ("quotes/test", "mine/train"):
        assert f"removed: {views / name}.parquet\n" in told and not (views / f"{name}.parquet").exists()
    assert "written: " in told


def test_a_corpus_of_others_is_under_the_licence_that_its_owners_state(onrecord, tmp_path):
    given = ROOT / "tests" / "cases" / "corpora" / "meantime"
    assert onrecord("import", "--from", "meantime", given, "--corpus", tmp_path).code == 0
    assert onrecord("build", "--corpus", tmp_path).code == 0
    card = yaml.safe_load((tmp_path / "README.md").read_text("utf-8").split("---")[1])
    assert card["license"] == "cc-by-4.0" and not {"license_name", "license_link"} & card.keys()
    croissant = json.loads((tmp_path / "croissant.json").read_bytes())
    assert croissant["license"]["url"].endswith("/CC-BY-4.0") and "Of the whole" in croissant["license"]["description"]
    assert {record.source.licence for record in read_articles(tmp_path / "articles")} == {"CC-BY-4.0"}
