"""brat's files to records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from onrecord.errors import InputError
from onrecord.exchange.brat.fragments import mended
from onrecord.exchange.brat.lines import Annotations
from onrecord.exchange.brat.writing import IN_SIDE_MAP
from onrecord.exchange.graph import Graph
from onrecord.exchange.incoming import from_graph
from onrecord.exchange.pairs import document_name, scan_pairs
from onrecord.exchange.side_map import SideMaps
from onrecord.losses import Losses
from onrecord.model import Record


def scan_brat(path: str, losses: Losses, maps: SideMaps) -> Iterator[Record | InputError]:
    """The record of an `.ann` file and the `.txt` beside it, or of each such pair of a folder by name, as `scan_pairs`
    finds them.
    """
    return scan_pairs(path, ".ann", lambda text, annotations, file: from_brat(text, annotations, file, losses, maps))


def from_brat(text: str, annotations: str, path: str | Path, losses: Losses, maps: SideMaps) -> Record:
    """The record of an article's two files; `path` is that of the annotations. Raises `InputError` with the line."""
    name = document_name(path, ".ann")
    regions, links = Annotations(str(path), text, losses).read(annotations.split("\n"))
    graph = Graph(head={"id": name}, text=text, regions=regions, links=links)
    graph = mended(graph, maps.exported(name, text))
    graph = maps.restored(graph, losses, without=IN_SIDE_MAP)
    unsaid = {"annotation": {"status": "draft", "guidelines": ""}}
    return from_graph(replace(graph, head=unsaid | graph.head), losses)
