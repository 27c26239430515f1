"""Records to tasks of Prodigy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

import msgspec

from onrecord.exchange.graph import LAYOUT, Graph, Region, fragmented
from onrecord.exchange.outgoing import to_graph
from onrecord.losses import Losses
from onrecord.model import Record
from onrecord.spans import Offsets
from onrecord.tokens import iter_tokens


def to_prodigy(record: Record, _losses: Losses) -> bytes:
    """The line of a record."""
    graph = fragmented(to_graph(record))
    regions = sorted((r for r in graph.regions if r.label not in LAYOUT), key=lambda region: region.parts)
    tokens = list(_tokens(record.text, [region.parts[0] for region in regions]))
    spans = _spans(regions, tokens)
    task = {
        "text": record.text,
        "meta": _meta(record),
        "tokens": tokens,
        "spans": list(spans.values()),
        "relations": list(_relations(graph, spans)),
    }
    if record.annotation.status != "draft":
        task["answer"] = "accept"
    return msgspec.json.encode(task) + b"\n"


def _meta(record: Record) -> dict[str, str]:
    """What annotators see below the text."""
    known = {"publisher": record.source.publisher, "published": record.published.date}
    meta = {"id": record.id, "title": record.title, "language": record.language} | known
    return {name: value for name, value in meta.items() if value}


def _tokens(text: str, parts: Iterable[Offsets]) -> Iterator[dict[str, Any]]:
    """The tokens, cut where a part begins or ends; white space but a single blank is a token, as spaCy has it."""
    edges = {0, len(text), *(place for part in parts for place in part)}
    for start, end in iter_tokens(text):
        edges |= {start, end}
    number = 0
    pieces = [text[start:end] for start, end in pairwise(sorted(edges))]
    start = 0
    for piece, following in pairwise([*pieces, ""]):
        is_blank = piece.isspace() and piece[0] == " " and start > 0
        surface = piece[1:] if is_blank else piece
        begin = start + len(piece) - len(surface)
        if surface:
            has_blank = following[:1] == " " and following.isspace()
            end = begin + len(surface)
            yield {"text": surface, "start": begin, "end": end, "id": number, "ws": has_blank}
            number += 1
        start += len(piece)


def _spans(regions: Iterable[Region], tokens: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """By the ids of regions their spans."""
    first, last = {}, {}
    for token in tokens:
        first[token["start"]] = last[token["end"]] = token["id"]
    spans = {}
    for region in regions:
        start, end = region.parts[0]
        place = {"start": start, "end": end, "token_start": first[start], "token_end": last[end]}
        spans[region.id] = place | {"label": region.label, "id": region.id}
    return spans


def _relations(graph: Graph, spans: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for link in graph.links:
        head, child = spans[link.start], spans[link.end]
        ends = {"head": head["token_end"], "child": child["token_end"], "label": link.label}
        yield ends | {"head_span": head, "child_span": child}
