"""The journal played again: the state, the history and the names of requests that its steps lead to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from onrecord.errors import InputError
from onrecord.incident import quoted
from onrecord.review.disk import ArticleFile
from onrecord.review.history import History, Step
from onrecord.review.journal import Journal, unreadable
from onrecord.review.work import Work, from_json, inverse, moved, work_of
from onrecord.revisions.records import FileRecord


@dataclass
class Replay:
    """What a journal's steps lead to; `base` is the last state that the article file is known to have held, and `known`
    its digest: of the last step, or where others had changed the file, of what it was before.

    Raises `InputError` for a journal that cannot be read.
    """

    journal: Journal
    file: ArticleFile
    history: History = field(default_factory=History)
    keys: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        header, *lines = self.journal.lines
        start = header.get("bytes")
        if not isinstance(start, str) or not isinstance(header.get("sha256"), str):
            raise unreadable(self.journal.path, 1, "a header without the article")
        self.work = self._start(header, start)
        self.base: FileRecord = self.work.record
        last = self.journal.lines[-1]
        self.known = str(last["on"] if last.get("held") else last["sha256"])
        for number, line in enumerate(lines, 2):
            try:
                self._play(line, number)
            except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
                raise unreadable(self.journal.path, number, f"{type(error).__name__}: {error}") from error
            if line["sha256"] == self.known:
                self.base = self.work.record

    def _start(self, header: dict[str, object], start: str) -> Work:
        work = work_of(self.file.read(start.encode()), quoted(str(self.journal.path), 200))
        marks = header.get("start")
        checked = marks.get("checked", {}) if isinstance(marks, dict) else {}
        return replace(work, checked=checked)

    def _play(self, line: dict[str, object], number: int) -> None:
        delta = from_json(line["after"])  # type: ignore[arg-type]
        if line["do"] == "step":
            self.history.add(Step(str(line["label"]), delta, inverse(self.work, delta)))
        elif line["do"] == "undo":
            self.history.undo()
        else:
            self.history.redo()
        self.work = moved(self.work, delta)
        if "key" in line:
            self.keys[str(line["key"])] = number - 1
        if not isinstance(line["sha256"], str):
            raise InputError("", "", "")
