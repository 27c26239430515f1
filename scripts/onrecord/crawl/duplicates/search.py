"""Duplicates: stages that find them with datatrove, so that of those that are alike the first one is annotated.

Which one is the first is a matter of the plan, not of how many processes there are: that of the lowest task, and in it
the one that comes first in the input. A duplicate stays in its place among the items of its task, as filtered.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from glob import has_magic
from pathlib import Path
from typing import NamedTuple

import numpy as np
from datatrove.data import Document as Carrier
from datatrove.io import DataFolder
from datatrove.pipeline.base import PipelineStep
from datatrove.pipeline.dedup.exact_dedup import ExactDedupFilter, ExactDedupSignature, ExactFindDedups
from datatrove.pipeline.dedup.minhash import MinhashDedupBuckets, MinhashDedupCluster, MinhashDedupFilter
from fsspec.implementations.local import LocalFileSystem

from onrecord.crawl.duplicates.signatures import EXACT, MOST_TASKS, NEAR, Signatures
from onrecord.crawl.duplicates.texts import TextsFile
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.plan import Plan
from onrecord.crawl.steps import Carriers, CrawlStep, items
from onrecord.crawl.tasks.task import Task
from onrecord.errors import InputError, OnrecordError
from onrecord.incident import quoted

_LINES = 1000  # of a file of signatures that are read at once


class SearchPart(NamedTuple):
    """Steps of datatrove that read no documents, but the signatures of all tasks; `results` are the folders that they
    fill alone.
    """

    name: str
    steps: Sequence[PipelineStep]
    tasks: int = 1
    results: Sequence[Path] = ()


class Kind(NamedTuple):
    """How duplicates of a kind are found, for one crawl."""

    reason: str
    signatures: PipelineStep
    search: Sequence[SearchPart]
    removed: PipelineStep  # the filter that drops all but the first


def exact(work: Path) -> Kind:
    """Texts that are the same but for white space."""
    signatures, removals = work / "signatures", work / "removals"
    find = ExactFindDedups(_folder(signatures), _folder(removals), EXACT, lines_to_buffer=_LINES)
    return Kind(
        "duplicate",
        ExactDedupSignature(_folder(signatures), EXACT),
        [SearchPart("duplicates", [find], results=[removals])],
        ExactDedupFilter(_folder(removals), EXACT),
    )


def near(work: Path) -> Kind:
    """Texts that have most of their n-grams in common, or are so by way of others."""
    signatures, pairs, clusters, removals = (work / name for name in ("signatures", "pairs", "clusters", "removals"))
    find = MinhashDedupBuckets(_folder(signatures), _folder(pairs), config=NEAR, lines_to_buffer=_LINES)
    join = MinhashDedupCluster(_folder(pairs), _folder(clusters), NEAR, save_cluster_id=True, lines_to_buffer=_LINES)
    return Kind(
        "near-duplicate",
        Signatures(_folder(signatures)),
        [
            SearchPart("pairs", [find], NEAR.num_buckets),
            SearchPart("duplicates", [join, KeepFirst(clusters, removals)], results=[clusters, removals]),
        ],
        MinhashDedupFilter(_folder(removals)),
    )


KINDS = {"exact": exact, "minhash": near}


def duplicates_of(plan: Plan, folder: CrawlFolder) -> Kind:
    """How the plan wants duplicates to be found. Raises `OnrecordError` where datatrove could not."""
    if has_magic(str(folder.path.absolute())):
        found = "* ? [ in the name of a folder means others to what looks for duplicates"
        raise InputError(quoted(str(folder.path), 200), found, "name another folder with -o")
    if plan.tasks > MOST_TASKS:
        raise OnrecordError(f"{plan.tasks:,} tasks: duplicates are found among {MOST_TASKS:,} at most; give --tasks")
    return KINDS[plan.parameters.duplicates](folder.work)


def _folder(path: Path) -> DataFolder:
    return DataFolder(str(path.absolute()), fs=LocalFileSystem())


class Search(CrawlStep):
    """A part of the search; its results take the place of what a run that was ended left."""

    name = "search duplicates"

    def __init__(self, task: Task, part: SearchPart) -> None:
        super().__init__(task)
        self.part = part

    def run(self, data: Carriers | None = None, rank: int = 0, world_size: int = 1) -> Carriers:
        with self.task.held(rank):
            _allow_many_files()
            for folder in self.part.results:
                shutil.rmtree(folder, ignore_errors=True)
            for step in self.part.steps:
                step.run(None, rank, world_size)
        yield from ()


class KeepFirst(PipelineStep):  # type: ignore[misc]
    """Of each cluster of near duplicates the first is to stay; datatrove's own choice is the root of its tree.

    It numbers the clusters in the order of their first documents, which so are those with a number above all before.
    """

    type = "onrecord"
    name = "keep first"

    def __init__(self, clusters: Path, removals: Path) -> None:
        super().__init__()
        self.clusters, self.removals = clusters, removals

    def run(self, data: Carriers | None = None, rank: int = 0, world_size: int = 1) -> None:
        self.removals.mkdir(parents=True)
        highest = -1
        for path in sorted(self.clusters.glob("*.clusters")):
            documents, numbers = np.fromfile(path, "<u4").reshape(-1, 2).T.astype(np.int64)
            before = np.maximum.accumulate([highest, *numbers])
            documents[numbers <= before[:-1]].astype("<u4").tofile(self.removals / f"{path.stem}.remove")
            highest = before[-1]


class MarkDuplicates(CrawlStep):
    """Filter the items that datatrove's filter removes, told by their number among those that are open."""

    name = "mark duplicates"

    def __init__(self, task: Task, kind: Kind) -> None:
        super().__init__(task)
        self.reason, self.removed = kind.reason, kind.removed

    def run(self, data: Carriers, rank: int = 0, world_size: int = 1) -> Carriers:
        total = TextsFile(self.task.folder, rank).count_open()
        numbers = (Carrier(text="", id=str(number)) for number in range(total))
        kept = (int(carrier.id) for carrier in self.removed.run(numbers, rank, world_size))
        number, stays = 0, next(kept, None)
        for carrier, item in items(data):
            if item.is_open:
                if number == stays:
                    stays = next(kept, None)
                else:
                    item.filter(self.reason)
                number += 1
            yield carrier


def _allow_many_files() -> None:
    """A file of signatures a task is open at once: more than what a process may have open unless it asks."""
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
