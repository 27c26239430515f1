"""Ids of what people added in a tool: the next free ones of the article, as guidelines 1.6 has them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from onrecord.exchange.graph import Graph, Link, Region

PREFIXES = {"segment": "g", "content": "q", "mention": "m", "date": "d", "number": "n"}
_ID = re.compile(r"([a-z])([1-9][0-9]{0,17})\Z")


class FreeIds:
    """The next ids after all that are in use, by their prefixes."""

    def __init__(self, used: Iterable[str]) -> None:
        self._highest: dict[str, int] = {}
        for match in filter(None, map(_ID.match, used)):
            self._highest[match[1]] = max(self._highest.get(match[1], 0), int(match[2]))

    def take(self, prefix: str) -> str:
        self._highest[prefix] = self._highest.get(prefix, 0) + 1
        return f"{prefix}{self._highest[prefix]}"


def named(graph: Graph) -> Graph:
    """The graph with an id of ours for each annotation: the one that it has, or the next after all that are or were in
    use.
    """
    free = FreeIds(graph.used.union(region.id for region in graph.regions if _is_ours(region)))
    names: dict[str, str] = {}
    regions = []
    for region in graph.regions:
        name = region.id
        if region.label in PREFIXES and not _is_ours(region):
            name = free.take(PREFIXES[region.label])
        names[region.id] = name
        regions.append(replace(region, id=name))
    links = tuple(Link(link.label, *(names.get(end, end) for end in (link.start, link.end))) for link in graph.links)
    return replace(graph, regions=tuple(regions), links=links)


def _is_ours(region: Region) -> bool:
    match = _ID.match(region.id)
    return match is not None and match[1] == PREFIXES.get(region.label)
