"""XML of others as text with elements that stand off from it, safely: no entity of its own, nothing fetched; and what
may stand in XML of ours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NoReturn
from xml.parsers import expat

from onrecord.errors import InputError

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # by XML 1.0, 2.2
# For str.translate. A bare CR would come back as LF, and white space in an attribute as a space.
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
IN_TEXT = str.maketrans(_ESCAPES)
IN_ATTRIBUTE = str.maketrans(_ESCAPES | {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})


def check_characters(
    place: str, field: str, text: str, *, mend: str = "remove it, or keep to JSONL for this article"
) -> None:
    """Raises `InputError` for a character of a field that XML 1.0 has no way to write."""
    if found := _FORBIDDEN.search(text):
        character = f"U+{ord(found.group()):04X} at code point {found.start()} of the {field}"
        raise InputError(place, f"{character} cannot stand in XML", mend)


@dataclass(slots=True)
class Element:
    """An element: its characters are `[start, end)` of the document's, its tag opens in `line`."""

    tag: str
    attributes: dict[str, str]
    start: int
    line: int
    end: int = -1


def read_markup(data: bytes, place: str) -> tuple[str, list[Element]]:
    """All characters of an XML document, and its elements in the order in which they open, the root first.

    Line ends become LF, as XML asks for; `&#13;` gives CR. A document type may be declared but is not read; one that
    declares entities is refused, since they can grow without bound or name files. Raises `InputError`.
    """
    reader = _Reader(place)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        found = f"not well-formed XML ({expat.ErrorString(error.code)}, column {error.offset + 1})"
        raise InputError(f"{place}:{error.lineno}", found, "mend the markup there") from error
    except LookupError as error:
        raise InputError(place, str(error), "convert the file to UTF-8") from error
    return "".join(reader.characters), reader.elements


class _Reader:
    def __init__(self, place: str) -> None:
        self.place = place
        self.characters: list[str] = []
        self.elements: list[Element] = []
        self._length = 0
        self._open: list[Element] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.EntityDeclHandler = self._declared
        self.parser.SkippedEntityHandler = self._skipped

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag, attributes, self._length, self.parser.CurrentLineNumber)
        self.elements.append(element)
        self._open.append(element)

    def _end(self, _tag: str) -> None:
        self._open.pop().end = self._length

    def _text(self, characters: str) -> None:
        self.characters.append(characters)
        self._length += len(characters)

    def _declared(self, name: str, *_: object) -> NoReturn:
        self._refuse(f"declares the entity {name!r}", "write the characters in its place")

    def _skipped(self, name: str, _is_parameter: bool) -> None:
        self._refuse(f"uses the entity {name!r} of a DTD, which is not read", "write the character in its place")

    def _refuse(self, found: str, mend: str) -> NoReturn:
        raise InputError(f"{self.place}:{self.parser.CurrentLineNumber}", found, mend)
