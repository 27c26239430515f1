"""Three versions of a record brought onto one text, when one side or both edited it in the same way."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from onrecord.revisions.canonical import same
from onrecord.revisions.matching import align
from onrecord.revisions.naming import Key, by_key, key_of
from onrecord.revisions.rebasing import Rebased, rebase
from onrecord.revisions.records import Entry, FileRecord
from onrecord.revisions.three_way import Three


@dataclass(slots=True)
class Stuck:
    """Annotations of the side that kept the old text, changed there (`None`: deleted), without a place in the new."""

    is_ours: bool = True
    entries: dict[Key, Entry | None] = field(default_factory=dict)


@dataclass(slots=True)
class Placed:
    versions: Three[FileRecord]
    stuck: Stuck
    notes: list[str] = field(default_factory=list)


def on_one_text(three: Three[FileRecord]) -> Placed | None:
    """The versions with spans of one text, `None` if each side edited it in its own way.

    The side that kept the old text, and the base, are rebased; where an annotation loses a span by that, the other
    side's version of it stands, unless it was changed: then it is stuck.
    """
    base, ours, theirs = three
    if ours.text == theirs.text:
        if base.text not in ("", ours.text):
            base = rebase(base, base.text, ours.text).record
        return Placed(Three(base, ours, theirs), Stuck())
    if base.text not in (ours.text, theirs.text):
        return None
    is_ours = base.text == ours.text
    keeper, editor = (ours, theirs) if is_ours else (theirs, ours)
    alignment = align(base.text, editor.text)
    moved_base = rebase(base, base.text, editor.text, alignment=alignment)
    moved = rebase(keeper, base.text, editor.text, alignment=alignment)
    hurt = _hurt(moved_base) | _hurt(moved)
    new_base, new_keeper = _without(moved_base.record, hurt), _without(moved.record, hurt)
    versions = Three(new_base, new_keeper, editor) if is_ours else Three(new_base, editor, new_keeper)
    note = f"{'theirs' if is_ours else 'ours'} edited the text: the offsets of the other side were moved along"
    return Placed(versions, Stuck(is_ours, _stuck(base, keeper, hurt)), [note])


def _hurt(rebased: Rebased) -> set[Key]:
    return {key_of(move.entry) for move in rebased.moves if move.after is None and move.entry.layer != "document"}


def _stuck(base: FileRecord, keeper: FileRecord, hurt: set[Key]) -> dict[Key, Entry | None]:
    before, now = by_key(base), by_key(keeper)
    changed = (
        key for key in hurt if key not in now or key not in before or not same(now[key].value, before[key].value)
    )
    return {key: now.get(key) for key in sorted(changed)}


def _without(record: FileRecord, keys: set[Key]) -> FileRecord:
    return replace(record, entries=[entry for entry in record.entries if key_of(entry) not in keys])
