"""Ids of what people added in a tool: the next free ones of the article, as guidelines 1.6 has them."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.exchange.graph import Graph, Link, Region

PREFIXES = {"segment": "g", "content": "q", "mention": "m", "date": "d", "number": "n"}
_ID = re.compile(r"([a-z])([1-9][0-9]{0,17})\Z")


def named(graph: Graph) -> Graph:
    """The graph with an id of ours for each annotation: the one that it has, or the next that is free."""
    highest = dict.fromkeys(PREFIXES.values(), 0)
    for region in graph.regions:
        if _is_ours(region):
            highest[region.id[0]] = max(highest[region.id[0]], int(region.id[1:]))
    names: dict[str, str] = {}
    regions = []
    for region in graph.regions:
        name = region.id
        if region.label in PREFIXES and not _is_ours(region):
            prefix = PREFIXES[region.label]
            highest[prefix] += 1
            name = f"{prefix}{highest[prefix]}"
        names[region.id] = name
        regions.append(replace(region, id=name))
    links = tuple(Link(link.label, *(names.get(end, end) for end in (link.start, link.end))) for link in graph.links)
    return replace(graph, regions=tuple(regions), links=links)


def numbered(taken: set[str], prefix: str) -> str:
    """The next id with a prefix after those that are taken, which it joins."""
    matches = (_ID.match(name) for name in taken)
    name = f"{prefix}{max((int(m[2]) for m in matches if m and m[1] == prefix), default=0) + 1}"
    taken.add(name)
    return name


def _is_ours(region: Region) -> bool:
    match = _ID.match(region.id)
    return match is not None and match[1] == PREFIXES.get(region.label)
