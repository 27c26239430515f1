"""A worker: a process that does one task after the other, so that model and vocabularies are read once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from copy import deepcopy
from dataclasses import dataclass
from enum import Enum
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from typing import Any

from onrecord.crawl.tasks.task import StoppedError, TaskBusyError, ask_to_stop
from onrecord.errors import OnrecordError
from onrecord.writes import WriteError, write_errors

GRACE = 5  # seconds in which a worker that is asked to end does so
_MEND = "make room or mend the rights, then run the same command again"
_POLL = 0.02  # seconds
# What a worker begins with: its end of the connection, and where modules are.
_BEGIN = """\
import sys
sys.path[:] = sys.argv[2:]
from multiprocessing.connection import Connection
from onrecord.crawl.executors.workers import work
work(Connection(int(sys.argv[1])))
"""
_TOLD = (signal.SIGINT, signal.SIGHUP, signal.SIGTERM)  # they wait until a worker that starts can heed them


class Result(Enum):
    """What became of a task that was given to a worker."""

    DONE = "done"
    BUSY = "busy"  # another process is at it
    FAILED = "failed"
    HOPELESS = "hopeless"  # failed for a reason that other tasks would fail for


@dataclass(frozen=True, slots=True)
class Reply:
    """The end of a task; `fault` is for people."""

    result: Result
    fault: str = ""


@dataclass(slots=True)
class Worker:
    """A worker as its supervisor sees it; `rank` is the task that it was given."""

    process: subprocess.Popen[bytes]
    connection: Connection
    is_ready: bool = False
    rank: int | None = None

    @property
    def is_idle(self) -> bool:
        return self.is_ready and self.rank is None

    @property
    def is_dead(self) -> bool:
        return self.process.poll() is not None


def started(executor: Any, log: Path) -> Worker:
    """A new worker for the executor's tasks; what it and its libraries say is added to the log. Raises `WriteError`.

    It begins with nothing of this process but what it is sent: libraries with threads do not bear to be forked. Not by
    `multiprocessing`, whose processes say on standard error what goes wrong before they get to their work.
    """
    with write_errors(log):
        log.parent.mkdir(parents=True, exist_ok=True)
        said = log.open("ab")
    ours, theirs = Pipe()
    with said, theirs, _held_back():
        process = subprocess.Popen(
            [sys.executable, "-c", _BEGIN, str(theirs.fileno()), *sys.path],
            stdin=subprocess.PIPE,  # as long as this end is open, the worker may live
            stdout=said,
            stderr=said,
            pass_fds=[theirs.fileno()],
        )
    with suppress(OSError):  # it ended already
        ours.send(executor)
    return Worker(process, ours)


def stop(workers: Iterable[Worker], is_urgent: Callable[[], bool] = lambda: False) -> None:
    """End the workers in good order, all at once; those that do not heed it, or when it is urgent, by force."""
    alive = [worker for worker in workers if not worker.is_dead]
    for worker in alive:
        worker.connection.close()  # one that waits for a task ends by that
        worker.process.terminate()
    end = time.monotonic() + GRACE
    while any(not worker.is_dead for worker in alive) and time.monotonic() < end and not is_urgent():
        time.sleep(_POLL)
    for worker in workers:
        worker.process.kill()
        worker.process.communicate()
        worker.connection.close()


@contextmanager
def _held_back() -> Iterator[None]:
    """Let processes that are started inside begin with these signals held back."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _TOLD)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def work(connection: Connection) -> None:
    """What a worker does as long as the process that asks for it lives."""
    for each in (signal.SIGINT, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)  # from a terminal, to all of its processes: the supervisor sees to it
    signal.signal(signal.SIGTERM, ask_to_stop)  # in good order: files are removed, no document is suspect
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _TOLD)
    threading.Thread(target=_end_with_supervisor, daemon=True).start()
    with suppress(EOFError, OSError, StoppedError):
        executor = connection.recv()
        pipeline = executor.pipeline
        connection.send(None)  # ready
        while True:
            rank = connection.recv()
            executor.pipeline = deepcopy(pipeline)  # steps count; each task begins at 0
            connection.send(_done(executor, rank))


def _done(executor: Any, rank: int) -> Reply:
    """Do a task."""
    try:
        executor._run_for_rank(rank, local_rank=1)
    except TaskBusyError as error:
        return Reply(Result.BUSY, str(error))
    except WriteError as error:
        return Reply(Result.HOPELESS, f"{error}; {_MEND}")
    except OnrecordError as error:
        return Reply(Result.FAILED, str(error))
    except OSError as error:  # of datatrove's own files: logs, statistics, marker
        name = error.filename or executor.logging_dir.path
        return Reply(Result.HOPELESS, f"{name}: cannot be written ({error.strerror or error}); {_MEND}")
    except Exception as error:
        log = executor.logging_dir.resolve_paths(f"logs/task_{rank:05d}.log")
        return Reply(Result.FAILED, f"failed ({type(error).__name__}: {error}); see {log}, and please report it")
    return Reply(Result.DONE)


def _end_with_supervisor() -> None:
    """End this process when the supervisor is no more, however that ended."""
    os.read(0, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)
