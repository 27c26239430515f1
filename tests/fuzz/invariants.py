"""What holds of `onrecord validate` whatever the bytes of a file are."""

from __future__ import annotations

import contextlib
import io
import json
import time
import xml.etree.ElementTree
from dataclasses import replace
from pathlib import Path

import msgspec

from onrecord.__main__ import main
from onrecord.articles import from_article, from_document_line, to_article, to_document_line
from onrecord.checks import TESTS, shape
from onrecord.checks.offsets import surfaces
from onrecord.incident import Incident
from onrecord.lines import strict_value
from onrecord.parsed import Reader
from onrecord.reports import REPORTS, Totals, report
from onrecord.strict_json import StrictError, parse
from onrecord.validation import Choice, validate

SLOWEST = 5.0  # seconds
_FORMATS = sorted(REPORTS)


class SlowReader(Reader):
    """A reader without the quick proof: it looks closer at every line."""

    @property
    def types(self):
        return replace(super().types, decode_record=_refused, decode_line=_refused)


def _refused(body: bytes):
    raise msgspec.DecodeError


class BrokenError(Exception):
    """Something did not hold, and what."""


def expect(holds: object, what: str) -> None:
    if not holds:
        raise BrokenError(what)


def hold(path: Path) -> list[Incident]:
    """Try a file; its incidents. Raises `BrokenError`, or whatever the package should not have raised."""
    start = time.process_time()
    totals = Totals()
    found = list(totals.counting(validate([path], totals)))
    seconds = time.process_time() - start
    expect(seconds < SLOWEST, f"took {seconds:.1f} s")
    data = path.read_bytes()
    if path.suffix == ".jsonl":
        _places(data, found)
        _strictness(data)
    for incident in found:
        _words(incident)
    same = [("jsonschema", Reader(engine="jsonschema")), ("the closer look", SlowReader())]
    for name, reader in same:
        other = list(validate([path], choice=Choice(reader=reader)))
        expect(other == found, f"{name} differs: {_difference(other, found)}")
    _reports(found)
    _command(path, data, found, totals)
    if not found and path.suffix == ".jsonl":
        _round_trip(data)
    return found


def _difference(other: list[Incident], found: list[Incident]) -> str:
    return f"{[i for i in other if i not in found][:2]} instead of {[i for i in found if i not in other][:2]}"


def _places(data: bytes, found: list[Incident]) -> None:
    lines = data.split(b"\n")
    for incident in found:
        expect(1 <= incident.line <= len(lines), f"line {incident.line} of {len(lines)}")
        length = len(lines[incident.line - 1].decode("utf-8", "replace"))
        expect(1 <= incident.column <= length + 1, f"column {incident.column} of {length} [{incident.test_id}]")


def _words(incident: Incident) -> None:
    for name in ("path", "found", "expected", "mend", "context"):
        words = getattr(incident, name)
        expect(words.isprintable() and len(words) < 2_000, f"{name} of {incident.test_id}: {words[:200]!r}")
    expect(incident.level == TESTS[incident.test_id].level, "level")


def _strictness(data: bytes) -> None:
    """What the quick look takes for strict JSON, the strict parser does too, and as the same."""
    for line in data.split(b"\n"):
        if strict := strict_value(line, msgspec.json.decode):
            try:
                value = parse(line.decode("utf-8"))
            except StrictError as error:
                raise BrokenError(f"quick, but not strict: {error.found}") from error
            expect(repr(value) == repr(strict[0]), f"quick {strict[0]!r:.200}, strict {value!r:.200}")
            _shape(value)


def _shape(value: object) -> None:
    slow = list(shape.check(value, engine="jsonschema"))
    expect(slow == list(shape.check(value)), "the engines differ on a line as a record")


def _reports(found: list[Incident]) -> None:
    for name in _FORMATS:
        out = io.StringIO()
        totals = Totals()
        report(name, iter(found), totals, out)
        written = out.getvalue()
        written.encode("utf-8")
        expect(all(line.isprintable() for line in written.split("\n")), f"{name}: controls")
        expect(totals.findings == len(found), f"{name}: {totals.findings} findings")
        match name:
            case "json":
                expect(len(json.loads(written)["findings"]) == len(found), name)
            case "sarif":
                expect(len(json.loads(written)["runs"][0]["results"]) == len(found), name)
            case "junit":
                xml.etree.ElementTree.fromstring(written)
            case "text":
                expect(bool(written) == bool(found), name)


def _command(path: Path, data: bytes, found: list[Incident], totals: Totals) -> None:
    """The command line in this process, in one of the formats."""
    name = _FORMATS[sum(data) % len(_FORMATS)]
    errors, target = io.StringIO(), path.with_name("report")
    arguments = ["validate", str(path), "--format", name, "-o", str(target)]
    with contextlib.redirect_stderr(errors), contextlib.redirect_stdout(io.StringIO()):
        code = main(arguments)
    expect(code == (1 if found else 0), f"exit code {code}: {errors.getvalue()}")
    told = errors.getvalue()
    expect(all(line.isprintable() for line in told.split("\n")), "controls on standard error")
    expect(str(totals) in told or name != "text", f"{totals}, not {told}")
    expect(target.is_file(), "no report")


def _round_trip(data: bytes) -> None:
    """A file without findings is canonical: reading and writing it gives the same bytes."""
    lines = data.split(b"\n")[:-1]
    if data.startswith(b'{"layer"'):
        record = from_article([msgspec.json.decode(line) for line in lines])
        expect(to_article(record) == data, "an article file changes")
        records = [record]
    else:
        records = [from_document_line(line) for line in lines]
        expect(b"".join(map(to_document_line, records)) == data, "document records change")
    for record in records:
        expect(not list(surfaces.check(record)), "surfaces")
        expect(to_document_line(from_document_line(to_document_line(record))) == to_document_line(record), "forms")
