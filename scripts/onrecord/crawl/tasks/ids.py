"""Which ids a task has had, in eight bytes each, for a file may have tens of millions of documents."""

from __future__ import annotations

from hashlib import blake2b

import numpy as np

_RECENT = 2**16  # ids that are not sorted in yet


class Ids:
    """Ids by 64 bits of their digest, the same on every machine: of ten million, two fall together once in 400,000
    crawls.
    """

    def __init__(self, recent: int = _RECENT) -> None:
        self._most = recent
        self._recent: set[int] = set()
        self._sorted = np.empty(0, np.uint64)

    def add(self, given: str) -> bool:
        """Take an id in; False where it was there."""
        digest = int.from_bytes(blake2b(given.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")
        if digest in self._recent or self._has(digest):
            return False
        self._recent.add(digest)
        if len(self._recent) >= self._most:
            recent = np.fromiter(self._recent, np.uint64, len(self._recent))
            self._sorted = np.sort(np.concatenate([self._sorted, recent]), kind="stable")  # runs that are sorted merge
            self._recent = set()
        return True

    def _has(self, digest: int) -> bool:
        place = int(np.searchsorted(self._sorted, np.uint64(digest)))
        return place < len(self._sorted) and int(self._sorted[place]) == digest
