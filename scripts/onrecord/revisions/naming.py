"""Ids of what both sides of a merge added: one id for the same annotation, two for two.

An id that is in use is never given again: what theirs has under an id that ours gave to something else gets the next
free one, and what names it follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from onrecord.errors import InputError
from onrecord.incident import ascii_controls, quoted
from onrecord.revisions.records import Entry, FileRecord
from onrecord.revisions.references import rename
from onrecord.revisions.spans import Fields, extent_of, is_span
from onrecord.revisions.three_way import Three

Key = tuple[str, str]  # layer and id
_NUMBER = re.compile(r"[0-9]+\Z")


def key_of(entry: Entry) -> Key:
    return entry.layer, entry.id


def by_key(record: FileRecord) -> dict[Key, Entry]:
    """The annotations of a record by layer and id."""
    return {key_of(entry): entry for entry in record.entries}


def require_ids(record: FileRecord, place: str) -> None:
    """Raises `InputError` where an annotation has no id, or one that another has too."""
    seen: set[Key] = set()
    for entry in record.entries:
        if not isinstance(entry.value.get("id"), str) or not entry.id:
            raise InputError(place, f"a {ascii_controls(entry.layer)} without id", "give it an id of its own")
        if key_of(entry) in seen:
            raise InputError(place, f"the id {quoted(entry.id)} twice", "give each annotation an id of its own")
        seen.add(key_of(entry))


def identity(entry: Entry) -> Any:
    """What two annotations of a layer share if they are of the same thing; `None` if that cannot be told."""
    value = entry.value
    if entry.layer == "quote":
        content = _extents(value.get("content"))
        return (content, _extents(value.get("cue"))) if content else None
    if entry.layer == "speaker":
        return value.get("name") or None
    return extent_of(value) if is_span(value) else None


def renamed(three: Three[FileRecord], used: Iterable[FileRecord]) -> tuple[FileRecord, list[str]]:
    """Theirs with the ids that it has beside ours, and a note on each that is another one; `used` has ids too."""
    return _Naming(three.base, three.ours, three.theirs.copy(), _Free(used)).run()


class _Free:
    """The ids that nothing in some records has."""

    def __init__(self, records: Iterable[FileRecord]) -> None:
        self.highest: dict[str, int] = {}
        for record in records:
            for entry in record.entries:
                for name in [entry.id, *(mention["id"] for mention in _mentions(entry))]:
                    prefix, number = _parts(name)
                    self.highest[prefix] = max(number, self.highest.get(prefix, 0))

    def next(self, name: str) -> str:
        """The next free id of the kind of `name`."""
        prefix, _ = _parts(name)
        self.highest[prefix] = self.highest.get(prefix, 0) + 1
        return f"{prefix}{self.highest[prefix]}"


@dataclass(slots=True)
class _Naming:
    base: FileRecord
    ours: FileRecord
    theirs: FileRecord
    free: _Free
    names: dict[Key, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def run(self) -> tuple[FileRecord, list[str]]:
        known = set(map(key_of, self.base.entries))
        added = [entry for entry in self.ours.entries if key_of(entry) not in known]
        for entry in self.theirs.entries:
            if key_of(entry) not in known:
                self._name(entry, added)
        for entry in self.theirs.entries:
            rename(entry, lambda layer, name: self.names.get((layer, name), name))
            if key_of(entry) in self.names:
                entry.value["id"] = self.names[key_of(entry)]
        self._name_mentions()
        return self.theirs, self.notes

    def _name(self, entry: Entry, added: list[Entry]) -> None:
        """The id of an annotation that theirs added: its twin's, its own, or the next free one."""
        twins = [other for other in added if other.layer == entry.layer and identity(other) == identity(entry)]
        twins = [other for other in twins if identity(other) is not None]
        if twins:
            twin = next((other for other in twins if other.id == entry.id), twins[0])
            added.remove(twin)
            name, reason = twin.id, "ours added the same"
        elif any(key_of(other) == key_of(entry) for other in self.ours.entries):
            name, reason = self.free.next(entry.id), "ours added another one"
        else:
            return
        if name != entry.id:
            self.names[key_of(entry)] = name
            self.notes.append(f"{entry.id} of theirs is {name} now: {reason}")

    def _name_mentions(self) -> None:
        known = {mention["id"] for entry in self.base.entries for mention in _mentions(entry)}
        ours = {mention["id"] for entry in self.ours.entries for mention in _mentions(entry)} - known
        counterparts = by_key(self.ours)
        for entry in self.theirs.entries:
            counterpart = counterparts.get(key_of(entry))
            twins = {extent_of(m): m["id"] for m in (_mentions(counterpart) if counterpart else ()) if m["id"] in ours}
            for mention in _mentions(entry):
                if mention["id"] in known:
                    continue
                name = twins.get(extent_of(mention), mention["id"])
                if name == mention["id"] and name in ours and extent_of(mention) not in twins:
                    name = self.free.next(name)
                if name != mention["id"]:
                    self.notes.append(f"{mention['id']} of theirs is {name} now: ours added the same, or another one")
                    mention["id"] = name


def _mentions(entry: Entry) -> Iterator[Fields]:
    """The mentions of a speaker that are in shape."""
    mentions = entry.value.get("mentions") if entry.layer == "speaker" else None
    for mention in mentions if isinstance(mentions, list) else []:
        if is_span(mention) and isinstance(mention.get("id"), str):
            yield mention


def _extents(spans: Any) -> tuple[tuple[int, int], ...]:
    return tuple(extent_of(span) for span in spans if is_span(span)) if isinstance(spans, list) else ()


def _parts(name: str) -> tuple[str, int]:
    number = _NUMBER.search(name)
    return (name[: number.start()], int(number[0][:18])) if number else (name, 0)
