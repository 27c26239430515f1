"""Layers that are empty as a whole, though the text has something for them; the tests of those layers are held back."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.checks.suspicion.cover import Cover, segments_of
from onrecord.checks.suspicion.expressions import figures, years
from onrecord.checks.suspicion.marks import is_speech
from onrecord.checks.suspicion.quotes import reports
from onrecord.incident import Finding, quoted
from onrecord.layers.quotes.marks import find_regions
from onrecord.model import Record


def check(record: Record) -> Iterator[Finding]:
    """A finding for each of quotes, dates and numbers that has nothing, at the first thing that it could have."""
    if not record.quotes:
        yield from _empty(record, "quotes", _first_speech(record))
    if not record.dates:
        yield from _empty(record, "dates", next(years(record, Cover(record.numbers)), None))
    if not record.numbers:
        yield from _empty(record, "numbers", next(figures(record, Cover(record.dates)), None))


def _first_speech(record: Record) -> tuple[int, int] | None:
    for _, segment in segments_of(record):
        for start, end in find_regions(record.text, segment):
            if is_speech(record.text, start, end):
                return start, end
    return next(reports(record, Cover(())), None)


def _empty(record: Record, layer: str, first: tuple[int, int] | None) -> Iterator[Finding]:
    if first is not None:
        yield Finding(
            test_id="layer-empty",
            path=(layer,),
            found=f"no {layer} in a text with {quoted(record.text[first[0] : first[1]])}",
            expected=f"{layer} of the text",
            mend=f"annotate the {layer}; an article in which they were left out is no gold",
            span=first,
        )
