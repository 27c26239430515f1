"""The folder that a crawl writes: where what lies. It is on a file system that all its processes share."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CrawlFolder:
    """The paths of a crawl's output; `rank` is the number of a task, and so of its shard."""

    path: Path

    @property
    def manifest(self) -> Path:
        return self.path / "manifest.json"

    @property
    def inputs(self) -> Path:
        return self.path / "inputs.jsonl"

    @property
    def card(self) -> Path:
        return self.path / "README.md"

    @property
    def totals(self) -> Path:
        """The statistics of all shards."""
        return self.path / "statistics.json"

    def stage(self, name: str) -> StageFolder:
        """What is written down of a stage of the run; `annotate` is the last, and without duplicates the only one."""
        return StageFolder(self.path / "state" / name)

    @property
    def work(self) -> Path:
        """What is needed until the run is complete: texts and signatures, while duplicates are looked for."""
        return self.path / "work"

    def documents(self, rank: int) -> Path:
        return self.path / "data" / "documents" / f"{rank:05d}.parquet"

    def ledger(self, rank: int) -> Path:
        return self.path / "ledger" / f"{rank:05d}.parquet"

    def rejected(self, rank: int) -> Path:
        return self.path / "rejected" / f"{rank:05d}.parquet"

    def statistics(self, rank: int) -> Path:
        return self.path / "statistics" / f"{rank:05d}.json"

    def digests(self, rank: int) -> Path:
        """What `sha256sum --check`, called in the folder of the crawl, takes to check the other files of the shard."""
        return self.path / "digests" / f"{rank:05d}.sha256"

    def shard(self, rank: int) -> tuple[Path, ...]:
        """The files of a shard, that of the digests last."""
        return (
            self.documents(rank),
            self.rejected(rank),
            self.ledger(rank),
            self.statistics(rank),
            self.digests(rank),
        )


@dataclass(frozen=True, slots=True)
class StageFolder:
    """The folder of a stage: datatrove's markers, statistics and logs, and our journals, deaths and locks."""

    path: Path

    @property
    def completions(self) -> Path:
        """datatrove's markers of the tasks that are complete."""
        return self.path / "completions"

    def completion(self, rank: int) -> Path:
        """The marker of a task."""
        return self.completions / f"{rank:05d}"

    def done(self) -> set[int]:
        """The tasks that have a marker."""
        return _numbers(self.completions)

    def journal(self, rank: int) -> Path:
        return self.path / "journal" / f"{rank:05d}"

    def at_work(self) -> set[int]:
        """The tasks that have a journal: some process is at them, or was when it ended."""
        return _numbers(self.path / "journal")

    def deaths(self, rank: int) -> Path:
        return self.path / "deaths" / f"{rank:05d}.json"

    def lock(self, rank: int) -> Path:
        return self.path / "locks" / f"{rank:05d}"


def _numbers(folder: Path) -> set[int]:
    """The numbers that files of the folder have as names; none where there is no folder yet."""
    with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
        return {int(entry.name) for entry in entries if entry.name.isascii() and entry.name.isdigit()}
    return set()
