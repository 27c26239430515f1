"""What readers of tools' files share: JSON from strangers, the document's fields, and the surfaces that are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from onrecord.errors import InputError
from onrecord.exchange.graph import Graph, Values
from onrecord.exchange.incoming import from_graph
from onrecord.files import STANDARD_STREAM, reading
from onrecord.incident import quoted
from onrecord.losses import Losses
from onrecord.model import Document, Record
from onrecord.offset_units import OffsetError, OffsetUnits
from onrecord.seeds import identifier
from onrecord.spans import Offsets
from onrecord.strict_json import StrictError, parse

LARGEST = 2**29  # bytes of a file that is read whole
_FIELDS = [field.name for field in fields(Document) if field.name != "text"]


def files_of(path: str | Path, suffixes: Iterable[str], mend: str) -> Iterator[str]:
    """The file that a path names (`-`: standard input), or the files of a folder with these endings, by name.

    Raises `InputError` for a folder without one.
    """
    if str(path) == STANDARD_STREAM or not Path(path).is_dir():
        yield str(path)
        return
    endings = tuple(ending for suffix in suffixes for ending in (suffix, f"{suffix}.gz"))
    children = [child for child in sorted(Path(path).iterdir()) if child.name.endswith(endings) and child.is_file()]
    if not children:
        raise InputError(str(path), f"no {' or '.join(suffixes)} in it", mend)
    yield from map(str, children)


def read_whole(path: str) -> bytes:
    """The bytes of a file, unpacked. Raises `InputError` for one that is too large."""
    with reading(path) as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError(path, f"more than {LARGEST >> 20} MiB", "export fewer documents at a time")
    return data


def parse_json(data: bytes, place: str, line: int = 1) -> Any:
    """The value of JSON that begins at a line of a file. Raises `InputError` with the line."""
    try:
        text = data.decode("utf-8-sig").rstrip()
        return parse(text)
    except UnicodeDecodeError as error:
        at = line + data.count(b"\n", 0, error.start)
        raise InputError(f"{place}:{at}", f"not UTF-8 (byte 0x{data[error.start]:02x})", "convert it") from error
    except StrictError as error:
        at = line + text.count("\n", 0, error.offset)
        raise InputError(f"{place}:{at}", f"no proper JSON ({error.found})", "export it from the tool again") from error


def head_of(name: str, given: Mapping[str, Any], place: str, losses: Losses) -> Values:
    """The fields of a document among those that are given, with a name as its id; what an id cannot hold is told."""
    losses.add("characters of names of documents that an id cannot hold", place, identifier(name) != name)
    head = {field: given[field] for field in _FIELDS if given.get(field) is not None}
    return head | {"id": identifier(name)}


def record_of(graph: Graph, place: str, losses: Losses) -> Record:
    """The record of a graph; `place` is added to what an error (`InputError`) names."""
    try:
        return from_graph(graph, losses)
    except InputError as error:
        name, found, mend = error.args
        raise InputError(f"{place} ({name})", found, mend) from error


def check_surface(text: str, span: Offsets, said: str, place: str) -> None:
    """Raises `InputError` unless `said` is what stands at `span`, in code points; it says which unit would fit."""
    start, end = span
    found = text[start:end] if 0 <= start <= end <= len(text) else None
    if found == said:
        return
    here = "which is outside it" if found is None else f"where {quoted(found)} stands"
    fitting = [unit for unit, name in _UNITS.items() if _stands(text, span, said, name)]
    unit = f", which fits offsets in {fitting[0]}" if fitting else ""
    raise InputError(
        place,
        f"{quoted(said)} at {start} to {end} of the text, {here}{unit}",
        "offsets have to count code points: correct them, or export text and annotations from the tool once more",
    )


_UNITS = {"UTF-16 units": "from_utf16", "bytes of UTF-8": "from_bytes", "code points with CR LF as one": ""}


def _stands(text: str, span: Offsets, said: str, convert: str) -> bool:
    if not convert:
        plain = text.replace("\r\n", "\n")
        return 0 <= span[0] <= span[1] and plain[span[0] : span[1]] == said.replace("\r\n", "\n")
    units = OffsetUnits(text)
    try:
        start, end = (getattr(units, convert)(offset) for offset in span)
    except OffsetError:
        return False
    return text[start:end] == said
