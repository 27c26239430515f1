"""A record as HTML: a fragment for other pages, its style sheet, and pages that need nothing else."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from itertools import chain, islice
from typing import TYPE_CHECKING

from onrecord import descriptions
from onrecord.articles import Annotation
from onrecord.edtf import to_edtf
from onrecord.html import COLOURS, HERE, environment
from onrecord.html.rows import Row, rows_of
from onrecord.incident import cut
from onrecord.model import Quote, Record, joined

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_MOST_LIT = 100  # of a layer: the rules that light them up are what takes a browser longest on a long page
_ID = re.compile(r"[A-Za-z]+[0-9]+")
_WEB = re.compile(r"https?://", re.IGNORECASE)


def article_html(record: Record, *, prefix: str = "", heading: int = 1) -> str:
    """`<article class="onrecord">`: the text as it is, its annotations marked and noted, the speakers, the provenance.

    Every annotation has its id in the record as its `id`, after `prefix`, which tells records on one page apart.
    `heading` is the level of its title. The look is `stylesheet`'s; without one it still reads in order.
    """
    template = _templates().get_template("article.html")
    rows = rows_of(record)
    opening = rows[0] if _says_the_title(rows[0], record) else None
    return template.render(
        record=record,
        rows=rows[1:] if opening else rows,
        opening=opening,
        title=record.title or record.id,
        prefix=prefix,
        heading=heading,
        ids={annotation.id for layer in _layers(record) for annotation in layer},
        speakers={speaker.id: speaker for speaker in record.speakers},
        quotes_of=_grouped(record, "speaker"),
        quotes_in=_grouped(record, "parent"),
        dates_at={(date.start, date.end): date.id for date in record.dates},
    )


def notebook_html(record: Record) -> str:
    """The fragment with its style sheet, as notebooks show it; ids begin with the article's."""
    return f"<style>{stylesheet(_lit(record))}</style>{article_html(record, prefix=f'{record.id}-', heading=3)}"


def standalone_page(records: Iterable[Record]) -> str:
    """A page of its own, of one article or several; it loads nothing and runs nothing.

    The ids of several begin with their article's: `#NAME-q3`.
    """
    from markupsafe import Markup

    stream = iter(records)
    opening = [*islice(stream, 2)]
    is_only = len(opening) == 1
    entries, lit = [], set[str]()
    for record in chain(opening, stream):
        prefix = "" if is_only else f"{record.id}-"
        fragment = article_html(record, prefix=prefix, heading=1 if is_only else 2)
        entries.append((record.title or record.id, prefix, Markup(fragment)))
        lit |= _lit(record)
    style = colours() + _read("page.css") + stylesheet(lit)
    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    template = _templates().get_template("page.html")
    return template.render(style=Markup(style), digest=digest, entries=entries)


def colours() -> str:
    """The colours and lines that all pages share, as variables of the root: light and dark."""
    return COLOURS.read_text(encoding="utf-8")


def stylesheet(lit: Iterable[str] = ()) -> str:
    """The look of `article_html`, all of it under `.onrecord`.

    Where a link leads to an annotation, its note lights up; of those whose ids are in `lit` so do its parts in the same
    paragraph, and a speaker's mentions, by rules of their own. A page with article.js needs none: it lights up all.
    """
    return colours().replace(":root", ".onrecord") + _read("article.css") + _targets(lit)


def _targets(ids: Iterable[str]) -> str:
    named = sorted({identifier for identifier in ids if _ID.fullmatch(identifier)})
    rules = ",".join(
        (f'&:has(>.speakers>ul>[data-id="{i}"]:target)' if i[0] == "s" else f'& .row:has([data-id="{i}"]:target)')
        + f' [data-of~="{i}"]'
        for i in named
    )
    return f".onrecord{{{rules}{{--soft:var(--ink);background-color:var(--on-tint)}}}}\n" if rules else ""


def _lit(record: Record) -> set[str]:
    return {annotation.id for layer in _layers(record)[1:] for annotation in layer[:_MOST_LIT]}


def _layers(record: Record) -> tuple[Sequence[Annotation], ...]:
    return record.segments, record.speakers, record.quotes, record.dates, record.numbers


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
        "figure": descriptions.grouped,
        "is_web": lambda url: bool(_WEB.match(url)),
        "is_reference": lambda part: isinstance(part, descriptions.Reference),
    }
    return templates


def _text(value: str) -> Markup:
    """Text of a record, escaped so that a parser gives it back: it takes CR for LF, and NUL for nothing."""
    from markupsafe import Markup, escape

    return Markup(str(escape(value)).replace("\r", "&#13;").replace("\0", "\ufffd"))
