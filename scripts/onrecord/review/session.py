"""One article under review by somebody: requests to steps, and states and changes to what the page is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import RLock
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnrecordError
from onrecord.incident import ascii_controls
from onrecord.review.findings import errors
from onrecord.review.keeper import Keeper, View
from onrecord.review.operations import applied, label
from onrecord.review.operations.draft import Draft
from onrecord.review.operations.requests import Batch, Move
from onrecord.review.promotion import Reviewer, promoted
from onrecord.review.refusals import RefusedError
from onrecord.review.work import Work, between
from onrecord.revisions.records import Entry
from onrecord.writes import write_bytes

if TYPE_CHECKING:
    from onrecord.review.adjudication import Adjudication

Json = dict[str, Any]


class StaleError(OnrecordError):
    """A request was made of a revision that is not the current one."""


@dataclass(slots=True)
class Session:
    """An article under review; one request at a time."""

    keeper: Keeper
    reviewer: Reviewer
    adjudication: Adjudication | None = None
    lock: RLock = field(default_factory=RLock)

    def __post_init__(self) -> None:
        if self.adjudication:
            self.keeper.reserve(dict(self.adjudication.start.highest))

    def summary(self) -> Json:
        """The article's row in the list."""
        with self.lock:
            view = self.keeper.view
            return {
                "id": view.work.head["id"],
                "title": view.work.head["title"],
                "status": view.work.status,
                "items": len(view.work.entries),
                "checked": len(view.work.checked),
                "findings": len(errors(view.findings)),
            }

    def state(self) -> Json:
        """All that the page shows."""
        with self.lock:
            self.keeper.glance()
            work = self.keeper.work
            return self._told(work.entries) | {"text": work.text, "readonly": ""}

    def operate(self, batch: Batch) -> Json:
        """Apply operations as one step. Raises `RefusedError` where they cannot be, `StaleError`."""

        def step() -> Sequence[str]:
            take = {"take": self.adjudication.take} if self.adjudication else {}
            draft = applied(self.keeper.work, batch.operations, **take)
            if self.adjudication:
                self.adjudication.settle(draft)
            view = self._checked(draft)
            self.keeper.commit(view, label(batch.operations), key=batch.key)
            return draft.shown or draft.accepted

        return self._stepped(batch, step)

    def undo(self, move: Move) -> Json:
        """Take the last step back. Raises `RefusedError` where there is none, `StaleError`."""
        return self._stepped(move, lambda: self._moved("undo", move.key))

    def redo(self, move: Move) -> Json:
        """Do again what was undone last. Raises `RefusedError` where there is nothing, `StaleError`."""
        return self._stepped(move, lambda: self._moved("redo", move.key))

    def _moved(self, way: str, key: str) -> Sequence[str]:
        if not self.keeper.history.labels[way]:
            raise RefusedError(f"nothing to {way}", f"a step to {way}", "go on", status=409)
        return self.keeper.move(way, key=key)

    def promote(self, move: Move) -> Json:
        """Give the article another status. Raises `RefusedError` where something is missing, `StaleError`."""

        def step() -> Sequence[str]:
            if self.adjudication and move.status != "draft":
                self.adjudication.require_decisions(self.keeper.work)
            work = promoted(self.keeper.work, move.status, self.reviewer, findings=self.keeper.view.findings)
            view = self.keeper.look(work)
            if wrong := errors(view.findings) if move.status != "draft" else []:
                first = wrong[0]
                raise RefusedError(first["found"], first["expected"], first["mend"], findings=wrong)
            self.keeper.commit(view, f"status {move.status}", key=move.key)
            return []

        return self._stepped(move, step)

    def resolve(self, choice: str) -> Json:
        """End a conflict with the file: keep mine (theirs stays beside it), take theirs, or merge; the state."""
        with self.lock:
            self.keeper.glance()
            conflict, work = self.keeper.conflict, self.keeper.work
            if conflict is None:
                raise RefusedError("no conflict", "a file that others changed", "load the article again", status=409)
            if choice == "merge":
                work = conflict.merged(work, self.keeper.path.name)
            elif choice == "theirs":
                if conflict.theirs is None:
                    raise RefusedError(conflict.error, "a file that can be read", "keep mine, or mend the file")
                work = conflict.theirs
            else:
                write_bytes(self.keeper.path.with_name(f"{self.keeper.path.name}.theirs"), conflict.data)
            self.keeper.resolve(work, f"resolve the conflict: {choice}")
            return self.state()

    def _checked(self, draft: Draft) -> View:
        """The state with the marks of who edited or accepted; what is accepted must be without findings."""
        before, after = self.keeper.view, draft.done()
        is_same = after.entries is before.work.entries and after.head is before.work.head
        view = replace(before, work=after) if is_same else self.keeper.look(after)
        faulty = {one["id"] for one in errors(view.findings)}
        if refused := [name for name in draft.accepted if name in faulty]:
            wrong = [one for one in errors(view.findings) if one["id"] in refused]
            found, mend = f"{refused[0]}, in which something is wrong", "mend what is found, then accept it"
            raise RefusedError(found, "annotations without findings of levels 1 to 5", mend, findings=wrong)
        seen = [name for name in (*draft.edited, *draft.accepted) if name in after.entries]
        checked = {**after.checked, **dict.fromkeys(seen, self.reviewer.name)}
        return replace(view, work=replace(after, checked={n: by for n, by in checked.items() if n not in faulty}))

    def _stepped(self, asked: Batch | Move, step: Callable[[], Sequence[str]]) -> Json:
        """The change that a step makes; of a request that was answered before, the state as it is."""
        with self.lock:
            if asked.key and asked.key in self.keeper.keys:
                return self._change(replace(self.keeper.work, entries={}), [])
            self.keeper.glance()
            if asked.revision != self.keeper.revision:
                raise StaleError
            before = self.keeper.work
            touched = step()
            return self._change(before, touched)

    def _change(self, before: Work, touched: Iterable[str]) -> Json:
        delta = between(before, self.keeper.work)
        entries = {name: entry for name, entry in delta.entries.items() if entry is not None}
        removed = [name for name, entry in delta.entries.items() if entry is None]
        return self._told(entries) | {"removed": removed, "touched": list(dict.fromkeys(touched))}

    def _told(self, entries: Mapping[str, Entry]) -> Json:
        view, conflict, file = self.keeper.view, self.keeper.conflict, self.keeper.file
        return {
            "revision": self.keeper.revision,
            "document": {key: value for key, value in view.work.head.items() if key != "text"},
            "entries": {name: {"layer": entry.layer} | entry.value for name, entry in entries.items()},
            "order": view.rendered.order,
            "checked": {name: {"by": by} for name, by in view.work.checked.items()},
            "findings": view.findings,
            **self.keeper.history.labels,
            "saved": {"at": file.saved, "file": ascii_controls(file.path.name), "error": file.error},
            "conflict": conflict.told(view.work) if conflict else None,
            "adjudication": self.adjudication.told(view.work) if self.adjudication else None,
        }
