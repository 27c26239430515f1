"""Dates and numbers together: a date is never a number, and no two expressions share text."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.incident import Finding, cut
from onrecord.model import Record
from onrecord.spans import overlapping

_Place = tuple[int, int, str, int]  # start, end, list and index of an expression


def check(record: Record) -> Iterator[Finding]:
    """Findings about dates and numbers of a record that overlap."""
    spans: list[_Place] = [(date.start, date.end, "dates", i) for i, date in enumerate(record.dates)]
    spans += [(number.start, number.end, "numbers", i) for i, number in enumerate(record.numbers)]
    for first, second in overlapping(spans):
        yield _overlap(record, first, second)


def _overlap(record: Record, first: _Place, second: _Place) -> Finding:
    is_mixed = first[2] != second[2]
    start, end, layer, i = first if is_mixed and first[2] == "numbers" else second
    other = second if start == first[0] and end == first[1] and layer == first[2] and i == first[3] else first
    name = getattr(record, other[2])[other[3]].id
    return Finding(
        test_id="date-number" if is_mixed else "expressions-overlap",
        path=(layer, i),
        found=f"a {layer[:-1]} [{start}, {end}) that shares text with {cut(name)} [{other[0]}, {other[1]})",
        expected="figures of a date in no number" if is_mixed else f"{layer} that are apart from each other",
        mend="delete the number, or cut the date" if is_mixed else "delete the one, or cut it where the other begins",
        span=(start, end),
    )
