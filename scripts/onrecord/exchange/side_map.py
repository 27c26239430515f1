"""The side map: what an exported record holds that the tool's format does not, in a file beside the tool's.

`NAME.sidemap` has one JSON object a record: its `id`, the SHA-256 of its `text`, the `ids` of its regions, which
nothing new may get, and the `record` itself without its text. On import, a region that has its id, or stands where one
of its label stood, takes from there what the tool does not hold.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec

from onrecord.articles import to_document_line
from onrecord.corpora.foreign_files import iter_lines
from onrecord.errors import InputError
from onrecord.exchange.graph import Graph, Link, Region, fragmented
from onrecord.exchange.outgoing import to_graph
from onrecord.losses import Losses
from onrecord.model import Record
from onrecord.spans import touch

SUFFIX = ".sidemap"
_MEND = "use the .sidemap that onrecord export wrote"


def to_side_map(record: Record) -> bytes:
    """The line of a record."""
    fields = msgspec.json.decode(to_document_line(record))
    text = fields.pop("text")
    ids = [region.id for region in to_graph(record).regions]
    line = {"id": record.id, "text_sha256": _digest(text), "ids": ids, "record": fields}
    return msgspec.json.encode(line) + b"\n"


class _Line(msgspec.Struct):
    id: str
    text_sha256: str
    ids: list[str]
    record: dict[str, Any]


class _Named(msgspec.Struct):
    id: str


@dataclass(frozen=True, slots=True)
class Known:
    """A record as it was exported, as far as a side map has it."""

    digest: str
    used: frozenset[str]  # ids of its regions and speakers
    fields: dict[str, Any]

    def graph(self, text: str) -> Graph | None:
        """The graph that was exported; `None` if the text is not what it was. Raises `InputError` for no record."""
        if _digest(text) != self.digest:
            return None
        try:
            return to_graph(msgspec.convert(self.fields | {"text": text}, Record))
        except (msgspec.ValidationError, IndexError) as error:
            raise InputError(f"the side map of {self.fields.get('id')}", f"holds no record ({error})", _MEND) from error


@dataclass(frozen=True, slots=True)
class SideMaps:
    """Exported records by id."""

    known: dict[str, Known] = field(default_factory=dict)

    @classmethod
    def read(cls, paths: Iterable[str | Path]) -> SideMaps:
        """Those of side maps, and of all that lie in a folder. Raises `InputError` for what is none."""
        maps = cls()
        for path in paths:
            for file in sorted(Path(path).glob(f"*{SUFFIX}")) if Path(path).is_dir() else [path]:
                for number, line in iter_lines(file):
                    maps._add(f"{file}:{number}", line)
        return maps

    @classmethod
    def beside(cls, path: str | Path) -> SideMaps:
        """Those that `onrecord export` left beside a tool's file or in its folder; none where there are none."""
        place = Path(path)
        if place.is_dir():
            return cls.read([place])
        words = place.name.split(".")
        names = [place.with_name(".".join(words[:length]) + SUFFIX) for length in range(len(words), 0, -1)]
        return cls.read(name for name in names if name.is_file())

    def id_of(self, text: str) -> str:
        """The id of the record that was exported with that text, for files that say none; "" where none was."""
        digest = _digest(text) if self.known else ""
        return next((name for name, known in self.known.items() if known.digest == digest), "")

    def exported(self, name: str, text: str) -> Graph | None:
        """The graph that was exported of the record of that id; `None` where none was, or one of another text."""
        before = self.known.get(name)
        return before.graph(text) if before else None

    def restored(
        self,
        graph: Graph,
        losses: Losses,
        *,
        values: bool = True,
        links: bool = True,
        whole: bool = True,
        without: Container[str] = (),
    ) -> Graph:
        """The graph with the head and the ids that the side map has for it; with its values of regions and its links
        too, where the format carries no `values` or no `links`, and with its regions of the labels that the format is
        `without`, if the graph has none of them. Regions of one part, which are not `whole`, get the ids and links of
        `fragmented` ones.
        """
        exported = self.exported(graph.id, graph.text)
        if graph.id in self.known:
            graph = replace(graph, used=self.known[graph.id].used)
            losses.add("side maps of another text", graph.id, not exported)
        if not exported:
            return graph
        exported = exported if whole else fragmented(exported)
        graph = _renamed(graph, exported)
        if not any(region.label in without for region in graph.regions):
            kept_regions = (region for region in exported.regions if region.label in without)
            graph = replace(graph, regions=(*graph.regions, *kept_regions))
        by_id = {region.id: region for region in exported.regions}
        if not values:
            regions = [replace(r, values=by_id[r.id].values if r.id in by_id else r.values) for r in graph.regions]
            graph = replace(graph, regions=tuple(regions))
        if not links:
            present = {region.id for region in graph.regions}
            kept = [link for link in exported.links if {link.start, link.end} <= present]
            graph = replace(graph, links=(*graph.links, *kept))
        return replace(graph, head=exported.head | graph.head)

    def _add(self, place: str, line: bytes) -> None:
        try:
            value = msgspec.json.decode(line, type=_Line)
            speakers = msgspec.convert(value.record.get("speakers", []), list[_Named])
        except (ValueError, RecursionError) as error:
            raise InputError(place, f"not a line of a side map ({error})", _MEND) from error
        used = frozenset(value.ids) | {speaker.id for speaker in speakers}
        self.known[value.id] = Known(value.text_sha256, used, value.record)


def _renamed(graph: Graph, exported: Graph) -> Graph:
    """The graph with the ids of the exported one, where regions have others: of the one of their label that stood where
    they stand, else of one that shares text with them, which somebody moved.
    """
    names = {region.id for region in exported.regions}
    present = {region.id for region in graph.regions}
    free: dict[str, list[Region]] = defaultdict(list)
    for region in exported.regions:
        if region.id not in present:
            free[region.label].append(region)
    new: dict[str, str] = {}
    for fits in (lambda old, region: old.parts == region.parts, lambda old, region: touch(old.parts, region.parts)):
        for region in graph.regions:
            if region.id in names or region.id in new:
                continue
            if old := next((old for old in free[region.label] if fits(old, region)), None):
                new[region.id] = old.id
                free[region.label].remove(old)
    regions = tuple(replace(region, id=new.get(region.id, region.id)) for region in graph.regions)
    links = tuple(Link(link.label, *(new.get(end, end) for end in (link.start, link.end))) for link in graph.links)
    return replace(graph, regions=regions, links=links)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
