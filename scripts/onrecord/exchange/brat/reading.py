"""brat's files to records."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.corpora.foreign_files import stem
from onrecord.corpora.standoff.lines import read_standoff
from onrecord.corpora.standoff.types import find_types
from onrecord.errors import InputError
from onrecord.exchange.brat.fragments import mended
from onrecord.exchange.brat.lines import Annotations
from onrecord.exchange.graph import LAYOUT, Graph
from onrecord.exchange.heads import head_of
from onrecord.exchange.incoming import record_of
from onrecord.exchange.pairs import scan_pairs
from onrecord.exchange.side_map import SideMaps
from onrecord.losses import Losses
from onrecord.model import Record


def scan_brat(path: str, losses: Losses, maps: SideMaps) -> Iterator[Record | InputError]:
    """The record of an `.ann` file and the `.txt` beside it, or of each such pair of a folder by name, as `scan_pairs`
    finds them; where none of the types in them is ours, an error that lists them.
    """
    found = find_types([path])
    if found.is_foreign:
        mend = "--write-map FILE writes a map to say what they are, --map FILE reads it"
        yield InputError(path, f"types that are none of onrecord's: {found.shown()}", mend)
        return
    yield from scan_pairs(
        path, ".ann", lambda text, annotations, file: from_brat(text, annotations, file, losses, maps)
    )


def from_brat(text: str, annotations: str, path: str | Path, losses: Losses, maps: SideMaps) -> Record:
    """The record of an article's two files; `path` is that of the annotations. Raises `InputError` with the line."""
    head = head_of(stem(path, (".ann",)), {}, str(path), losses)
    regions, links = Annotations(str(path), losses).of(read_standoff(annotations, text, str(path)))
    graph = Graph(head=head, text=text, regions=regions, links=links)
    graph = mended(graph, maps.exported(graph.id, text))
    return record_of(maps.restored(graph, losses, without=LAYOUT), losses, str(path))
