"""Articles as HTML in a browser: nothing is refused or asked for, links light up what they lead to, all is legible."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from conftest import GOLD, ROOT
from onrecord.articles import read_article
from onrecord.html import SCRIPT
from onrecord.html.article import article_html, standalone_page, stylesheet
from onrecord.model import Record
from onrecord.pipeline import annotate
from strategies import TRICKY

PROBES = Path(__file__).with_name("probes.js").read_text(encoding="utf-8").rstrip()
FERRY = ROOT / "corpus" / "articles" / "saltness-night-ferry.jsonl"
SCHEMES = ["light", "dark"]


def probe(page, name, argument=None):
    return page.evaluate(f"(argument) => {PROBES}.{name}(argument)", argument)


def tricky() -> Record:
    paragraph = "“No </style><script>alert(1)</script>,” said Ann Lee on May 2. "
    return annotate(
        "\n".join(paragraph + piece + " and so on." for piece in TRICKY), id="tricky", published="2024-05-03"
    )


def test_several_articles_keep_their_text_and_their_links_apart(opened):
    page = opened(standalone_page([read_article(GOLD), read_article(FERRY)]))
    assert page.locator("article").count() == 2
    assert probe(page, "unlit") == []


def test_no_character_is_lost_in_a_browser_and_none_is_taken_for_html(opened):
    records = [read_article(GOLD), tricky()]
    page = opened(standalone_page(records))
    assert probe(page, "text") == "".join(record.text.replace("\0", "\ufffd") for record in records)
    assert page.locator("script").count() == 0


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", [GOLD, FERRY], ids=["nato", "ferry"])
def test_all_text_stands_out(opened, path, scheme):
    page = opened(standalone_page([read_article(path)]), color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach((details) => (details.open = true))")
    for place in ("", "q4", "d2", "s1"):
        page.evaluate("(place) => (location.hash = place)", place)
        assert probe(page, "faint") == []
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(27, 28, 30)"
    assert dark == (scheme == "dark")


def test_a_link_lights_up_all_parts(opened):
    page = opened(standalone_page([read_article(GOLD)]))
    page.locator("#q4-text").click()
    assert page.url.endswith("#q4")
    lit = "".join(probe(page, "lit", "q4"))
    assert lit.startswith("There are reasons for concern") and lit.endswith("the NATO secretary generalsaid")
    assert probe(page, "lit", "n2") == ["more than", "92,000", "troops"]
    assert len(probe(page, "lit", "s1")) == 6 and "NATO chief" in probe(page, "lit", "s1")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_that_shuts_readers_out(opened, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = opened(standalone_page([read_article(GOLD), read_article(FERRY)]), color_scheme=scheme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach((details) => (details.open = true))")
    assert [(found["id"], found["help"]) for found in axe.run(page).response["violations"]] == []


@pytest.mark.parametrize("width", [400, 900, 1100])
def test_notes_that_would_be_narrow_leave_no_gap_in_the_text(opened, width):
    page = opened(standalone_page([read_article(GOLD)]), viewport={"width": width, "height": 800})
    gaps = page.locator(".body > .row:has(.note)").evaluate_all(
        """rows => rows.map((row) => {
          const text = row.querySelector(".text").getBoundingClientRect();
          const notes = [...row.querySelectorAll(".note")].map((note) => note.getBoundingClientRect().top);
          return Math.min(...notes) - text.bottom;
        })"""
    )
    assert gaps and all(0 <= gap < 40 for gap in gaps)


@pytest.mark.parametrize("width", [320, 400, 900, 1600])
def test_nothing_is_wider_than_the_screen(opened, width):
    page = opened(standalone_page([read_article(GOLD), tricky()]), viewport={"width": width, "height": 800})
    page.evaluate("document.querySelectorAll('details').forEach((details) => (details.open = true))")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_controls_are_named_and_turn_nothing_around_them(opened):
    record = replace(Record(id="x", text="One \u202eowt\u202c three \x1b[2J\x00\r\nfour"), segments=())
    page = opened(standalone_page([record]))
    assert page.locator(".control").evaluate_all("all => all.map((one) => one.dataset.control)") == [
        *("RLO", "PDF", "ESC", "NUL")
    ]
    edges = page.evaluate(
        """() => [...document.querySelector(".text").childNodes].filter((node) => node.nodeType === 3).map((node) => {
            const range = document.createRange();
            range.selectNodeContents(node);
            return range.getClientRects()[0].left;
        })"""
    )
    assert edges[:3] == sorted(edges[:3])


def test_the_script_lights_up_what_is_pointed_at_and_what_a_link_leads_to(opened):
    script = SCRIPT.read_text(encoding="utf-8")
    article = article_html(read_article(GOLD))
    page = opened(f"<!doctype html><meta charset=utf-8><style>{stylesheet()}</style>{article}<script>{script}</script>")
    page.locator("#q7-text").hover()
    assert page.locator(".text .hot").all_inner_texts()[0].startswith("We")
    page.locator("#q6 .label").focus()
    assert page.locator("#q6.hot").count() == 1 and page.locator("#q7.hot").count() == 0
    page.locator("#n2-text").click()
    for _ in ("followed", "opened"):
        page.locator(".text .run.lit").first.wait_for()
        assert page.locator(".text .run.lit").all_inner_texts() == ["more than", "92,000", "troops"]
        page.reload()


def test_a_host_says_whether_it_is_dark(opened):
    article = article_html(read_article(GOLD))
    page = opened(f"<!doctype html><style>{stylesheet()}</style><body data-jp-theme-light=false>{article}")
    paper = "getComputedStyle(document.querySelector('.onrecord')).backgroundColor"
    assert page.evaluate(paper) == "rgb(27, 28, 30)"
    page.evaluate("document.body.dataset.jpThemeLight = 'true'")
    assert page.evaluate(paper) == "rgb(255, 254, 251)"
