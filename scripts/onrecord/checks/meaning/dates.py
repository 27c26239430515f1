"""Dates: value, type and bounds of TIMEX3, and the anchor (guidelines 5)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from onrecord.incident import Finding, quoted
from onrecord.model import Anchor, Date, Record
from onrecord.timex import bounds, bounds_of, is_clock, parse_value, type_of

_LONGEST = 64  # characters of a value; a longer one is none
# TIMEX3 has these mods for points in time alone; a length is LESS_THAN, MORE_THAN and so on.
_OF_POINTS = frozenset(["BEFORE", "AFTER", "ON_OR_BEFORE", "ON_OR_AFTER"])


def check(record: Record) -> Iterator[Finding]:
    """Findings about the dates of a record."""
    published = record.published.date if record.published.basis == "given" else ""
    for i, date in enumerate(record.dates):
        if len(date.value) > _LONGEST or not _is_sound(date.type, date.value, date.earliest, date.latest):
            yield from _value(i, date)
        if date.alternatives:
            yield from _alternatives(i, date)
        if date.mod or date.quant or date.freq or date.zone:
            yield from _attributes(i, date)
        if date.anchor.basis != "none" or date.anchor.value or date.anchor.dates:
            yield from _anchor(i, date, published)


@lru_cache(maxsize=4096)
def _is_sound(kind: str, value: str, earliest: str, latest: str) -> bool:
    return _is_of(kind, value) and (earliest, latest) == bounds_of(kind, value)


def _is_of(kind: str, value: str) -> bool:
    """Whether a value can have the type: a set repeats a length, or what has no place of its own in the calendar."""
    if kind == "SET":
        return type_of(value) not in ("", "REF") and bounds(value) == ("", "")
    return type_of(value).replace("REF", "DATE") == kind


def _value(i: int, date: Date) -> Iterator[Finding]:
    span = (date.start, date.end)
    if parse_value(date.value) is None:
        yield Finding(
            test_id="timex-value",
            path=("dates", i, "value"),
            found=quoted(date.value),
            expected="a TIMEX3 value, such as 2021-11-21, 2021-W47, P2D or PRESENT_REF",
            mend="write the value by guidelines 5.4; a day has to be one of the calendar",
            span=span,
        )
        return
    if not _is_of(date.type, date.value):
        yield Finding(
            test_id="timex-type",
            path=("dates", i, "type"),
            found=f"{date.type} with the value {quoted(date.value)}",
            expected=_type_expected(date),
            mend="mend the type or the value: a clock time or part of the day is a TIME, P… a DURATION or SET",
            span=span,
        )
        return
    first, last = bounds_of(date.type, date.value)
    if (date.earliest, date.latest) != (first, last):
        yield Finding(
            test_id="date-bounds",
            path=("dates", i, "earliest" if date.earliest != first else "latest"),
            found=f"{quoted(date.earliest)} to {quoted(date.latest)} for the value {quoted(date.value)}",
            expected=f"{quoted(first)} to {quoted(last)}",
            mend="copy the first and last day of the value, mod aside; both are empty where it has none",
            span=span,
        )


def _type_expected(date: Date) -> str:
    if date.type == "SET":
        return "a value of a SET: a length, or a date with X for what is not fixed"
    return type_of(date.value).replace("REF", "DATE")


def _alternatives(i: int, date: Date) -> Iterator[Finding]:
    seen = {date.value}
    for j, value in enumerate(date.alternatives):
        if value in seen or not _is_of(date.type, value):
            yield Finding(
                test_id="alternatives",
                path=("dates", i, "alternatives", j),
                found=f"{quoted(value)} beside {quoted(date.value)}",
                expected=f"another value of a {date.type}",
                mend="leave it out, or write the value that the expression may have instead",
                span=(date.start, date.end),
            )
        seen.add(value)


def _attributes(i: int, date: Date) -> Iterator[Finding]:
    """quant and freq, zone, and mod, each with what it can stand with."""
    faults = (
        ("set-only", "quant", date.type != "SET" and date.quant, "SET has quant"),
        ("set-only", "freq", date.type != "SET" and date.freq, "SET has freq"),
        ("zone-clock", "zone", date.zone and not is_clock(date.value), "clock time has a zone"),
        (
            "mod-length",
            "mod",
            date.mod in _OF_POINTS and date.type in ("DURATION", "SET"),
            "point in time has this mod",
        ),
    )
    for test_id, field, is_wrong, owner in faults:
        if is_wrong:
            yield Finding(
                test_id=test_id,
                path=("dates", i, field),
                found=f"{quoted(getattr(date, field))} with the {date.type} {quoted(date.value)}",
                expected=f'"": only a {owner}',
                mend=f'set {field} to "", or mend type and value',
                span=(date.start, date.end),
            )


def _anchor(i: int, date: Date, published: str) -> Iterator[Finding]:
    anchor = date.anchor
    expected = ""
    if anchor.basis == "none":
        expected = 'value "" and no dates for the basis none'
    elif anchor.basis == "published" and not (published and anchor.value == published and not anchor.dates):
        expected = f"the given day of publication ({published or 'there is none here'}) as value, and no dates"
    elif anchor.basis in ("date", "inferred") and not _is_told(anchor):
        expected = f"a value, and the dates that it comes from, for the basis {anchor.basis}"
    elif date.id in anchor.dates:
        expected = "dates other than this one"
    if expected:
        yield Finding(
            test_id="anchor",
            path=("dates", i, "anchor"),
            found=f"basis {anchor.basis}, value {quoted(anchor.value)}, dates {quoted(', '.join(anchor.dates))}",
            expected=expected,
            mend="set basis to what the value was resolved against, and value and dates with it",
            span=(date.start, date.end),
        )


def _is_told(anchor: Anchor) -> bool:
    """Whether value and dates are there, or neither, for the basis `date` alone can be all that an annotator tells. The
    value is TIMEX3's, or an interval of two.
    """
    if anchor.basis == "date" and not anchor.value and not anchor.dates:
        return True
    first, stroke, last = anchor.value.partition("/")
    return bool(anchor.dates) and parse_value(first) is not None and (not stroke or parse_value(last) is not None)
