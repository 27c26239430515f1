"""Which items hold a term: lists of their numbers, cut by the order of the terms."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

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

    def cut(self, rows: Cut[tuple[str, list[int]]]) -> Iterator[dict[str, list[Any]]]:
        """The contents of scripts, each a stretch of the terms with their lists: a first number, then steps."""
        for term in sorted(self._items, key=code_units):
            found = self._items[term]
            steps = [found[0], *(after - before for before, after in pairwise(found))]
            if full := rows.add(term, (term, steps), len(term) + _SAME * len(steps)):
                yield _columns(full)
        if last := rows.rest():
            yield _columns(last)


def _columns(rows: Sequence[tuple[str, list[int]]]) -> dict[str, list[Any]]:
    # Two lists, and no object by term: to JavaScript `__proto__` is no key like others.
    return {"terms": [term for term, _ in rows], "items": [steps for _, steps in rows]}
