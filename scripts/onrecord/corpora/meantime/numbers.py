"""The VALUEs of a CAT document to numbers: their extent is that of CAT, their value what the numbers layer reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.corpora.meantime.documents import CatDocument, Markable, Tell, named
from onrecord.layers.numbers import find_numbers
from onrecord.model import Date, Number, Segment, Span

_KINDS = ("money", "percent")


def value_spans(document: CatDocument, tell: Tell) -> list[tuple[Span, Markable]]:
    """The VALUEs that have a text, in its order."""
    found = []
    for value in named(document.markables, "VALUE"):
        span = Span.stripped(document.text, *(value.span or (0, 0)))
        if span.text:
            found.append((span, value))
        else:
            tell("VALUE without text", value.line)
    return sorted(found, key=lambda pair: (pair[0].start, pair[0].end))


def read_values(
    text: str,
    values: Sequence[tuple[Span, Markable]],
    segments: Sequence[Segment],
    dates: Sequence[Date],
    *,
    language: str,
    tell: Tell,
) -> tuple[Number, ...]:
    """The numbers at the spans: as they are read in the text where that finds just them, else each by itself. Numbers
    of languages that the layer does not read are left open.
    """
    is_read = language.startswith("en")
    read = find_numbers(text, segments, dates, language=language) if is_read and values else ()
    at = {(number.start, number.end): number for number in read}
    numbers = []
    for index, (span, value) in enumerate(values, 1):
        found = at.get((span.start, span.end)) or (_alone(span, language) if is_read else None)
        number = replace(found or Number(id="", start=0, end=0, text="", kind="cardinal"), id=f"n{index}")
        number = replace(number, start=span.start, end=span.end, text=span.text)
        numbers.append(_of_type(number, value, tell))
    return tuple(numbers)


def _alone(span: Span, language: str) -> Number | None:
    """What is read in the words of a VALUE, the longest if there are several; nothing of it stands outside of them."""
    line = Segment(id="g1", start=0, end=len(span.text), text=span.text, kind="paragraph", sentences=())
    line = replace(line, sentences=(Span(0, len(span.text), span.text),))
    found = find_numbers(span.text, [line], (), language=language)
    longest = max(found, key=lambda number: number.end - number.start, default=None)
    return longest and replace(longest, modifier="", modifier_spans=(), counted=())


def _of_type(number: Number, value: Markable, tell: Tell) -> Number:
    """The number with the kind of the type that CAT has, without what was read of another kind."""
    kind = value.attributes.get("type", "").strip().lower()
    if kind in _KINDS and number.kind != kind:
        tell(f"values of VALUE of type {kind.upper()} that are read as none", value.line)
        blank = Number(id=number.id, start=number.start, end=number.end, text=number.text, kind=kind)
        return replace(blank, unit="%" if kind == "percent" else "")
    if number.value is None and number.low is None and not number.terms:
        tell("values of VALUE that are not read, and left open", value.line)
    return number
