"""Elements that nest, made of regions that cross."""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, pairwise

from onrecord.model import Span
from onrecord.spans import Offsets


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An element, or one of several pieces of it. Of two at one place the one of lower rank is around the other."""

    name: str
    id: str = ""
    start: int
    end: int
    rank: int = 0
    attributes: dict[str, str] = field(default_factory=dict)


def cut(text: str, part: Offsets, units: Sequence[Offsets], sentences: Sequence[Offsets]) -> Iterator[Offsets]:
    """A part of a region in pieces that lie in one of `units` each, and cross none of `sentences`, but for the white
    space around them. Units and sentences are in order, and apart.
    """
    start, end = part
    first, last = bisect_right(units, start, key=lambda unit: unit[1]), bisect_left(units, (end,))
    places = {place for unit in units[first:last] for place in unit}
    for at in (start, end):
        following = bisect_right(sentences, at, key=lambda sentence: sentence[1])
        sentence = sentences[following] if following < len(sentences) else (at, at)
        if sentence[0] < at < sentence[1] and not (sentence[0] <= start and end <= sentence[1]):
            places |= {*sentence}
    edges = [start, *sorted(place for place in places if start < place < end), end]
    for one, other in pairwise(edges):
        yield from _solid(text, one, other)


def nested(text: str, pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces in the order in which they open; one that begins inside another and ends after it is cut there."""
    order = count()
    heap = [(piece.start, -piece.end, piece.rank, next(order), piece) for piece in pieces]
    heapq.heapify(heap)
    around: list[Piece] = []
    found: list[Piece] = []
    while heap:
        piece = heapq.heappop(heap)[-1]
        while around and around[-1].end <= piece.start:
            around.pop()
        if around and around[-1].end < piece.end:
            for first, last in ((piece.start, around[-1].end), (around[-1].end, piece.end)):
                for start, end in _solid(text, first, last):
                    heapq.heappush(heap, (start, -end, piece.rank, next(order), replace(piece, start=start, end=end)))
            continue
        around.append(piece)
        found.append(piece)
    return found


def linked(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with ids of their own, and what joins those of one element."""
    ids: dict[str, list[str]] = {}
    named = []
    for piece in pieces:
        before = ids.setdefault(piece.id, [])
        before.append(f"{piece.id}.{len(before) + 1}" if before else piece.id)
        named.append((piece, len(before) - 1))
    return [_linked(piece, ids[piece.id], number) if piece.id else piece for piece, number in named]


def _linked(piece: Piece, ids: list[str], number: int) -> Piece:
    more = {"xml:id": ids[number]}
    if number + 1 < len(ids):
        more["next"] = f"#{ids[number + 1]}"
    if number:
        more["prev"] = f"#{ids[number - 1]}"
    return replace(piece, attributes=more | piece.attributes)


def _solid(text: str, start: int, end: int) -> Iterator[Offsets]:
    """The stretch without the white space at its edges; nothing where it is white space."""
    span = Span.stripped(text, start, end)
    if span.text:
        yield span.start, span.end
