"""Level 3: every span against the text, order, and the segments as a tiling.

What finds nothing must cost next to nothing: paths and words are made where something was found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.checks.offsets import order, segments, surfaces
from onrecord.checks.offsets.order import Placed
from onrecord.incident import Finding
from onrecord.model import Record


def check(record: Record, lines: Sequence[Placed] | None = None) -> Iterator[Finding]:
    """Findings of level 3. `lines` has the annotations as an article file has them, one list for all layers."""
    if not surfaces.hold(record):
        found = list(surfaces.check(record))
        yield from found
        if any(finding.test_id == "span-outside" for finding in found):
            return  # what is outside the text has no place in it to be compared
    yield from order.check(record, lines)
    yield from segments.check(record)
