"""Level 1: the bytes of a line to its value, and what is wrong with them; where in a line a finding stands."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from onrecord.checks import TESTS
from onrecord.compiled import encode
from onrecord.incident import Finding, Incident, Path, in_context, json_path, quoted
from onrecord.spans import parting
from onrecord.strict_json import Places, StrictError, is_deep, parse

_CONFLICT = re.compile(rb"(?:<{7}|>{7}|\|{7}|={7})(?:[ \r\n]|\Z)")
_LONGEST_CONFLICT_MARK = 200  # bytes of its label that are told


@dataclass(frozen=True)
class Line:
    """A line of a file by its number, from 1; a row of Parquet is one without bytes."""

    number: int
    data: bytes

    @cached_property
    def body(self) -> bytes:
        """Its bytes without the end of the line, and without a byte order mark before the first."""
        body = self.data.removesuffix(b"\n").removesuffix(b"\r")
        return body.removeprefix(BOM_UTF8) if self.number == 1 else body

    @cached_property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @cached_property
    def places(self) -> Places:
        return Places(self.text)


def incident(file: str, line: Line, finding: Finding, *, rest: Path, text: str = "") -> Incident:
    """The finding at its place: `rest` is its path inside the line, `text` the document's, which its span is of."""
    column = line.places.of(rest) + 1 if line.data else 1
    context = in_context(text, *finding.span) if finding.span and text else ""
    return _incident(file, line.number, column, finding, json_path(rest), context)


def _incident(file: str, number: int, column: int, finding: Finding, path: str, context: str) -> Incident:
    return Incident(
        level=TESTS[finding.test_id].level,
        test_id=finding.test_id,
        file=file,
        line=number,
        column=column,
        path=path,
        found=finding.found,
        expected=finding.expected,
        mend=finding.mend,
        context=context,
        span=finding.span,
    )


class UnreadableError(Exception):
    """A line has no value: what was found in its place is among the incidents already."""


def read_form(file: str, line: Line) -> list[Incident]:
    """What is wrong with a line as bytes."""
    if (
        line.number > 1
        and line.data[-1:] == b"\n"
        and len(line.body) == len(line.data) - 1
        and line.body[:1] in (b"{", b"[")
    ):
        return []
    return [_incident(file, line.number, offset + 1, finding, "$", "") for offset, finding in _form(line)]


def read_line(file: str, line: Line, incidents: list[Incident]) -> Any:
    """The value of a line; what is wrong with it is added to `incidents`. Raises `UnreadableError`."""
    incidents += read_form(file, line)
    body = line.body
    if not body.strip() or _CONFLICT.match(body):
        raise UnreadableError
    try:
        strict = strict_value(body, msgspec.json.decode)
        return strict[0] if strict else parse(line.text)
    except UnicodeDecodeError as error:
        offset = len(body[: error.start].decode("utf-8"))
        finding = _finding("not-utf8", f"the byte 0x{body[error.start]:02x}", "UTF-8", "save the file as UTF-8")
        around = body[max(0, error.start - 20) : error.start + 20].decode("utf-8", "replace")
    except StrictError as error:
        offset, around = error.offset, line.text[max(0, error.offset - 20) : error.offset + 20]
        finding = _finding(error.test_id, error.found, error.expected, error.mend)
    incidents.append(_incident(file, line.number, offset + 1, finding, "$", quoted(around)))
    raise UnreadableError


def strict_value(body: bytes, decode: Callable[[bytes], Any]) -> tuple[Any, bytes] | None:
    """What the bytes decode into, and how it is written, if a quick look proves that they are strict JSON; else None.

    Of what `decode` makes classes of, it has to be looked at elsewhere how deep it is.

    msgspec refuses all that is not, but for a key that stands twice, of which it keeps the last. Then the bytes hold
    more keys than what is written of the value: more of `":`, as long as both write their strings and colons alike.
    """
    try:
        value = decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    if is_deep(value):
        return None
    written = encode(value)
    if written != body:
        is_alike = b"\\u" not in body and not _SPACED_COLON.search(body)
        if not is_alike or written.count(b'":') != body.count(b'":'):
            return None
    return value, written


_SPACED_COLON = re.compile(rb'"[ \t\r\n]+:')


def _form(line: Line) -> Iterator[tuple[int, Finding]]:
    """What is wrong with a line as bytes, with the offset of each in code points."""
    data = line.data
    end = len(line.body.decode("utf-8", "replace"))
    if line.number == 1 and data.startswith(BOM_UTF8):
        mend = "save the file as UTF-8 without a byte order mark"
        yield 0, _finding("byte-order-mark", "U+FEFF at the start", "the first record", mend)
    if data.endswith(b"\r\n"):
        yield end, _finding("line-ending", "CR LF", "LF", "end lines with LF alone")
    elif not data.endswith(b"\n"):
        yield end, _finding("no-final-newline", "no LF at the end of the file", "LF", "end the last line with LF")
    if not data.strip():
        yield 0, _finding("blank-line", "a blank line", "a line that holds something", "remove it")
    elif _CONFLICT.match(line.body):  # each mark: of a conflict mended by half, the last may be all that is left
        shown = quoted(data[:_LONGEST_CONFLICT_MARK].decode("utf-8", "replace").strip())
        mend = "keep one side or join both, and remove the lines of the marks"
        yield 0, _finding("conflict-marker", shown, "a merge without open conflicts", mend)


def _finding(test_id: str, found: str, expected: str, mend: str) -> Finding:
    return Finding(test_id=test_id, path=(), found=found, expected=expected, mend=mend)


def of_file(file: str, number: int, test_id: str, *, found: str, expected: str, mend: str) -> Incident:
    """An incident of a file as a whole, or of a line that was not read."""
    return _incident(file, number, 1, _finding(test_id, found, expected, mend), "$", "")


def canonical_fault(file: str, line: Line, expected: bytes) -> Incident:
    """That a line is not written in the canonical form, at the first character that is another one."""
    text, canonical = line.text, expected.decode()
    place = parting(text, canonical)
    start = max(0, place - 12)
    found, right = quoted(text[start : place + 28]), quoted(canonical[start : place + 28])
    finding = _finding("not-canonical", found, right, "run onrecord fmt, or validate --fix")
    return _incident(file, line.number, place + 1, finding, "$", "")
