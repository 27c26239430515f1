"""The rules that card and datasheet are tested by find what they are for: each is shown a page with a fault in it."""

from __future__ import annotations

import pytest

from conftest import ROOT
from prose import ASKED, QUESTIONS, asked, broken_links, cut_off, stray_numbers, unanswered

DATASHEET = (ROOT / "DATASHEET.md").read_text("utf-8")
QUESTION = "### Who funded the creation of the dataset?\n"
FILES = ["README.md", "DATASHEET.md", "schema/GUIDELINES.md"]
ANSWER = (
    "\n\nNo grant is known of. Who paid for the computing, that of the language models included, is not recorded.\n"
)


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
    assert DATASHEET.count(old) == 1 and asked(DATASHEET.replace(old, new)) != ASKED


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
        ("There are `35` quotes.", ["35"]),
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
    assert [fault.partition(": ")[2] for fault in stray_numbers(page, QUESTIONS)] == strays


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
    page = f"# Datasheet\n\n## Uses\n\n[that]({link})\n"
    assert list(broken_links(page, "DATASHEET.md", FILES)) == ([link] if broken else [])


def test_a_value_that_begins_a_line_is_found():
    text = "There are\n<!-- value: counts.quotes.all -->35<!-- end --> quotes."
    assert cut_off(text) and not cut_off(text.replace("\n", " "))
