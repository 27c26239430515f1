"""A task at work: its lock, its journal, and the bounds inside which anything is done with one of its documents."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from types import FrameType
from typing import TypeAlias

from onrecord.crawl.folder import CrawlFolder, StageFolder
from onrecord.crawl.items import Fate, Item, UnfitError
from onrecord.crawl.locks import locked
from onrecord.crawl.manifest import read_plan
from onrecord.crawl.plan import Parameters, Plan
from onrecord.crawl.tasks.apart import Ended, done_apart, ending
from onrecord.crawl.tasks.bounds import PATIENCE, TooSlowError, bounded_memory, bounded_time
from onrecord.crawl.tasks.journal import Journal, suspects
from onrecord.errors import InputError, OnrecordError
from onrecord.model import Document, Record
from onrecord.writes import write_errors

_PATIENCE = 10  # seconds in which a process that dies lets go of its task
_DEATHS = 3  # of processes that do one document alone, after which it is rejected
_SUSPECTS = 2  # from so many on, none of the task's documents is trusted

_asked = threading.Event()
# Of an item: document, record, fate, reason, detail.
_Settled: TypeAlias = tuple[Document | None, Record | None, Fate | None, str, str]


class TaskBusyError(OnrecordError):
    """A task that another process is at."""


class StoppedError(BaseException):
    """This process was asked to end, and does so between two documents. No `Exception`: nothing else must catch it."""


def ask_to_stop(number: int, frame: FrameType | None) -> None:
    """The handler of a signal that asks this process to end.

    It raises nothing: what is raised in the middle of a document, or of an import, libraries make other errors of.
    """
    _asked.set()


def _heed() -> None:
    if _asked.is_set():
        raise StoppedError


@dataclass(slots=True)
class Task:
    """What the steps of a pipeline share. It is begun by the last of them, which runs first, for one rank at a time."""

    folder: CrawlFolder
    stage: str = "annotate"
    _journal: Journal | None = field(default=None, init=False)
    _suspects: set[tuple[int, int]] = field(default_factory=set, init=False)
    _file: int = field(default=-1, init=False)
    _before: int = field(default=0, init=False)  # bytes of the files before that

    @property
    def plan(self) -> Plan:
        return read_plan(self.folder)

    @property
    def state(self) -> StageFolder:
        return self.folder.stage(self.stage)

    @contextmanager
    def held(self, rank: int) -> Iterator[None]:
        """Let no other process do the task while inside; when that ends well, the task is done.

        Its marker, which datatrove writes once more, is there before another process can begin: what that did would
        take the place of what is used already. Raises `TaskBusyError` where another process is at it, or has done it.
        """
        marker = self.state.completion(rank)
        mend = "let it end; the same command then does what is left"
        busy = TaskBusyError(f"task {rank} is being worked on by another process; {mend}")
        with locked(self.state.lock(rank), patience=_PATIENCE, busy=busy):
            if marker.exists():
                raise TaskBusyError(f"task {rank} was done by another process meanwhile")
            yield
            with write_errors(marker):
                marker.parent.mkdir(parents=True, exist_ok=True)
                marker.touch()

    @contextmanager
    def begun(self, rank: int) -> Iterator[None]:
        """Hold the task while inside, with a journal. Raises `TaskBusyError`."""
        with self.held(rank):
            self._suspects = suspects(self.state, rank)
            self._file, self._before = -1, 0
            self._journal = Journal(self.state.journal(rank))
            try:
                yield
            finally:
                self._end(rank)
            self.state.deaths(rank).unlink(missing_ok=True)

    def settle(self, item: Item, work: Callable[[], None]) -> None:
        """Do work on an item whose fate is open, inside the bounds of a document; what it raises settles the fate.

        The work changes nothing but the item: it is done by a child process for a document that was in hand when a
        process ended, and for all of a task in which that were several. Raises `OnrecordError` for what is no
        document's fault.
        """
        assert self._journal is not None
        _heed()
        parameters = self.plan.parameters
        with self._journal.holding(*item.key):
            if item.key in self._suspects or len(self._suspects) >= _SUSPECTS:
                _settle_apart(item, work, parameters)
            else:
                _settle(item, work, parameters)

    def count(self, item: Item) -> None:
        """Note in the journal that an item is done."""
        assert self._journal is not None
        _heed()
        if item.file != self._file:
            self._before += self.plan.inputs[self._file].size if self._file >= 0 else 0
            self._file = item.file
        is_filtered, is_rejected = item.fate is Fate.FILTERED, item.fate is Fate.REJECTED
        self._journal.count(filtered=is_filtered, rejected=is_rejected, end=self._before + item.raw.end)

    def _end(self, rank: int) -> None:
        if self._journal is not None:
            self._journal.close()
            self._journal = None
            self.state.journal(rank).unlink(missing_ok=True)


def _settle(item: Item, work: Callable[[], None], parameters: Parameters) -> None:
    try:
        with bounded_memory(parameters.mebibytes), bounded_time(parameters.seconds):
            work()
    except InputError as error:
        item.reject("unreadable", str(error).removeprefix(f"{item.raw.place}: "))
    except UnfitError as error:
        item.filter(error.reason, error.detail)
    except TooSlowError:
        item.reject("too-slow", f"more than {parameters.seconds:g} seconds")
    except MemoryError:
        item.reject("too-large", f"more than {parameters.mebibytes:,} MiB of memory")
    except (OnrecordError, KeyboardInterrupt):
        raise  # a model that cannot be read; the end of the process
    except BaseException as error:  # a fault of a layer costs its document, never the task; Rust's are no `Exception`
        item.reject("layer-failed", f"{type(error).__name__}: {error}; please report it")


def _settle_apart(item: Item, work: Callable[[], None], parameters: Parameters) -> None:
    """Settle it in a child process. One that ends may have been killed from outside, but not so often."""
    code = 0
    for _ in range(_DEATHS):
        result = done_apart(partial(_settled, item, work, parameters), seconds=parameters.seconds * PATIENCE)
        if isinstance(result, OnrecordError):
            raise result
        if not isinstance(result, Ended):
            item.document, item.record, item.fate, item.reason, item.detail = result
            return
        if result.is_late or result.code == -signal.SIGPROF:
            item.reject("too-slow", f"more than {parameters.seconds:g} seconds, and it could not be stopped")
            return
        code = result.code
    item.reject("killed-worker", f"each of {_DEATHS} processes that did it ended {ending(code)}")


def _settled(item: Item, work: Callable[[], None], parameters: Parameters) -> _Settled | OnrecordError:
    """What the work makes of the item, to be sent to another process."""
    try:
        _settle(item, work, parameters)
    except OnrecordError as error:
        return error
    return item.document, item.record, item.fate, item.reason, item.detail
