"""Lines to a record that knows where each of its parts stands: quickly where nothing is wrong, else part by part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

import msgspec

from onrecord.articles import LAYERS
from onrecord.checks import shape
from onrecord.checks.offsets import Placed
from onrecord.compiled import Compiled, compiled, encode, make_whole
from onrecord.incident import MOST_FINDINGS, Finding, Incident, Path, quoted
from onrecord.lines import Line, UnreadableError, canonical_fault, incident, read_form, read_line, strict_value

_LISTS = {layer: name for layer, (name, _) in LAYERS.items()}
_LAYERS = {name: layer for layer, name in _LISTS.items()}


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
    strict = strict_value(line.body, types.decode_record)
    if strict and types.keeps_schema(strict[0]):
        record, written = strict
        incidents = read_form(file, line)
    else:
        incidents, written = [], b""
        try:
            value = read_line(file, line, incidents)
        except UnreadableError:
            return incidents, None
        faults, record = _typed(file, line, {}, value, reader)
        if record is None:
            return incidents + faults, None
    if make_whole(record) or not written:
        written = encode(record)
    if written != line.body:
        incidents.append(canonical_fault(file, line, written))
    return incidents, Parsed(file=file, record=record, head=line)


def read_row(file: str, number: int, row: dict[str, Any], reader: Reader) -> tuple[list[Incident], Parsed | None]:
    """The record of a row of the documents view, whose line is its number."""
    line = Line(number, b"")
    faults, record = _typed(file, line, {}, row, reader)
    return faults, None if record is None else Parsed(file=file, record=record, head=line)


def read_article(file: str, lines: Sequence[Line], reader: Reader) -> tuple[list[Incident], Parsed | None]:
    """The record of an article file, and the incidents of levels 1 and 2."""
    incidents: list[Incident] = []
    parsed = _proved_article(file, lines, reader.types)
    if parsed is not None:
        for line in lines:
            incidents += read_form(file, line)
        return incidents + _form_of_lines(file, parsed, reader.types), parsed
    values: list[tuple[Line, Any]] = []
    is_whole = True
    for line in lines:
        try:
            values.append((line, read_line(file, line, incidents)))
        except UnreadableError:
            is_whole = False
    record, origins, misplaced = _assemble(file, lines[0], values)
    if not is_whole or misplaced:
        return incidents + misplaced, None
    head = values[0][0]
    faults, typed = _typed(file, head, origins, record, reader)
    if typed is None:
        return incidents + faults, None
    parsed = Parsed(file=file, record=typed, head=head, origins=origins, is_article=True)
    return incidents + _form_of_lines(file, parsed, reader.types), parsed


def _form_of_lines(file: str, parsed: Parsed, types: Compiled) -> list[Incident]:
    """The incidents of an article's lines that are not in canonical form."""
    make_whole(parsed.record)
    incidents = []
    for path, line in [((), parsed.head), *parsed.origins.items()]:
        part = getattr(parsed.record, str(path[0]))[path[1]] if path else parsed.record
        kind = types.lines[_LAYERS[str(path[0])] if path else "document"]
        expected = encode(kind(**{name: getattr(part, name) for name in kind.__struct_fields__}))
        if expected != line.body:
            incidents.append(canonical_fault(file, line, expected))
    return incidents


def _proved_article(file: str, lines: Sequence[Line], types: Compiled) -> Parsed | None:
    """The record of lines with which nothing is wrong but, perhaps, their form; else None."""
    values = []
    origins: dict[Path, Line] = {}
    counts = dict.fromkeys(_LISTS.values(), 0)
    for line in lines:
        strict = strict_value(line.body, types.decode_line)
        layer = strict[0].__struct_config__.tag if strict else ""
        if not strict or (layer == "document") != (line is lines[0]):
            return None
        values.append(strict[0])
        if layer in _LISTS:
            name = _LISTS[layer]
            origins[name, counts[name]] = line
            counts[name] += 1
    record = types.assemble(values)
    if not types.keeps_schema(record):
        return None
    return Parsed(file=file, record=record, head=lines[0], origins=origins, is_article=True)


def _assemble(
    file: str, head: Line, values: Sequence[tuple[Line, Any]]
) -> tuple[dict[str, Any], dict[Path, Line], list[Incident]]:
    """The document record of an article file's values, the line of each annotation, and what belongs nowhere."""
    record: dict[str, Any] = {name: [] for name in _LISTS.values()}
    origins: dict[Path, Line] = {}
    incidents = []
    for line, value in values:
        fields = dict(value) if isinstance(value, dict) else {}
        layer = fields.pop("layer", None)
        finding = _misplaced(layer, fields, is_first=line is head)
        if finding is not None:
            incidents.append(incident(file, line, finding, rest=finding.path))
        elif line is head:
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


def _typed(file: str, head: Line, origins: dict[Path, Line], value: Any, reader: Reader) -> tuple[list[Incident], Any]:
    """The record of a value that keeps to the schema, else the incidents of level 2.

    Each knows the stretch of text of the annotation that it is in, where that is sound.
    """
    findings = list(islice(shape.check(value, reader.extensions, engine=reader.engine), MOST_FINDINGS + 1))
    if not findings:
        try:
            return [], msgspec.convert(value, reader.types.record)
        except msgspec.ValidationError:
            findings = list(islice(shape.check_whole(value, reader.extensions), MOST_FINDINGS + 1))
    text = value.get("text") if isinstance(value, dict) else None
    text = text if isinstance(text, str) else ""
    return [_at(file, head, origins, _with_span(finding, value, len(text)), text) for finding in findings], None


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
