"""The links of a graph by what they start from; those that fit no annotation are told."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from onrecord.exchange.graph import LINKS, ROLE_LABELS, Graph, Link, Region
from onrecord.losses import Losses
from onrecord.spans import Offsets, merged, overlapping

_BY_ENDS = {ends: label for label, ends in LINKS.items()}


@dataclass(frozen=True, slots=True)
class Links:
    """The links that fit the labels at their ends, in their order."""

    id: str
    regions: dict[str, Region]
    from_start: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, graph: Graph, losses: Losses) -> Links:
        """Those of a graph. One drawn from the wrong end is turned, one without a label gets that of what it joins."""
        links = cls(graph.id, {region.id: region for region in graph.regions})
        for link in dict.fromkeys(graph.links):
            fitting = links._fitting(link)
            losses.add("links that join nothing that a record joins", graph.id, fitting is None)
            if fitting:
                links.from_start[fitting.start, fitting.label].append(fitting.end)
        return links

    def ends(self, start: str, label: str) -> list[str]:
        """The regions that links of a label lead to."""
        return self.from_start.get((start, label), [])

    def role(self, start: str, label: str) -> list[Offsets]:
        """The parts of the regions of a role, as spans in order that are apart."""
        parts = {part for end in self.ends(start, label) for part in self.regions[end].parts}
        return merged(parts) if any(overlapping(parts)) else sorted(parts)

    def tell_loose(self, losses: Losses) -> None:
        """Tell the regions of roles to which no link leads."""
        linked = {end for ends in self.from_start.values() for end in ends}
        for region in self.regions.values():
            if region.label in ROLE_LABELS and region.id not in linked:
                losses.add(f"{region.label} regions that no link joins to what they belong to", self.id)

    def _fitting(self, link: Link) -> Link | None:
        if link.start not in self.regions or link.end not in self.regions or link.start == link.end:
            return None
        labels = self.regions[link.start].label, self.regions[link.end].label
        if LINKS.get(link.label) == labels:
            return link
        if LINKS.get(link.label) == labels[::-1]:
            return Link(link.label, link.end, link.start)
        if link.label:
            return None
        if labels in _BY_ENDS:
            return Link(_BY_ENDS[labels], link.start, link.end)
        return Link(_BY_ENDS[labels[::-1]], link.end, link.start) if labels[::-1] in _BY_ENDS else None
