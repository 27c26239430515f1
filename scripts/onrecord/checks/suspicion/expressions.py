"""Dates and numbers: years and figures in none, dates far from the day of publication, anchors left open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.checks.suspicion.cover import Cover, segments_of
from onrecord.incident import Finding, quoted
from onrecord.layers.lexicon import load_lexicon, phrases
from onrecord.model import Date, Record

_YEAR = re.compile(r"(?<![\w.,'’/:$£€-])(?:1[5-9]|20)[0-9]{2}(?![\w%]|[.,:/-][\w])")
# The word before tells whether the figures are part of a name: Highway 17, reference 4417, Boeing 747.
_FIGURES = re.compile(
    r"(?P<before>[\w.’'&-]+ |[0-9.,] ?)?(?<![\w./:,#-])[$£€]?[0-9]+(?:[.,][0-9]+)*(?=[ -][a-z]|%| ?°)"
)
_LABELS = frozenset(phrases(load_lexicon("numbers/labels")["any_case"]["words"]))
_YEARS = 100  # after publication
_TOLD = 2  # years from publication that a day can be which is told without its year


def check(record: Record) -> Iterator[Finding]:
    """Findings about the dates and numbers of a record, of each layer that is there."""
    taken = Cover((*record.dates, *record.numbers))
    if record.dates:
        for start, end in years(record, taken):
            yield _missing(record, "dates", "undated-year", (start, end))
        yield from _far(record)
        yield from _open(record)
    if record.numbers:
        for start, end in figures(record, taken):
            yield _missing(record, "numbers", "unnumbered-figures", (start, end))


def years(record: Record, taken: Cover) -> Iterator[tuple[int, int]]:
    """Figures that look like a year, and are not taken."""
    for _, segment in segments_of(record):
        for match in _YEAR.finditer(record.text, segment.start, segment.end):
            if not taken.touches(*match.span()):
                yield match.span()


def figures(record: Record, taken: Cover) -> Iterator[tuple[int, int]]:
    """Figures that something is counted by, and are not taken; none behind a name or label."""
    for _, segment in segments_of(record):
        for match in _FIGURES.finditer(record.text, segment.start, segment.end):
            before = (match["before"] or "").strip()
            start = match.end("before") if match["before"] else match.start()
            is_label = before[:1].isupper() or before[:1].isdigit() or before.lower().rstrip(".") in _LABELS
            if not is_label and not taken.touches(start, match.end()) and not _YEAR.match(record.text, start):
                yield start, match.end()


def _missing(record: Record, layer: str, test_id: str, span: tuple[int, int]) -> Finding:
    return Finding(
        test_id=test_id,
        path=(layer,),
        found=f"{quoted(record.text[span[0] : span[1]])}, in no {layer[:-1]}",
        expected="years in dates" if layer == "dates" else "figures in dates or numbers",
        mend=f"annotate the {layer[:-1]}, unless the figures are part of a name, label or address",
        span=span,
    )


def _far(record: Record) -> Iterator[Finding]:
    """Findings about dates that a slip may have put into another time."""
    published = record.published.date if record.published.basis == "given" else ""
    if not published:
        return
    for i, date in enumerate(record.dates):
        if date.earliest and _is_far(date, int(published[:4])):
            yield Finding(
                test_id="far-date",
                path=("dates", i, "value"),
                found=f"{quoted(date.value)}, in an article of {published}",
                expected="a day within two years, where the text tells no year; no date beyond a hundred years to come",
                mend="see that the year is right",
                span=(date.start, date.end),
            )


def _is_far(date: Date, published: int) -> bool:
    first, last = int(date.earliest[:4]), int((date.latest or date.earliest)[:4])
    is_fine = len(date.value) >= len("2021-11") and date.anchor.basis == "published"
    return last > published + _YEARS or (is_fine and not published - _TOLD <= first <= published + _TOLD)


def _open(record: Record) -> Iterator[Finding]:
    """One finding for all anchors that do not say which date was used."""
    found = [i for i, date in enumerate(record.dates) if date.anchor.basis == "date" and not date.anchor.dates]
    if found:
        first = record.dates[found[0]]
        yield Finding(
            test_id="anchor-open",
            path=("dates", found[0], "anchor"),
            found=f"the basis date without value and dates, in {len(found)} dates",
            expected="the value that each was resolved with, and the dates that it comes from",
            mend="name the dates in anchor.dates",
            span=(first.start, first.end),
        )
