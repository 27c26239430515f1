"""What a page says about itself: from the places made for it, titles without the name of the site, nothing inferred."""

from __future__ import annotations

import pytest

from conftest import ROOT
from onrecord.intake.page_metadata import proposals
from onrecord.intake.pages import page_tree

BUDGET = "Budget passed"
PAGE = (ROOT / "tests" / "cases" / "add" / "page.html").read_text("utf-8")


def test_a_whole_page():
    assert {key: tuple(proposal) for key, proposal in proposals(page_tree(PAGE, "page")).items()} == {
        "title": ("Ferry workers vote to strike over rosters", "h1"),
        "publisher": ("Northbank Courier", "JSON-LD publisher"),
        "published": ("2024-05-02", "JSON-LD datePublished"),
        "url": ("https://courier.example/news/ferry-strike", "rel=canonical"),
        "language": ("en-GB", "html lang"),
    }


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


@pytest.mark.parametrize(
    "page, key, expected",
    [
        ("<title>Budget passed | Courier</title><h1>Courier</h1><h1>Budget passed</h1>", "title", BUDGET),
        ("<title>Budget passed - The Courier</title><h1>Budget passed</h1>", "title", BUDGET),
        ("<title>Budget | C</title><meta property=og:title content='Budget passed'><h1>C</h1>", "title", BUDGET),
        ("<title>Courier</title><h1>Budget  passed</h1>", "title", BUDGET),
        ("<title>Budget passed | Courier</title>", "title", "Budget passed | Courier"),
        ("<p>Published on 2 May 2024", "published", None),
        ("<meta name=date content=2024-05-02>", "published", None),
        ("<meta property=article:published_time content='2024-05-02T23:30:00-05:00'>", "published", "2024-05-02"),
        ("<meta property=article:published_time content='yesterday'>", "published", None),
        ("<link rel=canonical href='javascript:x'><meta property=og:url content=https://a.b/>", "url", "https://a.b/"),
        ("<link rel=canonical href=/news/1>", "url", None),
        ("<a rel='license nofollow' href=https://cc.example/by/4.0>", "licence", "https://cc.example/by/4.0"),
        ("<html lang='en_GB'>", "language", None),
        (f"<meta property=og:site_name content='{'x' * 501}'>", "publisher", None),
        (linked('{"@graph": [{"@type": ["NewsArticle"], "publisher": "C"}]}'), "publisher", "C"),
        (linked('[{"@type": "WebSite", "publisher": "C"}]'), "publisher", None),
        (linked('{"@type": "NewsArticle", "headline": [1], "publisher": {"name": 3}}'), "title", None),
        (linked("[" * 100_000), "title", None),
        ("<p>", "title", None),
    ],
)  # fmt: skip
def test_places(page, key, expected):
    found = proposals(page_tree(page, "page")).get(key)
    assert (found.value if found else None) == expected
