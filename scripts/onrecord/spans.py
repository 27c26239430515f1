"""Offsets of spans, and how spans lie to one another. Offsets are half-open and count Unicode code points."""

from __future__ import annotations

import heapq
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Any

Offsets = tuple[int, int]


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
    following = bisect_right(spans, span[0], key=lambda other: other[1])
    return following < len(spans) and spans[following][0] < span[1]


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
