"""Layer 3: expressions of number with their value, unit, modifier and what they count (guidelines, section 6)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from onrecord.layers.numbers.counted import find_counted
from onrecord.layers.numbers.expressions import Expression, read_expression
from onrecord.layers.numbers.modifiers import find_modifier
from onrecord.layers.numbers.names import is_code, is_name
from onrecord.layers.numbers.numerals import Stretch
from onrecord.layers.numbers.senses import is_count, is_part, is_rank
from onrecord.layers.numbers.vocabulary import SIGNS
from onrecord.layers.numbers.wording import STARTERS
from onrecord.model import Date, Number, Segment

__all__ = ["find_numbers"]

# A run of figures is tried at its start only: once at each figure would take quadratic time.
_CANDIDATE = re.compile(rf"[A-Za-z]+|(?<![0-9])\.?[0-9]|[{''.join(SIGNS)}]")
# Beyond this a float does not hold every whole number.
_EXACT = 2**53


def find_numbers(
    text: str, segments: Sequence[Segment], dates: Sequence[Date], *, language: str = "en"
) -> tuple[Number, ...]:
    """Find the expressions of number outside boilerplate and `dates`, in the order of the text."""
    numbers: list[Number] = []
    for stretch in _stretches(text, segments, dates):
        numbers += _read(stretch, len(numbers))
    return tuple(numbers)


def _stretches(text: str, segments: Sequence[Segment], dates: Sequence[Date]) -> Iterator[Stretch]:
    """What lies between the dates of each annotated segment."""
    taken = iter(sorted((date.start, date.end) for date in dates))
    date = next(taken, None)
    for segment in segments:
        if segment.kind == "boilerplate":
            continue
        start, title = segment.start, segment.kind == "headline"
        while date and date[0] < segment.end:
            if start < date[0]:
                yield Stretch(text, start, date[0], title)
            start = max(start, date[1])
            if date[1] > segment.end:
                break
            date = next(taken, None)
        if start < segment.end:
            yield Stretch(text, start, segment.end, title)


def _read(stretch: Stretch, count: int) -> Iterator[Number]:
    floor = stretch.start
    for candidate in _CANDIDATE.finditer(stretch.text, stretch.start, stretch.end):
        if candidate.start() < floor:
            continue
        word = candidate[0]
        if word[0].isalpha() and word[0] not in SIGNS and word.lower() not in STARTERS:
            continue
        expression = read_expression(stretch, candidate.start(), floor)
        number = expression and _number(stretch, expression, floor, count + 1)
        if number:
            count += 1
            floor = max(number.end, *(span.end for span in number.modifier_spans), number.start)
            yield number


def _number(stretch: Stretch, found: Expression, floor: int, index: int) -> Number | None:
    """The number with its context, or None where the context makes it none."""
    single = found.value == 1 and not found.unit
    counted = find_counted(stretch, found.end, found.kind, single=single)
    if is_code(stretch, found) or not _is_number(stretch, found, counting=counted is not None):
        return None
    modifier = find_modifier(stretch, found.start, found.end, floor) if found.kind != "ordinal" else None
    return Number(
        id=f"n{index}",
        start=found.start,
        end=found.end,
        text=stretch.text[found.start : found.end],
        kind=found.kind,
        value=_plain(found.value),
        low=_plain(found.low),
        high=_plain(found.high),
        modifier=modifier[0] if modifier else "",
        modifier_spans=(modifier[1],) if modifier else (),
        unit=found.unit,
        counted=(counted,) if counted else (),
    )


def _is_number(stretch: Stretch, found: Expression, *, counting: bool) -> bool:
    if found.kind == "ordinal":
        return is_rank(stretch, found)
    if found.kind == "fraction" and not is_part(stretch, found):
        return False
    return is_count(stretch, found) and not is_name(stretch, found, counting=counting)


def _plain(value: Fraction | None) -> int | float | None:
    """The value as JSON holds it: whole where it is whole and exact, else a float; None when it is too large."""
    if value is None:
        return None
    if value.denominator == 1 and abs(value) < _EXACT:
        return int(value)
    try:
        return float(value)
    except OverflowError:
        return None
