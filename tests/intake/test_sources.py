"""Files as received: the text of pages and Word documents, whatever their encoding and markup; what is refused."""

from __future__ import annotations

import io
import sys
import zipfile

import pytest

from conftest import ROOT
from onrecord.errors import InputError
from onrecord.intake.encodings import decoded_page, mended_page
from onrecord.intake.pages import read_page
from onrecord.intake.sources import read_source
from onrecord.intake.word import read_docx

CASES = ROOT / "tests" / "cases" / "add"
PAGE = (CASES / "page.html").read_bytes()
ARTICLE = """\
Ferry workers vote to strike over rosters
Crews on the Lower Marsh crossing say new rota leaves “no time to sleep”
Ferry workers voted on Thursday to strike for two days next week, their union said, after talks over rosters broke down.
“We are not asking for more money,” said Ann Lee, 54, who chairs the Northbank branch. “We are asking for sleep.”
The company, Marsh Lines, said it had “no intention” of changing the rota, which came into force in March & covers 212 crew.
Talks broke down
According to two people familiar with the talks, managers left the room after 40 minutes.
A spokesman declined to comment.
“It is a matter of safety,” the regulator wrote in a letter dated April 28.
The strike would stop 48 crossings.
About 3,000 passengers use them each day.
Ms Lee told the Courier: “We’ll be back at the table any time.”"""  # noqa: E501
PARAGRAPH = "<p>The council approved the budget on Monday, after a debate of six hours.</p>"


def text_of(page: bytes | str) -> str:
    return read_page(page if isinstance(page, bytes) else page.encode(), "page").text.replace("\xa0", " ")


def test_of_a_page_the_article_is_kept_whole_and_nothing_else():
    received = read_source(str(CASES / "page.html"))
    assert text_of(PAGE) == ARTICLE and received.data == PAGE and received.suffix == ".html"
    assert "trafilatura 2" in received.extracted.extractor
    archive = read_source(str(CASES / "page.mhtml"))
    assert archive.extracted.text.replace("\xa0", " ") == ARTICLE
    assert archive.extracted.proposals["url"] == (
        "https://courier.example/news/ferry-strike",
        "Snapshot-Content-Location",
    )


def test_of_a_broken_page_too():
    assert text_of(PAGE.replace(b"</p>", b"").replace(b"</article>", b"").replace(b"</li>", b"")) == ARTICLE


@pytest.mark.parametrize(
    "page, lines",
    [
        (f"<nav><a href=/>Home</a></nav><h1>Budget passed</h1><article>{PARAGRAPH}</article>", ["Budget", "The"]),
        (f"<title>Budget passed | Courier</title><h1>Budget  passed</h1><main>{PARAGRAPH}</main>", ["Budget passed"]),
        (f"<table><tr><td>Budget passed<br><br>{PARAGRAPH[3:-4] * 2}<br><br>It is so.</table>", ["Budget passed"]),
        (f"<article>{PARAGRAPH}<ul><li>One.<li>Another.</ul></article>", ["The council", "One.", "Another."]),
    ],
    ids=["brief, heading outside", "heading outside", "laid out as a table", "list"],
)  # fmt: skip
def test_headings_lists_and_brief_articles(page, lines):
    found = text_of(page).split("\n")
    assert all(any(line.startswith(start) for line in found) for start in lines) and "Home" not in found
    assert found[0].startswith(lines[0])


@pytest.mark.parametrize(
    "encoding, declared",
    [
        ("cp1252", "windows-1252"),
        ("cp1252", "iso-8859-1"),
        ("cp1251", "cp1251"),
        ("utf-16", "utf-8"),
        ("utf-8-sig", "x"),
    ],
)
def test_encodings_as_they_are_declared_or_marked(encoding, declared):
    page = f"<meta charset='{declared}'><p>“It’s done”"
    assert decoded_page(page.encode(encoding), "page") == page
    assert decoded_page("<p>Київ".encode("cp1251"), "page", "cp1251") == "<p>Київ"


@pytest.mark.parametrize("page", [b"<p>\x93Yes\x94", b"<meta charset=utf-8>\x93", b"<meta charset=nonsense>x"])
def test_an_encoding_is_never_guessed(page):
    with pytest.raises(InputError, match=r"not in the encoding .* save the page as UTF-8"):
        decoded_page(page, "page")


@pytest.mark.parametrize(
    "page, charset, read",
    [
        ("<p>\u201d", "us-ascii", "<p>â€\ufffd"),
        ("<meta charset=utf-8>\u201d", "iso-8859-1", "<meta charset=utf-8>\u201d"),
        ("<meta charset=utf-16>\u201d", "", "<meta charset=utf-16>\u201d"),
    ],
)
def test_what_the_bytes_disprove_gives_way_to_what_is_told_next(page, charset, read):
    if "\ufffd" in read:
        assert mended_page(page.encode(), "page", charset) == read
    else:
        assert decoded_page(page.encode(), "page", charset) == read


