"""A run of a crawl, from its plan to the counts at its end."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from typing import TypeAlias

import msgspec

from onrecord.crawl.barriers import open_tasks, wait_for
from onrecord.crawl.card import card
from onrecord.crawl.endings import Outcome
from onrecord.crawl.executors import executor_of
from onrecord.crawl.faults import mending
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.plan import Plan, freeze
from onrecord.crawl.stages import Stage, stages
from onrecord.crawl.statistics import Counts, merged
from onrecord.crawl.workforce import Workforce
from onrecord.errors import InputError
from onrecord.files import write_bytes, write_errors
from onrecord.incident import quoted
from onrecord.models import load_model
from onrecord.outputs import report

# What is around the work of a stage, to show how far it is.
Show: TypeAlias = Callable[[Stage], AbstractContextManager[None]]


def run(plan: Plan, folder: CrawlFolder, workforce: Workforce, *, show: Show = lambda stage: nullcontext()) -> Outcome:
    """Begin the crawl, or go on with it, and do the tasks that are this run's.

    Each stage needs all of the one before it: where others have tasks of that, they are waited for. Raises
    `OnrecordError` for what no run can go on with.
    """
    all_stages = begin(plan, folder)
    outcome = Outcome()
    for number, stage in enumerate(all_stages):
        if number and (stopped := wait_for(all_stages[number - 1], folder)):
            return Outcome(stopped=stopped)
        with show(stage):
            outcome = executor_of(stage, plan, folder, workforce).run()
        if not outcome.is_whole:
            break
    write_totals(plan, folder)
    if len(folder.stage("annotate").done()) == plan.tasks:
        shutil.rmtree(folder.work, ignore_errors=True)
    return outcome


def begin(plan: Plan, folder: CrawlFolder) -> list[Stage]:
    """Freeze the plan in the folder, or see that it is the one that is there; its stages. Raises `OnrecordError`."""
    load_model(plan.parameters.model)  # a name or folder that holds none should be told before anything is written
    wanted = stages(plan, folder)
    freeze(plan, folder)
    write_totals(plan, folder)
    _reopen(wanted, folder)
    return wanted


def _reopen(wanted: Sequence[Stage], folder: CrawlFolder) -> None:
    """Have what goes before the last stage done again, where a task of that is open and what it needs is gone: the
    crawl was complete, and somebody wants a shard made anew.
    """
    with _alone(folder):
        if not folder.work.exists() and open_tasks(wanted[-1], folder):
            for stage in wanted[:-1]:
                shutil.rmtree(folder.stage(stage.name).completions, ignore_errors=True)


def write_totals(plan: Plan, folder: CrawlFolder) -> dict[str, int]:
    """The counts of all shards that are whole, added up and written down, in the card too.

    Each run does so at its end, one at a time: so the last of several that end at once counts them all.
    """
    with _alone(folder):
        done = folder.stage("annotate").done()
        counts = merged(_read_counts(folder, rank) for rank in sorted(done))
        totals = {"shards": len(done), "of": plan.tasks, **counts}
        write_bytes(folder.totals, msgspec.json.format(msgspec.json.encode(totals), indent=1) + b"\n")
        write_bytes(folder.card, card(plan, totals))
    return totals


def _read_counts(folder: CrawlFolder, rank: int) -> Counts:
    path = folder.statistics(rank)
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, int])
    except (OSError, ValueError) as error:
        found = f"cannot be read as the counts of a shard ({error})"
        raise InputError(quoted(str(path), 200), found, mending(folder, rank)) from error


def read_totals(folder: CrawlFolder) -> dict[str, int]:
    """The counts as they were last written down."""
    return msgspec.json.decode(folder.totals.read_bytes(), type=dict[str, int])


@contextmanager
def _alone(folder: CrawlFolder) -> Iterator[None]:
    """Be the only one inside, of all runs, where the file system has locks."""
    path = folder.path / "state" / "totals.lock"
    with write_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
        except OSError as error:
            _tell_unlocked(folder, error.strerror)
        yield


@cache
def _tell_unlocked(folder: CrawlFolder, reason: str) -> None:
    found = f"the file system keeps no locks ({reason})"
    report(f"{folder.path}: {found}; let no two runs at once have the same tasks: give each a --task-range of its own")
