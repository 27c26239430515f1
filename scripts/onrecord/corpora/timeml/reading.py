"""TimeML documents to records: the text, when it was written, and its TIMEX3."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from onrecord.corpora.foreign_files import read_whole, scan_files
from onrecord.corpora.imported import segments_around
from onrecord.corpora.markup import Element, read_markup
from onrecord.corpora.timeml.expressions import creation_day, find_expressions
from onrecord.errors import InputError, raising
from onrecord.files import shown_name
from onrecord.losses import Losses
from onrecord.model import Annotation, Document, Record
from onrecord.seeds import document_of, slug
from onrecord.sidecars import Sidecar

SUFFIXES = (".tml",)
_CREATED = ("CREATION_TIME", "PUBLICATION_TIME")
_READ = {"TimeML", "TEXT", "TITLE", "DOCID", "DCT", "TIMEX3"}


def iter_timeml(path: str | Path, losses: Losses | None = None) -> Iterator[Record]:
    """The record of a TimeML file (`-`: of standard input; `.gz` by name), or of each `.tml` file of a folder by name.

    `losses` counts what the records have no place for. Raises `InputError` with file and line.
    """
    return raising(scan_timeml(path, Losses() if losses is None else losses))


def scan_timeml(path: str | Path, losses: Losses) -> Iterator[Record | InputError]:
    """As `iter_timeml`, with the error in the place of a file that cannot be read."""
    return scan_files(path, SUFFIXES, lambda file: [from_timeml(read_whole(file), file, losses)])


def from_timeml(data: bytes, path: str | Path, losses: Losses | None = None) -> Record:
    """The record of one TimeML document; `path` names it in errors (`InputError`), and where it has no `DOCID`."""
    place = shown_name(path)
    characters, elements = read_markup(data, place)
    if elements[0].tag != "TimeML":
        raise InputError(f"{place}:{elements[0].line}", f"the document is a {elements[0].tag}", "name a TimeML file")
    return _File(place, characters, elements, Losses() if losses is None else losses).record()


@dataclass(frozen=True, slots=True)
class _File:
    place: str
    characters: str
    elements: Sequence[Element]
    losses: Losses

    def record(self) -> Record:
        for element in self.elements:
            if element.tag not in _READ:
                self.losses.add(f"{element.tag} elements", f"{self.place}:{element.line}")
        body = self._first("TEXT") or self.elements[0]
        text = self.characters[body.start : body.end]
        created = self._created()
        day = creation_day(created, self.losses, self.place) if created else ""
        title = self._content("TITLE")
        document = document_of(text, Sidecar(id=self._id(), title=title, published=day), place=self.place)
        times = [element for element in self.elements if element.tag == "TIMEX3"]
        dates = find_expressions(text, body, times, created if day else None, self.losses, self.place)
        known = {field.name: getattr(document, field.name) for field in fields(Document)}
        known["annotation"] = Annotation(status="draft", guidelines="")
        segments = segments_around(text, title, [(date.start, date.end) for date in dates])
        return Record(**known, segments=segments, dates=dates)

    def _first(self, tag: str) -> Element | None:
        return next((element for element in self.elements if element.tag == tag), None)

    def _content(self, tag: str) -> str:
        element = self._first(tag)
        return self.characters[element.start : element.end].strip() if element else ""

    def _id(self) -> str:
        """The document's name as an id: `DOCID`, else the name of the file."""
        named = self._content("DOCID") or re.sub(r"\.(tml|xml)?(\.gz)?\Z", "", Path(self.place).name)
        if slug(named) != named:
            self.losses.add("characters of names of documents that an id cannot hold", self.place)
        return slug(named)

    def _created(self) -> Element | None:
        """The TIMEX3 that says when the document was written: the one in `DCT`, else the one with that function."""
        times = [element for element in self.elements if element.tag == "TIMEX3"]
        if dct := self._first("DCT"):
            return next((time for time in times if dct.start <= time.start and time.end <= dct.end), None)
        found = (time for kind in _CREATED for time in times if time.attributes.get("functionInDocument") == kind)
        return next(found, None)
