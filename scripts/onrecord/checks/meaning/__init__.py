"""Level 5: what the annotations say, against each other and against the tables of values and codes.

Each check runs on any record that keeps to the schema, also where offsets and references are broken: it says less then.
Nearly every record is sound, so the loops test first and build a finding only where a test fails.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.checks.meaning import contents, dates, document, expressions, numbers, quotes
from onrecord.incident import Finding
from onrecord.model import Record


def check(record: Record) -> Iterator[Finding]:
    """Findings of level 5, but for the seed: that is `onrecord.checks.seeds`."""
    yield from document.check(record)
    yield from quotes.check(record)
    yield from contents.check(record)
    yield from dates.check(record)
    yield from numbers.check(record)
    yield from expressions.check(record)
