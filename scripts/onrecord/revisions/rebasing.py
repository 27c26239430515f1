"""A record moved to another text: every span kept, moved, changed or lost, and each but the kept ones told."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from onrecord.errors import InputError
from onrecord.incident import Path as JsonPath
from onrecord.incident import ascii_controls, json_path
from onrecord.revisions.alignment import Alignment, Place
from onrecord.revisions.coverage import grow_segments, uncovered
from onrecord.revisions.matching import align
from onrecord.revisions.records import Entry, FileRecord
from onrecord.revisions.references import named_by, rename
from onrecord.revisions.spans import Fields, extent_of, is_span, iter_spans, put, shown_span, shown_text, stands

# An annotation of which less than this share of the characters is left is lost; a segment may change to any degree.
LEAST_KEPT = 0.5
# The lists of which one span must be left.
_BEARERS = {"quote": "content", "speaker": "mentions"}
_LOST: Any = object()


@dataclass(frozen=True, slots=True)
class Move:
    """What became of a span that did not stay as it was; `after` is `None` for one that was lost."""

    entry: Entry
    path: JsonPath
    before: Fields
    after: Fields | None

    @property
    def kind(self) -> str:
        if self.after is None:
            return "lost"
        return "moved" if self.after["text"] == self.before["text"] else "changed"

    def __str__(self) -> str:
        entry = self.entry
        name = "document" if entry.layer == "document" else ascii_controls(entry.id)
        role = json_path(self.path)[1:].removeprefix(".")
        told = f"{entry.line}: {name}{' ' * bool(role)}{role}: {self.kind} {shown_span(self.before)}"
        if self.after is None:
            return told
        start, end = extent_of(self.after)
        surface = f" {shown_text(self.after['text'])}" if self.kind == "changed" else ""
        return f"{told} → [{start}, {end}){surface}"


@dataclass(slots=True)
class Rebased:
    """The record on its new text, without what was lost; the lost annotations as they were; what else to know."""

    record: FileRecord
    moves: list[Move] = field(default_factory=list)
    lost: list[Entry] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    keep_lost: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether every span has its place in the new text."""
        return all(move.after is not None for move in self.moves)


def rebase(
    record: FileRecord, old: str, new: str, *, alignment: Alignment | None = None, keep_lost: bool = False
) -> Rebased:
    """The record, whose spans stand in the text `old`, on the text `new`. Ids stay.

    With `keep_lost` the lost spans stay in it, as they were.
    """
    alignment = alignment or align(old, new)
    result = replace(record, entries=[])
    rebased = Rebased(result, keep_lost=keep_lost)
    result.head = _moved(Entry("document", record.head, record.line), alignment, rebased) | {"text": new}
    for entry in record.entries:
        value = _moved(entry, alignment, rebased)
        if value is _LOST or _BEARERS.get(entry.layer, "") in _emptied(entry.value, value):
            rebased.lost.append(entry)
        else:
            result.entries.append(replace(entry, value=value))
    _mend_references(rebased)
    grow_segments([entry.value for entry in result.entries if entry.layer == "segment"], new)
    rebased.notes += [*uncovered(result, alignment), *_seed_note(record, new)]
    return rebased


def reconstructed(record: FileRecord, place: str) -> str:
    """The text that the spans were made on, from their surfaces; LF where none says what stood there.

    Raises `InputError` where two surfaces contradict each other, or one its offsets.
    """
    spans = [span for entry in record.parts() for _, span in iter_spans(entry.value)]
    longest = len(record.text) + sum(len(span["text"]) for span in spans)
    text: list[str] = ["\n"] * min(max((span["end"] for span in spans), default=0), longest)
    known = bytearray(len(text))
    for span in spans:
        start, end = extent_of(span)
        inside = 0 <= start < end <= len(text) and end - start == len(span["text"])
        if not inside or any(known[i] and text[i] != c for i, c in enumerate(span["text"], start)):
            found = f"{shown_span(span)} contradicts its offsets or another span"
            raise InputError(place, found, "name the version whose text the spans were made on with --base")
        text[start:end] = span["text"]
        known[start:end] = b"\x01" * (end - start)
    return "".join(text)


def _moved(entry: Entry, alignment: Alignment, rebased: Rebased) -> Any:
    """The entry's value with its spans in their new places; the lost ones are left out, or all if that is the value."""

    def walk(value: Any, path: JsonPath) -> Any:
        if is_span(value):
            place = _place(entry, value, alignment)
            if place is None:
                rebased.moves.append(Move(entry, path, value, None))
                return value if rebased.keep_lost else _LOST
            after = dict(value)
            put(after, place.start, place.end, text=alignment.new)
            if extent_of(after) != extent_of(value) or after["text"] != value["text"]:
                rebased.moves.append(Move(entry, path, value, after))
            value = after
        if isinstance(value, dict):
            children = {key: walk(child, (*path, key)) for key, child in value.items()}
            return {key: child for key, child in children.items() if child is not _LOST}
        if isinstance(value, list):
            items = [walk(item, (*path, i)) for i, item in enumerate(value)]
            return [item for item in items if item is not _LOST]
        return value

    return walk(entry.value, ())


def _place(entry: Entry, span: Fields, alignment: Alignment) -> Place | None:
    """Where enough of the span is left to be it."""
    place = alignment.place(*extent_of(span)) if stands(span, alignment.old) else None
    least = LEAST_KEPT if entry.layer != "segment" else 0
    return place if place and place.kept >= least else None


def _emptied(before: Fields, after: Fields) -> Iterator[str]:
    """The lists that held something and hold nothing now."""
    return (key for key, value in before.items() if isinstance(value, list) and value and not after.get(key))


def _mend_references(rebased: Rebased) -> None:
    """Let nothing name what was lost: quotes go into the quote around their lost parent, the rest goes without."""
    lost = {(entry.layer, entry.id): entry for entry in rebased.lost}

    def heir(layer: str, name: str) -> str:
        seen: set[str] = set()
        while (layer, name) in lost and name not in seen:
            seen.add(name)
            name = next((n for kind, n in named_by(lost[layer, name]) if kind == layer == "quote"), "")
        return "" if (layer, name) in lost else name

    for entry in rebased.record.entries:
        for layer, name in named_by(entry):
            if (layer, name) in lost:
                instead = heir(layer, name) or "nothing"
                rebased.notes.append(f"{entry.line}: {entry.id} names {instead} in place of the lost {name}")
        rename(entry, heir)


def _seed_note(record: FileRecord, new: str) -> Iterator[str]:
    source = record.head.get("source")
    digest = source.get("sha256") if isinstance(source, dict) else ""
    if digest and digest != hashlib.sha256(new.encode("utf-8", "surrogatepass")).hexdigest():
        yield f"{record.line}: source.sha256 is of another text: the document is no longer its seed; mend one of both"
