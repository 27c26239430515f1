"""Card and datasheet: every question answered, no number that a build does not make, no link that leads nowhere.

That the rules find what they are for is shown in `test_prose.py`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib

import pytest

from conftest import ROOT
from onrecord.articles import read_articles
from onrecord.model import GUIDELINES_VERSION
from onrecord.release.layout import Corpus
from onrecord.release.markdown import BLOCK, VALUE
from onrecord.release.statistics import values
from prose import ASKED, CASES, QUESTIONS, SECTIONS, asked, broken_links, cut_off, outline, stray_numbers, unanswered
from publication import copied_project

DATASHEET = (ROOT / "DATASHEET.md").read_text("utf-8")
CARD = (ROOT / "corpus" / "README.md").read_text("utf-8")
PAGES = {"datasheet": DATASHEET, "card": CARD}
HUB = tomllib.loads((CASES / "card.toml").read_text("utf-8"))
CORPUS = Corpus.of_project(ROOT)
COPIES = {target.relative_to(CORPUS.folder).as_posix(): source for source, target in CORPUS.copies()}


def test_the_datasheet_asks_every_question_once_and_in_order():
    assert asked(DATASHEET) == ASKED
    counted = [len(section["questions"]) - 1 for section in SECTIONS[:-1]]
    assert counted == [3, 16, 12, 3, 5, 6, 7]
    assert all(section["questions"][-1] == "Any other comments?" for section in SECTIONS[:-1])


def test_the_card_has_the_sections_of_the_hub_once_and_in_order():
    found = [section.heading for section in outline(CARD)]
    assert [heading for heading in found if heading in HUB["sections"]] == HUB["sections"]
    assert len(set(found)) == len(found)
    for entry in HUB["entries"]:
        assert len(re.findall(rf"\*\*{re.escape(entry)}:\*\*", CARD)) == 1, entry


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_every_heading_has_an_answer_and_no_template_is_left(page):
    assert list(unanswered(page)) == []


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_no_number_stands_in_prose_that_a_build_does_not_make(page):
    assert list(stray_numbers(page, QUESTIONS)) == []


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_numbers_in_sentences_are_those_of_the_statistics(page):
    known = values(json.loads((ROOT / "corpus" / "statistics.json").read_text("utf-8")))
    found = [(match["name"], match["body"]) for match in VALUE.finditer(page)]
    assert found and cut_off(page) == []
    assert [body for name, body in found] == [
        value if isinstance(value, str) else f"{value:,}" for value in (known.get(name, 0) for name, _ in found)
    ]


def test_figures_of_agreement_and_of_drafts_stand_where_they_are_looked_for():
    blocks = {name: {match["name"] for match in BLOCK.finditer(page)} for name, page in PAGES.items()}
    assert {"agreement-of-spans", "draft-scores", "examples", "citation", "citation-apa", "splits"} <= blocks["card"]
    assert {"agreement", "agreement-in-short", "annotations-per-item", "counts", "licences", "fields"} <= blocks[
        "datasheet"
    ]


def test_what_the_pages_say_of_the_articles_is_so():
    """What no generated part tells: an article or annotator of another kind makes their prose untrue."""
    records = list(read_articles(CORPUS.articles))
    for record in records:
        assert f"`{record.id}`" in DATASHEET and f"`{record.id}`" in CARD
        kinds = {annotator.kind for annotator in record.annotation.annotators}
        assert kinds <= {"language model", "program"}, "No person annotated or confirmed anything"
        assert all(by.version == "" for by in record.annotation.annotators if by.kind == "language model")
        assert (record.language, record.split, record.annotation.status) == ("en", "train", "gold")
    received = [record for record in records if record.source.origin == "received"]
    assert [(r.id, r.source.url, r.source.licence) for r in received] == [("ukrinform-nato-chief-warns-moscow", "", "")]
    written = [record.source.licence for record in records if record.source.origin == "written"]
    assert set(written) == {"CC BY 4.0"}
    assert all(record.annotation.guidelines != GUIDELINES_VERSION for record in received)  # unchecked
    named = {speaker.name for record in received for speaker in record.speakers if speaker.kind == "person"}
    assert all(name in " ".join(DATASHEET.split()) for name in named)


HERE = (ROOT / name for name in (".github", "corpus", "schema", "scripts", "tests"))
PROJECT = {
    path.relative_to(ROOT).as_posix(): path
    for path in (*ROOT.glob("*"), *(path for folder in HERE for path in folder.rglob("*")))
    if path.is_file()
}
PUBLISHED = {name: COPIES.get(name, CORPUS.folder / name) for name in {*CORPUS.published(), *COPIES}}


@pytest.mark.parametrize("files", [PROJECT, PUBLISHED], ids=["project", "published"])
def test_links_lead_somewhere(files):
    pages = [name for name in files if name.endswith(".md") and name.count("/") < 2]
    assert {"README.md", "DATASHEET.md", "CHANGELOG.md", "schema/GUIDELINES.md"} <= set(pages)
    found = {name: list(broken_links(files[name].read_text("utf-8"), name, files)) for name in pages}
    assert {name: links for name, links in found.items() if links} == {}


def test_a_value_in_a_sentence_that_is_stale_is_found_by_the_build(onrecord, tmp_path):
    sheet = copied_project(tmp_path) / "DATASHEET.md"
    stale = re.sub(r"(<!-- value: counts\.quotes\.all -->)\d+", r"\g<1>99", DATASHEET)
    sheet.write_text(stale, "utf-8")
    check = onrecord("build", "--root", tmp_path, "--check")
    assert check.code == 1 and str(sheet) in check.out
    assert onrecord("build", "--root", tmp_path).code == 0
    assert sheet.read_text("utf-8") == DATASHEET != stale


def test_the_card_tells_how_to_load_it(tmp_path):
    [code] = re.findall(r"```python\n(.*?)```", CARD, re.DOTALL)
    for name, source in PUBLISHED.items():
        target = tmp_path / "corpus" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    environment = {**os.environ, "HF_HOME": str(tmp_path / "hf"), "HF_HUB_OFFLINE": "1"}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, env=environment)
    assert done.returncode == 0 and done.stdout.startswith("town council | "), done.stderr
