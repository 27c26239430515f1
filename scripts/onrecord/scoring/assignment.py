"""One-to-one assignment of the greatest total weight (Kuhn 1955, Munkres 1957), of weights that are mostly zero."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

Pair = tuple[int, int]


def best_pairs(weights: Mapping[Pair, float]) -> list[Pair]:
    """The pairs (row, column) of the assignment with the greatest total of their weights, in order.

    What `weights` does not name weighs nothing and is never paired. What no pair connects is solved apart, so that the
    cubic time is in the size of what hangs together.
    """
    return sorted(pair for part in _parts(weights) for pair in _solved(part))


def _parts(weights: Mapping[Pair, float]) -> Iterator[dict[Pair, float]]:
    """The weights, apart by the rows and columns that pairs connect."""
    near: dict[tuple[str, int], set[tuple[str, int]]] = defaultdict(set)
    for row, column in (pair for pair, weight in weights.items() if weight > 0):
        near["row", row].add(("column", column))
        near["column", column].add(("row", row))
    while near:
        part, reached = {}, [next(iter(near))]
        while reached:
            side, index = reached.pop()
            for other in near.pop((side, index), ()):
                pair = (index, other[1]) if side == "row" else (other[1], index)
                part[pair] = weights[pair]
                reached.append(other)
        yield part


def _solved(weights: Mapping[Pair, float]) -> Iterator[Pair]:
    if len(weights) == 1:
        yield from weights
        return
    rows, columns = (sorted({pair[side] for pair in weights}) for side in (0, 1))
    flipped = len(rows) > len(columns)
    matrix = np.zeros((len(rows), len(columns)))
    for (row, column), weight in weights.items():
        matrix[bisect_left(rows, row), bisect_left(columns, column)] = weight
    for column, row in enumerate(_owners(-matrix.T if flipped else -matrix)):
        pair = (column, row) if flipped else (row, column)
        if row >= 0 and matrix[pair] > 0:
            yield rows[pair[0]], columns[pair[1]]


def _owners(costs: NDArray[np.float64]) -> list[int]:
    """The row of each column, -1 for none, at the least cost; no more rows than columns.

    Rows join one by one, each over the shortest augmenting path by reduced costs; column 0 is where a path begins.
    """
    height, width = costs.shape
    of_rows, of_columns = np.zeros(height + 1), np.zeros(width + 1)
    owner = np.zeros(width + 1, dtype=int)  # rows and columns count from 1 here, 0 is none
    for row in range(1, height + 1):
        owner[0], column = row, 0
        least, before = np.full(width + 1, np.inf), np.zeros(width + 1, dtype=int)
        used = np.zeros(width + 1, dtype=bool)
        while owner[column]:
            used[column] = True
            current = owner[column]
            reduced = np.append(np.inf, costs[current - 1] - of_rows[current] - of_columns[1:])
            closer = ~used & (reduced < least)
            least[closer], before[closer] = reduced[closer], column
            free = np.where(used, np.inf, least)
            following = int(free.argmin())
            step = free[following]
            of_rows[owner[used]] += step
            of_columns[used] -= step
            least[~used] -= step
            column = following
        while column:
            owner[column], column = owner[before[column]], int(before[column])
    return [int(row) - 1 for row in owner[1:]]
