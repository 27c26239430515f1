"""WARC (ISO 28500) as a source: a document a page that was fetched, Common Crawl News in mind.

A document is each record that holds an answer of a site (`response`), and those of other kinds that hold a page or its
text: `resource`, and `conversion`, of which WET files consist. What is not broken is read whatever is broken around it.
"""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator, Mapping
from itertools import count
from typing import IO, NamedTuple

from warcio.archiveiterator import WARCIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecordLoader

from onrecord.crawl.items import InputFile, Raw, UnfitError
from onrecord.crawl.sources import AS_NAMED, Columns, Source
from onrecord.crawl.sources.warc.ahead import FileAhead
from onrecord.crawl.sources.warc.codings import is_like_html
from onrecord.crawl.sources.warc.members import member_begins, packed_pieces
from onrecord.crawl.sources.warc.records import HeadParser, Piece, RecordError, headers_of, pieces, record_begins
from onrecord.crawl.sources.warc.response import Response, response_of, type_and_charset
from onrecord.intake.pages import NoArticleError, forget_pages, read_page
from onrecord.model import Document
from onrecord.seeds import decoded, document_of
from onrecord.sidecars import LANGUAGE, Sidecar

_PAGES = ("text/html", "application/xhtml+xml")
_UNTOLD = ("", "application/octet-stream", "application/x-unknown-content-type", "unk", "*/*")
_UUID = re.compile(r"<?urn:uuid:([0-9A-Fa-f-]{36})>?\Z")
_URL = re.compile(r"https?://\S{1,8000}\Z")
_FORGET_AFTER = 1000  # pages
_read = count(1)


class _Content(NamedTuple):
    """A record with its head, and where in it its content begins."""

    data: bytes
    body: int


def _scan(stream: IO[bytes], file: InputFile, columns: Columns = AS_NAMED) -> Iterator[Raw]:
    found = (piece for piece in _pieces(stream, file) if piece.fault or _is_document(piece.headers))
    for position, piece in enumerate(found):
        content = _Content(piece.data, piece.body)
        yield Raw(position, f"{file.path}, byte {piece.start}", content, piece.end, piece.headers, piece.fault)


def _pieces(stream: IO[bytes], file: InputFile) -> Iterator[Piece]:
    ahead = FileAhead(stream)
    return packed_pieces(ahead) if _is_packed(ahead, file) else pieces(ahead)


def _is_packed(ahead: FileAhead, file: InputFile) -> bool:
    """By how the file begins; by its name where it begins as neither form does."""
    return member_begins(ahead, 0) or (file.path.lower().endswith(".gz") and not record_begins(ahead, 0))


def _is_document(headers: Mapping[str, str]) -> bool:
    kind = headers.get("warc-type", "").lower()
    told, _ = type_and_charset(headers.get("content-type", ""))
    return (
        kind == "response"
        or (kind in ("resource", "conversion") and told in _PAGES)
        or (kind == "conversion" and told == "text/plain")
    )


def _document(raw: Raw, file: InputFile, columns: Columns, fallback: str) -> Document:
    kind = raw.headers.get("warc-type", "").lower()
    named = _UUID.match(raw.headers.get("warc-record-id", ""))
    url = raw.headers.get("warc-target-uri", "").strip("<>").replace(" ", "%20")
    known = {"id": named[1].lower() if named else fallback, "url": url if _URL.match(url) else ""}
    body = io.BytesIO(raw.content.data)  # which makes no copy
    body.seek(raw.content.body)
    told, charset = type_and_charset(raw.headers.get("content-type", ""))
    if kind == "conversion" and told == "text/plain":
        return document_of(
            decoded(body.read(), raw.place), Sidecar(**known, language=_language(raw.headers)), place=raw.place
        )
    if kind != "response":
        return _article(body.read(), charset, known, raw.place)
    response = response_of(body)
    return _article(_page(response, raw), response.charset, known, raw.place)


def _page(response: Response, raw: Raw) -> bytes:
    """The page of a response. Raises `UnfitError` for one that has none, `InputError` for one that cannot be read."""
    if response.status != "200":
        raise UnfitError("status", response.status[:20])
    told = response.type
    if told in _UNTOLD:
        told = raw.headers.get("warc-identified-payload-type", "").lower()
    if told not in (*_PAGES, ""):
        raise UnfitError("not-a-page", told[:100])
    page = response.page(raw.place)
    if not page.strip():
        raise UnfitError("no-article", "empty")
    if not told and not is_like_html(page):
        raise UnfitError("not-a-page", "of no told type")
    return page


def _article(data: bytes, charset: str, known: Mapping[str, str], place: str) -> Document:
    if next(_read) % _FORGET_AFTER == 0:
        forget_pages()
    try:
        extracted = read_page(data, place, charset, fast=True)
    except NoArticleError as error:
        raise UnfitError("no-article", error.args[1]) from error
    if not extracted.text.strip():
        raise UnfitError("no-article", "no text in the page")
    said = {key: proposal.value for key, proposal in extracted.proposals.items()}
    return document_of(extracted.text, Sidecar(**{**said, **known}), place=place)


def _language(headers: Mapping[str, str]) -> str:
    """The language that a WET record names, in three letters, where it names one."""
    told = headers.get("warc-identified-content-language", "")
    return told if told != "eng" and LANGUAGE.match(told) else "en"


def _data(raw: Raw) -> bytes:
    """The record with its head: one after the other they are a WARC again."""
    return bytes(raw.content.data)


def _count(stream: IO[bytes], file: InputFile) -> int:
    """By warcio where the file is whole, which reads no further than the first thing that is not."""
    found = _counted(stream, file)
    if found is None:
        stream.seek(0)
        found = sum(1 for _ in _scan(stream, file))
    return found


def _counted(stream: IO[bytes], file: InputFile) -> int | None:
    """What warcio counts; None where it does not read the file to its end without complaint."""
    found = end = 0
    complaints = io.StringIO()
    try:
        with contextlib.redirect_stderr(complaints):
            archive = WARCIterator(stream, no_record_parse=True)
            archive.loader.warc_parser = HeadParser(ArcWarcRecordLoader.WARC_TYPES)
            for record in archive:
                found += _is_document(headers_of(record.rec_headers.headers))
                while record.raw_stream.read(2**16):
                    pass
                if record.raw_stream.limit:
                    return None
                end = archive.get_record_offset() + archive.get_record_length()
    except (ArchiveLoadFailed, RecordError, ValueError, AttributeError, TypeError):
        return None
    stream.seek(0)
    blank = b"" if _is_packed(FileAhead(stream), file) else b"\r\n"
    stream.seek(end)
    return None if complaints.getvalue() or stream.read(2**10).strip(blank) else found


SOURCE = Source(_scan, _document, _data, _count)
