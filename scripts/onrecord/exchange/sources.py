"""What the readers of tools' files share: files and folders, and the record of what was found in one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from onrecord.errors import InputError
from onrecord.exchange.graph import Graph, Values
from onrecord.exchange.incoming import from_graph
from onrecord.exchange.outgoing import HEAD
from onrecord.files import STANDARD_STREAM
from onrecord.losses import Losses
from onrecord.model import Annotation, Record
from onrecord.seeds import document_of, identifier
from onrecord.sidecars import Sidecar

Items = Iterable[Record | InputError]


def scan_files(
    path: str | Path, suffixes: tuple[str, ...], read: Callable[[str], Items], *, without: str = ""
) -> Iterator[Record | InputError]:
    """What `read` finds in a file (`-`: on standard input), or in each file of a folder, by name, that has one of the
    suffixes and not the name that it is `without`; an error in the place of a file that cannot be read.
    """
    paths = [str(path)]
    if str(path) != STANDARD_STREAM and Path(path).is_dir():
        children = sorted(Path(path).iterdir())
        paths = [str(child) for child in children if child.name.endswith(suffixes) and child.name != without]
        if not paths:
            yield InputError(str(path), f"no {suffixes[0]} in it", "name a folder that holds such files, or a file")
    for file in paths:
        try:
            yield from read(file)
        except InputError as error:
            yield error


def stem(path: str | Path, suffixes: tuple[str, ...]) -> str:
    """The name of a file without the suffix that it has of these."""
    name = Path(path).name
    return next((name.removesuffix(suffix) for suffix in suffixes if name.endswith(suffix)), name)


def found_head(name: str, text: str, place: str, *, title: str = "", language: str = "") -> Values:
    """The fields of a document of which a tool's file says no more: its name, as an id, its title and language."""
    known = Sidecar(id=identifier(name), title=title, language=language or "en")
    values: Values = msgspec.to_builtins(document_of(text, known, place=place))
    values["annotation"] = msgspec.to_builtins(Annotation(guidelines=""))
    return {field: values[field] for field in HEAD}


def given_head(name: str, given: Mapping[str, Any], place: str, losses: Losses) -> Values:
    """The fields of a document that a tool's file holds, with a name as its id; what an id cannot hold is told."""
    losses.add("characters of names of documents that an id cannot hold", place, identifier(name) != name)
    return {field: given[field] for field in HEAD if given.get(field) is not None} | {"id": identifier(name)}


def record_of(graph: Graph, losses: Losses, place: str) -> Record:
    """The record of a graph. Raises `InputError` that names the file, for a text that is none too."""
    if not graph.text.strip():
        raise InputError(place, "no text", "leave it out, or add its text")
    graph = replace(graph, head=graph.head | {"id": identifier(graph.id)})
    try:
        return from_graph(graph, losses)
    except InputError as error:
        _, found, mend = error.args
        raise InputError(place, found, mend) from error
