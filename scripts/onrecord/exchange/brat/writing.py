"""Records to brat's files."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.exchange.brat.configuration import ATTRIBUTES, attribute
from onrecord.exchange.brat.fragments import broken
from onrecord.exchange.graph import LAYOUT, ROLE_LABELS, Graph, Region
from onrecord.exchange.nearby import near
from onrecord.exchange.notes import to_note
from onrecord.exchange.outgoing import to_graph
from onrecord.losses import Losses
from onrecord.model import Record


def to_annotations(record: Record, losses: Losses) -> bytes:
    """The `.ann` of a record."""
    graph = near(to_graph(record))
    return "".join(f"{line}\n" for line in _lines(graph, losses)).encode("utf-8")


def _lines(graph: Graph, losses: Losses) -> Iterator[str]:
    names: dict[str, str] = {}
    attributes = 0
    for region in graph.regions:
        if region.label in LAYOUT:
            continue
        fragments = broken(graph.text, region.parts)
        if not fragments:
            losses.add("regions of nothing but white space", f"{graph.id} {region.id}")
            continue
        number = len(names) + 1
        names[region.id] = name = f"T{number}"
        offsets = ";".join(f"{start} {end}" for start, end in fragments)
        yield f"{name}\t{region.label} {offsets}\t{' '.join(graph.text[start:end] for start, end in fragments)}"
        for chosen in _attributes(region):
            attributes += 1
            yield f"A{attributes}\t{chosen.format(name)}"
        if note := _note(region):
            yield f"#{number}\tAnnotatorNotes {name}\t{note}"
    links = (link for link in graph.links if link.start in names and link.end in names)
    for number, link in enumerate(links, 1):
        yield f"R{number}\t{link.label} Arg1:{names[link.start]} Arg2:{names[link.end]}\t"


def _attributes(region: Region) -> Iterator[str]:
    for field, value in region.values.items():
        if (name := attribute(region.label, field)) in ATTRIBUTES:
            yield f"{name} {{}}" if value is True else f"{name} {{}} {value}"


def _note(region: Region) -> str:
    identifier = {} if region.label in ROLE_LABELS else {"id": region.id}
    others = {key: v for key, v in region.values.items() if attribute(region.label, key) not in ATTRIBUTES}
    return to_note(identifier | others)
