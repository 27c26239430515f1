"""brat's files to records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from onrecord.errors import InputError
from onrecord.exchange.brat.fragments import mended
from onrecord.exchange.brat.lines import Annotations
from onrecord.exchange.brat.writing import IN_SIDE_MAP
from onrecord.exchange.graph import Graph
from onrecord.exchange.incoming import from_graph
from onrecord.exchange.side_map import SideMaps
from onrecord.files import STANDARD_STREAM, reading
from onrecord.losses import Losses
from onrecord.model import Record
from onrecord.seeds import identifier

_FILE = re.compile(r"(.+)\.(?:ann|txt)(\.gz)?\Z", re.DOTALL)


def scan_brat(path: str, losses: Losses, maps: SideMaps) -> Iterator[Record | InputError]:
    """The record of an `.ann` file and the `.txt` beside it, or of each `.txt` of a folder by name; one without an
    `.ann` has no annotations. An error stands in the place of each that cannot be read.
    """
    if path != STANDARD_STREAM and Path(path).is_dir():
        children = [child for child in sorted(Path(path).iterdir()) if _FILE.match(child.name)]
        if not children:
            yield InputError(path, "no .txt or .ann in it", "name a folder of brat's files, or one of its files")
        for name in dict.fromkeys(_pair(child)[1] for child in children):
            yield from _scanned(name, losses, maps)
    elif _FILE.match(path):
        yield from _scanned(_pair(Path(path))[1], losses, maps)
    else:
        yield InputError(
            path, "not a .ann file nor a folder", "name a file of brat's or its folder: it has two an article"
        )


def _pair(path: Path) -> tuple[Path, Path]:
    """The text and the annotations of an article, of which `path` is one."""
    match = _FILE.match(str(path))
    assert match is not None
    stem, packed = match[1], match[2] or ""
    return Path(f"{stem}.txt{packed}"), Path(f"{stem}.ann{packed}")


def _scanned(path: Path, losses: Losses, maps: SideMaps) -> Iterator[Record | InputError]:
    try:
        text = _read(_pair(path)[0])
        annotations = _read(path) if path.exists() else ""
        yield from_brat(text, annotations, path, losses, maps)
    except InputError as error:
        yield error


def _read(path: Path) -> str:
    with reading(path) as stream:
        data = stream.read()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"{path}:{line}", f"not UTF-8 (byte 0x{data[error.start]:02x})", "convert it") from error


def from_brat(text: str, annotations: str, path: str | Path, losses: Losses, maps: SideMaps) -> Record:
    """The record of an article's two files; `path` is that of the annotations. Raises `InputError` with the line."""
    match = _FILE.match(Path(path).name)
    name = identifier(match[1] if match else Path(path).name)
    if not text.strip():
        raise InputError(str(path), "its .txt has no text", "leave it out, or add its text")
    regions, links = Annotations(str(path), text, losses).read(annotations.split("\n"))
    graph = Graph(head={"id": name}, text=text, regions=regions, links=links)
    graph = mended(graph, maps.exported(name, text))
    graph = maps.restored(graph, losses, without=IN_SIDE_MAP)
    unsaid = {"annotation": {"status": "draft", "guidelines": ""}}
    return from_graph(replace(graph, head=unsaid | graph.head), losses)
