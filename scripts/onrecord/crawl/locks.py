"""Locks by which the processes and machines of a crawl keep out of each other's way."""

from __future__ import annotations

import errno
import fcntl
import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.writes import write_errors

_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.ENOTSUP, errno.EINVAL}
_POLL = 0.2  # seconds


@contextmanager
def locked(path: Path, *, patience: float = math.inf, busy: Exception | None = None) -> Iterator[str]:
    """Hold the lock of that file while inside; the system lets go of it when the process ends, however it does.

    Yields "", or why there is no lock, on a file system that keeps none. Raises `busy` where another process holds it
    for so many seconds, and `WriteError` where there cannot be such a file.
    """
    with write_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    with file:
        end = time.monotonic() + patience
        while (reason := _lock(file.fileno())) is None:
            if busy and time.monotonic() > end:
                raise busy
            time.sleep(_POLL)
        yield reason


def _lock(file: int) -> str | None:
    """ "" where the lock is held now, None where another process holds it, else why there is none."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return None
    except OSError as error:
        if error.errno not in _NO_LOCKS:
            raise
        return error.strerror
    return ""
