"""Two versions of a record compared annotation by annotation, on the newer one's text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from onrecord.incident import Path as JsonPath
from onrecord.revisions.alignment import Block
from onrecord.revisions.matching import align
from onrecord.revisions.naming import Key, by_key, identity, key_of
from onrecord.revisions.rebasing import rebase
from onrecord.revisions.records import Entry, FileRecord, ordered
from onrecord.revisions.references import rename
from onrecord.revisions.spans import PLACE, is_span
from onrecord.revisions.three_way import MISSING, equal


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs; `MISSING` where a version does not have it. An item of a list is named by its id."""

    path: JsonPath
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """An annotation that differs; `before` is as the old version has it, its offsets moved to the new text."""

    before: Entry | None
    after: Entry | None
    changes: list[FieldChange] = field(default_factory=list)

    @property
    def entry(self) -> Entry:
        entry = self.after or self.before
        assert entry is not None
        return entry

    @property
    def kind(self) -> str:
        if self.before is None or self.after is None:
            return "added" if self.before is None else "removed"
        return "changed" if self.changes else "renumbered"


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the text that was replaced: where it began, what it held, what stands there now."""

    offset: int
    before: str
    after: str


def compare(old: FileRecord, new: FileRecord) -> Iterator[Difference]:
    """What differs, the document's fields first, then in order of the text. Texts are compared by `edits`."""
    if old.text != new.text and old.text and new.text:
        old = rebase(old, old.text, new.text, keep_lost=True).record
    fields = [change for change in _changes(old.head, new.head, ()) if change.path != ("text",)]
    if fields:
        yield Difference(Entry("document", old.head, old.line), Entry("document", new.head, new.line), fields)
    names = _renumbered(old, new)
    before = {names.get(key_of(entry), key_of(entry)): entry for entry in _named(old, names).entries}
    after = by_key(new)
    for entry in ordered([*new.entries, *(entry for key, entry in before.items() if key not in after)]):
        key = names.get(key_of(entry), key_of(entry)) if key_of(entry) not in after else key_of(entry)
        one, two = before.get(key), after.get(key)
        changes = list(_changes(one.value | {"id": key[1]}, two.value, ())) if one and two else []
        if one is None or two is None or changes or one.id != two.id:
            yield Difference(one, two, changes)


def edits(old: str, new: str) -> Iterator[Edit]:
    """Where the texts differ, in whole words, in order of the old one."""
    alignment = align(old, new)
    here = there = 0  # up to where both are told
    stretches: list[tuple[int, int, int, int]] = []
    for block in [*alignment.blocks, Block(len(old), len(new), 0)]:
        if block.new < there:
            continue  # a line that moved: it is told where it left and where it came
        if (block.old, block.new) != (here, there):
            stretches.append((here, block.old, there, block.new))
        here, there = block.old + block.size, block.new + block.size
    words = [_in_words(old, new, stretch) for stretch in stretches]
    for start, end, start_new, end_new in _joined(words):
        yield Edit(start, old[start:end], new[start_new:end_new])


def _in_words(old: str, new: str, stretch: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """The stretches, widened over the rest of the words that they cut."""
    start, end, start_new, end_new = stretch
    left = right = 0
    if (old[start:end] or " ")[0].isalnum() or (new[start_new:end_new] or " ")[0].isalnum():
        left = _shared_letters(
            reversed(old[max(start - 50, 0) : start]), reversed(new[max(start_new - 50, 0) : start_new])
        )
    if (old[start:end] or " ")[-1].isalnum() or (new[start_new:end_new] or " ")[-1].isalnum():
        right = _shared_letters(old[end : end + 50], new[end_new : end_new + 50])
    return start - left, end + right, start_new - left, end_new + right


def _shared_letters(one: Iterable[str], other: Iterable[str]) -> int:
    """How many letters and digits both begin with."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1] and pair[0].isalnum(), pairs))


def _joined(stretches: list[tuple[int, int, int, int]]) -> Iterator[tuple[int, int, int, int]]:
    """Stretches that touch each other as one."""
    current: tuple[int, int, int, int] | None = None
    for stretch in stretches:
        if current and stretch[0] <= current[1] and stretch[2] <= current[3]:
            current = (current[0], max(stretch[1], current[1]), current[2], max(stretch[3], current[3]))
            continue
        if current:
            yield current
        current = stretch
    if current:
        yield current


def _renumbered(old: FileRecord, new: FileRecord) -> dict[Key, Key]:
    """By their old keys: the annotations that are the same under another id."""
    before, after = by_key(old), by_key(new)
    gone = [entry for key, entry in before.items() if key not in after]
    come = [entry for key, entry in after.items() if key not in before]
    names = {}
    for entry in gone:
        twin = next((e for e in come if e.layer == entry.layer and identity(e) == identity(entry) is not None), None)
        if twin:
            come.remove(twin)
            names[key_of(entry)] = key_of(twin)
    return names


def _named(record: FileRecord, names: dict[Key, Key]) -> FileRecord:
    """The record with the new ids in the fields that name others."""
    if names:
        record = record.copy()
        for entry in record.entries:
            rename(entry, lambda layer, name: names.get((layer, name), (layer, name))[1])
    return record


def _changes(before: Any, after: Any, path: JsonPath) -> Iterator[FieldChange]:
    if equal(before, after):
        return
    one, two = _children(before), _children(after)
    if one is None or two is None:
        yield FieldChange(path, before, after)
        return
    for name in dict.fromkeys([*one, *two]):
        yield from _changes(one.get(name, MISSING), two.get(name, MISSING), (*path, name))


def _children(value: Any) -> dict[str, Any] | None:
    """The fields of an object, a span's place as one of them; the items of a list by their ids; else `None`."""
    if isinstance(value, dict) and is_span(value):
        place = {key: value[key] for key in PLACE}
        others = {key: child for key, child in value.items() if key not in PLACE}
        return {"span": place} | others if others else None
    if isinstance(value, dict):
        return value
    if isinstance(value, list) and value and all(isinstance(item, dict) and "id" in item for item in value):
        return {str(item["id"]): item for item in value}
    return None
