"""What differs where an article file was changed by others since it was last read or written here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.errors import InputError
from onrecord.review.disk import ArticleFile
from onrecord.review.refusals import RefusedError
from onrecord.review.work import Work, work_of
from onrecord.revisions.differences import Difference, compare
from onrecord.revisions.merging import Merged, merge_records
from onrecord.revisions.records import Entry, FileRecord
from onrecord.revisions.three_way import MISSING


@dataclass(slots=True)
class Conflict:
    """The file's other version: its bytes, its state (`None`, and why, if it is none), and what both were made of."""

    data: bytes
    base: FileRecord
    theirs: Work | None = None
    error: str = ""

    def told(self, mine: Work) -> dict[str, Any]:
        """The conflict as the page has it, the differences from mine to theirs."""
        if self.theirs is None:
            return {"differences": [], "mergeable": False, "text_differs": False, "error": self.error}
        theirs = self.theirs.record
        differences = [difference_of(one) for one in compare(mine.record, theirs)]
        return {
            "differences": differences,
            "mergeable": not self._merged(mine).conflicts,
            "text_differs": mine.text != theirs.text,
            "error": "",
        }

    def merged(self, mine: Work, place: str) -> Work:
        """The merge of both. Raises `RefusedError` where it needs a person."""
        merged = None if self.theirs is None else self._merged(mine)
        if merged is None or merged.conflicts:
            mend = "take mine or theirs"
            raise RefusedError("changes that exclude each other", "changes of different fields", mend)
        return work_of(merged.ours, place)

    def _merged(self, mine: Work) -> Merged:
        assert self.theirs is not None
        return merge_records(self.base, mine.record, self.theirs.record)


def conflict_of(file: ArticleFile, data: bytes, base: FileRecord) -> Conflict:
    """The conflict with what the file holds now."""
    if not data:
        return Conflict(data, base, error="the file is gone, or cannot be read")
    try:
        return Conflict(data, base, work_of(file.read(data), file.path.name))
    except InputError as error:
        return Conflict(data, base, error=str(error))


def difference_of(difference: Difference) -> dict[str, Any]:
    """A difference as the page has it: mine before, theirs after."""
    before, after = difference.before, difference.after
    changes = [
        {"path": ".".join(map(str, change.path)), "mine": _shown(change.before), "theirs": _shown(change.after)}
        for change in difference.changes
    ]
    entry = difference.entry
    name = "" if entry.layer == "document" else (before or entry).id
    return {
        "id": name,
        "layer": entry.layer,
        "mine": entry_json(before),
        "theirs": entry_json(after),
        "changes": changes,
    }


def entry_json(entry: Entry | None) -> dict[str, Any] | None:
    """An annotation as its line has it; of the document's fields all but the text."""
    if entry is None:
        return None
    fields = {key: value for key, value in entry.value.items() if entry.layer != "document" or key != "text"}
    return {"layer": entry.layer} | fields


def _shown(value: Any) -> Any:
    return None if value is MISSING else value
