"""Card and datasheet: every question answered, no number that a build does not make, no link that leads nowhere.

Each rule is shown to find what it is for, on the page itself with a fault in it.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib

import pytest

from conftest import ROOT
from onrecord.release.layout import Corpus
from onrecord.release.markdown import BLOCK, VALUE
from onrecord.release.statistics import values
from prose import CASES, broken_links, outline, stray_numbers, unanswered

DATASHEET = (ROOT / "DATASHEET.md").read_text("utf-8")
CARD = (ROOT / "corpus" / "README.md").read_text("utf-8")
PAGES = {"datasheet": DATASHEET, "card": CARD}
SECTIONS = tomllib.loads((CASES / "datasheet.toml").read_text("utf-8"))["section"]
HUB = tomllib.loads((CASES / "card.toml").read_text("utf-8"))
QUOTED = {question for section in SECTIONS for question in section["questions"]}
CORPUS = Corpus.of_project(ROOT)
COPIES = {target.relative_to(CORPUS.folder).as_posix(): source for source, target in CORPUS.copies()}


def asked(page):
    """The headings of a datasheet under its title, but for the table of fields at its end."""
    return [section.heading for section in outline(page)][1:-1]


EXPECTED = [line for s in SECTIONS for line in (f"## {s['title']}", *(f"### {q}" for q in s["questions"]))]


def test_the_datasheet_asks_every_question_once_and_in_order():
    assert asked(DATASHEET) == EXPECTED
    counted = [len(section["questions"]) - 1 for section in SECTIONS[:-1]]
    assert counted == [3, 16, 12, 3, 5, 6, 7] and all(
        s["questions"][-1] == "Any other comments?" for s in SECTIONS[:-1]
    )


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
    assert list(stray_numbers(page, QUOTED)) == []


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_numbers_in_sentences_are_those_of_the_statistics(page):
    known = values(json.loads((ROOT / "corpus" / "statistics.json").read_text("utf-8")))
    found = [(match["name"], match["body"]) for match in VALUE.finditer(page)]
    assert found
    assert [body for name, body in found] == [
        value if isinstance(value, str) else f"{value:,}" for value in (known.get(name, 0) for name, _ in found)
    ]


def test_figures_of_agreement_and_of_drafts_stand_where_they_are_looked_for():
    blocks = {name: {match["name"] for match in BLOCK.finditer(page)} for name, page in PAGES.items()}
    assert {"agreement", "draft-scores", "examples", "citation", "citation-apa", "splits"} <= blocks["card"]
    assert {"agreement", "counts", "licences", "fields"} <= blocks["datasheet"]


HERE = (ROOT / name for name in (".github", "schema", "scripts", "tests"))
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


QUESTION = "### Who funded the creation of the dataset?\n"
ANSWER = "\n\nNobody. There was no grant and no other funding.\n"


@pytest.mark.parametrize(
    "old, new",
    [
        (QUESTION, ""),
        (QUESTION, QUESTION.replace("creation", "making")),
        (QUESTION, QUESTION + "\nNobody.\n\n" + QUESTION),
        (QUESTION, QUESTION.replace("###", "####")),
        ("## Uses\n", ""),
        ("### B. Language Variety", "### B. Language"),
    ],
)
def test_a_question_that_is_gone_changed_or_doubled_is_found(old, new):
    assert DATASHEET.count(old) == 1 and asked(DATASHEET.replace(old, new)) != EXPECTED


@pytest.mark.parametrize(
    "text, told",
    [
        ("\n\n", "Who funded the creation of the dataset?: empty"),
        ("\n\n<!-- generated: agreement -->\n<!-- end -->\n", "empty"),
        ("\n\n[More Information Needed]\n", "More Information Needed"),
        ("\n\nTODO\n", "TODO"),
        ("\n\nA fund (tbd).\n", "tbd"),
        ("\n\n{{ funded_by }}\n", "{{"),
        ("\n\n<!-- Name the grant. -->\nNobody.\n", "<!--"),
        ("\n\n_Is there a grant?_\n\nNobody.\n", "_Is there a grant?_"),
        ("\n\nNobody. If so, please provide the name.\n", "If so, please"),
    ],
)
def test_an_answer_that_is_none_is_found(text, told):
    assert DATASHEET.count(ANSWER) == 1
    assert any(told in fault for fault in unanswered(DATASHEET.replace(ANSWER, text)))


@pytest.mark.parametrize(
    "text, strays",
    [
        ("The corpus has 35 quotes.", ["35"]),
        ("Two articles are gold.", ["Two"]),
        ("It has one article.", ["one"]),
        ("Both articles are gold.", ["Both"]),
        ("There are 2026 quotes in it.", ["2026"]),
        ("There are `35` quotes.", ["`35`"[1:-1]]),
        ("| quotes | 35 |", ["35"]),
        ("The share is 94.1 %, of 3,656 characters.", ["94.1", "3,656"]),
        ("### How 35 quotes came here", ["35"]),
        ("By guidelines 1.2.0.", ["1.2.0."]),
        ("<!-- value: counts.quotes.all -->35<!-- end --> quotes, 9 numbers", ["9"]),
        (
            "In November 2026, on 24 November 2026, by 2021-11-26, under CC BY 4.0, as TIMEX3 in `v1`, for one's own.",
            [],
        ),
    ],
)
def test_a_count_in_prose_is_found(text, strays):
    page = DATASHEET.replace(ANSWER, f"\n\n{text}\n")
    assert [fault.partition(": ")[2] for fault in stray_numbers(page, QUOTED)] == strays


@pytest.mark.parametrize(
    "link, broken",
    [
        ("README.md", False),
        ("nowhere.md", True),
        ("../README.md", True),
        ("#uses", False),
        ("#use", True),
        ("schema", False),
    ],
)
def test_a_link_that_leads_nowhere_is_found(link, broken):
    assert list(broken_links(f"{DATASHEET}\n[that]({link})\n", "DATASHEET.md", PUBLISHED)) == ([link] if broken else [])


def test_a_value_in_a_sentence_that_is_stale_is_found_by_the_build(onrecord, tmp_path):
    for name in ("seeds", "corpus", "schema"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("README.md", "DATASHEET.md", "CITATION.cff"):
        shutil.copy(ROOT / name, tmp_path / name)
    sheet = tmp_path / "DATASHEET.md"
    stale = re.sub(r"(<!-- value: counts\.quotes\.all -->)\d+", r"\g<1>99", DATASHEET)
    sheet.write_text(stale, "utf-8")
    check = onrecord("build", "--root", tmp_path, "--check")
    assert check.code == 1 and str(sheet) in check.out
    assert onrecord("build", "--root", tmp_path).code == 0
    assert sheet.read_text("utf-8") == DATASHEET != stale


def test_the_card_tells_how_to_load_it(tmp_path):
    import os
    import sys

    [code] = re.findall(r"```python\n(.*?)```", CARD, re.DOTALL)
    for name, source in PUBLISHED.items():
        target = tmp_path / "corpus" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    environment = {**os.environ, "HF_HOME": str(tmp_path / "hf"), "HF_HUB_OFFLINE": "1"}
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, env=environment)
    assert done.returncode == 0 and done.stdout.startswith("town council | "), done.stderr
