"""Word files (.docx) to text: a paragraph a line, as the document reads with all tracked changes accepted.

Read from the XML itself: python-docx leaves out what was inserted while changes were tracked, and what stands in text
boxes and controls.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

from onrecord import __version__
from onrecord.errors import InputError
from onrecord.intake.extracted import Extracted, Proposal
from onrecord.intake.page_metadata import squeezed

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_LARGEST = 2**26  # bytes of an unpacked part
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ElementTree.ParseError, RuntimeError, ValueError)
_MEND = "open it in a word processor and save it again, or its text as .txt"

# Deleted, moved away, kept for old programs (a copy), and settings, which hold tab stops.
_PASSED_OVER = {
    *(f"{_WORD}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sectPr", "tblPr")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_CHARACTERS = {f"{_WORD}tab": "\t", f"{_WORD}br": "\n", f"{_WORD}cr": "\n"}
_CHARACTERS |= {f"{_WORD}noBreakHyphen": "\u2011", f"{_WORD}softHyphen": "\u00ad"}


def read_docx(data: bytes, place: str) -> Extracted:
    """The text of a document, without headers, footers, footnotes and comments. Raises `InputError`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body = _part(archive, "word/document.xml", place)
            has_properties = "docProps/core.xml" in archive.namelist()
            properties = _part(archive, "docProps/core.xml", place) if has_properties else None
        text = "\n".join(line for line in _lines(body) if line.strip())
    except _FAULTS as error:
        raise InputError(place, f"not a Word document ({error})", _MEND) from error
    title = squeezed((properties.findtext(_TITLE) if properties is not None else "") or "")
    said = {"title": Proposal(title, "the document's properties")} if title else {}
    return Extracted(text=text, extractor=f"onrecord {__version__}", proposals=said)


def _part(archive: zipfile.ZipFile, name: str, place: str) -> ElementTree.Element:
    with archive.open(name) as stream:
        data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST or b"<!DOCTYPE" in data:
        found = "declares a document type" if len(data) <= _LARGEST else f"unpacks to more than {_LARGEST >> 20} MiB"
        raise InputError(place, f"{name} {found}", _MEND)
    return ElementTree.fromstring(data)


def _lines(node: ElementTree.Element) -> Iterator[str]:
    """The paragraphs in their order; one that holds others (in a text box) comes before them."""
    inner: list[ElementTree.Element] = []
    if node.tag == f"{_WORD}p":
        yield "".join(_pieces(node, inner))
    else:
        inner = [child for child in node if child.tag not in _PASSED_OVER]
    for child in inner:
        yield from _lines(child)


def _pieces(node: ElementTree.Element, inner: list[ElementTree.Element]) -> Iterator[str]:
    """The characters of a paragraph; the paragraphs that it holds are put into `inner`."""
    for child in node:
        if child.tag == f"{_WORD}p":
            inner.append(child)
        elif child.tag == f"{_WORD}t":
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag not in _PASSED_OVER:
            yield from _pieces(child, inner)
