"""Regions in the fragments that brat needs, which hold no line end, and back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.exchange.graph import Graph, Region
from onrecord.exchange.notes import LINE_END
from onrecord.layers.segments import find_segments
from onrecord.model import Span
from onrecord.spans import Offsets

_LINE = re.compile(f"{LINE_END.pattern.replace('[', '[^')}+")


def broken(text: str, parts: Iterable[Offsets]) -> tuple[Offsets, ...]:
    """The parts cut at each line end, without white space where they are cut; none of white space alone."""
    fragments = []
    for start, end in parts:
        for line in _LINE.finditer(text, start, end):
            span = Span.stripped(text, *line.span())
            if span.text:
                fragments.append((span.start, span.end))
    return tuple(fragments)


def mended(graph: Graph, exported: Graph | None) -> Graph:
    """The graph with regions whole again: as they were exported where they have the same fragments, else by rule."""
    known: dict[tuple[str, tuple[Offsets, ...]], list[tuple[Offsets, ...]]] = defaultdict(list)
    for region in exported.regions if exported else ():
        known[region.label, broken(graph.text, region.parts)].append(region.parts)
    paragraphs: list[int] = []
    regions = []
    for region in graph.regions:
        before = known.get((region.label, region.parts), [])
        if before:
            regions.append(replace(region, parts=before.pop(0)))
            continue
        if region.label == "content" and len(region.parts) > 1 and not paragraphs:
            paragraphs = [segment.end for segment in find_segments(graph.text)]
        regions.append(_whole(graph.text, region, paragraphs if region.label == "content" else ()))
    return replace(graph, regions=tuple(regions))


def _whole(text: str, region: Region, ends: Sequence[int]) -> Region:
    """The region with fragments joined that nothing but line ends and blanks part, unless one of `ends` lies there."""
    parts: list[Offsets] = []
    for start, end in sorted(region.parts):
        if parts and _is_line_end(text[parts[-1][1] : start]) and not any(parts[-1][1] <= at <= start for at in ends):
            parts[-1] = (parts[-1][0], max(end, parts[-1][1]))
        else:
            parts.append((start, end))
    return replace(region, parts=tuple(parts))


def _is_line_end(between: str) -> bool:
    return between.isspace() and LINE_END.search(between) is not None
