"""The lines of an article file to its record: quickly where nothing is wrong, else line by line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.articles import LAYER_OF, LAYERS
from onrecord.compiled import Compiled, encode, make_whole
from onrecord.incident import Finding, Incident, Path, quoted
from onrecord.lines import Line, UnreadableError, canonical_fault, incident, read_form, read_line, strict_value
from onrecord.parsed import Parsed, Reader, typed_record

_LISTS = {layer: name for layer, (name, _) in LAYERS.items()}


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
    faults, typed = typed_record(file, head, origins, record, reader)
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
        kind = types.lines[LAYER_OF[str(path[0])] if path else "document"]
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
