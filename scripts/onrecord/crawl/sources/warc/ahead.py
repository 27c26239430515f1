"""What lies ahead in a stream of bytes, as far as it was asked for; nothing before it is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO

PIECE = 2**16  # bytes that are read at once
KEPT = 2**20  # bytes of what cannot be read that are kept


class Ahead:
    """The bytes ahead. `offset` is where in the stream the first of them lies."""

    def __init__(self) -> None:
        self.bytes = bytearray()
        self.offset = 0

    def fill(self, size: int) -> bool:
        """Read until so many bytes are there; False where the stream has less."""
        while len(self.bytes) < size:
            if not (more := self._more()):
                return False
            self.bytes += more
        return True

    def drop(self, size: int) -> None:
        """Go on by so many bytes."""
        del self.bytes[:size]
        self.offset += size

    def first(self, size: int) -> bytes:
        """The first bytes; the copy is the only one that is made."""
        with memoryview(self.bytes) as view:
            return bytes(view[:size])

    def span(self) -> tuple[int, int]:
        """Where in the file begins what is not settled, and where it ends that was dropped so far."""
        return self.offset, self.offset

    def settle(self) -> None:
        """Take note that what was dropped so far was good."""

    def _more(self) -> bytes:
        raise NotImplementedError


class FileAhead(Ahead):
    """What lies ahead in a file."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream

    def _more(self) -> bytes:
        return self._stream.read(PIECE)


def passed_over(ahead: Ahead, mark: bytes, *, begins: Callable[[Ahead, int], bool], least: int = 1) -> bytes:
    """Go on, by `least` bytes or more, to the next mark at which `begins` holds, or to the end.

    The first bytes that were passed over, `KEPT` of them at most.
    """
    kept, at = bytearray(), min(least, len(ahead.bytes))
    while True:
        found = ahead.bytes.find(mark, at)
        if found >= 0 and not begins(ahead, found):
            at = found + 1
            continue
        size = found if found >= 0 else max(at, len(ahead.bytes) - len(mark))
        if found < 0 and not ahead.fill(len(ahead.bytes) + 1):
            size = len(ahead.bytes)
        kept += ahead.first(min(size, KEPT - len(kept)))
        ahead.drop(size)
        if found >= 0 or not ahead.bytes:
            return bytes(kept)
        at = 0
