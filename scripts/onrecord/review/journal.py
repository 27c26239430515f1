"""The journal of an article's review: each step as a line of JSON, on disk before it counts.

Its first line, the header, has the article file's bytes as they were; the others have a step each, in the order in
which they were made. What was torn off when a process was killed while it wrote is dropped: nobody was told of it.
"""

from __future__ import annotations

import contextlib
import errno
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import msgspec

from onrecord.errors import InputError, OnrecordError
from onrecord.files import stem
from onrecord.incident import quoted
from onrecord.writes import sync_folder

try:
    import fcntl
except ImportError:  # Windows: two reviews of one article are not told from each other there
    fcntl = None  # type: ignore[assignment]

FORM = 1
_FOLDER = ".review"


def journal_path(article: Path) -> Path:
    """Where the journal of an article file is kept: beside it, and out of git."""
    article = article.resolve()  # one file is one article, by whatever links it is reached
    return article.parent / _FOLDER / f"{stem(article)}.journal"


@dataclass(slots=True)
class Journal:
    """An open journal, locked as long as it is. `torn` says that half a line at its end was dropped."""

    path: Path
    stream: IO[bytes]
    lines: list[dict[str, Any]] = field(default_factory=list)
    torn: bool = False

    def append(self, line: dict[str, Any]) -> None:
        """Add a line; it is on disk when this returns. Raises `OnrecordError` where it cannot be written."""
        data = msgspec.json.encode(line) + b"\n"
        size = self.stream.seek(0, os.SEEK_END)
        try:
            if self.stream.write(data) != len(data):
                raise OSError(errno.ENOSPC, "the disk is full")
            os.fsync(self.stream.fileno())
        except OSError as error:
            with contextlib.suppress(OSError):
                self.stream.truncate(size)
            raise OnrecordError(f"{self.path}: cannot be written ({error.strerror}); nothing was changed") from error
        self.lines.append(line)

    def restart(self, header: dict[str, Any]) -> None:
        """Begin anew, with this header alone."""
        self.stream.truncate(0)
        self.lines.clear()
        self.append({"journal": FORM, **header})

    @property
    def was_saved(self) -> bool:
        """Whether the review ended with its last step in the article file: what stands there now came after it."""
        try:
            return len(self.lines) > 1 and self._mark.read_text("ascii") == self.lines[-1]["sha256"]
        except (OSError, UnicodeDecodeError):
            return False

    def mark_saved(self, saved: bool) -> None:
        """Note at the end of a review that its last step is in the article file, and forget it at the next start."""
        with contextlib.suppress(OSError):  # then it is not known, and a file that others changed is a conflict
            if saved and len(self.lines) > 1:
                self._mark.write_text(self.lines[-1]["sha256"], "ascii")
            else:
                self._mark.unlink(missing_ok=True)

    @property
    def _mark(self) -> Path:
        return self.path.with_suffix(".saved")

    def close(self) -> None:
        """Let the lock go; a journal without a step leaves no trace, unless it says what an adjudication is of."""
        if len(self.lines) < 2 and "of" not in (self.lines or [{}])[0]:
            self.path.unlink(missing_ok=True)
        self.stream.close()


def open_journal(article: Path) -> Journal:
    """The journal of an article file, which is made if there is none, and locked.

    Raises `InputError` where another process reviews the article, or the journal cannot be read.
    """
    path = journal_path(article)
    try:
        path.parent.mkdir(exist_ok=True)
        ignore = path.parent / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n")
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        stream = os.fdopen(descriptor, "r+b", buffering=0)
        sync_folder(path.parent)
    except OSError as error:
        mend = "let the folder of the article be written to"
        raise InputError(quoted(str(path), 200), f"cannot be written ({error.strerror})", mend) from error
    try:
        _lock(stream, article)
        return _read(path, stream)
    except InputError:
        stream.close()
        raise


def _lock(stream: IO[bytes], article: Path) -> None:
    try:
        if fcntl is not None:
            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        mend = "go on in its page, or end it first"
        raise InputError(quoted(str(article), 200), "under review in another process", mend) from error


def _read(path: Path, stream: IO[bytes]) -> Journal:
    data = stream.read()
    whole = data.rfind(b"\n") + 1
    journal = Journal(path, stream, torn=whole < len(data))
    if journal.torn:
        stream.truncate(whole)
    for number, line in enumerate(data[:whole].split(b"\n")[:-1], 1):
        try:
            journal.lines.append(msgspec.json.decode(line, type=dict[str, Any]))
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise unreadable(path, number, str(error)) from error
    if journal.lines and journal.lines[0].get("journal") != FORM:
        raise unreadable(path, 1, f"the form {quoted(journal.lines[0].get('journal'))}")
    return journal


def unreadable(path: Path, number: int, found: str) -> InputError:
    """That a line of a journal is none."""
    mend = "move the journal away: the article file has what was saved, and loses marks and undo"
    return InputError(f"{quoted(str(path), 200)}:{number}", f"no line of a journal ({quoted(found)})", mend)
