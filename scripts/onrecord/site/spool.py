"""Records kept on disk while all of them are read, to be had again in any order."""

from __future__ import annotations

import contextlib
import tempfile
from types import TracebackType
from typing import Self

from onrecord.articles import to_document_line
from onrecord.model import Record
from onrecord.writes import temporary_errors


class Spool:
    """A temporary file of records, so that memory does not grow with the corpus; it goes when it is left.

    Raises `OnrecordError` where the temporary folder has no room for it.
    """

    def __init__(self) -> None:
        with temporary_errors():
            # Not buffered: what cannot be written fails where it is told, and not when the file is closed.
            self._file = tempfile.TemporaryFile(prefix="onrecord-site-", buffering=0)  # noqa: SIM115 - closed by __exit__
        self._places: list[tuple[int, int]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with contextlib.suppress(OSError):  # what could not be written before cannot be now, and goes anyway
            self._file.close()

    def add(self, record: Record) -> int:
        """Keep the record; returns its number."""
        line = to_document_line(record)
        start = sum(self._places[-1]) if self._places else 0
        with temporary_errors():
            self._file.seek(start)
            rest = memoryview(line)
            while rest:  # a disk that is nearly full takes a part
                rest = rest[self._file.write(rest) :]
        self._places.append((start, len(line)))
        return len(self._places) - 1

    def line(self, number: int) -> bytes:
        """The document record that `add` gave the number, as a line."""
        start, length = self._places[number]
        with temporary_errors():
            self._file.seek(start)
            return self._file.read(length)
