"""Files to incidents: reads article files and document JSONL, runs the checks level by level, places each finding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path as FilePath
from typing import Any

import msgspec

from onrecord.articles import LAYERS, to_article, to_document_line
from onrecord.checks import TESTS, offsets, references, shape
from onrecord.errors import InputError
from onrecord.files import STANDARD_STREAM, iter_lines
from onrecord.incident import Finding, Incident, Path, json_path, quoted
from onrecord.model import Record
from onrecord.strict_json import StrictError, locate, parse

_LISTS = {layer: name for layer, (name, _) in LAYERS.items()}


@dataclass(slots=True)
class Seen:
    """How many records were looked at, and where each article's id was met, over all files validated together."""

    records: int = 0
    articles: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    text: str
    value: Any


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document record put together from the lines that hold it; `origins` knows the line of each annotation."""

    file: str
    record: dict[str, Any]
    head: Line
    origins: dict[tuple[str, int], Line]
    is_article: bool

    def incident(self, finding: Finding) -> Incident:
        line, rest = self.head, finding.path
        if self.is_article and len(rest) >= 2 and (rest[0], rest[1]) in self.origins:
            line, rest = self.origins[str(rest[0]), int(rest[1])], rest[2:]
        return _incident(self.file, line, finding, rest)


def validate(
    paths: Iterable[str | FilePath],
    seen: Seen | None = None,
    *,
    level: int = 4,
    progress: Callable[[int], object] = lambda size: None,
) -> Iterator[Incident]:
    """All incidents of the files (folders: of their `.jsonl` and `.jsonl.gz` files, at any depth), up to `level`.

    `progress` is told the bytes of each line that was read. Raises `InputError` for a path that cannot be read.
    """
    seen = seen if seen is not None else Seen()
    for path in paths:
        for file in _files(path):
            yield from _validate_file(file, seen, level, progress)


def _files(path: str | FilePath) -> Iterator[str]:
    if str(path) == STANDARD_STREAM or not FilePath(path).is_dir():
        yield str(path)
        return
    found = sorted(p for p in FilePath(path).rglob("*") if p.name.endswith((".jsonl", ".jsonl.gz")))
    if not found:
        raise InputError(
            str(path), "a folder without .jsonl files", "name article files, document JSONL, or their folder"
        )
    yield from map(str, found)


def _validate_file(file: str, seen: Seen, level: int, progress: Callable[[int], object]) -> Iterator[Incident]:
    lines: list[Line] = []
    is_article = faulty = False
    number = 0
    for number, data in iter_lines(file):
        progress(len(data))
        incidents, line = _read_line(file, number, data)
        yield from incidents
        faulty = faulty or line is None
        if line is None or level < 2:
            continue
        if not is_article and not lines and isinstance(line.value, dict) and "layer" in line.value:
            is_article = True
        if is_article:
            lines.append(line)
        else:
            yield from _validate_record(_document(file, line), seen, level)
    if number == 0:
        empty = Line(1, "", None)
        yield _incident(file, empty, _finding("empty-file", (), "nothing", "write a record, or remove the file"))
    if is_article and not faulty:
        structure, parsed = _article(file, lines)
        yield from structure
        if parsed is not None:
            yield from _validate_record(parsed, seen, level)


def _read_line(file: str, number: int, data: bytes) -> tuple[list[Incident], Line | None]:
    """Level 1: a line's incidents, and its value unless it has none."""
    incidents: list[Incident] = []

    def add(test_id: str, found: str, mend: str, text: str = "", offset: int = 0) -> None:
        column = offset + 1 if text or offset else 1
        incidents.append(_place(file, number, column, _finding(test_id, (), found, mend), ()))

    if number == 1 and data.startswith(b"\xef\xbb\xbf"):
        add("byte-order-mark", "U+FEFF at the start", "save the file as UTF-8 without a byte order mark")
        data = data[3:]
    if not data.endswith(b"\n"):
        add("no-final-newline", "no LF at the end of the file", "end the last line with LF")
    if data.endswith(b"\r\n"):
        add("line-ending", "CR LF", "end lines with LF alone")
    body = data.removesuffix(b"\n").removesuffix(b"\r")
    if not body.strip():
        add("blank-line", "a blank line", "remove it")
        return incidents, None
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        offset = len(body[: error.start].decode("utf-8"))
        add("not-utf8", f"the byte 0x{body[error.start]:02x}", "save the file as UTF-8", " ", offset)
        return incidents, None
    try:
        return incidents, Line(number, text, parse(text))
    except StrictError as error:
        add(error.test_id, error.found, error.mend, text, error.offset)
        return incidents, None


