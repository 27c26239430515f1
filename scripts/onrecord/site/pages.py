"""The pages of a site: templates filled. What comes from data is escaped by the template engine."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader
from markupsafe import Markup

from onrecord.html import COLOURS, SCRIPT, environment
from onrecord.html.article import article_html, stylesheet
from onrecord.model import Record
from onrecord.release.statistics import STATUSES
from onrecord.site.charts import chart
from onrecord.site.entries import Entry
from onrecord.site.figures import Figure, figures
from onrecord.site.items import KINDS
from onrecord.site.tally import Tally, as_name, in_order, ranked

_HERE = Path(__file__).parent
_ICON = _HERE.parent / "review" / "page" / "icon.svg"
# Browsers take 'self' of a page that was opened as a file for all files: tried in Chromium 150, from file: and http.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
)
_SHEETS = {
    "overview": ("site.css", "lists.css", "overview.css"),
    "list": ("site.css", "lists.css"),
    "reading": ("article.css",),
    "search": ("site.css", "lists.css", "search.css"),
    "datasheet": ("site.css", "prose.css"),
}
_LISTED = 100  # articles on a page of the list
_NEWEST = 10  # articles on the overview
_NAMED = 5  # publishers and licences on the overview


def assets() -> dict[str, bytes]:
    """Style sheets, scripts and the icon, by name."""
    files = [COLOURS, SCRIPT, _ICON, *sorted((_HERE / "page").iterdir())]
    return {path.name: path.read_bytes() for path in files} | {"article.css": stylesheet().encode("utf-8")}


class Pages:
    """The pages of one site, which share its title and the version of its assets; entries are all of its articles."""

    def __init__(self, title: str) -> None:
        digest = hashlib.sha256(b"".join(assets().values())).hexdigest()
        self._templates = environment(FileSystemLoader(_HERE / "templates"))
        self._templates.globals |= {"site_title": title, "policy": POLICY, "version": digest[:12], "here": ""}

    def overview(self, entries: Sequence[Entry], tally: Tally, *, has_datasheet: bool) -> bytes:
        """`index.html`."""
        sizes = tally.statistics.sizes
        statuses = in_order(sizes["articles"], STATUSES)
        rows = ("articles", "characters", "quotes", "speakers", "dates", "numbers")
        drawn = [(figure, _drawn(figure)) for figure in figures(tally)]
        return self._page(
            "overview",
            here="Overview",
            total=len(entries),
            entries=entries[:_NEWEST],
            statuses=statuses,
            counts=[(name, _cells(sizes[name], statuses)) for name in rows],
            facts=[*_facts(tally, entries)],
            figures=drawn,
            has_datasheet=has_datasheet,
        )

    def lists(self, entries: Sequence[Entry]) -> Iterator[tuple[str, bytes]]:
        """`list/1.html` and so on: names and pages."""
        last = max(1, -(-len(entries) // _LISTED))
        for page in range(1, last + 1):
            start = (page - 1) * _LISTED
            yield (
                f"list/{page}.html",
                self._page(
                    "list",
                    root="../",
                    here="Articles",
                    total=len(entries),
                    entries=entries[start : start + _LISTED],
                    start=start + 1,
                    page=page,
                    last=last,
                    numbers=_near(page, last),
                ),
            )

    def search(self, entries: Sequence[Entry], tally: Tally, data_version: str) -> bytes:
        """`search.html`, which loads data of that version."""
        years = {year for entry in entries for year in entry.years if year}
        found = tally.statistics.distributions
        return self._page(
            "search",
            here="Search",
            data_version=data_version,
            kinds=[KINDS[1], KINDS[0], *KINDS[2:]],
            years=sorted(years, reverse=True),
            statuses=in_order(tally.statistics.sizes["articles"], STATUSES),
            splits=sorted(found["articles.split"]),
            quote_kinds=sorted(found["quotes.kind"]),
            date_types=sorted(found["dates.type"]),
            number_kinds=sorted(found["numbers.kind"]),
        )

    def article(self, record: Record, entry: Entry, newer: Entry | None, older: Entry | None) -> bytes:
        """The page of an article, with links to its neighbours."""
        return self._page(
            "reading",
            root="../",
            entry=entry,
            newer=newer,
            older=older,
            article=Markup(article_html(record)),
        )

    def datasheet(self, body: str) -> bytes:
        """`datasheet.html`, of HTML that is safe."""
        return self._page("datasheet", body=Markup(body))

    def _page(self, name: str, **values: Any) -> bytes:
        sheets = ("colours.css", "frame.css", *_SHEETS[name])
        text = self._templates.get_template(f"site/{name}.html").render({"root": "", "sheets": sheets} | values)
        return text.replace("\0", "\ufffd").encode("utf-8")


def _drawn(figure: Figure) -> tuple[str, Markup] | None:
    if not figure.bars:
        return None
    box, body = chart(figure)
    return box, Markup(body)


def _cells(counts: Counter[str], statuses: Sequence[str]) -> list[int]:
    cells = [counts[status] for status in statuses]
    return [*cells, sum(cells)] if len(cells) > 1 else cells


def _facts(tally: Tally, entries: Sequence[Entry]) -> Iterator[tuple[str, list[tuple[str, int]], str]]:
    """Names of facts with their values, counts of these, and what is left out."""
    days = sorted(day for entry in entries for day in (entry.earliest, entry.latest) if day)
    if days:
        yield "Published", [(" to ".join(dict.fromkeys((days[0], days[-1]))), 0)], ""
    yield "Publishers", *_named(tally.statistics.distributions["articles.publisher"])
    yield "Licence of the texts", *_named(tally.statistics.distributions["articles.licence"])


def _named(counts: Counter[str]) -> tuple[list[tuple[str, int]], str]:
    left = f"and {len(counts) - _NAMED:,} more" if len(counts) > _NAMED else ""
    return [(as_name(name), count) for name, count in ranked(counts)[:_NAMED]], left


def _near(page: int, last: int) -> list[int]:
    """The numbers of pages that a page links to: the ends and its neighbours, 0 for those between."""
    shown = sorted({1, *range(max(1, page - 2), min(last, page + 2) + 1), last})
    numbers: list[int] = []
    for number in shown:
        if numbers and number > numbers[-1] + 1:
            numbers.append(0)
        numbers.append(number)
    return numbers
