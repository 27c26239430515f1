"""Where the annotations of a record stand in its text: places, the lines under them, and the blocks of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from onrecord.model import Quote, Record, Span

LANES = 4  # lines under the text; what would need more is told by its tint and its title


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the text in a role; `ids` are of the annotations that it belongs to, its own first.

    `sign` is the line that is drawn under it, in `lane`, from 1, nearest to the text; 0 where it has none.
    """

    start: int
    end: int
    role: str
    sign: str
    ids: tuple[str, ...]
    lane: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """A segment, or what of the text is in none (`outside`); `after` is where the white space behind it ends."""

    id: str
    kind: str
    start: int
    end: int
    after: int


def places_of(record: Record) -> list[Place]:
    """The places by where they start, the longer first, clipped to the text; each keeps its lane along its length."""
    places = [
        Place(max(0, span.start), min(len(record.text), span.end), role, sign, ids)
        for span, role, sign, ids in chain(_of_quotes(record), _of_speakers(record), _of_expressions(record))
    ]
    solid = [place for place in places if place.start < place.end]
    return _in_lanes(sorted(solid, key=lambda place: (place.start, -place.end)))


def blocks_of(record: Record) -> list[Block]:
    """The text in blocks, without a gap: every character is in one, or in the white space after one or before all."""
    blocks: list[Block] = []
    end = 0
    for segment in sorted(record.segments, key=lambda segment: (segment.start, segment.end)):
        start, stop = max(segment.start, end), min(segment.end, len(record.text))
        blocks += _outside(record.text, end, start)
        if start < stop:
            blocks.append(Block(segment.id, segment.kind, start, stop, stop))
            end = stop
    blocks += _outside(record.text, end, len(record.text))
    blocks = blocks or [Block("", "outside", 0, len(record.text), len(record.text))]
    afters = [block.start for block in blocks[1:]] + [len(record.text)]
    return [Block(b.id, b.kind, b.start, b.end, after) for b, after in zip(blocks, afters, strict=True)]


def _outside(text: str, start: int, end: int) -> Iterator[Block]:
    """A block of what stands in no segment, where that is more than white space."""
    span = Span.stripped(text, start, max(start, end))
    if span.start < span.end:
        yield Block("", "outside", span.start, span.end, span.end)


_Placed = Iterator[tuple[Span, str, str, tuple[str, ...]]]


def _of_quotes(record: Record) -> _Placed:
    for quote in record.quotes:
        for role, spans in _parts(quote):
            sign = {"content": quote.kind, "marks": ""}.get(role, role)
            yield from ((span, role, sign, (quote.id,)) for span in spans)


def _parts(quote: Quote) -> Iterator[tuple[str, Sequence[Span]]]:
    yield "content", quote.content
    yield "marks", quote.marks
    yield "cue", quote.cue
    yield "source", quote.source
    yield "addressee", quote.addressee


def _of_speakers(record: Record) -> _Placed:
    for speaker in record.speakers:
        for mention in speaker.mentions:
            yield Span(mention.start, mention.end, ""), "mention", "mention", (mention.id, speaker.id)


def _of_expressions(record: Record) -> _Placed:
    for date in record.dates:
        yield Span(date.start, date.end, ""), "date", "date", (date.id,)
    for number in record.numbers:
        yield Span(number.start, number.end, ""), "number", "number", (number.id,)
        yield from ((span, "modifier", "modifier", (number.id,)) for span in number.modifier_spans)
        yield from ((span, "counted", "counted", (number.id,)) for span in number.counted)


def _in_lanes(places: list[Place]) -> list[Place]:
    """The same places, each in the first lane that is free from where it starts."""
    free = [0] * LANES  # where what is drawn in a lane ends
    done = []
    for place in places:
        lane = next((n for n, end in enumerate(free) if end <= place.start), None) if place.sign else None
        if lane is not None:
            free[lane] = place.end
        done.append(Place(place.start, place.end, place.role, place.sign, place.ids, 0 if lane is None else lane + 1))
    return done
