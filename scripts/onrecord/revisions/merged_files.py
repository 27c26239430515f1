"""Three files merged record by record: checked, and written with the marks of git where a person must choose."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from onrecord.errors import InputError
from onrecord.incident import Incident, ascii_controls
from onrecord.revisions.merging import DOCUMENT, Merged, differing, merge_records, told
from onrecord.revisions.naming import by_key, key_of, require_ids
from onrecord.revisions.records import Entry, FileRecord, entry_line, name_of, ordered, scan, to_bytes
from onrecord.revisions.three_way import Three
from onrecord.validation import validate
from onrecord.writes import temporary_errors

MARKER_SIZE = 7
# Tells git's driver a conflict from an interpreter that does not start, whose exit code is 1 too.
CONFLICT_IN_GIT = 3


@dataclass(slots=True)
class MergedFile:
    """The bytes of the merge, with marks around each conflict; what to tell; how many annotations are in conflict."""

    data: bytes = b""
    notes: list[str] = field(default_factory=list)
    conflicts: int = 0


def merge_files(paths: Three[str], *, marker_size: int = MARKER_SIZE) -> MergedFile:
    """The merge of three versions of a file; an empty one has no records. Raises `InputError` for what is no record."""
    versions = Three(*(_by_id(path, list(scan(path))) for path in paths))
    if all(map(_is_article, (versions.ours, versions.theirs))):  # its id may differ, as any field of the document
        versions = Three(*(dict(zip([""], side.values(), strict=False)) for side in versions))
    if len({record.is_article for side in versions for record in side.values()}) > 1:
        raise InputError(paths.theirs, "article files and document records", "bring all versions into one form")
    result = MergedFile()
    for name in dict.fromkeys([*versions.ours, *versions.theirs]):
        three = Three(*(side.get(name) for side in versions))
        if three.ours and three.theirs:
            merged = checked(merge_records(three.base, three.ours, three.theirs), three)
            result.data += marked(merged, marker_size)
            result.notes += told(merged)
            result.conflicts += len(merged.conflicts)
        else:
            _one_sided(name, three, result, marker_size)
    return result


def _is_article(records: dict[str, FileRecord]) -> bool:
    return len(records) == 1 and all(record.is_article for record in records.values())


def _by_id(path: str, records: Sequence[FileRecord]) -> dict[str, FileRecord]:
    """The records by id. Raises `InputError` where an article or an annotation has no id of its own."""
    for record in records:
        require_ids(record, f"{name_of(path)}:{record.line}")
    by_id = {record.id: record for record in records}
    if len(by_id) != len(records):
        raise InputError(name_of(path), "an article twice", "keep one record an article")
    return by_id


def _one_sided(name: str, three: Three[FileRecord | None], result: MergedFile, marker_size: int) -> None:
    """A record that only one side has: added, deleted, or deleted there and changed here."""
    record = three.ours or three.theirs
    if record is None:
        return
    data = to_bytes(record)
    if three.base is not None and to_bytes(three.base) == data:
        return
    if three.base is None:
        result.data += data
        return
    deleted, changed = ("theirs", "ours") if three.ours else ("ours", "theirs")
    result.notes.append(f"conflict in {ascii_controls(name)}: {deleted} deleted it, {changed} changed it")
    result.conflicts += 1
    result.data += _block([data if three.ours else b"", data if three.theirs else b""], marker_size)


def checked(merged: Merged, three: Three[FileRecord | None]) -> Merged:
    """The merge; where it is clean and yet `validate` finds what it finds in neither side, that is a conflict."""
    if merged.conflicts or not (three.ours and three.theirs):
        return merged
    known = {_finding(incident) for side in (three.ours, three.theirs) for incident in _incidents(side)}
    new = [incident for incident in _incidents(merged.ours) if _finding(incident) not in known]
    if not new:
        return merged
    sides = by_key(merged.versions[0]), by_key(merged.versions[1])
    lines = [DOCUMENT, *map(key_of, ordered(merged.ours.entries))]
    for incident in new:
        key = lines[incident.line - 1]
        merged.add(key, f"{incident.path}: {incident.found} ({incident.test_id}), which holds on neither side")
        if key in sides[0] or key in sides[1]:
            for record, side in zip((merged.ours, merged.theirs), sides, strict=True):
                others = [entry for entry in record.entries if key_of(entry) != key]
                record.entries = [*others, *([side[key]] if key in side else [])]
    if not differing(merged):
        return replace(merged, ours=three.ours, theirs=three.theirs, is_whole=True)
    return merged


def _incidents(record: FileRecord) -> list[Incident]:
    """What `validate` finds in the record, the file's name aside."""
    with temporary_errors(), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "merged.jsonl"
        path.write_bytes(to_bytes(replace(record, is_article=True)))
        return [incident for incident in validate([path]) if incident.test_id != "file-name"]


def _finding(incident: Incident) -> tuple[str, str]:
    return incident.test_id, incident.found


def marked(merged: Merged, marker_size: int) -> bytes:
    """The merge's lines, those that differ between the sides one above the other between marks."""
    if not merged.conflicts:
        return to_bytes(merged.ours)
    if merged.is_whole or not merged.ours.is_article:
        return _block([to_bytes(merged.ours), to_bytes(merged.theirs)], marker_size)
    different = differing(merged)
    sides = by_key(merged.ours), by_key(merged.theirs)
    heads = [entry_line(Entry("document", record.head)) for record in (merged.ours, merged.theirs)]
    data = _block(heads, marker_size) if DOCUMENT in different else heads[0]
    lines = ordered(list((sides[1] | sides[0]).values()))
    for entry in lines:
        key = key_of(entry)
        texts = [entry_line(side[key]) if key in side else b"" for side in sides]
        data += _block(texts, marker_size) if key in different else texts[0]
    return data


def _block(sides: Sequence[bytes], marker_size: int) -> bytes:
    marks = [mark * marker_size for mark in (b"<", b"=", b">")]
    return b"%b ours\n%b%b\n%b%b theirs\n" % (marks[0], sides[0], marks[1], sides[1], marks[2])
