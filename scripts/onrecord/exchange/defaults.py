"""What an annotation holds that somebody made in a tool without saying more: what the layers read in its place."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from onrecord.exchange.graph import FIELDS, Values
from onrecord.layers.dates import find_dates
from onrecord.layers.numbers import find_numbers
from onrecord.layers.quotes.marks import find_regions
from onrecord.layers.quotes.nesting import kind_and_marks
from onrecord.layers.segments import find_segments
from onrecord.losses import Losses
from onrecord.model import Document, Span
from onrecord.spans import Offsets


def read_date(document: Document, start: int, end: int, losses: Losses) -> Values:
    """Type and value of a date as the dates layer reads it; an unknown day where it reads none, which is told."""
    segments = find_segments(document.text, document.title)
    for date in find_dates(document.text, segments, document.published, language=document.language):
        if (date.start, date.end) == (start, end):
            losses.add("dates without a value, which the dates layer has read", document.id)
            return _fields("date", msgspec.to_builtins(date))
    losses.add("dates without a value that can be read, taken as XXXX-XX-XX", document.id)
    return {"type": "DATE", "value": "XXXX-XX-XX"}


def read_number(document: Document, start: int, end: int, losses: Losses) -> Values:
    """Kind and value of a number as the numbers layer reads it; a cardinal without a value where it reads none."""
    segments = find_segments(document.text, document.title)
    dates = find_dates(document.text, segments, document.published, language=document.language)
    for number in find_numbers(document.text, segments, dates, language=document.language):
        if (number.start, number.end) == (start, end):
            losses.add("numbers without a kind, which the numbers layer has read", document.id)
            return _fields("number", msgspec.to_builtins(number))
    losses.add("numbers without a kind that can be read, taken as cardinal", document.id)
    return {"kind": "cardinal"}


def marked(text: str, content: Sequence[Offsets]) -> Values:
    """Kind and marks of a content by the quotation marks around it (guidelines 3.2)."""
    regions = [region for segment in find_segments(text) for region in find_regions(text, segment)]
    kind, marks = kind_and_marks(text, [Span.of(text, *part) for part in content], regions)
    return {"kind": kind, "marks": msgspec.to_builtins(marks)}


def _fields(label: str, values: Values) -> Values:
    return {name: values[name] for name in FIELDS[label] if name in values}
