"""Bounds of what one document may take: time and memory.

What runs over its time is ended by a signal, where Python can take it. Code in C may hold the interpreter for longer:
then a watchdog, which needs no interpreter, ends the process, and the journal says which document it was. Memory is
bounded by the system: what wants more gets a `MemoryError`, or is killed and so found in the journal too.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import signal
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FrameType
from typing import NoReturn

_PATIENCE = 3  # times the bound, after which the process is ended
_AGAIN = 0.5  # seconds after which the signal is sent once more, to code that swallows what it raises


class TooSlowError(BaseException):
    """A document took longer than it may. No `Exception`: a layer or library that catches those must not catch it."""


@contextlib.contextmanager
def bounded_time(seconds: float) -> Iterator[None]:
    """Raise `TooSlowError` inside after so many seconds; end the process where it cannot be raised.

    Outside the main thread, and where there are no such signals, the process is ended.
    """
    faulthandler.dump_traceback_later(seconds * _PATIENCE, exit=True, file=_nowhere())
    raises = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGALRM, _too_slow) if raises else None
    try:
        try:
            if raises:
                signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
            yield
        finally:
            _stop_timer(raises)
    finally:  # once more: the signal may have come just before the timer was stopped
        _stop_timer(raises)
        if raises:
            signal.signal(signal.SIGALRM, before)
        faulthandler.cancel_dump_traceback_later()


@contextlib.contextmanager
def bounded_memory(mebibytes: int) -> Iterator[None]:
    """Let this process have so much more memory than now while inside (Linux; elsewhere there is no such bound)."""
    used = _data_size()
    if not used:
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = used + mebibytes * 2**20
    limit = min([wanted, *(value for value in (soft, hard) if value != resource.RLIM_INFINITY)])
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def _stop_timer(is_set: bool) -> None:
    if is_set:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _too_slow(number: int, frame: FrameType | None) -> NoReturn:
    raise TooSlowError


def _data_size() -> int:
    """The bytes of this process that the bound counts; 0 where that is not known."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        return 0
    lines = (line.split() for line in status.splitlines() if line.startswith("VmData:"))
    return next((int(line[1]) * 1024 for line in lines), 0)


@cache
def _nowhere() -> int:
    """Where the watchdog's traceback goes: the journal says what is to be known."""
    return os.open(os.devnull, os.O_WRONLY)
