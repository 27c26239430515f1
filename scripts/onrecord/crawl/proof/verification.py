"""The proof that nothing of a crawl is lost and nothing is there twice.

From the plan, the markers and the shards, and by counting the input anew: every input document is in exactly one of
annotated, filtered, rejected. In memory are the ledger of one shard (40 bytes a document), one row group, and a hash
of the id of each annotated document: 0.8 GB for 100 million.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from onrecord.crawl.executors.endings import ranks_told
from onrecord.crawl.faults import DamageError, Fault
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.items import Fate, InputFile
from onrecord.crawl.manifest import load_plan
from onrecord.crawl.output.totals import read_totals
from onrecord.crawl.plan import Plan
from onrecord.crawl.proof.identifiers import Identifiers
from onrecord.crawl.proof.shard_proof import prove
from onrecord.crawl.sources import source
from onrecord.crawl.sources.discovery import opened
from onrecord.errors import InputError
from onrecord.incident import quoted
from onrecord.progress import with_bar
from onrecord.reports.totals import counted

_AGAIN = "run the same crawl again"


class Verification:
    """The proof of a crawl; with `inputs`, its input is counted anew, which reads all of it."""

    def __init__(self, folder: CrawlFolder, *, inputs: bool = True) -> None:
        self.folder, self.inputs = folder, inputs
        self.counts: Counter[str] = Counter()
        self.done: list[int] = []  # tasks
        self._damaged = 0  # shards
        self._ids = Identifiers()

    def faults(self) -> Iterator[Fault]:
        """What is wrong, as it is found; `counts` and `done` are filled meanwhile.

        Raises `InputError` where there is no crawl.
        """
        try:
            plan = load_plan(self.folder)
        except InputError as error:
            if not self.folder.manifest.exists():
                raise
            place, found, mend = error.args
            yield Fault(place, found, "the plan as the crawl froze it", mend)
            return
        yield from self._tasks(plan)
        yield from _strays(self.folder, plan)
        for rank in with_bar(self.done, "verify", unit="shards"):
            yield from self._shard(plan, rank)
        if len(self.done) == plan.tasks and not self._damaged:
            yield from self._whole()
        yield from self._ids.faults([path for rank in self.done if (path := self.folder.documents(rank)).exists()])

    def summary(self) -> str:
        """How many documents the shards have that are done."""
        fates = ", ".join(f"{self.counts[fate]:,} {fate}" for fate in Fate)
        return f"{counted(self.counts['documents'], 'document')} in {counted(len(self.done), 'shard')}: {fates}"

    def _tasks(self, plan: Plan) -> Iterator[Fault]:
        state = self.folder.stage("annotate")
        tasks = set(range(plan.tasks))
        self.done = sorted(tasks & state.done())
        if undone := tasks - state.done():
            found = f"{counted(len(undone), 'task')} of {plan.tasks:,} not done: {ranks_told(sorted(undone))}"
            if begun := len(undone & state.at_work()):
                found += f" ({begun:,} in hand, or broken off)"
            mend = f"let the processes end that are at it, or {_AGAIN}"
            yield Fault(str(self.folder.path), found, "all of them done", mend)

    def _shard(self, plan: Plan, rank: int) -> Iterator[Fault]:
        proof = prove(self.folder, plan, rank, self._ids.take)
        self.counts.update(proof.counts)
        self._damaged += bool(proof.damage)
        yield from (damage.fault(self.folder, rank) for damage in proof.damage)
        if self.inputs and proof.documents is not None:
            for number, file in plan.files_of(rank):
                yield from self._input(file, proof.documents[number], rank)

    def _input(self, file: InputFile, known: int, rank: int) -> Iterator[Fault]:
        """Count the documents of a file anew."""
        try:
            with opened(file) as stream:
                again = source(file.format).count(stream, file)
        except InputError as error:
            place, found, mend = error.args
            yield Fault(place, found, "the file that the crawl read", f"{mend}; --no-inputs leaves the input out")
            return
        if again != known:
            found, expected = f"{counted(known, 'document')} of {file.path}", f"{again:,}, as the file has"
            yield DamageError(self.folder.ledger(rank), found, expected).fault(self.folder, rank)

    def _whole(self) -> Iterator[Fault]:
        """What there is once for the whole crawl: the sums, and what `load_dataset` goes by."""
        if not self.folder.card.exists():
            yield Fault(str(self.folder.card), "no such file", "the card that load_dataset goes by", _AGAIN)
        wanted = Counter({"shards": len(self.done), "of": len(self.done), **self.counts})
        try:
            totals = Counter(read_totals(self.folder))
        except (OSError, ValueError, msgspec.MsgspecError) as error:
            yield Fault(str(self.folder.totals), f"cannot be read ({error})", "the sums of all shards", _AGAIN)
            return
        if differing := sorted(name for name in totals.keys() | wanted.keys() if totals[name] != wanted[name]):
            name = differing[0]
            found, expected = f"{quoted(name)} is {totals[name]:,}", f"{wanted[name]:,}, as all shards have"
            yield Fault(str(self.folder.totals), found, expected, _AGAIN)


def _strays(folder: CrawlFolder, plan: Plan) -> Iterator[Fault]:
    """Files among those of the shards that are no shard's: who loads the folder would load them."""
    known = {path for rank in range(plan.tasks) for path in folder.shard(rank)}
    tops = {path.relative_to(folder.path).parts[0] for path in folder.shard(0)}
    for top in sorted(tops):
        for parent, _, names in os.walk(folder.path / top):
            for path in sorted(Path(parent, name) for name in names if not name.startswith(".")):
                if path not in known:
                    yield Fault(str(path), "a file of no shard", "the shards alone", "move it out of the folder")
