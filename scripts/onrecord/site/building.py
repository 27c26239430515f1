"""From records to a site: read once, put in order, written page by page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from onrecord.errors import InputError, OnrecordError
from onrecord.files import STANDARD_STREAM
from onrecord.model import Record
from onrecord.outputs import report
from onrecord.site.datasheet import datasheet_html, find_datasheet
from onrecord.site.entries import Entry, entry_of, newest_first
from onrecord.site.folder import SiteFolder
from onrecord.site.items import items
from onrecord.site.pages import Pages, assets
from onrecord.site.scripts import script
from onrecord.site.search_data import SearchData
from onrecord.site.spool import Spool
from onrecord.site.tally import Tally

_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class Built:
    """How many articles have a page, and how many inputs could not be read."""

    articles: int
    failed: int


def build_site(records: Iterable[Record | InputError], out: Path, *, title: str, source: str = "") -> Built:
    """Write the site of `records` into the folder `out`; what cannot be read is reported and left out.

    A datasheet near `source` becomes a page. Raises `OnrecordError` where there is no record at all, or `out` holds
    what is not of a site.
    """
    failed, tally, entries = 0, Tally(), list[Entry]()
    with Spool() as spool:
        for record in _progress(records, "reading"):
            if isinstance(record, InputError):
                report(str(record))
                failed += 1
                continue
            entries.append(entry_of(record, spool.add(record)))
            tally.add(record)
        if not entries:
            raise OnrecordError("there is no article that can be read; nothing was written")
        with SiteFolder(out) as folder:
            _write(folder, spool, newest_first(entries), tally, title, _datasheet(source))
    return Built(len(entries), failed)


def _write(folder: SiteFolder, spool: Spool, entries: list[Entry], tally: Tally, title: str, datasheet: str) -> None:
    pages = Pages(title, entries)
    digest = hashlib.sha256()

    def write_data(name: str, content: Any) -> None:
        data = script(name, content)
        digest.update(data)
        folder.write(f"data/{name}.js", data)

    search = SearchData(write_data)
    for place, entry in enumerate(_progress(entries, "writing")):
        record = spool.record(entry.number)
        folder.write(f"articles/{entry.page}.html", pages.article(place, record))
        search.add(entry, items(record, entry))
    search.finish(tally)
    for name, data in assets().items():
        folder.write(f"page/{name}", data)
    for name, data in pages.lists():
        folder.write(name, data)
    if datasheet:
        folder.write("datasheet.html", pages.datasheet(datasheet_html(datasheet)))
    folder.write("search.html", pages.search(tally, digest.hexdigest()[:12]))
    folder.write("index.html", pages.overview(tally, has_datasheet=bool(datasheet)))


def _datasheet(source: str) -> str:
    path = find_datasheet(source) if source not in ("", STANDARD_STREAM) else None
    return path.read_text(encoding="utf-8", errors="replace") if path else ""


def _progress(things: Iterable[_Thing], name: str) -> Iterator[_Thing]:
    from tqdm import tqdm

    yield from tqdm(things, unit=" articles", delay=2, disable=None, desc=name)
