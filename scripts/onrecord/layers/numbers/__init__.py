"""Layer 3: expressions of number with their value, unit, modifier and what they count (guidelines, section 6).

A scanner finds where an expression can begin, readers read the numeral there, what stands at it makes it a measure, two
numerals make a range, ratio or score: all end in one form, `sides.Expression`, which the context accepts or drops. The
words are in the TOML files beside the modules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from onrecord.layers.numbers.asked import units_asked
from onrecord.layers.numbers.counted import find_counted
from onrecord.layers.numbers.expressions import read_expression
from onrecord.layers.numbers.modifiers import find_modifier, modifier_after
from onrecord.layers.numbers.money import Purse
from onrecord.layers.numbers.names import code_end, is_code, is_name
from onrecord.layers.numbers.neighbours import Word, words_before
from onrecord.layers.numbers.numerals import Stretch
from onrecord.layers.numbers.scanner import candidates
from onrecord.layers.numbers.senses import is_count, is_part, is_rank
from onrecord.layers.numbers.sides import Expression
from onrecord.model import Date, Number, Segment, Span
from onrecord.tokens import cuts_grapheme

__all__ = ["find_numbers"]

# Beyond this a float does not hold every whole number.
_EXACT = 2**53


def find_numbers(
    text: str, segments: Sequence[Segment], dates: Sequence[Date], *, language: str = "en"
) -> tuple[Number, ...]:
    """Find the expressions of number outside boilerplate and `dates`, in the order of the text.

    `language` is the article's, as `en-AU`: its region says whose dollars are meant.
    """
    purse = Purse(text, language)
    numbers: list[Number] = []
    for stretch in _stretches(text, segments, dates, purse):
        numbers += _read(stretch, len(numbers))
    return tuple(numbers)


def _stretches(text: str, segments: Sequence[Segment], dates: Sequence[Date], purse: Purse) -> Iterator[Stretch]:
    """What lies between the dates of each annotated segment."""
    taken = iter(sorted((date.start, date.end) for date in dates))
    date = next(taken, None)
    for segment in segments:
        if segment.kind == "boilerplate":
            continue
        start, title = segment.start, segment.kind == "headline"
        while date and date[0] < segment.end:
            if start < date[0]:
                yield Stretch(text, start, date[0], title, purse)
            start = max(start, date[1])
            if date[1] > segment.end:
                break
            date = next(taken, None)
        if start < segment.end:
            yield Stretch(text, start, segment.end, title, purse)


def _read(stretch: Stretch, count: int) -> Iterator[Number]:
    floor = stretch.start
    last: Number | None = None
    for start in candidates(stretch.text, stretch.start, stretch.end):
        if start < floor:
            continue
        expression = read_expression(stretch, start, floor)
        if expression is None:
            continue
        number = _number(stretch, expression, floor, count + 1)
        if number is None:
            floor = max(floor, code_end(stretch.text, start, stretch.end))
            continue
        count += 1
        number = _with_change_before(stretch.text, last, number)
        floor = max(number.end, *(span.end for span in number.modifier_spans), number.start)
        last = number
        yield number
        for unit in units_asked(stretch, expression):
            count += 1
            floor = unit.end
            yield _number_of(stretch.text, unit, count)


def _number(stretch: Stretch, found: Expression, floor: int, index: int) -> Number | None:
    """The number with its context, or None where the context makes it none."""
    if cuts_grapheme(stretch.text, found.end) or (found.unit != "a" and is_code(stretch, found)):
        return None
    single = found.value == 1 and not found.unit
    behind = modifier_after(stretch, found.end)
    counted = find_counted(stretch, behind[1].end if behind else found.end, found.kind, single=single, rate=found.rate)
    before = words_before(stretch.text, found.start, floor)
    if not _is_number(stretch, found, before, counting=counted is not None):
        return None
    modifier = (
        find_modifier(stretch, found, before, behind, counted) if found.kind not in ("ordinal", "score") else None
    )
    return _number_of(stretch.text, found, index, modifier, counted)


def _with_change_before(text: str, last: Number | None, number: Number) -> Number:
    """The number with the change of the one before it, which it says again: fell 312 points, or 1.2 percent."""
    if last is None or number.modifier or last.modifier not in ("up_by", "down_by") or number.kind != "percent":
        return number
    end = last.counted[0].end if last.counted else last.end
    if text[end : number.start].strip() not in (", or", "or", "("):
        return number
    return replace(number, modifier=last.modifier, modifier_spans=last.modifier_spans)


def _number_of(
    text: str, found: Expression, index: int, modifier: tuple[str, Span] | None = None, counted: Span | None = None
) -> Number:
    return Number(
        id=f"n{index}",
        start=found.start,
        end=found.end,
        text=text[found.start : found.end],
        kind=found.kind,
        value=_plain(found.value),
        low=_plain(found.low),
        high=_plain(found.high),
        terms=tuple(term for term in map(_plain, found.terms) if term is not None),
        modifier=modifier[0] if modifier else "",
        modifier_spans=(modifier[1],) if modifier else (),
        unit=found.unit,
        counted=(counted,) if counted else (),
    )


def _is_number(stretch: Stretch, found: Expression, before: list[Word], *, counting: bool) -> bool:
    if found.kind == "ordinal":
        return is_rank(stretch, found)
    if found.kind == "fraction" and not is_part(stretch, found):
        return False
    return is_count(stretch, found) and not is_name(stretch, found, before, counting=counting)


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
