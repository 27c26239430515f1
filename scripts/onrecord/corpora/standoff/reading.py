"""brat's files with types of others to records, by a map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from onrecord.corpora.conformity import conforming
from onrecord.corpora.foreign_files import stem
from onrecord.corpora.imported import parts_of
from onrecord.corpora.standoff.lines import Event, Remark, Standoff, TypedSpan, read_standoff
from onrecord.corpora.standoff.maps import PARTS, TRIGGER, StandoffMap
from onrecord.errors import InputError
from onrecord.exchange.graph import Graph, Link, Region
from onrecord.exchange.heads import head_of
from onrecord.exchange.incoming import record_of
from onrecord.exchange.pairs import scan_pairs
from onrecord.exchange.typed_values import FieldError, typed
from onrecord.incident import quoted
from onrecord.layers.segments import find_segments
from onrecord.losses import Losses
from onrecord.model import Record, Segment
from onrecord.spans import Offsets, spans_of


def scan_mapped(path: str, losses: Losses, known: StandoffMap) -> Iterator[Record | InputError]:
    """The valid record of an `.ann` file and the `.txt` beside it, or of each such pair of a folder and of those in it,
    by name; an error in the place of each that cannot be read. Ids are the paths in the folder, with '-' for '/'.
    """
    root = Path(path) if Path(path).is_dir() else Path(path).parent

    def read(text: str, annotations: str, file: Path) -> Record:
        name = "-".join((*file.relative_to(root).parent.parts, stem(file, (".ann",))))
        head = head_of(name, {}, str(file), losses)
        found = read_standoff(annotations, text, str(file))
        graph = _Mapping(str(file), text, known, losses).graph(found)
        return conforming(record_of(replace(graph, head=head), losses, str(file)), losses, str(file))

    return scan_pairs(path, ".ann", read, deep=True)


@dataclass(slots=True)
class _Mapping:
    place: str
    text: str
    known: StandoffMap
    losses: Losses
    regions: dict[str, Region] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    segments: tuple[Segment, ...] = ()

    def graph(self, found: Standoff) -> Graph:
        """The graph without a head."""
        self.segments = find_segments(self.text)
        used = {name for event in found.events.values() for name in self._quote(event, found)}
        for span in found.spans.values():
            entity = self.known.entities.get(span.type)
            if entity and not (span.id in used and entity.label in PARTS):
                self._add(span.id, entity.label, span.parts)
                self.regions[span.id].values.update(entity.values)
            elif span.id not in used:
                self._lose(f"spans of type {quoted(span.type)}", span.line)
        for relation in found.relations:
            label = self.known.relations.get(relation.type)
            if label and relation.start in self.regions and relation.end in self.regions:
                self.links.append(Link(label, relation.start, relation.end))
            else:
                self._lose(f"relations of type {quoted(relation.type)}", relation.line)
        for remark in found.remarks:
            self._give(remark)
        regions = sorted(self.regions.values(), key=lambda region: (region.parts, region.id))
        return Graph(head={}, text=self.text, regions=tuple(regions), links=tuple(self.links))

    def _quote(self, event: Event, found: Standoff) -> set[str]:
        """Add the content of an event and its roles; the ids of the spans that are in it."""
        parts: dict[str, list[TypedSpan]] = {part: [] for part in PARTS}
        for role, target in ((TRIGGER, event.trigger), *event.arguments):
            part = self.known.part(event.type, role)
            if part and target in found.spans:
                parts[part] += [found.spans[target]]
            elif part:
                self._lose("arguments of events that are events", event.line)
            elif role != TRIGGER and event.type in self.known.events:
                self._lose(f"arguments {quoted(role)} of events of type {quoted(event.type)}", event.line)
        if not parts["content"]:
            kind = "without content" if event.type in self.known.events else f"of type {quoted(event.type)}"
            self._lose(f"events {kind}", event.line)
            return set()
        self._add(event.id, "content", (part for span in parts["content"] for part in span.parts))
        for role in PARTS[1:]:
            for span in parts[role]:
                self._add(f"{span.id}.{role}", role, span.parts)
                self.links.append(Link(role, event.id, f"{span.id}.{role}"))
                entity = self.known.entities.get(span.type)
                if role == "source" and entity and entity.label == "mention":
                    self.links.append(Link("speaker", event.id, span.id))
        return {span.id for spans in parts.values() for span in spans}

    def _add(self, name: str, label: str, fragments: Iterator[Offsets] | tuple[Offsets, ...]) -> None:
        """Add a region; of a quote's parts fragments are joined, and cut where a paragraph ends."""
        parts = tuple(fragments)
        if label in PARTS:
            parts = spans_of(parts_of(self.text, self.segments, parts))
        self.regions[name] = Region(id=name, label=label, parts=parts)

    def _give(self, remark: Remark) -> None:
        """Give a region the value of an attribute, a note or a normalization."""
        value = self.known.values.get((remark.section, remark.type))
        region = self.regions.get(remark.target)
        if value is None or region is None or region.label != value.label:
            self._lose(f"{remark.section} {quoted(remark.type)}", remark.line)
            return
        given = value.values.get(remark.value, remark.value or True)
        try:
            region.values[value.key] = typed(value.label, value.key, given)
        except FieldError as error:
            place = f"{self.place}:{remark.line}"
            raise InputError(place, str(error), "correct it, or map its words in [attributes]") from error

    def _lose(self, kind: str, line: int) -> None:
        self.losses.add(kind, f"{self.place}:{line}")
