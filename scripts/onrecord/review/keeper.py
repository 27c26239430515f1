"""An article's state as it is kept: in the journal first, then in the article file, and never over others' changes.

Where others changed the file, it is left alone: steps go on into the journal, and the conflict stands until it is
resolved, or the file is again what is known here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from onrecord.review.conflicts import Conflict, conflict_of
from onrecord.review.disk import ArticleFile, digest
from onrecord.review.findings import Examiner, Found
from onrecord.review.history import History, Step
from onrecord.review.journal import Journal
from onrecord.review.rendering import Rendered, Renderer
from onrecord.review.replay import Replay
from onrecord.review.work import Delta, Work, between, highest, inverse, moved, work_of
from onrecord.validation import Choice


@dataclass(frozen=True, slots=True)
class View:
    """A state with its lines and what is found in them."""

    work: Work
    rendered: Rendered
    findings: list[Found]


class Keeper:
    """The current state of an article (`view`), its history, the requests that made it, and the conflict if any.

    Raises `InputError` for a file or journal that cannot be worked on.
    """

    def __init__(self, path: Path, journal: Journal, choice: Choice) -> None:
        self.path, self.journal = path, journal
        self.file = ArticleFile(path, choice)
        self.history = History()
        self.keys: dict[str, int] = {}
        self.conflict: Conflict | None = None
        self._examiner, self._renderer = Examiner(path, choice), Renderer()
        data = self.file.load() if len(journal.lines) < 2 else self.file.look()
        header = journal.lines[0] if journal.lines else {}
        if not header or (len(journal.lines) == 1 and header.get("sha256") != digest(data)):
            self._begin(data, {key: header[key] for key in ("of", "start") if key in header})
        else:
            self._go_on(data)

    def _begin(self, data: bytes, kept: dict[str, Any]) -> None:
        self.file.known = digest(data)
        self.view = self.look(work_of(self.file.read(data), self.path.name))
        self.base = self.work.record
        header = {"file": self.path.name, "sha256": digest(data), "bytes": data.decode("utf-8-sig")}
        self.journal.restart(kept | header)

    def _go_on(self, data: bytes) -> None:
        replay = Replay(self.journal, self.file)
        self.history, self.keys, self.base = replay.history, replay.keys, replay.base
        self.view = self.look(replay.work)
        last = self.journal.lines[-1]
        self.file.known = replay.known
        was_saved = self.journal.was_saved
        self.journal.mark_saved(False)
        if digest(data) in (last["sha256"], last.get("on")):
            self.file.known = digest(data)
            self._save()
        else:
            self._be_in_conflict(data)
            theirs = self.conflict.theirs if self.conflict else None
            if was_saved and theirs is not None and theirs.text == self.work.text:
                self.resolve(theirs, "read the file again")  # nothing was left to be saved

    @property
    def work(self) -> Work:
        return self.view.work

    @property
    def revision(self) -> int:
        """How many steps there were, those of undo and redo included."""
        return len(self.journal.lines) - 1

    def end(self) -> None:
        """End the review of the article: what is saved is told to the next one."""
        self.journal.mark_saved(self.conflict is None and self.file.known == digest(self.view.rendered.data))

    def look(self, work: Work) -> View:
        """A state with what is found in it. Raises `RefusedError` for one that does not keep to the schema."""
        rendered = self._renderer.render(work)
        return View(work, rendered, self._examiner.examine(rendered))

    def reserve(self, ids: dict[str, int]) -> None:
        """Let new ids be higher than these, by prefix."""
        most = {prefix: max(number, self.work.highest.get(prefix, 0)) for prefix, number in ids.items()}
        self.view = replace(self.view, work=replace(self.work, highest={**self.work.highest, **most}))

    def commit(self, view: View, label: str, *, key: str = "") -> None:
        """Let a new state be the current one, as a step that can be undone; the same state is none.

        Raises `OnrecordError`.
        """
        forth = between(self.work, view.work)
        if forth == Delta():
            return
        back = inverse(self.work, forth)
        self._note({"do": "step", "label": label, "after": forth.to_json()}, view, key)
        self.history.add(Step(label, forth, back))
        self._be(view, key)

    def move(self, way: str, *, key: str = "") -> list[str]:
        """Undo or redo a step, which there is; the ids that it is about. Raises `OnrecordError`."""
        delta = self.history.past[-1].back if way == "undo" else self.history.future[-1].forth
        view = self.look(moved(self.work, delta))
        self._note({"do": way, "after": delta.to_json()}, view, key)
        self.history.undo() if way == "undo" else self.history.redo()
        self._be(view, key)
        return list(delta.entries) or list(delta.checked)

    def resolve(self, work: Work, label: str) -> None:
        """End the conflict with this state, which takes the place of the file's. Raises `OnrecordError`."""
        assert self.conflict is not None
        same = {name for name, entry in work.entries.items() if self.work.entries.get(name) == entry}
        checked = {name: by for name, by in self.work.checked.items() if name in same}
        ids = highest(work.entries.values(), self.work.highest)
        view = self.look(replace(work, checked=checked, decided=self.work.decided, highest=ids))
        self.file.known, self.conflict = digest(self.conflict.data), None
        self.commit(view, label)
        self._save()

    def _note(self, line: dict[str, Any], view: View, key: str) -> None:
        line |= {"sha256": digest(view.rendered.data), "on": self.file.known}
        self.journal.append(line | ({"key": key} if key else {}) | ({"held": True} if self.conflict else {}))

    def _be(self, view: View, key: str) -> None:
        self.view = view
        if key:
            self.keys[key] = self.revision
        if not self.conflict:
            self._save()

    def _save(self) -> None:
        """Write the file if it still is what it was when it was last looked at."""
        mine = self.view.rendered.data
        if self.revision and digest(mine) != self.file.known:
            data = self.file.look()
            if data != mine and digest(data) != self.file.known:
                self._be_in_conflict(data)
                return
            self.file.write(mine)
            if self.file.error:
                return
        self.base = self.work.record

    def glance(self) -> None:
        """See whether others changed the file."""
        data = self.file.look()
        found = digest(data)
        if found == self.file.known:
            self.conflict = None
            self._save()
        elif data == self.view.rendered.data:
            self.conflict, self.file.known, self.base = None, found, self.work.record
        elif self.conflict is None or data != self.conflict.data:
            self._be_in_conflict(data)

    def _be_in_conflict(self, data: bytes) -> None:
        self.conflict = conflict_of(self.file, data, self.base)
        if self.revision == 0 and self.conflict.theirs is not None:
            self.resolve(self.conflict.theirs, "read the file again")  # nothing was done here yet
