"""The pages of articles, batch by batch, in this process or in several."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain

from onrecord.articles import from_document_line
from onrecord.parallel import in_order
from onrecord.site.entries import Entry
from onrecord.site.items import Item, items
from onrecord.site.pages import Pages
from onrecord.site.spool import Spool

_BATCH = 16  # articles


@dataclass(frozen=True, slots=True)
class Task:
    """An article to render, its record as a line, with its neighbours."""

    line: bytes
    entry: Entry
    newer: Entry | None
    older: Entry | None


@dataclass(frozen=True, slots=True)
class Rendered:
    """An article with its page and what the search finds in it."""

    entry: Entry
    page: bytes
    items: dict[str, list[Item]]


def rendered(spool: Spool, entries: Sequence[Entry], *, title: str, workers: int = 1) -> Iterator[Rendered]:
    """All articles in the order of `entries`."""
    batches = (list(_tasks(spool, entries, start)) for start in range(0, len(entries), _BATCH))
    return chain.from_iterable(in_order(partial(_render, title=title), batches, workers=workers))


def _tasks(spool: Spool, entries: Sequence[Entry], start: int) -> Iterator[Task]:
    for place in range(start, min(start + _BATCH, len(entries))):
        newer = entries[place - 1] if place else None
        older = entries[place + 1] if place + 1 < len(entries) else None
        yield Task(spool.line(entries[place].number), entries[place], newer, older)


def _render(tasks: Sequence[Task], *, title: str) -> list[Rendered]:
    pages = _pages(title)
    made = []
    for task in tasks:
        record = from_document_line(task.line)
        page = pages.article(record, task.entry, task.newer, task.older)
        made.append(Rendered(task.entry, page, items(record, task.entry)))
    return made


@cache
def _pages(title: str) -> Pages:
    """Made once in each process, for templates do not travel."""
    return Pages(title)