def _document(file: str, line: Line) -> Parsed:
    return Parsed(file, line.value, line, {}, False)


def _article(file: str, lines: list[Line]) -> tuple[list[Incident], Parsed | None]:
    """The record of an article file, or the incidents that prevent it."""
    incidents: list[Incident] = []
    record: dict[str, Any] = {}
    lists: dict[str, list[Any]] = {name: [] for name in _LISTS.values()}
    origins: dict[tuple[str, int], Line] = {}
    for index, line in enumerate(lines):
        value = dict(line.value) if isinstance(line.value, dict) else {}
        layer = value.pop("layer", None)
        if (layer == "document") != (index == 0):
            found = f"the layer {quoted(layer)}"
            mend = "begin with the document's line" if index == 0 else "keep one article in a file"
            incidents.append(_incident(file, line, _finding("first-line", (), found, mend)))
        elif index == 0:
            record = value
        elif layer not in _LISTS:
            mend = f"write one of {', '.join(_LISTS)}"
            incidents.append(_incident(file, line, _finding("unknown-layer", ("layer",), quoted(layer), mend)))
        else:
            name = _LISTS[layer]
            origins[name, len(lists[name])] = line
            lists[name].append(value)
    taken = [name for name in lists if name in record]
    for name in taken:
        finding = _finding("unknown-field", (name,), f"a field {name!r}", "give each annotation a line of its own")
        incidents.append(_incident(file, lines[0], finding))
    if incidents:
        return incidents, None
    return [], Parsed(file, {**record, **lists}, lines[0], origins, True)


def _validate_record(parsed: Parsed, seen: Seen, level: int) -> Iterator[Incident]:
    seen.records += 1
    for findings in islice(_levels(parsed, seen), level - 1):
        yield from map(parsed.incident, findings)
        if findings:
            return


def _levels(parsed: Parsed, seen: Seen) -> Iterator[list[Finding]]:
    """The findings of levels 2, 3, …; each is to be asked for only when the one before found nothing."""
    yield list(shape.check(parsed.record))
    record = msgspec.convert(parsed.record, Record)
    yield list(offsets.check(record)) or list(_canonical(parsed, record))
    yield [*references.check(record), *_identity(parsed, seen)]


def _canonical(parsed: Parsed, record: Record) -> Iterator[Finding]:
    """The lines against what the writer would have written."""
    if not parsed.is_article:
        expected = to_document_line(record).decode().removesuffix("\n")
        if parsed.head.text != expected:
            yield _finding("not-canonical", (), "another form of JSON", "write it with onrecord, or in the same form")
        return
    paths: dict[int, Path] = {line.number: path for path, line in parsed.origins.items()}
    lines = [parsed.head, *sorted(parsed.origins.values(), key=lambda line: line.number)]
    canonical = to_article(record).decode().split("\n")[:-1]
    known = set(canonical)
    for line, expected in zip(lines, canonical, strict=True):
        if line.text == expected:
            continue
        path = paths.get(line.number, ())
        if line.text in known:
            found = f"line {line.number} stands out of order"
            yield _finding("not-sorted", path, found, "order lines by first start, end, layer, id")
            return
        yield _finding("not-canonical", path, "another form of JSON", f"write {quoted(expected, 200)}")


def _identity(parsed: Parsed, seen: Seen) -> Iterator[Finding]:
    identifier, place = parsed.record["id"], f"{parsed.file}:{parsed.head.number}"
    first = seen.articles.setdefault(identifier, place)
    if first != place:
        found = f"the article {quoted(identifier)}, which is also at {first}"
        yield _finding("duplicate-article", ("id",), found, "keep one of them, or give it another id")
    name = FilePath(parsed.file).name
    if parsed.is_article and parsed.file != STANDARD_STREAM and name.split(".jsonl")[0] != identifier:
        found = f"the id {quoted(identifier)} in a file named {quoted(name)}"
        yield _finding("file-name", ("id",), found, f"rename the file {identifier}.jsonl, or correct the id")


def _finding(test_id: str, path: Path, found: str, mend: str) -> Finding:
    return Finding(test_id=test_id, path=path, found=found, mend=mend)


def _incident(file: str, line: Line, finding: Finding, rest: Path = ()) -> Incident:
    column = locate(line.text, rest) + 1 if line.text else 1
    return _place(file, line.number, column, finding, rest)


def _place(file: str, number: int, column: int, finding: Finding, rest: Path) -> Incident:
    return Incident(
        level=TESTS[finding.test_id][0],
        test_id=finding.test_id,
        file="<stdin>" if file == STANDARD_STREAM else file,
        line=number,
        column=column,
        path=json_path(rest),
        found=finding.found,
        mend=finding.mend,
    )
