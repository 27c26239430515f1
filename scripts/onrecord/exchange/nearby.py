"""Links to what stands near, for tools that draw them: to the first mention they would cross half of the article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from onrecord.exchange.graph import Graph, Link, Region
from onrecord.spans import Offsets


def near(graph: Graph) -> Graph:
    """The same, with coreference from each mention to the one before it, and the speaker of a content linked to the
    mention in its source, else to the nearest; `incoming.from_graph` makes the same record of both.
    """
    regions = {region.id: region for region in graph.regions}
    groups: dict[str, list[Region]] = defaultdict(list)  # by the first mention
    for link in graph.links:
        if link.label == "coreference":
            groups[link.end].append(regions[link.start])
    for first, group in groups.items():
        group.append(regions[first])
        group.sort(key=lambda mention: mention.parts)
    links = list(_spoken(graph, regions, groups))
    for group in groups.values():
        links += [Link("coreference", later.id, earlier.id) for earlier, later in pairwise(group)]
    return replace(graph, links=tuple(links))


def _spoken(graph: Graph, regions: dict[str, Region], groups: dict[str, list[Region]]) -> Iterator[Link]:
    """All links but coreference."""
    sources = {link.start: regions[link.end].parts for link in graph.links if link.label == "source"}
    for link in graph.links:
        if link.label == "speaker" and link.end in groups:
            parts = sources.get(link.start, ()), regions[link.start].parts
            nearest = min(groups[link.end], key=lambda mention: [_distance(mention.parts[0], near) for near in parts])
            yield replace(link, end=nearest.id)
        elif link.label != "coreference":
            yield link


def _distance(span: Offsets, parts: tuple[Offsets, ...]) -> int:
    """How far a span is from the nearest of parts; 0 where it lies in one."""
    if any(start <= span[0] and span[1] <= end for start, end in parts):
        return 0
    return min((max(start - span[1], span[0] - end, 0) for start, end in parts), default=0) + 1
