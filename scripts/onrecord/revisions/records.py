"""Files to records as parsed JSON that lose nothing, and back to canonical bytes, in both forms."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from onrecord.articles import LAYER_OF, LAYERS, RANK, sort_key
from onrecord.errors import InputError
from onrecord.files import iter_lines, shown_name
from onrecord.incident import Path as JsonPath
from onrecord.incident import ascii_controls, quoted
from onrecord.revisions.canonical import canonical, encoded, line_shape, record_shape
from onrecord.revisions.json_lines import Line, json_objects
from onrecord.revisions.spans import Fields, iter_spans


@dataclass(slots=True)
class Entry:
    """An annotation without its layer's name, and where it stands: its line, and its path in that line."""

    layer: str
    value: Fields
    line: int = 0
    path: JsonPath = ()

    @property
    def id(self) -> str:
        return str(self.value.get("id", ""))


@dataclass(slots=True)
class FileRecord:
    """A record as a file has it: the document's fields, known or not, and the annotations in the file's order."""

    head: Fields
    entries: list[Entry] = field(default_factory=list)
    line: int = 1
    is_article: bool = True
    lists: tuple[str, ...] = ()  # a document record's lists, the empty ones too

    @property
    def id(self) -> str:
        return str(self.head.get("id", ""))

    @property
    def text(self) -> str:
        """The document's text, "" where there is none."""
        text = self.head.get("text")
        return text if isinstance(text, str) else ""

    def parts(self) -> Iterator[Entry]:
        """The document's fields as if they were an annotation, then the annotations."""
        yield Entry("document", self.head, self.line)
        yield from self.entries

    def copy(self) -> FileRecord:
        return replace(self, head=copy.deepcopy(self.head), entries=copy.deepcopy(self.entries))


def scan(path: str | Path) -> Iterator[FileRecord]:
    """The records of a file, one at a time. Raises `InputError` with file and line for what is not JSON."""
    return scan_lines(iter_lines(path), name_of(path))


def scan_lines(lines: Iterable[Line], name: str) -> Iterator[FileRecord]:
    """As `scan`, of numbered lines; `name` is what errors call the file."""
    objects = json_objects(lines, name)
    first = next(objects, None)
    if first is None:
        return
    if "layer" in first[1]:
        yield _article(name, [first, *objects])
        return
    yield _document(*first)
    for number, value in objects:
        yield _document(number, value)


def name_of(path: str | Path) -> str:
    """The file as messages name it, safe for a terminal."""
    return ascii_controls(shown_name(path))


def _article(name: str, lines: list[tuple[int, Fields]]) -> FileRecord:
    """An article file's record; its document's line may stand anywhere."""
    heads = [(number, value) for number, value in lines if value.get("layer") == "document"]
    if len(heads) != 1:
        found = f"{len(heads)} lines with the layer document"
        raise InputError(f"{name}:{lines[0][0]}", found, "keep one article in a file, with one such line")
    record = FileRecord({key: value for key, value in heads[0][1].items() if key != "layer"}, line=heads[0][0])
    for number, value in lines:
        layer = value.get("layer")
        if not isinstance(layer, str):
            raise InputError(f"{name}:{number}", f"the layer {quoted(layer)}", f"write one of {', '.join(LAYERS)}")
        if layer != "document":
            rest = {key: child for key, child in value.items() if key != "layer"}
            record.entries.append(Entry(layer, rest, number))
    return record


def _document(number: int, value: Fields) -> FileRecord:
    """A document record; a list that holds something else than objects stays with the document's fields."""
    lists = tuple(name for name in LAYER_OF if _holds_objects(value.get(name)))
    head = {key: child for key, child in value.items() if key not in lists}
    record = FileRecord(head, line=number, is_article=False, lists=lists)
    for name in lists:
        for i, child in enumerate(value[name]):
            record.entries.append(Entry(LAYER_OF[name], child, number, (name, i)))
    return record


def _holds_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def ordered(entries: list[Entry]) -> list[Entry]:
    """In canonical form, by (first start, end, layer, id); as they stand if one has no place in that order."""
    entries = [replace(entry, value=canonical(entry.value, line_shape(entry.layer))) for entry in entries]
    try:
        return sorted(entries, key=order_key)
    except (msgspec.ValidationError, ValueError):
        return entries


def order_key(entry: Entry) -> tuple[int, int, int, int, str]:
    """Where an annotation's line stands. Raises `ValueError` for what is out of shape."""
    if entry.layer in LAYERS:
        start, end, length, identifier = sort_key(msgspec.convert(entry.value, LAYERS[entry.layer][1]))
        return start, end, RANK[entry.layer], length, identifier
    spans = [span for _, span in iter_spans(entry.value)]
    return min(s["start"] for s in spans), max(s["end"] for s in spans), len(LAYERS), 0, ""


def entry_line(entry: Entry) -> bytes:
    """The line of an article file; for the document's fields too."""
    return encoded(canonical({"layer": entry.layer} | entry.value, line_shape(entry.layer)))


def to_bytes(record: FileRecord) -> bytes:
    """The record's lines in canonical form."""
    if record.is_article:
        head, *entries = record.parts()
        return b"".join(map(entry_line, [head, *ordered(entries)]))
    lists: dict[str, list[Fields]] = {name: [] for name in record.lists}
    for entry in ordered(record.entries):
        lists.setdefault(LAYERS[entry.layer][0], []).append(entry.value)
    return encoded(canonical(record.head | lists, record_shape()))
