"""The two forms of a record, article file and document record, and their canonical bytes.

Both are JSON in UTF-8 with the keys in the schema's order, nothing escaped that need not be, LF at the end of a line.
A `Record` has the fields of the schema: what reads one leaves out those that a schema extension adds, and what writes
one cannot bring them back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from onrecord.errors import InputError, raising
from onrecord.files import iter_lines, jsonl_in, shown_name
from onrecord.model import Date, Document, Number, Quote, Record, Segment, Speaker
from onrecord.writes import write_bytes

Annotation = Segment | Speaker | Quote | Date | Number

# The layers in the order of an article file's ties, each with its list in the document record.
LAYERS: dict[str, tuple[str, type[Any]]] = {
    "segment": ("segments", Segment),
    "speaker": ("speakers", Speaker),
    "quote": ("quotes", Quote),
    "date": ("dates", Date),
    "number": ("numbers", Number),
}
LAYER_OF = {name: layer for layer, (name, _) in LAYERS.items()}
RANK = {layer: rank for rank, layer in enumerate(LAYERS)}
LARGEST = 10**300  # that the schema allows
EXACT = 2**53  # whole numbers below it are the same to all readers of JSON
_DOCUMENT_FIELDS = [field.name for field in fields(Document)]


def extent(annotation: Annotation) -> tuple[int, int]:
    """Where an annotation begins and ends: from the first to the last of its spans."""
    given: Any = annotation  # of the model, or of the types that a schema is compiled into
    if hasattr(given, "content"):
        spans: Sequence[Any] = (*given.content, *given.cue, *given.source)
    elif hasattr(given, "mentions"):
        spans = given.mentions
    else:
        return given.start, given.end
    return min(span.start for span in spans), max(span.end for span in spans)


def sort_key(annotation: Annotation) -> tuple[int, int, int, str]:
    """The order of a list: first start, end, id (q9 before q10: the shorter one first, however long their numbers)."""
    start, end = extent(annotation)
    return start, end, len(annotation.id), annotation.id


def ordered(record: Record) -> Record:
    """`record` with its lists in canonical order and its numbers in canonical form."""
    return replace(
        record,
        segments=tuple(sorted(record.segments, key=sort_key)),
        speakers=tuple(sorted(record.speakers, key=sort_key)),
        quotes=tuple(sorted(record.quotes, key=sort_key)),
        dates=tuple(sorted(record.dates, key=sort_key)),
        numbers=tuple(sorted(map(_whole, record.numbers), key=sort_key)),
    )


def _whole(number: Number) -> Number:
    return replace(
        number,
        value=canonical_number(number.value),
        low=canonical_number(number.low),
        high=canonical_number(number.high),
        terms=tuple(map(canonical_number, number.terms)),
    )


_Value = TypeVar("_Value", int | float, int | float | None)


def canonical_number(value: _Value) -> _Value:
    """A value without a fraction as an integer: 92000, also where Parquet gave 92000.0; one that is beyond what readers
    of JSON agree on as a floating-point number.
    """
    if value is None or abs(value) >= EXACT:
        return float(value) if isinstance(value, int) and abs(value) <= LARGEST else value
    return int(value) if isinstance(value, float) and value.is_integer() else value


def to_document_line(record: Record) -> bytes:
    """The document record: one line of bulk JSONL."""
    return msgspec.json.encode(ordered(record)) + b"\n"


def from_document_line(line: bytes | str) -> Record:
    """Inverse of `to_document_line`; raises `msgspec.ValidationError` or `DecodeError` for what is no record."""
    return ordered(msgspec.json.decode(line, type=Record))


def to_article(record: Record) -> bytes:
    """The article file: the document's line, then one annotation a line by (first start, end, layer, id)."""
    rows: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
    canonical = ordered(record)
    for layer, (name, _) in LAYERS.items():
        for annotation in getattr(canonical, name):
            start, end, *name_key = sort_key(annotation)
            rows.append(((start, end, RANK[layer], *name_key), {"layer": layer, **msgspec.to_builtins(annotation)}))
    rows.sort(key=lambda row: row[0])
    builtins = msgspec.to_builtins(canonical)
    head = {"layer": "document", **{name: builtins[name] for name in _DOCUMENT_FIELDS}}
    return b"".join(msgspec.json.encode(line) + b"\n" for line in [head, *(line for _, line in rows)])


# The forms by the name that commands know them by.
FORMS: dict[str, Callable[[Record], bytes]] = {"articles": to_article, "documents": to_document_line}


def from_article(lines: Iterable[dict[str, Any]]) -> Record:
    """The record of an article file's parsed lines, the document's first.

    Raises `msgspec.ValidationError` when a line does not have the shape of its layer, `KeyError` for an unknown layer.
    """
    head, *rest = (dict(line) for line in lines)
    if head.pop("layer", None) != "document":
        raise KeyError("the first line of an article file has the layer document")
    parts: dict[str, list[Any]] = {name: [] for name, _ in LAYERS.values()}
    for line in rest:
        name, kind = LAYERS[line.pop("layer", "")]
        parts[name].append(msgspec.convert(line, kind))
    document = msgspec.convert(head, Document)
    values = {name: getattr(document, name) for name in _DOCUMENT_FIELDS}
    return ordered(Record(**values | {name: tuple(items) for name, items in parts.items()}))


def read_article(path: str | Path) -> Record:
    """The record of one article file, without the fields of schema extensions.

    Raises `InputError` when it is none; `validate` says more about why.
    """
    return article_of(iter_lines(path), shown_name(path))


def article_of(lines: Iterable[tuple[int, bytes]], place: str) -> Record:
    """As `read_article`, of the file's lines with their numbers."""
    decoded = []
    for number, line in lines:
        try:
            decoded.append(msgspec.json.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise InputError(f"{place}:{number}", f"not JSON ({error})", "run onrecord validate on it") from error
    try:
        return from_article(decoded)
    except (msgspec.ValidationError, KeyError, ValueError, AttributeError) as error:
        raise InputError(place, f"not an article file ({error})", "run onrecord validate on it") from error


def read_articles(folder: str | Path) -> Iterator[Record]:
    """The records of all article files of a folder, at any depth, in the order of their names, which are their ids."""
    for path in jsonl_in(folder):
        yield read_article(path)


def write_article(record: Record, folder: str | Path) -> Path:
    """Write `folder/ID.jsonl`, whole or not at all; returns its path."""
    path = Path(folder) / f"{record.id}.jsonl"
    write_bytes(path, to_article(record))
    return path


def iter_documents(path: str | Path) -> Iterator[Record]:
    """The document records of a JSONL file (`.gz` by name, `-` for standard input), one at a time.

    Raises `InputError` with file and line for a line that is no document record.
    """
    return raising(documents_of(iter_lines(path), shown_name(path)))


def documents_of(lines: Iterable[tuple[int, bytes]], place: str) -> Iterator[Record | InputError]:
    """As `iter_documents`, of the file's lines with their numbers, and with the error in the place of a line that is no
    document record.
    """
    for number, line in lines:
        try:
            yield from_document_line(line)
        except (msgspec.DecodeError, RecursionError, ValueError) as error:
            found = f"not a document record ({error})"
            yield InputError(f"{place}:{number}", found, "run onrecord validate on it")
