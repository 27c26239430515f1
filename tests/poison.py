"""Documents that do harm, for the tests of what a crawl bears: a step that acts on the texts that ask for it."""

from __future__ import annotations

import ctypes
import json
import os
import re
import signal
import sys
import time
from collections import deque
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import repeat
from pathlib import Path

import pyarrow.parquet as pq

from onrecord.crawl.executors.supervision import Outcome, SupervisedExecutor
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.manifest import freeze, read_plan
from onrecord.crawl.plan import Parameters, Plan
from onrecord.crawl.sources.discovery import discovered
from onrecord.crawl.stages import Stage, stages
from onrecord.crawl.steps import CrawlStep, items
from onrecord.crawl.tasks.task import Task

SENTENCE = "“It was a good year,” said Ann Lee of Acme on Monday, 5 May 2025. "
HURRY = 0.2  # seconds for what would never end
STUCK = 0.5  # times six, seconds in which anything else in hand has to be done, or is tried again


def _loop():
    while True:
        pass


def _swallow(act):
    while True:
        with suppress(BaseException):
            act()


def _take():
    taken = []
    while True:
        taken.append(bytearray(2**26))


def _take_at_once():
    import pyarrow as pa

    pa.allocate_buffer(2**34)


def _wait():
    """Lock a lock of C's twice, and hold the interpreter meanwhile."""
    lock = ctypes.create_string_buffer(64)
    for _ in range(2):
        ctypes.PyDLL(None).pthread_mutex_lock(lock)


def _raise():
    raise ValueError("a fault")


# By name, what a document does, and the reason for which it is rejected. Those that end a process, of which two do so
# in a task before its documents are done apart, are after those that do not.
ACTS = {
    "raise": (_raise, "layer-failed"),
    "leave": (partial(sys.exit, 0), "layer-failed"),
    "loop": (_loop, "too-slow"),
    "pattern": (partial(re.match, r"(a+)+$", "a" * 50 + "b"), "too-slow"),
    "memory": (_take, "too-large"),
    "memory in C": (_take_at_once, "too-large"),
    "exit": (partial(os._exit, 3), "killed-worker"),
    "crash": (partial(ctypes.string_at, 0), "killed-worker"),
    "loop in C": (lambda: deque(repeat(0), maxlen=0), "too-slow"),
    "wait in C": (_wait, "too-slow"),
    "swallow": (partial(_swallow, _loop), "too-slow"),
    "swallow and wait": (partial(_swallow, partial(time.sleep, 1000)), "too-slow"),
    "abort": (os.abort, "killed-worker"),
    "kill": (lambda: os.kill(os.getpid(), signal.SIGKILL), "killed-worker"),
}


class PoisonedTask(Task):
    """A task that hurries what would never end; other documents have as much time as they need on a busy machine."""

    is_hurried = False

    @property
    def plan(self):
        plan = read_plan(self.folder)
        return replace(plan, parameters=replace(plan.parameters, seconds=HURRY)) if self.is_hurried else plan


class Poison(CrawlStep):
    """Does what a text asks for."""

    name = "poison"

    def run(self, data=None, rank=0, world_size=1):
        for carrier, item in items(data):
            if item.is_open and (found := re.search(r"POISON \(([\w ]+)\)", item.document.text)):
                act, reason = ACTS[found[1]]
                self.task.is_hurried = reason == "too-slow"
                self.task.settle(item, act)
                self.task.is_hurried = False
            yield carrier


def poison(stage: Stage) -> None:
    """Put the step that does harm behind the first two of a stage."""
    task = PoisonedTask(stage.pipeline[0].task.folder, stage.name)
    for step in stage.pipeline:
        step.task = task
    stage.pipeline.insert(2, Poison(task))


def write_inputs(folder: Path, acts, *, files: int = 4, documents: int = 5) -> None:
    """JSONL files of short documents, with one more for each act, dealt out to the files."""
    folder.mkdir()
    for file in range(files):
        texts = {f"good-{file}-{number}": SENTENCE * 2 for number in range(documents)}
        bad = {act.replace(" ", "-").lower(): f"{SENTENCE}POISON ({act})" for act in list(acts)[file::files]}
        pairs = [*list(texts.items())[:2], *bad.items(), *list(texts.items())[2:]]
        lines = [json.dumps({"id": key, "text": text}) for key, text in pairs]
        (folder / f"{file}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


def crawled(source: Path, out: Path, *, poisoned: bool = False, workers: int = 2, **parameters):
    """Run a crawl of the folder, by real workers, with the step that does harm; the outcome."""
    return crawled_files(discovered([str(source)]), out, poisoned=poisoned, workers=workers, **parameters)


def crawled_files(inputs, out: Path, *, poisoned: bool = False, workers: int = 2, **parameters):
    """The same of input files. Without workers it is done by this process."""
    executor = executor_for(inputs, out, poisoned=poisoned, workers=workers, **parameters)
    if workers:
        return executor.run()
    for rank in executor.ranks:
        executor._run_for_rank(rank, local_rank=1)
    return Outcome()


def executor_for(inputs, out: Path, *, poisoned: bool, workers: int, **parameters) -> SupervisedExecutor:
    """What runs such a crawl."""
    plan = Plan(tuple(inputs), len(inputs), Parameters(model="fast", **parameters))
    folder = CrawlFolder(out)
    freeze(plan, folder)
    (stage,) = stages(plan, folder)
    if poisoned:
        poison(stage)
    return SupervisedExecutor(
        stage.pipeline,
        tasks=stage.tasks,
        workers=workers,
        logging_dir=folder.stage(stage.name).path,
        seconds=STUCK if poisoned else plan.parameters.seconds,
    )


def rows(out: Path, name: str) -> list[dict]:
    """The rows of all shards of a kind (data/documents, ledger, rejected), in order."""
    return [row for path in sorted((out / name).glob("*.parquet")) for row in pq.read_table(path).to_pylist()]
