"""Lines to a record that knows where each of its parts stands: quickly where nothing is wrong, else part by part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from onrecord.articles import LAYERS
from onrecord.checks import shape
from onrecord.checks.offsets import Placed
from onrecord.compiled import Compiled, compiled, encode, make_whole
from onrecord.incident import Finding, Incident, Path, quoted
from onrecord.lines import Line, Unreadable, canonical_fault, incident, read_line

_LISTS = {layer: name for layer, (name, _) in LAYERS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """How records are read: the schema's extension files, and the engine that tells faults of level 2."""

    extensions: tuple[str, ...] = ()
    engine: str = shape.DEFAULT_ENGINE

    @property
    def types(self) -> Compiled:
        return compiled(self.extensions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A record, with the attributes of `model.Record`, and its lines; `origins` has the line of each annotation of an
    article file.
    """

    file: str
    record: Any
    head: Line
    origins: dict[Path, Line] = field(default_factory=dict)
    is_article: bool = False

    def incident(self, finding: Finding) -> Incident:
        """The finding at its line and column."""
        return _at(self.file, self.head, self.origins, finding, self.record.text)

    @property
    def order(self) -> list[Placed] | None:
        """The annotations in the order of an article file's lines."""
        if not self.is_article:
            return None
        return [(path, getattr(self.record, str(path[0]))[path[1]]) for path in self.origins]


def _at(file: str, head: Line, origins: dict[Path, Line], finding: Finding, text: str) -> Incident:
    line = origins.get(finding.path[:2])
    rest = finding.path[2:] if line else finding.path
    return incident(file, line or head, finding, rest=rest, text=text)


def read_document(file: str, line: Line, reader: Reader) -> tuple[list[Incident], Parsed | None]:
    """The record of a line of document JSONL, and the incidents of levels 1 and 2; none where it cannot be read."""
    types = reader.types
    record = _proved(line.data, types.decode_record)
    if record is not None and not make_whole(record) and types.keeps_schema(record):
        return [], Parsed(file=file, record=record, head=line)
    incidents: list[Incident] = []
    try:
        value = read_line(file, line, incidents)
    except Unreadable:
        return incidents, None
    if faults := _shape(file, line, {}, value, reader):
        return incidents + faults, None
    record = msgspec.convert(value, types.record)
    make_whole(record)
    if (expected := encode(record).decode()) != line.text:
        incidents.append(canonical_fault(file, line, expected))
    return incidents, Parsed(file=file, record=record, head=line)


def read_row(file: str, number: int, row: dict[str, Any], reader: Reader) -> tuple[list[Incident], Parsed | None]:
    """The record of a row of the documents view, whose line is its number."""
    line = Line(number, b"")
    if faults := _shape(file, line, {}, row, reader):
        return faults, None
    return [], Parsed(file=file, record=msgspec.convert(row, reader.types.record), head=line)


def read_article(file: str, lines: Sequence[Line], reader: Reader) -> tuple[list[Incident], Parsed | None]:
    """The record of an article file, and the incidents of levels 1 and 2."""
    parsed = _proved_article(file, lines, reader.types)
    if parsed is not None:
        return [], parsed
    incidents: list[Incident] = []
    values: list[tuple[Line, Any]] = []
    is_whole = True
    for line in lines:
        try:
            values.append((line, read_line(file, line, incidents)))
        except Unreadable:
            is_whole = False
    record, origins, misplaced = _assemble(file, values)
    if not is_whole or misplaced:
        return incidents + misplaced, None
    head = values[0][0]
    if faults := _shape(file, head, origins, record, reader):
        return incidents + faults, None
    typed = msgspec.convert(record, reader.types.record)
    make_whole(typed)
    paths = {line.number: path for path, line in origins.items()}
    for line, value in values:
        if (expected := _canonical(value, paths.get(line.number), typed, reader.types)) != line.text:
            incidents.append(canonical_fault(file, line, expected))
    return incidents, Parsed(file=file, record=typed, head=head, origins=origins, is_article=True)


def _proved(data: bytes, decode: Any) -> Any:
    """What the line decodes into, if that is all of it and in canonical form; else None."""
    try:
        value = decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return value if data[-1:] == b"\n" and encode(value) == data[:-1] else None


def _proved_article(file: str, lines: Sequence[Line], types: Compiled) -> Parsed | None:
    values = []
    origins: dict[Path, Line] = {}
    counts = dict.fromkeys(_LISTS.values(), 0)
    for line in lines:
        value = _proved(line.data, types.decode_line)
        layer = value.__struct_config__.tag if value is not None else ""
        if value is None or (layer == "document") != (line is lines[0]):
            return None
        values.append(value)
        if layer in _LISTS:
            name = _LISTS[layer]
            origins[name, counts[name]] = line
            counts[name] += 1
    record = types.assemble(values)
    if make_whole(record) or not types.keeps_schema(record):
        return None
    return Parsed(file=file, record=record, head=lines[0], origins=origins, is_article=True)


def _canonical(value: dict[str, Any], path: Path | None, record: Any, types: Compiled) -> str:
    """The line as the writer would write it."""
    kind = types.lines[value["layer"]]
    part = record if path is None else getattr(record, str(path[0]))[path[1]]
    names = kind.__struct_fields__
    return encode(kind(**{name: getattr(part, name) for name in names})).decode()


def _assemble(file: str, values: Sequence[tuple[Line, Any]]) -> tuple[dict[str, Any], dict[Path, Line], list[Incident]]:
    """The document record of an article file's values, the line of each annotation, and what belongs nowhere."""
    record: dict[str, Any] = {name: [] for name in _LISTS.values()}
    origins: dict[Path, Line] = {}
    incidents = []
    for i, (line, value) in enumerate(values):
        fields = dict(value) if isinstance(value, dict) else {}
        layer = fields.pop("layer", None)
        finding = _misplaced(layer, fields, is_first=i == 0)
        if finding is not None:
            incidents.append(incident(file, line, finding, rest=finding.path))
        elif i == 0:
            record.update(fields)
        else:
            name = _LISTS[layer]
            origins[name, len(record[name])] = line
            record[name].append(fields)
    return record, origins, incidents


def _misplaced(layer: Any, fields: dict[str, Any], *, is_first: bool) -> Finding | None:
    if (layer == "document") != is_first:
        mend = "begin with the document's line" if is_first else "keep one article in a file"
        expected = "the layer document on the first line, and on no other"
        return Finding(test_id="first-line", path=(), found=f"the layer {quoted(layer)}", expected=expected, mend=mend)
    if is_first:
        taken = sorted(fields.keys() & set(_LISTS.values()))
        if not taken:
            return None
        mend = "give each annotation a line of its own"
        expected = "the fields of a document's line"
        return Finding(
            test_id="unknown-field", path=(taken[0],), found=f"a field {taken[0]!r}", expected=expected, mend=mend
        )
    if isinstance(layer, str) and layer in _LISTS:
        return None
    expected = f"one of {', '.join(_LISTS)}"
    return Finding(test_id="unknown-layer", path=("layer",), found=quoted(layer), expected=expected, mend="correct it")


def _shape(file: str, head: Line, origins: dict[Path, Line], record: Any, reader: Reader) -> list[Incident]:
    """The incidents of level 2; each knows the stretch of text of the annotation that it is in, where that is sound."""
    text = record.get("text") if isinstance(record, dict) else None
    text = text if isinstance(text, str) else ""
    incidents = []
    for finding in shape.check(record, reader.extensions, engine=reader.engine):
        incidents.append(_at(file, head, origins, _with_span(finding, record, len(text)), text))
    return incidents


def _with_span(finding: Finding, record: Any, length: int) -> Finding:
    value, span = record, None
    for step in finding.path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(value, dict):
            start, end = value.get("start"), value.get("end")
            if type(start) is int and type(end) is int and 0 <= start < end <= length:
                span = (start, end)
    return replace(finding, span=span) if span else finding
