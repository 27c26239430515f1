"""CAT files to records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

from onrecord.corpora.foreign_files import read_whole, scan_files
from onrecord.corpora.imported import by_people, segments_around
from onrecord.corpora.markup import Element
from onrecord.corpora.meantime.documents import CatDocument, Markable, named, read_document
from onrecord.corpora.meantime.entities import find_speakers
from onrecord.corpora.meantime.numbers import read_values, value_spans
from onrecord.corpora.timeml.expressions import creation_day, find_expressions
from onrecord.errors import InputError, raising
from onrecord.files import shown_name
from onrecord.losses import Losses
from onrecord.model import Document, Record
from onrecord.seeds import document_of, slug
from onrecord.sidecars import LANGUAGE, Sidecar
from onrecord.spans import spans_of

_SUFFIXES = (".xml",)
_CREATED = ("CREATION_TIME", "PUBLICATION_TIME")
_READ = ("TIMEX3", "VALUE", "ENTITY", "ENTITY_MENTION")
_ANNOTATORS = "annotators with CAT"  # whose files have no names; other files of the tool are read too
_LANGUAGES = {"english": "en", "italian": "it", "spanish": "es", "dutch": "nl"}
# Of the two folders of MEANTIME the second holds what the first does, and instances over documents.
_SINGLE, _BOTH = "intra-doc_annotation", "intra_cross-doc_annotation"


def iter_meantime(path: str | Path, losses: Losses | None = None) -> Iterator[Record]:
    """The record of a CAT file (`-`: of standard input; `.gz` by name), or of each `.xml` file of a folder and of those
    in it, by name.

    `losses` counts what the records have no place for. Raises `InputError` with file and line.
    """
    return raising(scan_meantime(path, Losses() if losses is None else losses))


def scan_meantime(path: str | Path, losses: Losses) -> Iterator[Record | InputError]:
    """As `iter_meantime`, with the error in the place of a file that cannot be read."""

    def is_meant(file: Path) -> bool:
        folder = next((parent for parent in file.parents if parent.name == _SINGLE), None)
        is_twice = folder is not None and folder.with_name(_BOTH).is_dir() and folder != Path(path)
        losses.add(f"files of {_SINGLE} beside {_BOTH}, which has the same documents", str(file), is_twice)
        return not is_twice

    def read(file: str) -> Iterator[Record]:
        yield from_cat(read_whole(file), file, losses)

    return scan_files(path, _SUFFIXES, read, is_meant=is_meant, deep=True)


def from_cat(data: bytes, path: str | Path, losses: Losses | None = None) -> Record:
    """The record of one CAT document; `path` names it in errors (`InputError`), and where it has no `doc_name`."""
    place = shown_name(path)
    return _File(place, read_document(data, place), Losses() if losses is None else losses).record()


@dataclass(frozen=True, slots=True)
class _File:
    place: str
    document: CatDocument
    losses: Losses

    def record(self) -> Record:
        self._tell_events()
        times = [self._time(markable) for markable in named(self.document.markables, "TIMEX3")]
        created = next((t for kind in _CREATED for t in times if t.attributes.get("functionInDocument") == kind), None)
        day = creation_day(created, self.losses, self.place) if created else ""
        text, title = self.document.text, self.document.title
        document = document_of(text, self._sidecar(title, day), place=self.place)
        body = Element("Document", {}, 0, 1, len(text))
        dates = find_expressions(text, body, times, created if day else None, self.losses, self.place)
        speakers = find_speakers(self.document, self._tell)
        values = value_spans(self.document, self._tell)
        mentions = [mention for speaker in speakers for mention in speaker.mentions]
        spans = [*spans_of(dates), *spans_of(mentions), *spans_of(span for span, _ in values)]
        segments = segments_around(text, title, spans)
        numbers = read_values(text, values, segments, dates, language=document.language, tell=self._tell)
        known = {field.name: getattr(document, field.name) for field in fields(Document)}
        known["annotation"] = by_people(_ANNOTATORS)
        return Record(**known, segments=segments, speakers=speakers, dates=dates, numbers=numbers)

    def _sidecar(self, title: str, day: str) -> Sidecar:
        attributes = self.document.attributes
        url = (attributes.get("url") or attributes.get("src_url") or "").strip()
        language = attributes.get("lang", "").strip()
        language = _LANGUAGES.get(language.lower(), language)
        return Sidecar(
            id=self._id(),
            title=title,
            published=day,
            url=url,
            publisher="Wikinews" if (urlsplit(url).hostname or "").endswith("wikinews.org") else "",
            language=language if LANGUAGE.match(language) else "en",
        )

    def _id(self) -> str:
        """The document's name as an id: `doc_name`, else the name of the file."""
        name = Path(self.document.attributes.get("doc_name") or self.place).name
        name = re.sub(r"(\.txt|\.xml|\.gz|\.naf)+\Z", "", name)
        if slug(name) != name:
            self.losses.add("characters of names of documents that an id cannot hold", self.place)
        return slug(name)

    def _tell_events(self) -> None:
        """Tell what a record has no place for, and what was annotated with gaps."""
        speech = _speech(self.document)
        for markable in self.document.markables:
            if markable.tag not in _READ:
                kind = " of speech or thought, whose content has no extent" if markable.id in speech else ""
                self._tell(f"{markable.tag}{kind}", markable.line)
            elif markable.gaps:
                self._tell(f"gaps in {markable.tag}, which is taken from its first to its last token", markable.line)
        entities = {entity.id for entity in named(self.document.markables, "ENTITY")}
        for relation in self.document.relations:
            if relation.target not in entities or relation.tag not in ("REFERS_TO", "COREFERENCE"):
                self._tell(f"{relation.tag} relations", relation.line)

    def _time(self, markable: Markable) -> Element:
        """The TIMEX3 as TimeML has it; without tokens it is nowhere in the text, or empty."""
        is_created = markable.attributes.get("functionInDocument") in _CREATED
        start, end = markable.span or ((-1, -1) if is_created else (0, 0))
        return Element("TIMEX3", {**markable.attributes, "tid": markable.id}, start, markable.line, end)

    def _tell(self, kind: str, line: int) -> None:
        self.losses.add(kind, f"{self.place}:{line}")


def _speech(document: CatDocument) -> set[str]:
    """The events of speech and thought, instances and mentions, by their ids."""
    classes = ("SPEECH_COGNITIVE", "SPEECH-COGNITIVE", "REPORTING")
    found = {m.id for m in document.markables if m.attributes.get("class", "").strip().upper() in classes}
    return found.union(*(relation.sources for relation in document.relations if relation.target in found))
