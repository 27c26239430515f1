"""The data of the search page, in scripts of which a query loads only those that it needs.

`head` says where what is, `articles` holds what results are filtered by, `KIND/items-N` what is shown of items,
`KIND/terms-N` which items hold which terms. Items of a kind are numbered in the order of the articles.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from onrecord.descriptions import shown
from onrecord.site.entries import Entry
from onrecord.site.items import KINDS, Item
from onrecord.site.postings import Postings
from onrecord.site.scripts import Cut
from onrecord.site.tally import Tally, ranked

# What results are filtered by: names, with the field of an entry.
_FACETS = {"publisher": "counted_publisher", "status": "status", "split": "split"}
_SUGGESTED = 100  # names offered while one is typed

Write = Callable[[str, Any], None]


class SearchData:
    """Takes articles in their order; `write` gets the name and the content of each script."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._kinds = {name: _Kind(name, write) for name in KINDS}
        self._entries: list[Entry] = []

    def add(self, entry: Entry, items: Mapping[str, Sequence[Item]]) -> None:
        """Take an article with its items."""
        self._entries.append(entry)
        for name, found in items.items():
            for item in found:
                self._kinds[name].add(entry, item)

    def finish(self, tally: Tally) -> None:
        """Write what was kept to the end."""
        values = {name: sorted({getattr(entry, field) for entry in self._entries}) for name, field in _FACETS.items()}
        self._write("articles", _columns(self._entries, values))
        kinds = {name: kind.finish() for name, kind in self._kinds.items()}
        offered = {"speaker": tally.quoted, "affiliation": tally.affiliations, "cue": tally.cues}
        suggestions = {name: _most_common(counts) for name, counts in offered.items()}
        self._write("head", {"kinds": kinds, "values": values, "suggestions": suggestions})


class _Kind:
    """The items of one kind: written as they come, to be found through postings that are written at the end."""

    def __init__(self, name: str, write: Write) -> None:
        self._name = name
        self._write = write
        self._written = 0
        self._postings = Postings()
        self._rows: Cut[tuple[Entry, Item]] = Cut()

    def add(self, entry: Entry, item: Item) -> None:
        """Give the item the next number."""
        size = sum(map(len, item.shown)) + 4 * len(item.shown)
        if full := self._rows.add(self._postings.count, (entry, item), size):
            self._write_rows(full)
        self._postings.add(item.terms)

    def finish(self) -> dict[str, Any]:
        """Write what is left; returns the number of items, and where each script begins."""
        if last := self._rows.rest():
            self._write_rows(last)
        cut: Cut[tuple[str, list[int]]] = Cut()
        for number, content in enumerate(self._postings.cut(cut)):
            self._write(f"{self._name}/terms-{number}", content)
        return {"count": self._postings.count, "items": self._rows.firsts, "terms": cut.firsts}

    def _write_rows(self, rows: Sequence[tuple[Entry, Item]]) -> None:
        entries = {entry.page: entry for entry, _ in rows}
        places = {page: place for place, page in enumerate(entries)}
        articles = [[e.page, *map(shown, (e.heading, e.publisher, e.published))] for e in entries.values()]
        items = [[places[entry.page], *map(shown, item.shown)] for entry, item in rows]
        self._write(f"{self._name}/items-{self._written}", {"articles": articles, "items": items})
        self._written += 1


def _columns(entries: Sequence[Entry], values: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """What results are filtered by, a list a column, by place in `values`; and how many items each article has."""
    columns: dict[str, Any] = {}
    for name, known in values.items():
        places = {value: place for place, value in enumerate(known)}
        columns[name] = [places[getattr(entry, _FACETS[name])] for entry in entries]
    counts = {name: [getattr(entry, name) for entry in entries] for name in ("quotes", "dates", "numbers")}
    years = {"first": [entry.years[0] for entry in entries], "last": [entry.years[1] for entry in entries]}
    return {**columns, **years, "counts": {"articles": [1] * len(entries), **counts}}


def _most_common(counts: Mapping[str, int]) -> list[str]:
    return [name for name, _ in ranked(counts) if name][:_SUGGESTED]
