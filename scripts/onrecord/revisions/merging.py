"""Three versions of a record merged by id. What needs a person stays apart, once as ours and once as theirs has it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from onrecord.incident import ascii_controls, json_path, quoted
from onrecord.revisions.canonical import same
from onrecord.revisions.naming import Key, by_key, renamed
from onrecord.revisions.one_text import Stuck, on_one_text
from onrecord.revisions.records import Entry, FileRecord
from onrecord.revisions.references import named_by
from onrecord.revisions.three_way import MISSING, Clash, Three, merge_values

Side = dict[Key, Entry]
DOCUMENT: Key = ("document", "")


@dataclass(slots=True)
class Merged:
    """Both sides with all that merged, the same but for the annotations in `conflicts`; why they are there.

    `is_whole`: nothing could be merged, the sides are what they were. `versions`: ours and theirs before the merge,
    with the text and the ids of the merge.
    """

    ours: FileRecord
    theirs: FileRecord
    versions: tuple[FileRecord, FileRecord]
    conflicts: dict[Key, list[str]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    is_whole: bool = False

    def add(self, key: Key, reason: str) -> None:
        self.conflicts.setdefault(key, []).append(reason)


def merge_records(base: FileRecord | None, ours: FileRecord, theirs: FileRecord) -> Merged:
    """The merge of two versions of a record; `base` is what both were made of, if there was one."""
    versions = Three(base or FileRecord({}), ours, theirs)
    placed = on_one_text(versions)
    if placed is None:
        reason = "text: each side changed it in its own way; take one side's text, and rebase the other's annotations"
        return Merged(ours, theirs, (ours, theirs), {DOCUMENT: [reason]}, is_whole=True)
    new, notes = renamed(placed.versions, versions)
    three = placed.versions._replace(theirs=new)
    notes = [*placed.notes, *notes]
    merged = Merged(_empty(three.ours, new), _empty(new, three.ours), (three.ours, new), notes=notes)
    _merge_heads(three, merged)
    sides: tuple[Side, Side] = ({}, {})
    _merge_entries(three, merged, sides)
    _put_stuck(placed.stuck, merged, sides)
    _keep_named(three, merged, sides)
    merged.ours.entries, merged.theirs.entries = list(sides[0].values()), list(sides[1].values())
    return merged


def _empty(record: FileRecord, other: FileRecord) -> FileRecord:
    return replace(record, entries=[], lists=tuple(dict.fromkeys([*record.lists, *other.lists])))


def _merge_heads(three: Three[FileRecord], merged: Merged) -> None:
    outcome = merge_values(Three(three.base.head or MISSING, three.ours.head, three.theirs.head))
    merged.ours.head, merged.theirs.head = outcome.ours, outcome.theirs
    for clash in outcome.clashes:
        merged.add(DOCUMENT, _clash(clash))


def _merge_entries(three: Three[FileRecord], merged: Merged, sides: tuple[Side, Side]) -> None:
    versions = Three(*map(by_key, three))
    for key in dict.fromkeys([*versions.ours, *versions.theirs]):
        outcome = merge_values(Three(*(side[key].value if key in side else MISSING for side in versions)))
        template = versions.ours.get(key) or versions.theirs[key]
        for side, value in zip(sides, (outcome.ours, outcome.theirs), strict=True):
            if value is not MISSING:
                side[key] = replace(template, value=value)
        for clash in outcome.clashes:
            merged.add(key, _clash(clash))


def _put_stuck(stuck: Stuck, merged: Merged, sides: tuple[Side, Side]) -> None:
    """Annotations that one side changed and the other's new text has no place for."""
    index = 0 if stuck.is_ours else 1
    for key, entry in stuck.entries.items():
        mine, other = ("ours", "theirs")[index], ("theirs", "ours")[index]
        twin = sides[1 - index].get(key)
        if entry is not None and twin is not None and same(entry.value, twin.value):
            continue
        if entry is not None:
            sides[index][key] = entry
            merged.add(key, f"{mine} changed it, {other} changed its text")
        elif twin is not None:
            sides[index].pop(key, None)
            merged.add(key, f"{mine} deleted it, {other} changed it")


def _keep_named(three: Three[FileRecord], merged: Merged, sides: tuple[Side, Side]) -> None:
    """What one side deleted and the other's annotations name is a conflict: whole on one side, absent on the other."""
    versions = by_key(three.ours), by_key(three.theirs)
    queue = [*sides[0].values(), *sides[1].values()]
    while queue:
        entry = queue.pop()
        for key in named_by(entry):
            holder = next((i for i in (0, 1) if key in versions[i]), None)
            if holder is None or key in sides[0] or key in sides[1]:
                continue
            sides[holder][key] = versions[holder][key]
            queue.append(versions[holder][key])
            name, other = ("ours", "theirs")[holder], ("theirs", "ours")[holder]
            merged.add(key, f"{other} deleted it, {entry.id} of {name} names it")


def _clash(clash: Clash) -> str:
    field_name = json_path(clash.path)[1:].removeprefix(".")
    if clash.ours is MISSING or clash.theirs is MISSING:
        deleted, changed = ("ours", "theirs") if clash.ours is MISSING else ("theirs", "ours")
        return f"{field_name}{': ' * bool(field_name)}{deleted} deleted it, {changed} changed it"
    return f"{field_name or 'span'}: {quoted(clash.ours)} in ours, {quoted(clash.theirs)} in theirs"


def told(merged: Merged) -> Iterator[str]:
    """A line for each conflict and each note, safe for a terminal."""
    for (layer, name), reasons in merged.conflicts.items():
        for reason in reasons:
            yield f"conflict in {ascii_controls(name) or layer}: {reason}"
    yield from map(ascii_controls, merged.notes)


def differing(merged: Merged) -> set[Key]:
    """The annotations (and `DOCUMENT`) in which the two sides are not the same."""
    sides = by_key(merged.ours), by_key(merged.theirs)
    keys = {
        key
        for key in [*sides[0], *sides[1]]
        if key not in sides[0] or key not in sides[1] or not same(sides[0][key].value, sides[1][key].value)
    }
    return keys if same(merged.ours.head, merged.theirs.head) else keys | {DOCUMENT}
