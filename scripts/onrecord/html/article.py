"""A record as HTML: a fragment for other pages, its style sheet, and pages that need nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from onrecord import descriptions
from onrecord.edtf import to_edtf
from onrecord.html import COLOURS, HERE, environment
from onrecord.html.rows import Row, rows_of
from onrecord.incident import cut
from onrecord.model import Quote, Record, joined

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_LIT = (
    99  # annotations of a layer, by the numbers of their ids, that the style sheet lights up where a link leads to them
)
_WEB = re.compile(r"https?://", re.IGNORECASE)


def article_html(record: Record, *, prefix: str = "", heading: int = 1) -> str:
    """`<article class="onrecord">`: the text as it is, its annotations marked and noted, the speakers, the provenance.

    Every annotation has its id in the record as its `id`, after `prefix`, which tells records on one page apart.
    `heading` is the level of its title. The look is `stylesheet`'s; without one it still reads in order.
    """
    rows = rows_of(record)
    title = record.title or record.id
    opening = rows[0] if _says_the_title(rows[0], record) else None
    annotations = (record.segments, record.speakers, record.quotes, record.dates, record.numbers)
    return (
        _templates()
        .get_template("article.html")
        .render(
            record=record,
            rows=rows[1:] if opening else rows,
            opening=opening,
            title=title,
            prefix=prefix,
            heading=heading,
            ids={annotation.id for layer in annotations for annotation in layer},
            speakers={speaker.id: speaker for speaker in record.speakers},
            quotes_of=_grouped(record, "speaker"),
            quotes_in=_grouped(record, "parent"),
            dates_at={(date.start, date.end): date.id for date in record.dates},
        )
        .replace("\0", "\ufffd")
    )


def notebook_html(record: Record) -> str:
    """The fragment with its style sheet, as notebooks show it; ids begin with the article's."""
    style = f"<style>{stylesheet()}</style>"
    return style + article_html(record, prefix=f"{record.id}-", heading=3)


def standalone_page(records: Iterable[Record]) -> str:
    """A page of its own, of one article or several; it loads nothing and runs nothing."""
    articles = list(records)
    prefixes = [f"{record.id}-" if len(articles) > 1 else "" for record in articles]
    level = 1 if len(articles) == 1 else 2
    fragments = [article_html(r, prefix=p, heading=level) for r, p in zip(articles, prefixes, strict=True)]
    return page_of(fragments, titles=[record.title or record.id for record in articles], prefixes=prefixes)


def page_of(fragments: Sequence[str], *, titles: Sequence[str], prefixes: Sequence[str]) -> str:
    """The page of articles that are rendered already."""
    from markupsafe import Markup

    style = colours() + _read("page.css") + stylesheet()
    return (
        _templates()
        .get_template("page.html")
        .render(
            style=Markup(style),
            digest=b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii"),
            entries=[*zip(titles, prefixes, map(Markup, fragments), strict=True)],
        )
    )


def colours() -> str:
    """The colours and lines that all pages share, as variables of the root: light and dark."""
    return COLOURS.read_text(encoding="utf-8")


@cache
def stylesheet() -> str:
    """The look of `article_html`, all of it under `.onrecord`."""
    return colours().replace(":root", ".onrecord") + _read("article.css") + _targets()


def _targets() -> str:
    """Where a link leads to an annotation, all its parts light up: a rule for each id of the first numbers."""
    ids = [f"{letter}{number}" for letter in "qsdn" for number in range(1, _LIT + 1)]
    rules = ",".join(f'&:has([data-id="{i}"]:target) [data-of~="{i}"]' for i in ids)
    return f".onrecord{{{rules}{{background-color:var(--on-tint)}}}}\n"


def _says_the_title(row: Row, record: Record) -> bool:
    """Whether a headline is what the page would have as its title; it is not shown twice then."""
    headline = record.text[row.block.start : row.block.end]
    return row.block.kind == "headline" and (record.title or headline).split() == headline.split()


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _grouped(record: Record, field: str) -> dict[str, list[Quote]]:
    groups: dict[str, list[Quote]] = {}
    for quote in record.quotes:
        groups.setdefault(getattr(quote, field), []).append(quote)
    return groups


@cache
def _templates() -> Environment:
    templates = environment()
    templates.filters |= {"text": _text, "brief": cut, "joined": joined}
    templates.globals |= {
        "say": descriptions,
        "edtf": to_edtf,
        "is_web": lambda url: bool(_WEB.match(url)),
        "is_reference": lambda part: isinstance(part, descriptions.Reference),
    }
    return templates


def _text(value: str) -> Markup:
    """Text of a record, escaped so that a parser gives it back: it would take CR for LF."""
    from markupsafe import Markup, escape

    return Markup(str(escape(value)).replace("\r", "&#13;"))
