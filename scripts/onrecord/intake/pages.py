"""Web pages to text: the article by trafilatura, block by block, with the heading that stands above it.

trafilatura (extra `add`) kept the article whole, and nothing else, on pages where readability-lxml took in share
buttons and captions and ran list items together, and jusText found no article. It is asked for its tree, not for its
text, whose marks for lists and tables are not the article's.
"""

from __future__ import annotations

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
from onrecord.intake.encodings import REPLACED, EncodingError, decoded_page, mended_page
from onrecord.intake.extracted import Extracted, Proposal
from onrecord.intake.page_metadata import headings, proposals, squeezed

_BLOCKS = {"p", "head", "item", "quote", "cell", "row", "list", "table", "code", "lb"}
_LITTLE = 250  # characters, as few as trafilatura itself takes for a sign that it missed the article
_SMALLEST = "40"  # characters of an article; trafilatura's own 250 makes it take menus into a brief one
# Of a page: to look for the article in it takes time by the square of one, and of the other.
_MOST_ELEMENTS = 30_000
_DEEPEST = 300
_MEND_LARGE = "save the article's text as .txt"
_MEND = "save the whole page once it is loaded, or the article's text as .txt"


class NoArticleError(InputError):
    """A page in which no article was found."""


def read_page(data: bytes, place: str, charset: str = "", *, fast: bool = False) -> Extracted:
    """The article of an HTML page; `charset` is what it was sent with, before what it declares itself.

    Where bytes are in none of the encodings that hold for it, they are passed over as browsers do, but only outside the
    article. `fast`: trafilatura's other ways to find the article are tried only where its first finds little. Raises
    `InputError`: `NoArticleError`, `EncodingError`, and without trafilatura.
    """
    try:
        return _article(decoded_page(data, place, charset), place, fast=fast)
    except EncodingError:
        extracted = _article(mended_page(data, place, charset), place, fast=fast)
        if REPLACED in "".join([extracted.text, *(said.value for said in extracted.proposals.values())]):
            raise
        return extracted


def _article(page: str, place: str, *, fast: bool) -> Extracted:
    trafilatura = _trafilatura(place)
    tree = page_tree(page, place)
    above, said = headings(tree), proposals(tree)  # before the tree is stripped
    text = _text(trafilatura, tree, fast=fast)
    if fast and len(text) < _LITTLE:
        text = _text(trafilatura, page_tree(page, place), fast=False)
    if not text:
        raise NoArticleError(place, "no article found in the page", _MEND)
    title = said.get("title", Proposal("", "")).value
    if title in above and title not in map(squeezed, text.split("\n")):
        text = f"{title}\n{text}"
    extractor = f"onrecord {__version__}, trafilatura {trafilatura.__version__}"
    return Extracted(text=text, extractor=extractor, proposals=said)


def _text(trafilatura: ModuleType, tree: Any, *, fast: bool) -> str:
    """The text of the article in a tree, block by block; "" where there is none."""
    found = trafilatura.bare_extraction(tree, fast=fast, include_comments=False, config=_settings())
    return "" if found is None or found.body is None else "\n".join(_lines(found.body))


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


def page_tree(page: str, place: str) -> Any:
    """The tree of a page, mended as browsers do, which pass NULs over. Raises `InputError` for one without an element,
    and for one so large or deep that to look for the article in it would take minutes.
    """
    from lxml import etree, html

    try:
        tree = html.document_fromstring(
            page.replace("\0", "").encode(), parser=html.HTMLParser(encoding="utf-8", huge_tree=True)
        )
    except (etree.LxmlError, ValueError) as error:
        raise NoArticleError(place, "no article found in the page", _MEND) from error
    if tree.xpath("count(//*)") > _MOST_ELEMENTS:
        raise InputError(place, f"a page of more than {_MOST_ELEMENTS:,} elements", _MEND_LARGE)
    if tree.xpath(f"boolean(//*[count(ancestor::*) > {_DEEPEST}])"):
        raise InputError(place, f"a page with elements in each other, more than {_DEEPEST} deep", _MEND_LARGE)
    return tree


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
