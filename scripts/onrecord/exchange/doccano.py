"""doccano: a line of JSON an article, for projects of sequence labelling with relations.

Import it as JSONL of the task relation extraction, into a project that allows overlapping spans and uses relations:
without the one doccano drops nested spans in silence, without the other links. Keys of the line that it does not know
(`id`, `title`, `document`) come back as they were. Spans have no values and get new numbers; two of one label at one
place both stay, in their order. A span has one part: `continues` links join those of a discontinuous region.

Offsets count UTF-16 units. doccano guesses the encoding of a file, so what is written is ASCII with escapes. Without
relations its export has `"label": [[start, end, label], …]` in place of `entities`, which is read too: its links are
those of the side map, as are those of a line without any.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from onrecord.corpora.foreign_files import scan_lines, stem
from onrecord.errors import InputError
from onrecord.exchange.graph import (
    COLOURS,
    CONTINUES,
    LABELS,
    LINKS,
    Graph,
    Link,
    Region,
    Values,
    defragmented,
    fragmented,
)
from onrecord.exchange.heads import head_of
from onrecord.exchange.incoming import record_of
from onrecord.exchange.json_files import parse_json
from onrecord.exchange.outgoing import to_graph
from onrecord.exchange.side_map import SideMaps
from onrecord.files import shown_name
from onrecord.incident import quoted
from onrecord.losses import Losses
from onrecord.model import Record
from onrecord.offset_units import OffsetError, OffsetUnits
from onrecord.spans import Offsets, overlapping

_SUFFIX = ".jsonl"
_MEND = "export the dataset from doccano as JSONL"
_KNOWN = {"id", "title", "document", "text", "label", "entities", "relations", "Comments", "comments"}


def to_doccano(record: Record, losses: Losses) -> bytes:
    """The line of a record; values and ids go into the side map."""
    graph = fragmented(to_graph(record))
    units = OffsetUnits(graph.text)
    numbers = {region.id: number for number, region in enumerate(graph.regions, 1)}
    entities = []
    for region in graph.regions:
        start, end = units.span_to_utf16(region.parts[0])
        number = numbers[region.id]
        entities.append({"id": number, "label": region.label, "start_offset": start, "end_offset": end})
    relations = [
        {"id": number, "from_id": numbers[link.start], "to_id": numbers[link.end], "type": link.label}
        for number, link in enumerate(graph.links, 1)
    ]
    head = dict(graph.head)
    shown = {name: head.pop(name) for name in ("id", "title")}
    line = shown | {"document": head, "text": graph.text, "entities": entities, "relations": relations}
    return json.dumps(line).encode("ascii") + b"\n"


def files_beside() -> dict[str, bytes]:
    """The labels of spans and of relations, which the project's page Labels imports."""
    spans = [_label(text, COLOURS[text]) for text in LABELS]
    relations = [_label(text, "#546e7a") for text in (*LINKS, CONTINUES)]
    files = {"doccano-span-labels.json": spans, "doccano-relation-labels.json": relations}
    return {name: json.dumps(labels, indent=2).encode("ascii") + b"\n" for name, labels in files.items()}


def _label(text: str, colour: str) -> dict[str, str]:
    return {"text": text, "backgroundColor": colour, "textColor": "#ffffff"}


class _Entity(msgspec.Struct):
    id: int
    label: str
    start_offset: int
    end_offset: int


class _Relation(msgspec.Struct):
    from_id: int
    to_id: int
    type: str = ""


class _Line(msgspec.Struct):
    text: str
    id: str | int | None = None
    title: str | None = None
    document: dict[str, Any] | None = None
    entities: list[_Entity] | None = None
    relations: list[_Relation] | None = None
    label: list[tuple[int, int, str]] | None = None
    comments: list[Any] | None = None
    Comments: list[Any] | None = None


def scan_doccano(path: str | Path, losses: Losses, maps: SideMaps) -> Iterator[Record | InputError]:
    """The records of an export (`-`: on standard input; `.gz` by name), or of all `.jsonl` of a folder."""

    def read(line: bytes, file: str, number: int) -> Iterator[Record]:
        yield _record(line, (shown_name(file), number), losses, maps)

    return scan_lines(path, _SUFFIX, read, mend=_MEND)


def _record(data: bytes, place: tuple[str, int], losses: Losses, maps: SideMaps) -> Record:
    file, number = place
    where = f"{file}:{number}"
    value = parse_json(data, file, number)
    try:
        line = msgspec.convert(value, _Line)
    except msgspec.ValidationError as error:
        raise InputError(where, f"no line of sequence labelling ({error})", _MEND) from error
    losses.add("comments", where, len(line.comments or ()) + len(line.Comments or ()))
    losses.add("fields of lines that a record has no place for", where, len(value.keys() - _KNOWN))
    name = line.id
    if not isinstance(name, str):
        name = f"{stem(file, (_SUFFIX,))}-{number if name is None else name}"
    head = head_of(name, (line.document or {}) | {"title": line.title}, where, losses)
    graph = _graph(line, head, where)
    _check_overlaps(graph, maps, where)
    is_linked = line.label is None and line.relations is not None
    graph = defragmented(maps.restored(graph, losses, values=False, links=is_linked, whole=False))
    return record_of(graph, losses, where)


def _graph(line: _Line, head: Values, where: str) -> Graph:
    """The graph of a line. In plain sequence labelling `relations` is what was imported, with numbers of then."""
    read = _Read(where, OffsetUnits(line.text))
    if line.label is not None:
        entities = [_Entity(number, label, *span) for number, (*span, label) in enumerate(line.label, 1)]
        return Graph(head=head, text=line.text, regions=read.regions(entities))
    links = tuple(Link(link.type, str(link.from_id), str(link.to_id)) for link in line.relations or ())
    return Graph(head=head, text=line.text, regions=read.regions(line.entities or []), links=links)


def _check_overlaps(graph: Graph, maps: SideMaps, where: str) -> None:
    """Raises `InputError` where no span overlaps another any more: then doccano has dropped them, not a person."""
    exported = maps.exported(graph.id, graph.text)
    before, now = ([part for r in g.regions for part in r.parts] for g in (exported or graph, graph))
    if any(overlapping(before)) and not any(overlapping(now)):
        found = f"{len(now)} spans of {len(before)}, none in another: doccano drops nested spans unless it is told"
        raise InputError(where, found, "allow overlapping spans in the project, and import what was exported again")


@dataclass(frozen=True, slots=True)
class _Read:
    place: str
    units: OffsetUnits

    def regions(self, entities: list[_Entity]) -> tuple[Region, ...]:
        """The regions in the order of their numbers, which is that of their making."""
        regions = {}
        for entity in sorted(entities, key=lambda entity: entity.id):
            if entity.id in regions:
                found = f"two entities of the id {entity.id}"
                raise InputError(self.place, found, "give each an id of its own")
            regions[entity.id] = Region(id=str(entity.id), label=entity.label, parts=(self._span(entity),))
        return tuple(regions.values())

    def _span(self, entity: _Entity) -> Offsets:
        span = entity.start_offset, entity.end_offset
        try:
            return self.units.span_from_utf16(span)
        except OffsetError as error:
            where = f"{self.place}: entity {entity.id}, {quoted(entity.label)}"
            found = f"offsets {span[0]} to {span[1]} are none of the text in UTF-16 units ({error})"
            raise InputError(where, found, "export from doccano again, with grapheme mode off") from error
