"""Web pages to text: the article by trafilatura, block by block, with the heading that stands above it.

trafilatura (extra `add`) kept the article whole, and nothing else, on pages where readability-lxml took in share
buttons and captions and ran list items together, and jusText found no article. It is asked for its tree, not for its
text, whose marks for lists and tables are not the article's.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
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
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def read_page(data: bytes, place: str, charset: str = "") -> Extracted:
    """The article of an HTML page; `charset` is what it was sent with, before what it declares itself.

    Raises `InputError` for a page without an article, one whose encoding is not known, and without trafilatura.
    """
    trafilatura = _trafilatura(place)
    page = decoded_page(data, place, charset)
    tree = page_tree(page, place)
    above, said = headings(tree), proposals(tree)  # before the tree is stripped
    settings = trafilatura.settings.use_config()
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", _SMALLEST)
    found = trafilatura.bare_extraction(tree, include_comments=False, config=settings)
    if found is None or found.body is None:
        raise InputError(place, "no article found in the page", _MEND)
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

    Raises `InputError` where it is in none of them: an encoding is never guessed.
    """
    marked = next((encoding for mark, encoding in _MARKS.items() if data.startswith(mark)), "")
    declared = _DECLARED_XML.match(data[:1024]) or _DECLARED.search(data[:4096])
    name = marked or charset or (declared[1].decode("ascii") if declared else "utf-8")
    try:
        encoding = codecs.lookup(name).name
        # Browsers read both names as the third, which has the quotation marks that news is full of.
        encoding = "cp1252" if encoding in ("iso8859-1", "ascii") else encoding
        return data.decode(encoding)
    except (LookupError, UnicodeError) as error:
        mend = "save the page as UTF-8"
        raise InputError(place, f"not in the encoding {quoted(name)} that holds for it", mend) from error


def page_tree(page: str, place: str) -> Any:
    """The tree of a page, mended as browsers do. Raises `InputError` for one that has no element."""
    from lxml import etree, html

    try:
        return html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
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


def _trafilatura(place: str) -> ModuleType:
    try:
        import trafilatura
        import trafilatura.settings
    except ImportError as error:
        mend = "pip install 'onrecord[add]', or save the article's text as .txt"
        raise InputError(place, "HTML is read by trafilatura, which is not installed", mend) from error
    return trafilatura
