"""WARC as a source: what becomes of the pages of the example, and of each kind of record, type and coding."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zlib

import pytest
from news_archive import FEWEST, expected, write_archive

from conftest import ROOT
from onrecord.crawl.items import InputFile, Raw, UnfitError
from onrecord.crawl.sources.warc import SOURCE, codings
from onrecord.errors import InputError
from onrecord.model import Document
from onrecord.seeds import iter_inputs

PAGE = b"<!doctype html><title>Budget</title><p>The council approved the budget on Monday, after a debate of six hours."
TEXT = "The council approved the budget on Monday, after a debate of six hours."
FILE = InputFile("a.warc", "warc", 1)


def became(raw: Raw, seen: set[str]) -> tuple[str, str, Document | None]:
    """The fate of a document, the reason for it, and the document, where nothing is filtered by choice."""
    if raw.fault:
        return "rejected", "not-whole", None
    try:
        document = SOURCE.document(raw, FILE, {}, f"fallback-{raw.position}")
    except UnfitError as error:
        return "filtered", error.reason, None
    except InputError:
        return "rejected", "unreadable", None
    if document.id in seen:
        return "rejected", "second-id", None
    seen.add(document.id)
    return "annotated", "", document


def test_the_example_becomes_what_it_says(tmp_path):
    path = tmp_path / "news.warc.gz"
    captures = write_archive(path, FEWEST, seed=3)
    assert len(captures) == FEWEST == expected(captures).total() and len({each.kind for each in captures}) > 45
    file, seen = InputFile(str(path), "warc", path.stat().st_size), set()
    with path.open("rb") as stream:
        raws = list(SOURCE.scan(stream, file))
        stream.seek(0)
        assert SOURCE.count(stream, file) == len(raws) == len(captures)
    for capture, raw in zip(captures, raws, strict=True):
        fate, reason, document = became(raw, seen)
        assert (fate, reason) == (capture.fate, capture.reason), capture.kind
        if document and capture.article:
            text = capture.article.text
            assert document.text == text or (capture.kind == "nested-tables" and text in document.text), capture.kind
            title = (document.title, document.published.date, document.source.publisher)
            told = (capture.article.title, capture.article.published, capture.article.publisher)
            assert title == told or capture.kind in ("no-head", "nested-tables"), capture.kind
    assert raws[-1].end == path.stat().st_size


def test_the_example_is_the_same_for_the_same_seed(tmp_path):
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_archive(tmp_path / name, FEWEST, seed)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes() != (tmp_path / "c").read_bytes()


ID = "<urn:uuid:0000000A-0000-4000-8000-000000000001>"


def record(body: bytes = PAGE, *, kind: str = "response", head: str = "Content-Type: text/html", **told: str) -> Raw:
    """A record; `head` is the HTTP head of a response, "" for one without; `told` stands in its own head."""
    told = {"WARC_Record_ID": ID, "WARC_Target_URI": "https://news.example/a b", **told}
    if kind == "response":
        body = f"HTTP/1.1 200 OK\r\n{head}\r\n\r\n".encode() + body if head else body
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in told.items() if value]
    data = (
        "\r\n".join(["WARC/1.0", f"WARC-Type: {kind}", *lines, f"Content-Length: {len(body)}", "", ""]).encode() + body
    )
    [raw] = SOURCE.scan(io.BytesIO(data + b"\r\n\r\n"), FILE)
    return raw


def document(raw: Raw) -> Document:
    return SOURCE.document(raw, FILE, {}, "fallback")


def test_a_document_is_that_of_a_line_with_the_same_keys(tmp_path):
    page = (ROOT / "tests" / "cases" / "add" / "page.html").read_bytes()
    found = document(record(page))
    known = {"title": found.title, "publisher": "Northbank Courier", "published": "2024-05-02", "language": "en-GB"}
    known |= {"id": "0000000a-0000-4000-8000-000000000001", "url": "https://news.example/a%20b", "text": found.text}
    line = tmp_path / "line.jsonl"
    line.write_text(json.dumps(known))
    assert list(iter_inputs(line, print)) == [found] and found.title.startswith("Ferry workers vote")


@pytest.mark.parametrize("told", ["", "<urn:sha1:ABC>", "<urn:uuid:0000>", f"{ID}/../x"])
def test_without_an_id_that_can_be_one_it_has_the_fallback(told):
    assert document(record(WARC_Record_ID=told)).id == "fallback"


@pytest.mark.parametrize("told", ["", "ftp://a", "https://a\tb", "urn:x"])
def test_what_is_no_address_is_none(told):
    assert document(record(WARC_Target_URI=told)).source.url == ""


def test_the_text_of_other_kinds_of_records():
    wet = {"kind": "conversion", "Content_Type": "text/plain", "WARC_Identified_Content_Language": "eng"}
    found = document(record(TEXT.encode(), **wet))
    assert (found.text, found.language, found.source.url) == (TEXT, "en", "https://news.example/a%20b")
    for language, known in (("fra", "fra"), ("eng,fra", "en"), ("", "en")):
        assert document(record(b"x", **{**wet, "WARC_Identified_Content_Language": language})).language == known
    for kind in ("resource", "conversion"):
        found = document(record("<p>“Ja”".encode("cp1252") * 20, kind=kind, Content_Type="text/html; charset=cp1252"))
        assert "“Ja”" in found.text
    with pytest.raises(InputError, match="not UTF-8"):
        document(record(b"\xff", **wet))
    for kind, type_ in (("resource", "image/png"), ("conversion", "application/pdf"), ("continuation", "text/html")):
        with pytest.raises(ValueError, match="not enough values"):
            record(kind=kind, Content_Type=type_)


@pytest.mark.parametrize(
    "head, told",
    [
        ("Content-Type: TEXT/HTML;x=y", ""),
        ("content-type:application/xhtml+xml; charset=utf-8", ""),
        ("X: y", ""),
        ("Content-Type: application/octet-stream", "text/html"),
        ("Content-Type: text/html\r\nContent-Type: image/png", ""),
    ],
)
def test_what_is_a_page(head, told):
    assert document(record(head=head, WARC_Identified_Payload_Type=told)).text == TEXT


@pytest.mark.parametrize(
    "raw, reason, detail",
    [
        (record(head="Content-Type: image/png"), "not-a-page", "image/png"),
        (record(head="X: y", WARC_Identified_Payload_Type="application/pdf"), "not-a-page", "application/pdf"),
        (record(b"%PDF", head="X: y"), "not-a-page", "of no told type"),
        (record(b" \n"), "no-article", "empty"),
        (record(b"<html><img src=a></html>"), "no-article", "no article found in the page"),
        (record(b"HTTP/2 404 Not Found\r\n\r\n", head=""), "status", "404"),
        (record(b"", head=""), "status", ""),
        (record(b"garbage", head=""), "status", ""),
    ],
)
def test_what_is_none(raw, reason, detail):
    with pytest.raises(UnfitError) as error:
        document(raw)
    assert (error.value.reason, error.value.detail) == (reason, detail)


PACKED = gzip.compress(PAGE, mtime=0)
BARE = zlib.compress(PAGE)[2:-4]


@pytest.mark.parametrize(
    "coding, body",
    [
        ("X-GZip", PACKED),
        ("gzip", PACKED[:-12]),  # cut off, but for the article
        ("gzip, gzip", gzip.compress(PACKED)),
        ("identity", PAGE),
        ("gzip", PAGE),  # undone, and the header kept
        ("gzip", b"\xef\xbb\xbf" + PAGE),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", BARE),
        ("br", PAGE),
        ("what-is-this", PAGE),
    ],
)
def test_codings_are_undone(coding, body):
    found = document(record(body, head=f"Content-Type: text/html\r\nContent-Encoding: {coding}")).text
    assert found == TEXT or TEXT.startswith(found[:40])


def test_zstd_is_undone():
    module = pytest.importorskip("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
    head = "Content-Type: text/html\r\nContent-Encoding: zstd"
    assert document(record(module.compress(PAGE), head=head)).text == TEXT


@pytest.mark.parametrize(
    "coding, body, told",
    [
        ("gzip", b"\x1f\x8b\x08" + bytes(99), "not gzip, which it was sent in"),
        ("br", b"\xff" * 99, "not br, which it was sent in"),
        ("zstd", b"\xff" * 99, "not zstd, which it was sent in"),
        ("compress", b"\x1f\x9d", "sent in the coding 'compress', which is not known"),
        ("gzip," * 5, PACKED, "sent in 5 codings, one in the other"),
        ("gzip", gzip.compress(bytes(codings.LARGEST + 1)), "a page of more than 64 MiB"),
    ],
)
def test_codings_that_are_not_are_told(coding, body, told):
    with pytest.raises(InputError, match=told):
        document(record(body, head=f"Content-Type: text/html\r\nContent-Encoding: {coding}"))


def test_without_brotli_the_message_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "brotli", None)
    with pytest.raises(InputError, match="pip install brotli"):
        document(record(b"\xff", head="Content-Type: text/html\r\nContent-Encoding: br"))


def test_chunks_are_joined_and_what_is_in_none_is_left():
    head = "Content-Type: text/html\r\nTransfer-Encoding: chunked"
    chunked = b"%x\r\n%b\r\n0\r\n\r\n" % (len(PAGE), PAGE)
    assert document(record(chunked, head=head)).text == document(record(PAGE, head=head)).text == TEXT
