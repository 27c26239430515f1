"""From records to a site: read once, put in order, written page by page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import InputError, OnrecordError
from onrecord.files import STANDARD_STREAM
from onrecord.model import Record
from onrecord.outputs import report
from onrecord.progress import with_bar
from onrecord.site.datasheet import datasheet_html, find_datasheet
from onrecord.site.entries import Entry, entry_of, newest_first
from onrecord.site.folder import SiteFolder
from onrecord.site.pages import Pages, assets
from onrecord.site.rendering import rendered
from onrecord.site.scripts import script
from onrecord.site.search_data import SearchData
from onrecord.site.soundness import sound
from onrecord.site.spool import Spool
from onrecord.site.tally import Tally
from onrecord.writes import completing

_TOLD = 20  # inputs that cannot be read


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a site is to be: its folder, its title, and the source whose datasheet it shows, "" for none."""

    out: Path
    title: str
    source: str = ""
    workers: int = 1


@dataclass(frozen=True, slots=True)
class Built:
    """How many articles have a page, and how many inputs could not be read."""

    articles: int
    failed: int


def build_site(records: Iterable[Record | InputError], site: Site) -> Built:
    """Write the site of `records`; what cannot be read is reported and left out.

    Raises `OnrecordError` where there is no record at all, or the folder holds what is not of a site.
    """
    folder = SiteFolder(site.out)  # what is in the way is told before anything is read
    tally = Tally()
    with Spool() as spool:
        entries, failed = _read(records, spool, tally)
        if not entries:
            raise OnrecordError(
                "no article could be read, and nothing was written; name article files, document JSONL, or their folder"
            )
        with completing(site.out), folder:
            _write(folder, spool, newest_first(entries), tally, site)
    return Built(len(entries), failed)


def _read(records: Iterable[Record | InputError], spool: Spool, tally: Tally) -> tuple[list[Entry], int]:
    """Spool and count the records; returns their entries, and how many inputs could not be read."""
    entries: list[Entry] = []
    failed = 0
    for record in with_bar(sound(records), "reading"):
        if not isinstance(record, InputError):
            entries.append(entry_of(record, spool.add(record)))
            tally.add(record)
            continue
        failed += 1
        if failed <= _TOLD:
            report(str(record))
    if failed > _TOLD:
        report(f"and {failed - _TOLD:,} more that cannot be read")
    return entries, failed


def _write(folder: SiteFolder, spool: Spool, entries: Sequence[Entry], tally: Tally, site: Site) -> None:
    pages = Pages(site.title)
    digest = hashlib.sha256()

    def write_data(name: str, content: Any) -> None:
        data = script(name, content)
        digest.update(data)
        folder.write(f"data/{name}.js", data)

    search = SearchData(write_data)
    done = rendered(spool, entries, title=site.title, workers=site.workers)
    for made in with_bar(done, "writing", total=len(entries)):
        folder.write(f"articles/{made.entry.page}.html", made.page)
        search.add(made.entry, made.items)
    search.finish(tally)
    for name, data in assets().items():
        folder.write(f"page/{name}", data)
    for name, data in pages.lists(entries):
        folder.write(name, data)
    datasheet = _datasheet(site.source)
    if datasheet:
        folder.write("datasheet.html", pages.datasheet(datasheet_html(datasheet)))
    folder.write("search.html", pages.search(entries, tally, digest.hexdigest()[:12]))
    folder.write("index.html", pages.overview(entries, tally, has_datasheet=bool(datasheet)))


def _datasheet(source: str) -> str:
    path = find_datasheet(source) if source not in ("", STANDARD_STREAM) else None
    return path.read_text(encoding="utf-8", errors="replace") if path else ""
