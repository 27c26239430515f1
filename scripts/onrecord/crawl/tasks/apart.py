"""Work done by a child process, of whose end its parent knows that nothing but the work was done there.

A document that was in hand when a process ended need not have ended it: whole jobs are killed, by their time limit or
to make room for others, and a slow document is in hand then more often than others. So none is blamed for that; it is
done by a child from then on, whose end is its own.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import select
import signal
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import NoReturn, TypeVar

_Result = TypeVar("_Result")
_SET_PARENT_DEATH_SIGNAL = 1  # an operation of prctl
_CHUNK = 2**20  # bytes
_LENGTH = 8  # bytes of the length, before what is sent


@dataclass(frozen=True, slots=True)
class Ended:
    """A child that ended without a result: its code, that of a signal negative; late when it took all its time."""

    code: int
    is_late: bool


def ending(code: int | None) -> str:
    """How a process ended, for people; the code is as `multiprocessing` gives it."""
    if code is None or code >= 0:
        return f"with code {code}"
    return f"by {signal.Signals(-code).name}" if -code in set(signal.Signals) else f"by signal {-code}"


def done_apart(work: Callable[[], _Result], *, seconds: float) -> _Result | Ended:
    """What `work` returns, done by a child of this process, or how the child ended; it is ended after so many seconds.

    What the work changes is changed in the child alone; what it returns is pickled.
    """
    ours, theirs = os.pipe()
    parent = os.getpid()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of other threads: the child needs none of them
        child = os.fork()
    if not child:
        _do(work, theirs, parent)
    try:
        os.close(theirs)
        data, is_late = _received(ours, time.monotonic() + seconds)
    finally:
        os.close(ours)
        os.kill(child, signal.SIGKILL)  # one that has ended keeps the code that it ended with
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if len(data) > _LENGTH and int.from_bytes(data[:_LENGTH], "big") == len(data) - _LENGTH:
        result: _Result = pickle.loads(memoryview(data)[_LENGTH:])  # of our own child
        return result
    return Ended(code, is_late)


def _do(work: Callable[[], object], stream: int, parent: int) -> NoReturn:
    """What the child does; it ends with its parent."""
    code = 1
    try:
        if sys.platform == "linux":  # elsewhere the bound of its time ends it
            ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)
        if os.getppid() == parent:
            data = pickle.dumps(work())
            with os.fdopen(stream, "wb") as sent:
                sent.write(len(data).to_bytes(_LENGTH, "big") + data)
            code = 0
    finally:
        os._exit(code)


def _received(stream: int, until: float) -> tuple[bytes, bool]:
    """All that comes, and whether it did not end in time."""
    data = bytearray()
    while (left := until - time.monotonic()) > 0:
        if select.select([stream], [], [], left)[0]:
            if not (chunk := os.read(stream, _CHUNK)):
                return bytes(data), False
            data += chunk
    return bytes(data), True
