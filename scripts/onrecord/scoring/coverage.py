"""Which tokens of a text spans cover. Tokens are the package's, of the whole text: the same for whatever segments."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from onrecord.spans import Offsets
from onrecord.tokens import iter_tokens

Mask = NDArray[np.bool_]


class Coverage:
    """The tokens of one text, and which of them share a character with spans."""

    def __init__(self, text: str) -> None:
        offsets = np.array(list(iter_tokens(text)), dtype=np.int64).reshape(-1, 2)
        self._starts, self._ends = offsets[:, 0], offsets[:, 1]

    def __len__(self) -> int:
        return len(self._starts)

    def mask(self, spans: Iterable[Offsets]) -> Mask:
        """For each token whether one of the spans covers it."""
        first, last = self._ranges(list(spans))
        edges = np.zeros(len(self) + 1, dtype=np.int64)
        np.add.at(edges, first, 1)
        np.add.at(edges, last, -1)
        return np.asarray(edges.cumsum()[:-1] > 0)

    def labels(self, labelled: Iterable[tuple[str, Offsets]]) -> list[str]:
        """For each token the label of the smallest span that covers it, "" for none; of equal spans the first label."""
        ordered = sorted(labelled, key=lambda pair: (pair[1][0] - pair[1][1], pair[1], pair[0]))
        found = np.full(len(self), "", dtype=object)
        for (label, _), start, end in zip(ordered, *self._ranges([span for _, span in ordered]), strict=True):
            found[start:end] = label
        return list(found)

    def _ranges(self, spans: list[Offsets]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """First and one past the last token of each span."""
        offsets = np.array(spans, dtype=np.int64).reshape(-1, 2)
        first = np.searchsorted(self._ends, offsets[:, 0], side="right")
        return first, np.maximum(first, np.searchsorted(self._starts, offsets[:, 1], side="left"))
