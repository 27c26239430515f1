"""Which item of one side is which of the other: one to one, the more text two share the sooner they are taken."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.scoring.assignment import Pair
from onrecord.scoring.items import Item
from onrecord.spans import dice


def match(gold: Sequence[Item], predicted: Sequence[Item]) -> list[Pair]:
    """The pairs (index in `gold`, index in `predicted`) of items that are taken for one another, in order.

    Of all pairs whose spans touch the one with the greatest share of text in common (Dice) is taken first, and each
    item once; so equal spans find each other before all others. Of equal shares the pair wins whose other spans (for a
    content its cue and source) share more, then the one that stands first in the text. It is the same pairs whichever
    side is called gold. Time is in the number of pairs that touch.
    """
    pairs = _equal(gold, predicted)
    taken = [{pair[side] for pair in pairs} for side in (0, 1)]
    for _, pair in sorted((_rank(gold[g], predicted[p]), (g, p)) for g, p in _touching((gold, predicted), taken)):
        if pair[0] not in taken[0] and pair[1] not in taken[1]:
            pairs.append(pair)
            taken[0].add(pair[0])
            taken[1].add(pair[1])
    return sorted(pairs)


def _equal(gold: Sequence[Item], predicted: Sequence[Item]) -> list[Pair]:
    """The items that are equal in all their spans: most of them, so that few are left to be compared."""
    waiting: dict[Any, list[int]] = defaultdict(list)
    for index in reversed(range(len(predicted))):
        waiting[predicted[index].spans, predicted[index].rest].append(index)
    return [(g, waiting[key].pop()) for g, item in enumerate(gold) if waiting[key := (item.spans, item.rest)]]


def _rank(ours: Item, theirs: Item) -> tuple[Any, ...]:
    shared = dice(ours.spans, theirs.spans), dice(ours.rest, theirs.rest)
    return -shared[0], -shared[1], *sorted((ours.spans, theirs.spans))


def touching(gold: Sequence[Item], predicted: Sequence[Item]) -> Iterator[Pair]:
    """All pairs of items that share text, each once, in no order."""
    return _touching((gold, predicted), (set(), set()))


def _touching(sides: Sequence[Sequence[Item]], taken: Sequence[set[int]]) -> Iterator[Pair]:
    """The pairs of items not taken that share text: a sweep over all spans by where they start."""
    spans = sorted(
        (start, end, side, index)
        for side in (0, 1)
        for index, item in enumerate(sides[side])
        if index not in taken[side]
        for start, end in item.spans
        if start < end
    )
    open_spans: list[list[tuple[int, int]]] = [[], []]  # of each side (end, index), the first to end on top
    seen: set[Pair] = set()
    for start, end, side, index in spans:
        others = open_spans[1 - side]
        while others and others[0][0] <= start:
            heapq.heappop(others)
        seen.update((index, other) if side == 0 else (other, index) for _, other in others)
        heapq.heappush(open_spans[side], (end, index))
    yield from seen
