"""A task at work: its lock, its journal, and the bounds inside which anything is done with one of its documents."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.crawl.bounds import TooSlowError, bounded_memory, bounded_time
from onrecord.crawl.folder import CrawlFolder, StageFolder
from onrecord.crawl.items import Fate, Item, UnfitError
from onrecord.crawl.journal import Journal, killers
from onrecord.crawl.plan import Plan, read_plan
from onrecord.errors import InputError, OnrecordError

_PATIENCE = 10  # seconds in which a process that dies lets go of its task


class TaskBusyError(OnrecordError):
    """A task that another process is at."""


@dataclass(slots=True)
class Task:
    """What the steps of a pipeline share. It is begun by the last of them, which runs first, for one rank at a time."""

    folder: CrawlFolder
    stage: str = "annotate"
    _journal: Journal | None = field(default=None, init=False)
    _killers: dict[tuple[int, int], int] = field(default_factory=dict, init=False)
    _file: int = field(default=-1, init=False)
    _before: int = field(default=0, init=False)  # bytes of the files before that

    @property
    def plan(self) -> Plan:
        return read_plan(self.folder)

    @property
    def state(self) -> StageFolder:
        return self.folder.stage(self.stage)

    def locked(self, rank: int) -> AbstractContextManager[None]:
        """Let no other process do the task while inside. Raises `TaskBusyError` where one does."""
        return _locked(self.state.lock(rank), rank)

    @contextmanager
    def begun(self, rank: int) -> Iterator[None]:
        """Hold the task while inside. Raises `TaskBusyError` where another process does."""
        parameters = self.plan.parameters
        with ExitStack() as held:
            held.enter_context(self.locked(rank))
            self._killers = killers(self.state, rank, limit=parameters.deaths)
            self._file, self._before = -1, 0
            self._journal = Journal(self.state.journal(rank))
            held.callback(self._end, rank)
            held.enter_context(bounded_memory(parameters.mebibytes))
            yield

    def settle(self, item: Item, work: Callable[[], None]) -> None:
        """Do work on an item whose fate is open, inside the bounds of a document; what it raises settles the fate.

        Raises `OnrecordError` for what is no document's fault.
        """
        assert self._journal is not None
        parameters = self.plan.parameters
        if times := self._killers.get(item.key):
            item.reject("killed-worker", f"the process that had it in hand ended, {times} times")
            return
        try:
            with self._journal.holding(*item.key), bounded_time(parameters.seconds):
                work()
        except InputError as error:
            item.reject("unreadable", str(error))
        except UnfitError as error:
            item.filter(error.reason, error.detail)
        except TooSlowError:
            item.reject("too-slow", f"more than {parameters.seconds:g} seconds")
        except MemoryError:
            item.reject("too-large", f"more than {parameters.mebibytes:,} MiB of memory")
        except OnrecordError:
            raise  # a model that cannot be read
        except Exception as error:  # a fault of a layer costs its document, never the task
            item.reject("layer-failed", f"{type(error).__name__}: {error}; please report it")

    def count(self, item: Item) -> None:
        """Note in the journal that an item is done."""
        assert self._journal is not None
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


@contextmanager
def _locked(path: Path, rank: int) -> Iterator[None]:
    """Hold the lock of a task; the system lets go of it when the process ends, however it does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    end = time.monotonic() + _PATIENCE
    with path.open("ab") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() > end:
                    mend = "let it end; the same command then does what is left"
                    raise TaskBusyError(f"task {rank} is being worked on by another process; {mend}") from error
                time.sleep(0.2)
        yield
