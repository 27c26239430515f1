"""Which items hold a term: lists of their numbers, cut by the order of the terms."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import pairwise

from onrecord.site.scripts import Cut
from onrecord.site.words import code_units

_SAME = 3  # characters of a number in a list, about


class Postings:
    """The items of one kind by their terms; items are added in the order of their numbers."""

    def __init__(self) -> None:
        self.count = 0
        self._items: dict[str, array[int]] = {}

    def add(self, terms: Iterable[str]) -> None:
        """Give the next item its number."""
        for term in terms:
            self._items.setdefault(term, array("I")).append(self.count)
        self.count += 1

    def cut(self, rows: Cut[tuple[str, list[int]]]) -> Iterator[dict[str, list[int]]]:
        """The contents of scripts, each a stretch of the terms: the first number of each list, then the steps."""
        for term in sorted(self._items, key=code_units):
            found = self._items[term]
            steps = [found[0], *(after - before for before, after in pairwise(found))]
            if full := rows.add(term, (term, steps), len(term) + _SAME * len(steps)):
                yield dict(full)
        if last := rows.rest():
            yield dict(last)
