"""Which item of one side is which of the other: one to one, the more text two share the sooner they are taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from onrecord.scoring.assignment import Pair
from onrecord.scoring.items import Item
from onrecord.spans import dice, touching


def match(gold: Sequence[Item], predicted: Sequence[Item]) -> list[Pair]:
    """The pairs (index in `gold`, index in `predicted`) of items that are taken for one another, in order.

    Of all pairs whose spans touch the one with the greatest share of text in common (Dice) is taken first, and each
    item once; so equal spans find each other before all others. Of equal shares the pair wins whose other spans (for a
    content its cue and source) share more, then the one that stands first in the text. It is the same pairs whichever
    side is called gold. Time is in the number of pairs that touch.
    """
    pairs = _equal(gold, predicted)
    free = [sorted(set(range(len(side))) - {pair[n] for pair in pairs}) for n, side in enumerate((gold, predicted))]
    near = touching([gold[g].spans for g in free[0]], [predicted[p].spans for p in free[1]])
    ranked = sorted((_rank(gold[g], predicted[p]), g, p) for g, p in ((free[0][a], free[1][b]) for a, b in near))
    taken: tuple[set[int], set[int]] = (set(), set())
    for _, g, p in ranked:
        if g not in taken[0] and p not in taken[1]:
            pairs.append((g, p))
            taken[0].add(g)
            taken[1].add(p)
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
