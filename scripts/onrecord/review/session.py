"""One article under review: its state, and how a step becomes of it, on disk before anybody is told.

A step is a line of the journal first, then the article file. Where others changed the file, it is left alone, steps go
on into the journal, and the conflict is told until it is resolved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import RLock
from typing import Any

from onrecord.incident import ascii_controls
from onrecord.review.conflicts import Conflict, conflict_of
from onrecord.review.disk import ArticleFile, digest
from onrecord.review.findings import Examiner, Found, errors
from onrecord.review.history import History, Step
from onrecord.review.journal import Journal
from onrecord.review.operations import applied, label
from onrecord.review.operations.draft import Draft
from onrecord.review.operations.requests import Batch, Move
from onrecord.review.promotion import Reviewer, promoted
from onrecord.review.refusals import RefusedError
from onrecord.review.rendering import Rendered, Renderer
from onrecord.review.replay import Replay
from onrecord.review.work import Work, between, highest, moved, work_of
from onrecord.validation import Choice

Json = dict[str, Any]


class StaleError(Exception):
    """A request was made of a revision that is not the current one."""


@dataclass
class Session:
    """An article file under review by somebody; `take` settles the differences between two annotators."""

    path: Path
    journal: Journal
    reviewer: Reviewer
    choice: Choice
    take: Callable[[Draft, Any], None] | None = None
    adjudication: Callable[[Work], Json] | None = None
    lock: RLock = field(default_factory=RLock)

    def __post_init__(self) -> None:
        """Read file and journal. Raises `InputError` for those that cannot be worked on."""
        self.file = ArticleFile(self.path, self.choice)
        self.examiner = Examiner(self.path, self.choice)
        self.renderer = Renderer()
        self.history = History()
        self.conflict: Conflict | None = None
        self.keys: dict[str, int] = {}
        self._open()

    # Opening ----------------------------------------------------------------------------------------------------

    def _open(self) -> None:
        data = self.file.look()
        header = self.journal.lines[0] if self.journal.lines else None
        if header is None or (len(self.journal.lines) == 1 and header.get("sha256") != digest(data)):
            self._begin(data)
            return
        replay = Replay(self.journal, self.file)
        self.work, self.history, self.keys = replay.work, replay.history, replay.keys
        self.base = replay.base
        self._look_closer()
        self.file.data = data
        last = self.journal.lines[-1]
        if digest(data) in (last["sha256"], last.get("on")):
            self._save()
        else:
            self._be_in_conflict(data)

    def _begin(self, data: bytes) -> None:
        self.work = work_of(self.file.read(data), self.path.name)
        self.keys = {}
        self.base = self.work.record
        self.file.data = data
        self._look_closer()
        extra = {key: value for key, value in (self.journal.lines or [{}])[0].items() if key in ("of", "start")}
        header = {"file": self.path.name, "sha256": digest(data), "bytes": data.decode("utf-8-sig")}
        self.journal.restart(extra | header)

    def _look_closer(self) -> None:
        self.rendered: Rendered = self.renderer.render(self.work)
        self.findings: list[Found] = self.examiner.examine(self.rendered)

    @property
    def revision(self) -> int:
        """How many steps there were, those of undo and redo included."""
        return len(self.journal.lines) - 1

    # What is told -----------------------------------------------------------------------------------------------

    def summary(self) -> Json:
        """The article's row in the list."""
        return {
            "id": self.work.head["id"],
            "title": self.work.head["title"],
            "status": self.work.status,
            "items": len(self.work.entries),
            "checked": len(self.work.checked),
            "findings": len(errors(self.findings)),
        }

    def state(self) -> Json:
        """All that the page shows."""
        with self.lock:
            self._look()
            return self._told(self.work.entries) | {
                "text": self.work.text,
                "adjudication": self.adjudication(self.work) if self.adjudication else None,
                "readonly": "",
            }

    def _told(self, entries: Any) -> Json:
        return {
            "revision": self.revision,
            "document": {key: value for key, value in self.work.head.items() if key != "text"},
            "entries": {name: {"layer": entry.layer} | entry.value for name, entry in entries.items()},
            "order": self.rendered.order,
            "checked": {name: {"by": by} for name, by in self.work.checked.items()},
            "findings": self.findings,
            **self.history.labels,
            "saved": {"at": self.file.saved, "file": ascii_controls(self.path.name)},
            "conflict": self.conflict.told(self.work) if self.conflict else None,
        }

    def _change(self, before: Work, touched: Sequence[str]) -> Json:
        delta = between(before, self.work)
        entries = {name: entry for name, entry in delta.entries.items() if entry is not None}
        told = self._told(entries) | {
            "removed": [name for name, entry in delta.entries.items() if entry is None],
            "touched": list(dict.fromkeys(touched)),
        }
        return told | ({"adjudication": self.adjudication(self.work)} if self.adjudication else {})

    # Steps ------------------------------------------------------------------------------------------------------

    def operate(self, batch: Batch) -> Json:
        """Apply operations as one step. Raises `RefusedError` where they cannot be, `StaleError`."""

        def step() -> Sequence[str]:
            draft = applied(self.work, batch.operations, by=self.reviewer.name, **self._settling())
            after, rendered, findings = self._checked(draft)
            self._commit(after, (rendered, findings), {"do": "step", "label": label(batch.operations)}, batch.key)
            return draft.shown or draft.accepted

        return self._stepped(batch.revision, batch.key, step)

    def _settling(self) -> dict[str, Callable[[Draft, Any], None]]:
        return {"take": self.take} if self.take else {}

    def _checked(self, draft: Draft) -> tuple[Work, Rendered, list[Found]]:
        """The state with the marks of who edited or accepted; an item with findings is not to be accepted."""
        after = draft.done()
        rendered = self.renderer.render(after) if after is not self.work else self.rendered
        is_same = after.entries is self.work.entries and after.head is self.work.head
        findings = self.findings if is_same else self.examiner.examine(rendered)
        faulty = {one["id"] for one in errors(findings)}
        if refused := [name for name in draft.accepted if name in faulty]:
            found = f"{refused[0]}, in which something is wrong"
            wrong = [one for one in findings if one["id"] in refused and one["level"] != "check"]
            mend = "mend what is found, then accept it"
            raise RefusedError(found, "annotations without findings of levels 1 to 5", mend, findings=wrong)
        checked = {name: by for name, by in after.checked.items() if name not in faulty}
        new = [name for name in (*draft.edited, *draft.accepted) if name in after.entries and name not in faulty]
        checked |= dict.fromkeys(new, self.reviewer.name)
        return replace(after, checked=checked), rendered, findings

    def undo(self, move: Move) -> Json:
        """Take the last step back. Raises `RefusedError` where there is none."""
        return self._moved(move, "undo")

    def redo(self, move: Move) -> Json:
        """Do again what was undone last. Raises `RefusedError` where there is nothing."""
        return self._moved(move, "redo")

    def _moved(self, move: Move, way: str) -> Json:
        def step() -> Sequence[str]:
            steps = self.history.past if way == "undo" else self.history.future
            if not steps:
                raise RefusedError(f"nothing to {way}", f"a step to {way}", "go on", status=409)
            delta = steps[-1].back if way == "undo" else steps[-1].forth
            after = moved(self.work, delta)
            rendered = self.renderer.render(after)
            self._commit(after, (rendered, self.examiner.examine(rendered)), {"do": way}, move.key)
            return list(delta.entries) or list(delta.checked)

        return self._stepped(move.revision, move.key, step)

    def promote(self, move: Move) -> Json:
        """Give the article another status. Raises `RefusedError` where something is missing."""

        def step() -> Sequence[str]:
            after = promoted(self.work, move.status, self.reviewer, findings=self.findings)
            rendered = self.renderer.render(after)
            findings = self.examiner.examine(rendered)
            if wrong := errors(findings) if move.status != "draft" else []:
                first = wrong[0]
                raise RefusedError(first["found"], first["expected"], first["mend"], findings=wrong)
            self._commit(after, (rendered, findings), {"do": "step", "label": f"status {move.status}"}, move.key)
            return []

        return self._stepped(move.revision, move.key, step)

    def resolve(self, choice: str) -> Json:
        """End a conflict with the file: keep mine (theirs stays beside it), take theirs, or merge."""
        with self.lock:
            self._look()
            if self.conflict is None:
                raise RefusedError("no conflict", "a file that others changed", "load the article again", status=409)
            theirs, data = self.conflict.theirs, self.conflict.data
            after = self.work
            if choice == "mine":
                self.path.with_name(f"{self.path.name}.theirs").write_bytes(data)
            elif choice == "merge":
                after = self.conflict.merged(self.work, self.path.name)
            elif theirs is None:
                raise RefusedError(self.conflict.error, "a file that can be read", "keep mine, or mend the file")
            else:
                after = theirs
            same = {name for name, entry in after.entries.items() if self.work.entries.get(name) == entry}
            checked = {name: by for name, by in self.work.checked.items() if name in same}
            ids = highest(after.entries.values(), self.work.highest)
            after = replace(after, checked=checked, decided=self.work.decided, highest=ids)
            rendered = self.renderer.render(after)
            findings = self.examiner.examine(rendered)
            self.conflict, self.file.data = None, data
            self._commit(after, (rendered, findings), {"do": "step", "label": f"take {choice} of the file"}, "")
            return self.state()

    def _stepped(self, revision: int, key: str, step: Callable[[], Sequence[str]]) -> Json:
        with self.lock:
            if key and key in self.keys:
                return self._change(replace(self.work, entries={}), [])
            self._look()
            if revision != self.revision:
                raise StaleError
            before = self.work
            touched = step()
            return self._change(before, touched)

    def _commit(self, after: Work, looked: tuple[Rendered, list[Found]], about: Json, key: str) -> None:
        """Note a step in the journal, then write the file."""
        forth = between(self.work, after)
        line: Json = about | ({"key": key} if key else {}) | {"after": forth.to_json()}
        line |= {"sha256": digest(looked[0].data), "on": digest(self.file.data)}
        self.journal.append(line)
        if about["do"] == "step":
            self.history.add(Step(about["label"], forth, between(after, self.work)))
        else:
            self.history.undo() if about["do"] == "undo" else self.history.redo()
        self.work = after
        self.rendered, self.findings = looked
        if key:
            self.keys[key] = self.revision
        if not self.conflict:
            self._save()

    # The file ---------------------------------------------------------------------------------------------------

    def _save(self) -> None:
        """Write the file if it still is what it was when it was last looked at."""
        if self.revision and self.rendered.data != self.file.data:
            data = self.file.look()
            if data not in (self.file.data, self.rendered.data):
                self._be_in_conflict(data)
                return
            self.file.write(self.rendered.data)
        self.base = self.work.record

    def _look(self) -> None:
        """See whether others changed the file."""
        data = self.file.look()
        if self.conflict is not None:
            if data == self.rendered.data:
                self.conflict, self.file.data, self.base = None, data, self.work.record
            elif data == self.file.data:
                self.conflict = None
                self._save()
            elif data != self.conflict.data:
                self._be_in_conflict(data)
        elif data != self.file.data:
            if data == self.rendered.data:
                self.file.data = data
            else:
                self._be_in_conflict(data)

    def _be_in_conflict(self, data: bytes) -> None:
        self.conflict = conflict_of(self.file, data, self.base)
        if self.revision == 0 and self.conflict.theirs is not None:
            self._be_theirs()

    def _be_theirs(self) -> None:
        """Nothing was done here yet: the file is as it is now."""
        assert self.conflict is not None and self.conflict.theirs is not None
        theirs, data, self.conflict = self.conflict.theirs, self.conflict.data, None
        rendered = self.renderer.render(theirs)
        self.file.data = data
        self._commit(theirs, (rendered, self.examiner.examine(rendered)), {"do": "step", "label": "read again"}, "")

    def close(self) -> None:
        """Let the article go."""
        with self.lock:
            self.journal.close()
