"""What is mendable without judgement: canonical form, and spans whose surface says where they must stand.

`mend_file` is what `onrecord validate --fix` calls. Whatever could be meant in two ways is left, and told.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.files import iter_lines
from onrecord.incident import Path as JsonPath
from onrecord.incident import json_path
from onrecord.revisions.records import Entry, FileRecord, name_of, scan_lines, to_bytes
from onrecord.revisions.spans import Fields, extent_of, iter_spans, put, shown_span, stands


@dataclass(frozen=True, slots=True)
class Change:
    """What was mended, or must be judged: at which line of which file, at which path in the line, from what to what."""

    file: str
    line: int
    path: JsonPath
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {json_path(self.path)}: {self.before} → {self.after}"


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of a file: each change, what is left to people, and the new bytes (unpacked, where it is gzip)."""

    changes: list[Change]
    left: list[Change]
    data: bytes
    is_changed: bool


def mend_file(path: str | Path) -> Mended:
    """Mend what needs no judgement; writes nothing. Raises `InputError` for what is not JSON."""
    lines = list(iter_lines(path))
    return mend_lines(lines, name_of(path))


def mend_lines(lines: Iterable[tuple[int, bytes]], name: str) -> Mended:
    """As `mend_file`, of numbered lines with their LF."""
    lines = list(lines)
    before = b"".join(data for _, data in lines)
    formatted, mended = [], []
    changes: list[Change] = []
    left: list[Change] = []
    for record in scan_lines(lines, name):
        formatted.append(to_bytes(record))
        mending = _Mending(name, record)
        mending.run()
        changes += mending.changes
        left += mending.left
        mended.append(to_bytes(record))
    if b"".join(formatted) != before:
        changes.insert(0, Change(name, 1, (), "another form of JSON or order of lines", "the canonical one"))
    data = b"".join(mended)
    return Mended(changes, left, data, data != before)


@dataclass(slots=True)
class _Mending:
    """The spans of one record, mended in place."""

    name: str
    record: FileRecord
    changes: list[Change] = field(default_factory=list)
    left: list[Change] = field(default_factory=list)

    def run(self) -> None:
        text = self.record.text
        spans = [_Located(entry, path, span) for entry in self.record.parts() for path, span in iter_spans(entry.value)]
        for located in spans:
            self._rewrite_surface(located, text)
        wrong = [located for located in spans if not stands(located.span, text)]
        taken = {located.role for located in spans if stands(located.span, text)}
        places = [_places(located.span["text"], text) for located in wrong]
        shift = _common_shift(wrong, places)
        for located, starts in zip(wrong, places, strict=True):
            if shift is not None:
                self._move(located, located.span["start"] + shift, text)
            elif (reason := _doubt(located, starts, taken)) is None:
                self._move(located, starts[0], text)
            else:
                self.left.append(self._change(located, shown_span(located.span), reason))
        for located in spans:
            self._trim(located, text)

    def _rewrite_surface(self, located: _Located, text: str) -> None:
        """Where the text holds the same letters in another spelling of white space or accents, it is right."""
        start, end = extent_of(located.span)
        inside = 0 <= start < end <= len(text)
        if inside and not stands(located.span, text) and _plain(text[start:end]) == _plain(located.span["text"]):
            self._put(located, start, end, text)

    def _move(self, located: _Located, start: int, text: str) -> None:
        self._put(located, start, start + len(located.span["text"]), text)

    def _trim(self, located: _Located, text: str) -> None:
        start, surface = located.span["start"], located.span["text"]
        if stands(located.span, text) and surface.strip() not in ("", surface):
            self._put(located, start + len(surface) - len(surface.lstrip()), start + len(surface.rstrip()), text)

    def _put(self, located: _Located, start: int, end: int, text: str) -> None:
        before = shown_span(located.span)
        put(located.span, start, end, text=text)
        self.changes.append(self._change(located, before, shown_span(located.span)))

    def _change(self, located: _Located, before: str, after: str) -> Change:
        return Change(self.name, located.entry.line, (*located.entry.path, *located.path), before, after)


@dataclass(slots=True, eq=False)
class _Located:
    entry: Entry
    path: JsonPath
    span: Fields

    @property
    def role(self) -> tuple[str, JsonPath, int, int]:
        """What may stand at one place only once: the span's part in its layer, with its offsets."""
        field_names = tuple(step for step in self.path if isinstance(step, str))
        return self.entry.layer, field_names, *extent_of(self.span)


def _plain(surface: str) -> str:
    """A surface in one spelling of accents (NFC) and of white space."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", surface))


def _places(surface: str, text: str) -> list[int]:
    """Everywhere that the surface stands, overlaps included."""
    return list(_iter_places(surface, text))


def _iter_places(surface: str, text: str) -> Iterator[int]:
    start = text.find(surface) if surface else -1
    while start >= 0:
        yield start
        start = text.find(surface, start + 1)


def _common_shift(wrong: list[_Located], places: list[list[int]]) -> int | None:
    """The one shift that brings all wrong spans to their surfaces, of two spans or more that say different things."""
    if len({located.span["text"] for located in wrong}) < 2:
        return None
    shifts: Counter[int] = Counter()
    for located, starts in zip(wrong, places, strict=True):
        start, end = extent_of(located.span)
        if end - start != len(located.span["text"]):
            return None
        shifts.update(place - start for place in starts)
    common = [shift for shift, count in shifts.items() if count == len(wrong)]
    return common[0] if len(common) == 1 else None


def _doubt(located: _Located, places: list[int], taken: set[tuple[str, JsonPath, int, int]]) -> str | None:
    """Why a wrong span must be judged by people; `None` where its surface stands at the one place that can be meant."""
    if not places:
        return "to be judged: the surface is nowhere in the text"
    if len(places) > 1:
        return f"to be judged: the surface stands at {len(places)} places (rebase aligns all)"
    start, end = extent_of(located.span)
    place = (places[0], places[0] + len(located.span["text"]))
    if (start == place[0]) != (end == place[1]):
        return f"to be judged: either the offsets are right, or the surface, which stands at [{place[0]}, {place[1]})"
    if (*located.role[:2], *place) in taken:
        return f"to be judged: another annotation is at [{place[0]}, {place[1]})"
    return None
