"""Level 6: what is legal and suspicious. Most findings are slips, and some are news being odd: none makes a record bad.

The vocabularies are those of the layers. A layer that is empty as a whole is told once, for somebody left it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.checks.suspicion import expressions, layers, marks, quotes, sameness, speakers
from onrecord.incident import Finding
from onrecord.model import Record


def check(record: Record) -> Iterator[Finding]:
    """Findings of level 6."""
    yield from layers.check(record)
    if record.quotes:
        yield from marks.check(record)
        yield from quotes.check(record)
    yield from speakers.check(record)
    yield from expressions.check(record)
    yield from sameness.check(record)
