"""Two files or folders of records, paired record by record for a comparison."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from onrecord.errors import InputError
from onrecord.files import reading, record_files
from onrecord.incident import ascii_controls
from onrecord.revisions.differences import Difference, Edit, compare, edits
from onrecord.revisions.formatting import line_diff
from onrecord.revisions.naming import require_ids
from onrecord.revisions.records import FileRecord, name_of, scan

_NONE = FileRecord({})


@dataclass(frozen=True)
class Pair:
    """A record's two versions, one of them empty where only the other side has it."""

    file: str
    old: FileRecord
    new: FileRecord

    @property
    def id(self) -> str:
        return self.new.id or self.old.id

    @property
    def shown(self) -> str:
        """The file and, where its name does not say it, the article."""
        name = name_of(self.file)
        return name if f"{self.id}.jsonl" in name else f"{name}: {ascii_controls(self.id)}"

    @cached_property
    def differences(self) -> list[Difference]:
        return list(compare(self.old, self.new))

    @cached_property
    def edits(self) -> list[Edit]:
        is_edited = self.old.head and self.new.head and self.old.text != self.new.text
        return list(edits(self.old.text, self.new.text)) if is_edited else []

    @property
    def differs(self) -> bool:
        return bool(self.edits or self.differences)

    @property
    def summary(self) -> str:
        """`2 changed, 1 added`; the text first."""
        counts = Counter(difference.kind for difference in self.differences)
        parts = ["text edited"] * bool(self.edits) + [f"{counts[kind]} {kind}" for kind in counts]
        return ", ".join(parts)


def pairs(old: str, new: str) -> Iterator[Pair]:
    """The versions by article, those of two files with one article each whatever their ids. Raises `InputError`."""
    before, after = _records(old), _records(new)
    if len(before) == len(after) == 1:
        (_, one), (file, two) = *before.values(), *after.values()
        yield Pair(file, one, two)
        return
    for name in dict.fromkeys([*before, *after]):
        file = (after.get(name) or before[name])[0]
        yield Pair(file, before.get(name, (file, _NONE))[1], after.get(name, (file, _NONE))[1])


def raw_diff(old: str, new: str) -> Iterator[str]:
    """A unified diff by lines, safe for a terminal."""
    return line_diff(_bytes(old), _bytes(new), name_of(old), name_of(new))


def _bytes(path: str) -> bytes:
    with reading(path) as stream:
        return stream.read()


def _records(path: str) -> dict[str, tuple[str, FileRecord]]:
    """The records of a file or folder, each with its file, by id."""
    records: dict[str, tuple[str, FileRecord]] = {}
    for file in record_files(path):
        for record in scan(file):
            place = f"{name_of(file)}:{record.line}"
            require_ids(record, place)
            if record.id in records:
                raise InputError(place, f"the article {ascii_controls(record.id)!r} twice", "keep one of them")
            records[record.id] = (file, record)
    return records
