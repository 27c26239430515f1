"""What lists show of an article, and the order in which articles stand: the newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.incident import cut
from onrecord.model import Record
from onrecord.release.statistics import publisher
from onrecord.site.names import page_name

_LONGEST = 200  # code points of a title or name in a list


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article in a list; `number` is its place in the spool, `page` the name of its page without `.html`.

    `publisher` is "" where there is none; `counted_publisher` says then why, as the overview counts it.
    """

    number: int
    id: str
    page: str
    title: str
    publisher: str
    counted_publisher: str
    published: str
    earliest: str
    latest: str
    status: str
    split: str
    quotes: int
    dates: int
    numbers: int

    @property
    def heading(self) -> str:
        """The title, or the id of an article without one."""
        return cut(" ".join(self.title.split()) or self.id, _LONGEST)

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year in which it can have been published, 0 where that is not known."""
        return _year(self.earliest), _year(self.latest)


def entry_of(record: Record, number: int) -> Entry:
    """The entry of a record."""
    published = record.published
    bounds = " to ".join(dict.fromkeys(day for day in (published.earliest, published.latest) if day))
    return Entry(
        number=number,
        id=record.id,
        page=page_name(record.id),
        title=record.title,
        publisher=cut(record.source.publisher, _LONGEST),
        counted_publisher=cut(publisher(record), _LONGEST),
        published=published.date or bounds,
        earliest=published.earliest or published.date,
        latest=published.latest or published.date,
        status=record.annotation.status,
        split=record.split,
        quotes=len(record.quotes),
        dates=len(record.dates),
        numbers=len(record.numbers),
    )


def newest_first(entries: Sequence[Entry]) -> list[Entry]:
    """The entries by the last day on which they can have been published, the latest first, those without at the end."""
    return sorted(sorted(entries, key=lambda entry: entry.id), key=lambda entry: entry.latest, reverse=True)


def _year(day: str) -> int:
    return int(day[:4]) if day[:4].isascii() and day[:4].isdigit() else 0
