"""Regions of tools made fit for a record: spans of it without white space at their edges, values of the schema."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.errors import InputError
from onrecord.exchange.choices import choices, is_known
from onrecord.exchange.graph import LABELS, Graph, Region, is_said
from onrecord.incident import quoted
from onrecord.losses import Losses
from onrecord.model import Span


def fit(graph: Graph, losses: Losses) -> Graph:
    """The graph with regions that a record can hold; `losses` is told what they lose.

    Raises `InputError` for a region outside the text.
    """
    return replace(graph, regions=tuple(_with_known_values(graph, losses, _with_spans(graph, losses))))


def _with_spans(graph: Graph, losses: Losses) -> Iterator[Region]:
    """The regions with parts that neither begin nor end with white space, in order, none of them empty."""
    for region in graph.regions:
        losses.add("regions with labels that a record has no place for", graph.id, region.label not in LABELS)
        for start, end in region.parts:
            if not 0 <= start <= end <= len(graph.text):
                found = f"{region.label} {region.id} at {start} to {end} of a text of {len(graph.text)} characters"
                raise InputError(graph.id, found, "export the text and its annotations from the tool once more")
        spans = [Span.stripped(graph.text, start, end) for start, end in region.parts]
        parts = tuple(sorted({(span.start, span.end) for span in spans if span.text}))
        losses.add("white space at the edges of regions", graph.id, parts != tuple(sorted(set(region.parts))))
        losses.add("regions of nothing but white space", graph.id, not parts)
        if parts:
            yield replace(region, parts=parts)


def _with_known_values(graph: Graph, losses: Losses, regions: Iterator[Region]) -> Iterator[Region]:
    """The regions without the values of their fields that the schema does not know: for somebody's slip a region, or
    all of the record, is too much to lose.
    """
    for region in regions:
        unknown = [name for name, value in region.values.items() if not is_known(region.label, name, value)]
        for name in unknown:
            place = f"{graph.id}, {region.id} {quoted(graph.surface(region), 40)}: {quoted(region.values[name], 40)}"
            losses.add(_kind(region.label, name), place, is_said(region.values[name]))
        known = {name: value for name, value in region.values.items() if name not in unknown}
        yield replace(region, values=known) if unknown else region


def _kind(label: str, field: str) -> str:
    known = choices(label).get(field)
    rest = f"but {', '.join(known)}" if known else "that the schema does not know"
    return f"values of {label} {field} {rest}"
