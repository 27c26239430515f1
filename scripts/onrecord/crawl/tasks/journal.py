"""What a task has in hand and how far it is, where it outlives the process: a file of some numbers, one a task.

A process that is killed leaves its journal with a document in hand: the next attempt at the task, whoever starts it,
knows by it which document may have ended that process. Progress reads the same files.
"""

from __future__ import annotations

import errno
import json
import os
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from onrecord.crawl.folder import StageFolder
from onrecord.writes import write_bytes, write_errors

_FORM = struct.Struct("<7q")
_HAND, _COUNTS = struct.Struct("<3q"), struct.Struct("<4q")
_NONE = -1


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a journal says: the document in hand (file and position, or none), since when in nanoseconds of the clock,
    and how many documents were done, filtered and rejected, and bytes of input read.
    """

    in_hand: tuple[int, int] | None
    since: int
    documents: int
    filtered: int
    rejected: int
    bytes: int

    @property
    def seconds(self) -> float:
        """For how long the document is in hand; 0 where none is."""
        return (time.time_ns() - self.since) / 1e9 if self.in_hand else 0


class Journal:
    """The journal of a task that this process works on.

    It is written by the system's call, not through memory: on a full disk that would be a signal that kills. Raises
    `WriteError` where it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._documents = self._filtered = self._rejected = 0
        with write_errors(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)  # a new file: another process may be at the old one
            self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, 0o666)
        self._write(_FORM.pack(0, _NONE, 0, 0, 0, 0, 0), 0)

    @contextmanager
    def holding(self, file: int, position: int) -> Iterator[None]:
        """While inside, the document is in hand; an exception is no death."""
        self._write(_HAND.pack(file, position, time.time_ns()), 0)
        try:
            yield
        finally:
            self._write(_HAND.pack(file, _NONE, 0), 0)

    def count(self, *, filtered: bool, rejected: bool, end: int) -> None:
        """One more document has its fate; `end` bytes of the task's input are read."""
        self._documents += 1
        self._filtered += filtered
        self._rejected += rejected
        self._write(_COUNTS.pack(self._documents, self._filtered, self._rejected, end), _HAND.size)

    def close(self) -> None:
        os.close(self._file)

    def _write(self, data: bytes, place: int) -> None:
        try:
            written = os.pwrite(self._file, data, place)
        except OSError:
            with write_errors(self._path):
                raise
        if written < len(data):  # what fits
            with write_errors(self._path):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def snapshot(path: Path) -> Snapshot | None:
    """What the journal there says; none where there is none, or not a whole one."""
    try:
        data = path.read_bytes()
    except OSError:
        return None
    if len(data) != _FORM.size:
        return None
    file, position, since, documents, filtered, rejected, read = _FORM.unpack(data)
    in_hand = None if position == _NONE else (file, position)
    return Snapshot(in_hand, since, documents, filtered, rejected, read)


def suspects(folder: StageFolder, rank: int) -> set[tuple[int, int]]:
    """The documents of a task that were in hand when a process ended, by file and position.

    Takes the journal that an earlier attempt at the task left into account, once.
    """
    path, journal = folder.deaths(rank), folder.journal(rank)
    known: list[list[int]] = json.loads(path.read_text("utf-8")) if path.exists() else []
    left = snapshot(journal)
    if left and left.in_hand:
        if list(left.in_hand) not in known:
            known.append(list(left.in_hand))
            write_bytes(path, json.dumps(known).encode())
        journal.unlink()
    return {(file, position) for file, position in known}
