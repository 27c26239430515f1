"""Offsets of spans, and how spans lie to one another. Offsets are half-open and count Unicode code points."""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

Offsets = tuple[int, int]
_Placed = TypeVar("_Placed", bound=tuple[Any, ...])


def spans_of(spans: Iterable[Any]) -> tuple[Offsets, ...]:
    """The offsets of spans, or of anything else that has a start and an end."""
    return tuple((span.start, span.end) for span in spans)


def touch(first: Iterable[Offsets], second: Sequence[Offsets]) -> bool:
    """Whether a span of the first shares text with one of the second."""
    return any(a[0] < b[1] and b[0] < a[1] for a in first for b in second)


def merged(spans: Iterable[Offsets]) -> list[Offsets]:
    """The same stretches of text as spans in order that do not touch."""
    found: list[Offsets] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def touches_any(span: Offsets, spans: Sequence[Offsets]) -> bool:
    """Whether `span` shares text with one of `spans`, which are `merged`."""
    following = _ending_after(span[0], spans)
    return following is not None and following[0] < span[1]


def lies_in_any(span: Offsets, spans: Sequence[Offsets]) -> bool:
    """Whether one of `spans`, which are `merged`, holds all of `span`."""
    following = _ending_after(span[0], spans)
    return following is not None and following[0] <= span[0] and span[1] <= following[1]


def _ending_after(place: int, spans: Sequence[Offsets]) -> Offsets | None:
    """The first of spans in order and apart that ends after a place."""
    following = bisect_right(spans, place, key=lambda other: other[1])
    return spans[following] if following < len(spans) else None


def overlapping(spans: Iterable[_Placed]) -> Iterator[tuple[_Placed, _Placed]]:
    """Of tuples that begin with start and end, in their order: each that begins inside the one before it that reaches
    furthest, which comes first of the two.
    """
    furthest: _Placed | None = None
    for span in sorted(spans):
        if furthest is not None and span[0] < furthest[1] and span[0] < span[1]:
            yield furthest, span
        if furthest is None or span[1] > furthest[1]:
            furthest = span


def parting(first: str, second: str) -> int:
    """The first offset at which two texts have different characters, or the shorter one has none."""
    low, high = 0, min(len(first), len(second))
    while low < high:  # by halves: a comparison of slices costs next to nothing
        middle = (low + high + 1) // 2
        if first[low:middle] == second[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def dice(first: Sequence[Offsets], second: Sequence[Offsets]) -> float:
    """How much text two sets of spans share: 2|A ∩ B| / (|A| + |B|) in code points, 0 where both are empty."""
    if len(first) == len(second) == 1:
        ((a, b),), ((c, d),) = first, second
        return 2 * max(0, min(b, d) - max(a, c)) / (b - a + d - c)
    ours, theirs = merged(first), merged(second)
    size = sum(end - start for start, end in (*ours, *theirs))
    shared = i = j = 0
    while i < len(ours) and j < len(theirs):
        shared += max(0, min(ours[i][1], theirs[j][1]) - max(ours[i][0], theirs[j][0]))
        if ours[i][1] < theirs[j][1]:
            i += 1
        else:
            j += 1
    return 2 * shared / size if size else 0.0


def touching(first: Sequence[Sequence[Offsets]], second: Sequence[Sequence[Offsets]]) -> set[tuple[int, int]]:
    """The pairs of indices of items, given by their spans, that share text: a sweep over all spans by where they start.

    Time is in the number of spans and of such pairs, not in the product of the two sides.
    """
    spans = sorted(
        (start, end, side, index)
        for side, items in enumerate((first, second))
        for index, item in enumerate(items)
        for start, end in item
        if start < end
    )
    begun: list[list[tuple[int, int]]] = [[], []]  # of each side (end, index), the first to end on top
    pairs: set[tuple[int, int]] = set()
    for start, end, side, index in spans:
        others = begun[1 - side]
        while others and others[0][0] <= start:
            heapq.heappop(others)
        pairs.update((index, other) if side == 0 else (other, index) for _, other in others)
        heapq.heappush(begun[side], (end, index))
    return pairs
