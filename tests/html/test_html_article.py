"""A record as HTML: no character of the text lost or added, every annotation there once, everything escaped."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from conftest import GOLD, ROOT
from onrecord.articles import read_article
from onrecord.html.article import article_html, notebook_html, standalone_page, stylesheet
from onrecord.model import Date, Mention, Number, Published, Quote, Record, Segment, Source, Span, Speaker
from strategies import records

HOSTILE = "</style><script>alert(1)</script>\u202e\"'<img src=x onerror=alert(1)>"
ALLOWED = set(
    """article header h1 h2 h3 h4 p div section details summary span a bdi ol ul li dl dt dd abbr strong""".split()
)
ATTRIBUTES = set(
    """id class href title dir lang hidden rel aria-label aria-labelledby
    data-id data-of data-control data-article""".split()
)


@dataclass
class Page(HTMLParser):
    """What a page holds, if it is well-formed: each element is closed where it was opened."""

    text: str = ""  # of the text column
    told: str = ""  # all text
    tags: set[str] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    open: list[tuple[str, bool]] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        assert len(named) == len(attrs)
        is_text = "text" in (named.get("class") or "").split() or any(inside for _, inside in self.open)
        self.tags.add(tag)
        self.attributes |= named.keys()
        self.ids += [named["id"]] if "id" in named else []
        self.links += [named["href"]] if "href" in named else []
        if tag != "meta":
            self.open.append((tag, is_text))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        self.told += data
        if any(inside for _, inside in self.open):
            self.text += data

    def handle_comment(self, data):
        raise AssertionError(data)

    handle_pi = unknown_decl = handle_comment


def parsed(html: str) -> Page:
    page = Page()
    page.feed(html)
    page.close()
    assert page.open == []
    return page


def ids_of(record: Record) -> list[str]:
    speakers = record.speakers
    layers = [record.segments, speakers, *(s.mentions for s in speakers), record.quotes, record.dates, record.numbers]
    return [annotation.id for layer in layers for annotation in layer]


def check(record: Record, prefix: str = "") -> Page:
    page = parsed(article_html(record, prefix=prefix))
    assert page.text == record.text.replace("\0", "\ufffd")
    assert page.tags <= ALLOWED and page.attributes <= ATTRIBUTES
    assert len(page.ids) == len(set(page.ids)) and {prefix + one for one in ids_of(record)} <= set(page.ids)
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    return page


@given(records())
def test_the_text_is_as_it_is_and_every_annotation_is_there_once(record):
    check(record, "x-")


@pytest.mark.parametrize("path", sorted((ROOT / "corpus" / "articles").glob("*.jsonl")), ids=lambda path: path.stem)
def test_articles_of_the_corpus(path):
    record = read_article(path)
    page = check(record)
    for speaker in record.speakers:
        assert f"#{speaker.id}" in page.links and all(f"#{mention.id}" in page.links for mention in speaker.mentions)
    for quote in record.quotes:
        assert not quote.parent or page.links.count(f"#{quote.parent}") >= 2


def test_what_is_told():
    told = " ".join(parsed(article_html(read_article(GOLD))).told.split())
    for part in [
        "published 2021-11-26 to 2022-01-31 (inferred) from “late January” d3 and “November 26” d6",
        "Jens Stoltenberg, Secretary General, NATO was stated to Euractiv indirect speech · inside q3",
        "November 21 = 2021-11-21 · date, EDTF 2021-11-21, inferred from d1 d3 (2021-04/2022-01)",
        "late January = 2022-01 END · date, EDTF 2022-01, 2022-01-01 to 2022-01-31, date from d4 (2022)",
        "92,000 = more than 92,000 troops · cardinal",
        "boilerplate, not annotated",
        "sha2566c6360c5",
    ]:
        assert part in told


def test_a_title_that_the_text_does_not_begin_with_is_shown_too():
    record = read_article(GOLD)
    assert parsed(article_html(record)).told.count(record.title) == 1
    assert "Another title" in parsed(article_html(replace(record, title="Another title"))).told


def hostile() -> Record:
    """A record that no check has seen: every string is hostile, spans lie where they cannot."""
    text = f"{HOSTILE}\r\n said {HOSTILE}\x1b[2J\x9b\u2028 12 May"
    span = Span(0, len(text) + 9, HOSTILE)
    mention = Mention(id="m1", start=3, end=2, text=HOSTILE, form="name")
    return Record(
        id=HOSTILE,
        title=HOSTILE,
        text=text,
        language=HOSTILE,
        source=Source(publisher=HOSTILE, url="javascript:alert(1)", licence=HOSTILE, seed=HOSTILE, sha256=HOSTILE),
        published=Published(basis="inferred", earliest=HOSTILE, latest=HOSTILE, evidence=(span,)),
        segments=(Segment(id="g1", start=5, end=20, text="", kind=HOSTILE),),
        speakers=(Speaker(id="s1", name=HOSTILE, kind=HOSTILE, role=HOSTILE, affiliation="x", mentions=(mention,)),),
        quotes=(
            Quote(id="q1", kind=HOSTILE, content=(span,), cue=(Span(-5, 4, "x"),), speaker="s1", parent=HOSTILE),
            Quote(id="q2", kind="direct", content=(Span(7, 7, ""),), source=(span,), speaker="s9", negated=True),
        ),
        dates=(Date(id="d1", start=900, end=950, text=HOSTILE, type=HOSTILE, value=HOSTILE, earliest=HOSTILE),),
        numbers=(Number(id="n1", start=1, end=2, text=HOSTILE, kind=HOSTILE, unit=HOSTILE, value=1e300),),
    )


def test_a_hostile_record_is_inert():
    record = hostile()
    page = check(record)
    assert not any("javascript" in link for link in page.links)
    whole = parsed(standalone_page([record, replace(record, id="b")]))
    assert "script" not in whole.tags and "style" not in whole.attributes
    assert parsed(notebook_html(replace(record, quotes=(replace(record.quotes[0], id="q1]:x{}</style>"),)))).tags


def nested(depth: int) -> Record:
    text = "a" * 200 * depth
    spans = [Span(at, len(text) - at, text[:200]) for at in range(depth)]
    quotes = tuple(Quote(id=f"q{n}", kind="indirect", content=(span,)) for n, span in enumerate(spans, 1))
    return Record(
        id="nested", text=text, segments=(Segment(id="g1", start=0, end=len(text), text="", kind="x"),), quotes=quotes
    )


def test_five_thousand_nested_spans_and_a_megabyte_of_text_grow_no_faster_than_they_are():
    assert len(article_html(nested(5000))) < 2.2 * len(article_html(nested(2500)))


@settings(max_examples=20)
@given(records())
def test_a_notebook_shows_a_record_with_its_style(record):
    page = parsed(record._repr_html_())
    assert page.tags <= ALLOWED | {"style"} and all(one.startswith("tricky-") for one in page.ids)


def test_no_line_of_a_date_s_note_ends_in_a_dot_between_its_facts():
    facts = re.findall(r'<span class="fact">(.*?)</span>', article_html(read_article(GOLD)))
    assert facts and all("·" not in fact for fact in facts)


def test_the_style_is_scoped_and_loads_nothing():
    style = stylesheet()
    assert "url(" not in style and "@import" not in style and "<" not in style.replace("(width < 66rem)", "")
    assert ":root" not in style
