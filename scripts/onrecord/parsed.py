"""Lines to a record that knows where each of its parts stands: quickly where nothing is wrong, else part by part."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

import msgspec

from onrecord.checks import shape
from onrecord.checks.offsets.order import Placed
from onrecord.compiled import Compiled, compiled, encode, make_whole
from onrecord.incident import MOST_FINDINGS, Finding, Incident, Path
from onrecord.lines import Line, UnreadableError, canonical_fault, incident, read_form, read_line, strict_value


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
        faults, record = typed_record(file, line, {}, value, reader)
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
    faults, record = typed_record(file, line, {}, row, reader)
    return faults, None if record is None else Parsed(file=file, record=record, head=line)


def typed_record(
    file: str, head: Line, origins: dict[Path, Line], value: Any, reader: Reader
) -> tuple[list[Incident], Any]:
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
