"""Web pages to text: the article by trafilatura, block by block, with the heading that stands above it.

trafilatura (extra `add`) kept the article whole, and nothing else, on pages where readability-lxml took in share
buttons and captions and ran list items together, and jusText found no article. It is asked for its tree, not for its
text, whose marks for lists and tables are not the article's.
"""

from __future__ import annotations

import codecs
import contextlib
import logging
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from functools import cache
from types import ModuleType
from typing import Any

from onrecord import __version__
from onrecord.errors import InputError
from onrecord.incident import quoted
from onrecord.intake.extracted import Extracted, Proposal
from onrecord.intake.page_metadata import headings, proposals, squeezed

_BLOCKS = {"p", "head", "item", "quote", "cell", "row", "list", "table", "code", "lb"}
_SMALLEST = "40"  # characters of an article; trafilatura's own 250 makes it take menus into a brief one
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_DECLARED_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})")
_MEND = "save the whole page once it is loaded, or the article's text as .txt"
_REPLACED = "\ufffd"  # what stands for bytes that are in no encoding
# Of browsers' encodings some are larger than what Python has under the name, with the marks that news is full of.
_AS_BROWSERS = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-11": "cp874",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
_NO_PAGES = ("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7")
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


class NoArticleError(InputError):
    """A page in which no article was found."""


class EncodingError(InputError):
    """A page that is in none of the encodings that it should be in."""


def read_page(data: bytes, place: str, charset: str = "") -> Extracted:
    """The article of an HTML page; `charset` is what it was sent with, before what it declares itself.

    Where bytes are in none of the encodings that hold for it, they are passed over as browsers do, but only outside the
    article. Raises `InputError`: `NoArticleError`, `EncodingError`, and without trafilatura.
    """
    try:
        return _article(decoded_page(data, place, charset), place)
    except EncodingError:
        name = next(filter(None, map(_codec, _told(data, charset))), "")
        if not name:
            raise
        extracted = _article(data.decode(name, "replace"), place)
        if any(
            _REPLACED in value for value in (extracted.text, *(said.value for said in extracted.proposals.values()))
        ):
            raise
        return extracted


def _article(page: str, place: str) -> Extracted:
    trafilatura = _trafilatura(place)
    tree = page_tree(page, place)
    above, said = headings(tree), proposals(tree)  # before the tree is stripped
    found = trafilatura.bare_extraction(tree, include_comments=False, config=_settings())
    if found is None or found.body is None:
        raise NoArticleError(place, "no article found in the page", _MEND)
    text = "\n".join(_lines(found.body))
    title = said.get("title", Proposal("", "")).value
    if title in above and title not in map(squeezed, text.split("\n")):
        text = f"{title}\n{text}"
    extractor = f"onrecord {__version__}, trafilatura {trafilatura.__version__}"
    return Extracted(text=text, extractor=extractor, proposals=said)


def read_archive(data: bytes, place: str) -> Extracted:
    """The article of a page that a browser saved with all its parts (MHTML). Raises `InputError`."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        page = next(part for part in message.walk() if part.get_content_type() == "text/html")
        content = page.get_payload(decode=True)
        charset = page.get_content_charset("")
        location = str(message.get("Snapshot-Content-Location", ""))
    except (StopIteration, MessageError, ValueError, LookupError) as error:
        raise InputError(place, "no page in the archive", "save the page again, as .html or .mhtml") from error
    extracted = read_page(content if isinstance(content, bytes) else b"", place, charset)
    said = {"url": Proposal(location, "Snapshot-Content-Location")} if re.match(r"https?://\S+\Z", location) else {}
    return Extracted(extracted.text, extracted.extractor, {**said, **extracted.proposals})


def decoded_page(data: bytes, place: str, charset: str = "") -> str:
    """The characters of a page, in the encoding that its mark, its sender or itself declares, else UTF-8.

    One that the bytes disprove gives way to the next. Raises `EncodingError` where it is in none of them: an encoding
    is never guessed.
    """
    told = _told(data, charset)
    for name in filter(None, map(_codec, told)):
        with contextlib.suppress(UnicodeError):
            return data.decode(name)
    raise EncodingError(place, f"not in the encoding {quoted(told[0])} that holds for it", "save the page as UTF-8")


def _told(data: bytes, charset: str) -> list[str]:
    """What encodings the page is told to be in, in the order in which browsers believe it."""
    if mark := next((name for mark, name in _MARKS.items() if data.startswith(mark)), ""):
        return [mark]
    found = _DECLARED_XML.match(data[:1024]) or _DECLARED.search(data[:4096])
    declared = found[1].decode("ascii") if found else ""
    if declared.lower().startswith("utf-16"):  # which could not be read there
        declared = "utf-8"
    return [name for name in (charset, declared) if name] or ["utf-8"]


def _codec(name: str) -> str:
    """Python's name of what browsers read a page as that is told to be in that encoding; "" for none of theirs."""
    try:
        codec = codecs.lookup(name.lower().removeprefix("x-")).name
    except (LookupError, ValueError):
        return ""
    return "" if codec in _NO_PAGES else _AS_BROWSERS.get(codec, codec)


def page_tree(page: str, place: str) -> Any:
    """The tree of a page, mended as browsers do, NULs passed over. Raises `InputError` for one that has no element."""
    from lxml import etree, html

    try:
        return html.document_fromstring(page.replace("\0", "").encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError) as error:
        raise InputError(place, "no article found in the page", _MEND) from error


def _lines(body: Any) -> Iterator[str]:
    """The text of each block of trafilatura's tree on a line of its own."""
    line: list[str] = []
    for piece in _pieces(body):
        if piece is None:
            if told := squeezed("".join(line)):
                yield told
            line = []
        else:
            line.append(piece)


def _pieces(body: Any) -> Iterator[str | None]:
    """The characters of the tree in order; None where a block begins or ends."""
    from lxml import etree

    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in _BLOCKS or element is body:
            yield None
        if event == "start":
            yield from (element.text or "").split("\n") if element.tag == "code" else [element.text or ""]
        elif element is not body:
            yield element.tail or ""


@cache
def _settings() -> Any:
    """trafilatura's settings, but for the smallest article."""
    from trafilatura.settings import use_config

    settings = use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", _SMALLEST)
    return settings


def forget_pages() -> None:
    """Empty the caches that trafilatura and its libraries keep of pages that were read."""
    from trafilatura.meta import reset_caches

    reset_caches()


def _trafilatura(place: str) -> ModuleType:
    try:
        import trafilatura
        import trafilatura.settings
    except ImportError as error:
        mend = "pip install 'onrecord[add]', or save the article's text as .txt"
        raise InputError(place, "HTML is read by trafilatura, which is not installed", mend) from error
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it finds wrong, our errors say
    return trafilatura
