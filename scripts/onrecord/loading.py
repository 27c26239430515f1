"""Files to document records as parsed JSON that know the line of each part; what is wrong on the way is an incident."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from onrecord.articles import LAYERS
from onrecord.checks import TESTS
from onrecord.files import STANDARD_STREAM, iter_lines
from onrecord.incident import Finding, Incident, Path, json_path, quoted
from onrecord.strict_json import StrictError, locate, parse

_LISTS = {layer: name for layer, (name, _) in LAYERS.items()}
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    text: str
    value: Any


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document record as parsed JSON; `origins` has the line of each annotation where it is an article file's."""

    file: str
    record: Any
    head: Line
    origins: dict[tuple[str | int, str | int], Line] = field(default_factory=dict)

    @property
    def is_article(self) -> bool:
        return isinstance(self.head.value, dict) and "layer" in self.head.value

    @property
    def lines(self) -> list[Line]:
        return sorted([self.head, *self.origins.values()], key=lambda line: line.number)

    def incident(self, finding: Finding) -> Incident:
        """The finding at its line and column."""
        line = self.origins.get(finding.path[:2]) if len(finding.path) > 1 else None  # type: ignore[arg-type]
        return _incident(self.file, line or self.head, finding, finding.path[2:] if line else finding.path)


def load(file: str, progress: Callable[[int], object]) -> Iterator[Incident | Parsed]:
    """Level 1: the incidents of a file, and its records, an article file's when all its lines could be read."""
    lines: list[Line] = []
    is_article = faulty = False
    number = 0
    for number, data in iter_lines(file):
        progress(len(data))
        incidents, line = _line(file, number, data)
        yield from incidents
        faulty = faulty or line is None
        if line is None:
            continue
        is_article = is_article or (not lines and isinstance(line.value, dict) and "layer" in line.value)
        if is_article:
            lines.append(line)
        else:
            yield Parsed(file, line.value, line)
    if number == 0:
        finding = Finding(test_id="empty-file", path=(), found="nothing", mend="write a record, or remove the file")
        yield _incident(file, Line(1, "", None), finding, ())
    if is_article and not faulty:
        yield from _article(file, lines)


def _line(file: str, number: int, data: bytes) -> tuple[list[Incident], Line | None]:
    """The incidents of a line, and its value unless it has none."""
    incidents: list[Incident] = []

    def add(test_id: str, found: str, mend: str, offset: int = 0) -> None:
        finding = Finding(test_id=test_id, path=(), found=found, mend=mend)
        incidents.append(_place(file, number, offset + 1, finding, ()))

    if number == 1 and data.startswith(_BYTE_ORDER_MARK):
        add("byte-order-mark", "U+FEFF at the start", "save the file as UTF-8 without a byte order mark")
        data = data.removeprefix(_BYTE_ORDER_MARK)
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
        return incidents, Line(number, text, parse(text))
    except UnicodeDecodeError as error:
        offset = len(body[: error.start].decode("utf-8"))
        add("not-utf8", f"the byte 0x{body[error.start]:02x}", "save the file as UTF-8", offset)
    except StrictError as error:
        add(error.test_id, error.found, error.mend, error.offset)
    return incidents, None


def _article(file: str, lines: list[Line]) -> Iterator[Incident | Parsed]:
    """The record of an article file, or the incidents that prevent it."""
    record: dict[str, Any] = {name: [] for name in _LISTS.values()}
    parsed = Parsed(file, record, lines[0])
    incidents = 0
    for line in lines:
        finding = _put(parsed, line)
        if finding is not None:
            incidents += 1
            yield _incident(file, line, finding, finding.path)
    if not incidents:
        yield parsed


def _put(parsed: Parsed, line: Line) -> Finding | None:
    """Put a line's value where it belongs in the record; the finding if it belongs nowhere."""
    value = dict(line.value) if isinstance(line.value, dict) else {}
    layer = value.pop("layer", None)
    if (layer == "document") != (line is parsed.head):
        mend = "begin with the document's line" if line is parsed.head else "keep one article in a file"
        return Finding(test_id="first-line", path=(), found=f"the layer {quoted(layer)}", mend=mend)
    if line is parsed.head:
        taken = sorted(parsed.record.keys() & value.keys())
        if taken:
            mend = "give each annotation a line of its own"
            return Finding(test_id="unknown-field", path=(taken[0],), found=f"a field {taken[0]!r}", mend=mend)
        parsed.record.update(value)
        return None
    if not isinstance(layer, str) or layer not in _LISTS:
        mend = f"write one of {', '.join(_LISTS)}"
        return Finding(test_id="unknown-layer", path=("layer",), found=quoted(layer), mend=mend)
    annotations = parsed.record[_LISTS[layer]]
    parsed.origins[_LISTS[layer], len(annotations)] = line
    annotations.append(value)
    return None


def _incident(file: str, line: Line, finding: Finding, rest: Path) -> Incident:
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
