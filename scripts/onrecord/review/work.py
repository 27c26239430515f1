"""An article under review as a value: its annotations, who checked which, and what leads from one state to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from onrecord.articles import LAYERS
from onrecord.errors import InputError
from onrecord.incident import quoted
from onrecord.revisions.naming import require_ids
from onrecord.revisions.records import Entry, FileRecord, ordered
from onrecord.revisions.spans import Fields

PREFIXES = {"segment": "g", "speaker": "s", "quote": "q", "date": "d", "number": "n", "mention": "m"}


@dataclass(frozen=True, slots=True)
class Work:
    """An article's state. Nothing in it is changed in place: a new state shares what stays the same.

    `checked` has by id who checked an annotation, `decided` by key what was decided of a difference between annotators;
    `highest` has by prefix the highest number that an id ever had here.
    """

    head: Fields
    entries: Mapping[str, Entry]
    checked: Mapping[str, str] = field(default_factory=dict)
    decided: Mapping[str, str] = field(default_factory=dict)
    highest: Mapping[str, int] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return str(self.head["text"])

    @property
    def status(self) -> str:
        return str(self.head["annotation"]["status"])

    @property
    def record(self) -> FileRecord:
        return FileRecord(self.head, list(self.entries.values()))


def work_of(record: FileRecord, place: str) -> Work:
    """The state of an article file's record that keeps to the schema; `place` is what errors call the file.

    Raises `InputError` where two annotations or mentions have one id.
    """
    require_ids(record, place)
    entries = {entry.id: Entry(entry.layer, entry.value) for entry in ordered(record.entries)}
    ids = [name for entry in entries.values() for name in ids_of(entry)]
    if len(set(ids)) < len(ids):
        double = next(name for name in ids if ids.count(name) > 1)
        raise InputError(place, f"the id {quoted(double)} twice", "give each annotation an id of its own")
    return Work(record.head, entries, highest=highest(entries.values(), {}))


def mentions_of(entry: Entry) -> list[Fields]:
    """The mentions of a speaker, of others none."""
    return entry.value["mentions"] if entry.layer == "speaker" else []


def ids_of(entry: Entry) -> Iterator[str]:
    """The entry's id, and those of its mentions."""
    yield entry.id
    for mention in mentions_of(entry):
        yield mention["id"]


def highest(entries: Iterable[Entry | None], known: Mapping[str, int]) -> dict[str, int]:
    """By prefix the highest number of an id, in the entries or known before."""
    found = dict(known)
    for entry in entries:
        for name in ids_of(entry) if entry else ():
            found[name[:1]] = max(int(name[1:]), found.get(name[:1], 0))
    return found


@dataclass(frozen=True, slots=True)
class Delta:
    """What leads from one state to another: what has a new value, `None` for what is gone; no head if it stays."""

    head: Fields | None = None
    entries: Mapping[str, Entry | None] = field(default_factory=dict)
    checked: Mapping[str, str | None] = field(default_factory=dict)
    decided: Mapping[str, str | None] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The delta as the journal has it."""
        entries = {name: {"layer": e.layer} | e.value if e else None for name, e in self.entries.items()}
        parts = {"head": self.head, "entries": entries, "checked": self.checked, "decided": self.decided}
        return {name: part for name, part in parts.items() if part}


def from_json(value: dict[str, Any]) -> Delta:
    """Inverse of `Delta.to_json`. Raises `KeyError`, `TypeError` or `AttributeError` for what is none."""
    entries: dict[str, Entry | None] = {}
    for name, fields in value.get("entries", {}).items():
        rest = dict(fields) if fields else {}
        entries[name] = Entry(rest.pop("layer"), rest) if rest else None
    if any(entry is not None and entry.layer not in LAYERS for entry in entries.values()):
        raise KeyError("layer")
    return Delta(value.get("head"), entries, value.get("checked", {}), value.get("decided", {}))


def between(before: Work, after: Work) -> Delta:
    """What leads from one state to the other. Entries that are the same object are the same."""
    return Delta(
        None if before.head == after.head else after.head,
        _differing(before.entries, after.entries),
        _differing(before.checked, after.checked),
        _differing(before.decided, after.decided),
    )


def moved(work: Work, delta: Delta) -> Work:
    """The state that a delta leads to; ids once given stay given."""
    return replace(
        work,
        head=work.head if delta.head is None else delta.head,
        entries=_with(work.entries, delta.entries),
        checked=_with(work.checked, delta.checked),
        decided=_with(work.decided, delta.decided),
        highest=highest(delta.entries.values(), work.highest),
    )


def inverse(work: Work, delta: Delta) -> Delta:
    """What leads back to a state from where a delta leads."""
    return Delta(
        None if delta.head is None else work.head,
        {name: work.entries.get(name) for name in delta.entries},
        {name: work.checked.get(name) for name in delta.checked},
        {name: work.decided.get(name) for name in delta.decided},
    )


_Value = TypeVar("_Value")


def _differing(before: Mapping[str, _Value], after: Mapping[str, _Value]) -> dict[str, _Value | None]:
    gone: dict[str, _Value | None] = {name: None for name in before if name not in after}
    return gone | {
        name: value for name, value in after.items() if before.get(name) is not value and before.get(name) != value
    }


def _with(values: Mapping[str, _Value], changes: Mapping[str, _Value | None]) -> Mapping[str, _Value]:
    if not changes:
        return values
    kept = {name: value for name, value in values.items() if changes.get(name, value) is not None}
    return kept | {name: value for name, value in changes.items() if value is not None}
