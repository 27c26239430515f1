"""How far a stage of a crawl is, read from its folder: the markers and counts of tasks that are done, the journals of
those that some process of some machine is at.
"""

from __future__ import annotations

import math
import time
from collections import Counter, deque
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

import msgspec

from onrecord.crawl.folder import CrawlFolder, StageFolder
from onrecord.crawl.output.statistics import from_json
from onrecord.crawl.tasks.journal import snapshot

_COUNTED = ("documents", "filtered", "rejected")


@dataclass(frozen=True, slots=True)
class Standing:
    """How far some tasks are at a `moment` of the monotonic clock.

    `work` is the bytes of input that were read, `counts` the documents, filtered and rejected ones, where the stage
    counts them.
    """

    moment: float
    tasks: int
    work: int
    counts: Mapping[str, int]


class Standings:
    """Reads how far the tasks of one stage are. What a done task says is read once."""

    def __init__(self, state: StageFolder, sizes: Mapping[int, int], counts: CrawlFolder | None) -> None:
        """`sizes` has the work of each task by its rank; `counts` is the crawl, where the stage counts documents."""
        self._state, self._sizes, self._counts = state, sizes, counts
        self._done: set[int] = set()
        self._work = 0
        self._totals = Counter(dict.fromkeys(_COUNTED, 0))

    @property
    def whole(self) -> Standing:
        """What all of them come to; documents are not known before."""
        return Standing(math.inf, len(self._sizes), sum(self._sizes.values()), {})

    def read(self) -> Standing:
        """How far they are now. Raises `OSError` where the folder cannot be read."""
        for rank in self._state.done() & self._sizes.keys() - self._done:
            self._add(rank)
        totals, work = self._totals.copy(), self._work
        for rank in self._state.at_work() & self._sizes.keys() - self._done:
            if now := snapshot(self._state.journal(rank)):
                totals.update({name: getattr(now, name) for name in _COUNTED})
                work += min(now.bytes, self._sizes[rank])
        return Standing(time.monotonic(), len(self._done), work, totals if self._counts else {})

    def _add(self, rank: int) -> None:
        if self._counts is not None:
            with suppress(FileNotFoundError, msgspec.MsgspecError):  # damage is for the proof to tell
                counts = from_json(self._counts.statistics(rank).read_bytes())
                self._totals.update({name: counts.get(name, 0) for name in _COUNTED})
        self._work += self._sizes[rank]
        self._done.add(rank)


class Pace:
    """The work a second, over the last while: what was done before the first standing is no part of it."""

    def __init__(self, seconds: float = 60) -> None:
        self._seconds = seconds
        self._seen: deque[Standing] = deque()

    def add(self, standing: Standing) -> None:
        self._seen.append(standing)
        while len(self._seen) > 2 and self._seen[1].moment <= standing.moment - self._seconds:
            self._seen.popleft()

    @property
    def last(self) -> Standing | None:
        return self._seen[-1] if self._seen else None

    @property
    def rate(self) -> float:
        """0 where nothing is known yet, or a task was begun again."""
        if len(self._seen) < 2:
            return 0
        first, last = self._seen[0], self._seen[-1]
        return max(last.work - first.work, 0) / max(last.moment - first.moment, 1e-3)

    def seconds_for(self, work: int) -> int | None:
        """How long so much work takes; none where nothing is known of that."""
        return round(work / self.rate) if self.rate else None
