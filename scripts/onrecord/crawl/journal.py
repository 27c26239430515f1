"""What a task has in hand and how far it is, where it outlives the process: a small file in memory, one a task.

A process that is killed leaves its journal with a document in hand: the next attempt at the task, whoever starts it, so
knows what killed it, and rejects a document that did so too often without touching it. Progress reads the same files.
"""

from __future__ import annotations

import json
import mmap
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from onrecord.crawl.folder import StageFolder
from onrecord.files import write_bytes

_FORM = struct.Struct("<7q")
_FILE, _POSITION, _SINCE, _DOCUMENTS, _FILTERED, _REJECTED, _BYTES = range(7)
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


class Journal:
    """The journal of a task that this process works on."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w+b") as file:
            file.write(_FORM.pack(0, _NONE, 0, 0, 0, 0, 0))
            file.flush()
            self._map = mmap.mmap(file.fileno(), _FORM.size)
        self._values = memoryview(self._map).cast("q")

    @contextmanager
    def holding(self, file: int, position: int) -> Iterator[None]:
        """While inside, the document is in hand; an exception is no death."""
        values = self._values
        values[_FILE], values[_SINCE] = file, time.time_ns()
        values[_POSITION] = position  # the last: with it the entry holds
        try:
            yield
        finally:
            values[_POSITION] = _NONE

    def count(self, *, filtered: bool, rejected: bool, end: int) -> None:
        """One more document has its fate; `end` bytes of the task's input are read."""
        values = self._values
        values[_DOCUMENTS] += 1
        values[_FILTERED] += filtered
        values[_REJECTED] += rejected
        values[_BYTES] = end

    def close(self) -> None:
        self._values.release()
        self._map.close()


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


def killers(folder: StageFolder, rank: int, *, limit: int) -> dict[tuple[int, int], int]:
    """The documents that killed the process which had them in hand `limit` times or more, and how often they did.

    Takes the journal that an earlier attempt at the task left into account, once.
    """
    path, journal = folder.deaths(rank), folder.journal(rank)
    deaths: dict[str, int] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    left = snapshot(journal)
    if left and left.in_hand:
        key = "{}:{}".format(*left.in_hand)
        deaths[key] = deaths.get(key, 0) + 1
        write_bytes(path, json.dumps(deaths, sort_keys=True).encode())
        journal.unlink()
    pairs = ((key.partition(":"), times) for key, times in deaths.items() if times >= limit)
    return {(int(file), int(position)): times for (file, _, position), times in pairs}