@pytest.mark.parametrize(
    "text, told, read",
    [
        ("①“", "shift_jis", "cp932"),
        ("①“", "x-sjis", "cp932"),
        ("囧”", "gb2312", "gb18030"),
        ("똠”", "euc-kr", "cp949"),
        ("ğ”", "iso-8859-9", "cp1254"),
        ("ก”", "tis-620", "cp874"),
    ],
)
def test_names_of_encodings_mean_what_browsers_read(text, told, read):
    assert decoded_page(text.encode(read), "page", told) == text


NO_ENCODINGS = ["hex", "rot13", "punycode", "idna", "unicode_escape", "utf-7", "undefined", "x-", "a" * 40]


@pytest.mark.parametrize("told", NO_ENCODINGS)
def test_what_is_no_encoding_of_pages_is_none(told):
    with pytest.raises(InputError, match="not in the encoding"):
        read_page(f"<article>{PARAGRAPH}".encode(), "page", told)


def test_bytes_of_no_encoding_are_passed_over_outside_the_article_alone():
    page = f"<article>{PARAGRAPH}</article><footer>Rights</footer>".encode()
    assert text_of(page.replace(b"Rights", b"\xff")) == text_of(page)
    for inside in (page.replace(b"debate", b"\xff"), b"<title>\xff</title>" + page):
        with pytest.raises(InputError, match="not in the encoding 'utf-8' that holds for it"):
            text_of(inside)


def test_nuls_are_passed_over_as_browsers_do():
    assert text_of(PARAGRAPH.replace("council", "coun\0cil") + "\0") == text_of(PARAGRAPH)


@pytest.mark.parametrize(
    "page, told",
    [
        ("<p>" * 30_001, "a page of more than 30,000 elements"),
        ("<article>" + ("<ul><li>" + PARAGRAPH) * 150, "a page with elements in each other, more than 300 deep"),
    ],
    ids=["large", "deep"],
)
def test_pages_that_would_take_minutes_are_refused(page, told):
    with pytest.raises(InputError, match=told):
        text_of(page)


def test_what_lies_deep_is_read():
    """libxml2 by itself ends at the 256th level, and says nothing."""
    assert text_of("<div>" * 290 + PARAGRAPH).startswith("The council")


def test_the_fast_way_finds_the_same_and_gives_way_where_it_finds_little():
    assert read_page(PAGE, "page", fast=True) == read_page(PAGE, "page")
    brief = (
        "<title>A</title><div><div>Rain.</div><div><span>The fair is off, its chair said on May 2.</span></div></div>"
    )
    assert read_page(brief.encode(), "page", fast=True) == read_page(brief.encode(), "page")


def test_a_word_document_as_it_reads_with_its_changes_accepted():
    """python-docx leaves out the inserted words and the box."""
    extracted = read_source(str(CASES / "document.docx")).extracted
    assert extracted.text.split("\n") == [
        "Council approves budget",
        "The council approved the budget on Monday, May 6.",
        "“It is done,” Ann Lee said. “We wrote\tit",
        "down.”",
        "Roads",
        "$3 million",
        "Beside it:",
        "A box.",
    ]
    assert extracted.proposals["title"].value == "Council approves budget"


@pytest.mark.parametrize(
    "part, told",
    [
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>", "declares a document type"),
        (b"\0" * (2**26 + 1), "unpacks to more than 64 MiB"),
        (b"<w:p", "not a Word document"),
        (b"<a>" * 20_000 + b"</a>" * 20_000, "not a Word document"),
        (None, "not a Word document"),
    ],
    ids=["entities", "bomb", "cut", "deep", "empty"],
)
def test_hostile_word_documents_are_refused(part, told):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        if part is not None:
            archive.writestr("word/document.xml", part)
    with pytest.raises(InputError, match=told):
        read_docx(stream.getvalue(), "a.docx")


@pytest.mark.parametrize(
    "name, data, told",
    [
        ("a.pdf", b"%PDF", "pdftotext"),
        ("a.doc", b"", "save it as .txt"),
        ("a", b"x", "no suffix"),
        ("a.txt", b" \n", "no text in it"),
        ("a.txt", b"\xff", "not UTF-8"),
        ("a.html", b"<img src=a>", "no article found"),
        ("a.html", b"", "no article found"),
        ("a.mhtml", b"x", "no page in the archive"),
        ("a.docx", b"x", "not a Word document"),
        ("b.txt", None, "cannot be read"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path, name, data, told):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(InputError, match=told):
        read_source(str(tmp_path / name))


def test_without_the_extra_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(InputError, match=r"pip install 'onrecord\[add\]'"):
        text_of(PAGE)
