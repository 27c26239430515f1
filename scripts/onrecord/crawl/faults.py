"""What is wrong with a crawl that is finished, at its place, with what mends it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onrecord.crawl.folder import CrawlFolder
from onrecord.incident import ascii_controls


@dataclass(frozen=True, slots=True)
class Fault:
    """What was found, what should be there, and how to mend it; `place` is a file, with a row where there is one."""

    place: str
    found: str
    expected: str
    mend: str

    def __str__(self) -> str:
        return ascii_controls(f"{self.place}: {self.found}; expected {self.expected}; {self.mend}")


class DamageError(Exception):
    """A file of a shard is not what it should be; its task, done again, makes it so."""

    def __init__(self, place: Path | str, found: str, expected: str) -> None:
        super().__init__(str(place), found, expected)

    def fault(self, folder: CrawlFolder, rank: int) -> Fault:
        """The fault that this is in the shard of that task."""
        place, found, expected = self.args
        return Fault(place, found, expected, mending(folder, rank))


def mending(folder: CrawlFolder, rank: int) -> str:
    """What has a shard that is damaged made anew."""
    return f"to mend it, delete {folder.stage('annotate').completion(rank)} and run the same crawl again"
