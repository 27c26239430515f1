"""Bounds of what one document may take: time and memory.

Three things end what takes too long. A timer raises `TooSlowError` where Python can take it; for code that swallows it,
it is raised again, and at last the process ended. Code in C may hold the interpreter, so that nothing can be raised:
then the system ends the process, when it has worked for that long (a timer of the processor's time, whose signal has no
handler; a thread that watches would cost fifty times as much a document). What holds the interpreter without working is
ended by the supervisor alone, which reads the journals. A process that is ended so leaves a document in hand.

Memory is bounded by the system: what wants more gets a `MemoryError`, or fails in its own way.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import FrameType

PATIENCE = 3  # times the bound, after which the process is ended
_AGAIN = 0.5  # seconds after which the signal is sent once more, to code that swallows what it raises


@dataclass(slots=True)
class _Alarm:
    """`until`, of the monotonic clock, is when what is inside has used up all patience; 0 while nothing is inside."""

    until: float = 0
    has_rung: bool = False


_alarm = _Alarm()


class TooSlowError(BaseException):
    """A document took longer than it may. No `Exception`: a layer or library that catches those must not catch it."""


@contextlib.contextmanager
def bounded_time(seconds: float) -> Iterator[None]:
    """Raise `TooSlowError` inside after so many seconds, and at the end where it was caught or made another error
    there; end the process where that is of no avail, and outside the main thread, where nothing can be raised.
    """
    raises = threading.current_thread() is threading.main_thread()
    if raises and signal.getsignal(signal.SIGALRM) is not _ring:
        signal.signal(signal.SIGALRM, _ring)
    try:
        try:
            _alarm.until, _alarm.has_rung = time.monotonic() + seconds * PATIENCE, False
            signal.setitimer(signal.ITIMER_PROF, seconds * PATIENCE)
            signal.setitimer(signal.ITIMER_REAL, seconds if raises else seconds * PATIENCE, _AGAIN)
            yield
        finally:
            _stop()
    finally:  # once more: the signal may have come just before the first of these statements
        _stop()
        if _alarm.has_rung:
            raise TooSlowError


@contextlib.contextmanager
def bounded_memory(mebibytes: int) -> Iterator[None]:
    """Let this process take so much more memory than it has, while inside (Linux; elsewhere there is no such bound)."""
    if (status := _status(os.getpid())) is None:
        yield
        return
    import resource

    # Data and stack, of which the bound counts the first.
    used = int(os.pread(status, 200, 0).split()[5]) * resource.getpagesize()
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    known = [value for value in (soft, hard) if value != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min([used + mebibytes * 2**20, *known]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _stop() -> None:
    _alarm.until = 0
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.setitimer(signal.ITIMER_PROF, 0)


def _ring(number: int, frame: FrameType | None) -> None:
    if not _alarm.until:  # it was on its way when what is inside ended
        return
    _alarm.has_rung = True
    if time.monotonic() > _alarm.until:
        os.kill(os.getpid(), signal.SIGPROF)
    raise TooSlowError


@cache
def _status(process: int) -> int | None:
    """Where the system tells how much memory this process has, kept open; another process has another such file."""
    return os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC) if sys.platform == "linux" else None
