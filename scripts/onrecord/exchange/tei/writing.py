"""Records to TEI documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.corpora.markup import IN_TEXT, check_characters
from onrecord.exchange.graph import LAYOUT, Graph
from onrecord.exchange.outgoing import to_graph
from onrecord.exchange.tei.elements import element, rank
from onrecord.exchange.tei.header import header, opening, stand_off
from onrecord.exchange.tei.pieces import Piece, cut, linked, nested
from onrecord.losses import Losses
from onrecord.model import Record, Segment
from onrecord.spans import spans_of

_NAMESPACE = "http://www.tei-c.org/ns/1.0"
_NAMES = {"headline": "head", "paragraph": "p"}
_NO_SPACE = re.compile(r"[^ \t\r\n]")  # what is no white space to XML, and needs an element around it
_CARRIED = {
    "content": {"kind", "cue_class"},
    "mention": {"form", "entity", "name", "kind", "role", "affiliation"},
    "date": {"type", "value", "earliest", "latest", "zone"},
    "number": {"kind", "value", "low", "high", "terms", "unit"},
}


def to_tei(record: Record, losses: Losses) -> bytes:
    """The TEI document of a record. Raises `InputError` for a character that XML cannot hold."""
    check_characters(record.id, "text", record.text)
    body = "".join(_body(record, losses))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<TEI xmlns="{_NAMESPACE}">',
        *header(record),
        stand_off(record.speakers),
        f'<text xml:lang="{record.language}"><body>{body}</body></text>',
        "</TEI>",
    ]
    document = "".join(f"{line}\n" for line in lines if line)
    check_characters(record.id, "document", document)
    return document.encode("utf-8")


def _body(record: Record, losses: Losses) -> Iterator[str]:
    """The text in pieces, tags between them."""
    text = record.text
    position = 0
    around: list[Piece] = []
    for piece in linked(nested(text, _pieces(record, losses))):
        while around and around[-1].end <= piece.start:
            yield text[position : around[-1].end].translate(IN_TEXT)
            position = around[-1].end
            yield f"</{around.pop().name}>"
        yield text[position : piece.start].translate(IN_TEXT)
        position = piece.start
        yield f"<{opening(piece.name, piece.attributes)}>"
        around.append(piece)
    for piece in reversed(around):
        yield text[position : piece.end].translate(IN_TEXT)
        position = piece.end
        yield f"</{piece.name}>"
    yield text[position:].translate(IN_TEXT)


def _pieces(record: Record, losses: Losses) -> Iterator[Piece]:
    graph = to_graph(record)
    segments = list(_segments(record))
    yield from segments
    units = spans_of(segments)
    sentences = [part for segment in record.segments for part in spans_of(segment.sentences)]
    for sentence in sentences:
        for start, end in cut(record.text, sentence, units, ()):
            yield Piece(name="s", start=start, end=end, rank=rank("sentence"))
    quotes = {quote.id: quote for quote in record.quotes}
    speakers = {speaker.id: speaker for speaker in record.speakers}
    for region in graph.regions:
        if region.label in LAYOUT:
            continue
        name, attributes = element(region, quotes, speakers)
        for part in region.parts:
            for start, end in cut(record.text, part, units, sentences):
                yield Piece(
                    name=name, id=region.id, start=start, end=end, rank=rank(region.label), attributes=attributes
                )
    _tell(graph, losses)


def _segments(record: Record) -> Iterator[Piece]:
    """The segments, over all of the text but white space as XML knows it; one paragraph where there are none."""
    segments: Sequence[Segment] = record.segments
    ends = [*(segment.start for segment in segments), len(record.text)][1:]
    position = 0
    for number, (segment, end) in enumerate(zip(segments, ends, strict=True)):
        first = _NO_SPACE.search(record.text, position, segment.start)
        start = first.start() if first else segment.start
        last = max((match.end() for match in _NO_SPACE.finditer(record.text, segment.end, end)), default=segment.end)
        has_place = segment.kind == "paragraph" or (number == 0 and len(segments) > 1)
        name = _NAMES.get(segment.kind, "ab") if has_place else "ab"
        kind = {"type": segment.kind} if name == "ab" else {}
        yield Piece(name=name, id=segment.id, start=start, end=last, attributes=kind)
        position = last
    if not segments:
        yield Piece(name="p", start=0, end=len(record.text))


def _tell(graph: Graph, losses: Losses) -> None:
    """Count what has no element."""
    losses.add("splits, seeds and origins of documents", graph.id)
    for region in graph.regions:
        if region.label in _CARRIED:
            more = len(region.values.keys() - _CARRIED[region.label])
            losses.add(f"further values of {region.label} regions", f"{graph.id} {region.id}", more)
    for link in graph.links:
        if link.label in ("parent", "anchor"):
            losses.add(f"{link.label} links", f"{graph.id} {link.start}")
