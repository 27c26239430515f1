"""What annotation tools know of a record: a text, regions of it with a label and values, and links between them.

| label | region | links to |
|---|---|---|
| segment, sentence | the parts of the article, and theirs | |
| content | what is attributed; its id is the quote's | cue, source, addressee, marks; parent: content; speaker |
| cue, source, addressee, marks | a role of a quote, `q3.cue` | |
| mention | a mention; the first one has the values of its speaker | coreference: from each other mention to the first |
| date | an expression of time | anchor: dates, in their order |
| number | an expression of number | its modifier, counted |
| modifier, counted | a role of a number, `n1.counted` | |

`FIELDS` has the values of each label; those that say nothing ("", [], null, false) are left out. Offsets are half-open
and count code points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from onrecord.spans import Offsets

Values = dict[str, Any]  # of a region, by field: JSON's scalars, and lists of them

# Where the roles of an annotation go: by the label of its region, the label of the role's and of the link to it, and
# the field of the record.
ROLES = {
    "content": {"cue": "cue", "source": "source", "addressee": "addressee", "marks": "marks"},
    "number": {"modifier": "modifier_spans", "counted": "counted"},
}
ROLE_LABELS = frozenset(role for roles in ROLES.values() for role in roles)
LAYOUT = ("segment", "sentence")  # labels of what covers all of the text, which some tools had better not show
LABELS = (
    *LAYOUT,
    *("content", "cue", "source", "addressee", "marks", "mention"),
    *("date", "number", "modifier", "counted"),
)
# What tools that have colours show them in.
COLOURS = dict(
    zip(
        LABELS,
        "#b0bec5 #cfd8dc #1e88e5 #d81b60 #43a047 #00897b #5e35b1 #7cb342 #fb8c00 #6d4c41 #8d6e63 #a1887f".split(),
        strict=True,
    )
)
# The labels of links, each with the label that it goes from and the label that it goes to.
LINKS = {
    **{role: (label, role) for label, roles in ROLES.items() for role in roles},
    "parent": ("content", "content"),
    "speaker": ("content", "mention"),
    "coreference": ("mention", "mention"),
    "anchor": ("date", "date"),
}
CONTINUES = "continues"  # from a part of a region to the next, in tools whose regions have one part
FIELDS: dict[str, tuple[str, ...]] = {
    "segment": ("kind",),
    "content": ("kind", "cue_class", "negated"),
    "mention": ("form", "entity", "name", "kind", "role", "affiliation"),
    "date": (
        *("type", "value", "alternatives", "mod", "quant", "freq", "zone", "earliest", "latest"),
        *("anchor_basis", "anchor_value"),
    ),
    "number": ("kind", "value", "low", "high", "terms", "modifier", "unit"),
}


def is_said(value: Any) -> bool:
    """Whether a value says something: 0 does."""
    return bool(value) or (value == 0 and value is not False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A labelled region of the text, of several parts where it is discontinuous; no other has its `id`."""

    id: str
    label: str
    parts: tuple[Offsets, ...]
    values: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two regions, by their ids."""

    label: str
    start: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """A record as tools know it; `head` holds the document's fields but for the text, `used` the ids of annotations
    that the record had before, as far as they are known: what is new gets none of them.
    """

    head: Values
    text: str
    regions: tuple[Region, ...] = ()
    links: tuple[Link, ...] = ()
    used: frozenset[str] = frozenset()

    @property
    def id(self) -> str:
        return str(self.head.get("id", ""))

    def surface(self, region: Region) -> str:
        """What stands in the text from a region's first part to its last."""
        return self.text[region.parts[0][0] : region.parts[-1][1]]


def fragmented(graph: Graph) -> Graph:
    """The same with regions of one part, `q3`, `q3/2`, …, a link from each to the next; values are the first's."""
    regions: list[Region] = []
    links = list(graph.links)
    for region in graph.regions:
        ids = [region.id, *(f"{region.id}/{i + 1}" for i in range(1, len(region.parts)))]
        for i, (name, part) in enumerate(zip(ids, region.parts, strict=True)):
            regions.append(replace(region, id=name, parts=(part,), values={} if i else region.values))
        links += [Link(CONTINUES, *pair) for pair in pairwise(ids)]
    return replace(graph, regions=tuple(regions), links=tuple(links))


def defragmented(graph: Graph) -> Graph:
    """Inverse of `fragmented`: regions of a label that links join are one, under the id of the first."""
    by_id = {region.id: region for region in graph.regions}
    following = {link.start: link.end for link in _continuations(graph, by_id)}
    followers = set(following.values())
    heads: dict[str, str] = {}
    wholes: dict[str, Region] = {}
    for name in [name for name in by_id if name not in followers]:
        chain = [name]
        while following.get(chain[-1], name) not in chain:
            chain.append(following[chain[-1]])
        heads |= dict.fromkeys(chain, name)
        parts = sorted(part for member in chain for part in by_id[member].parts)
        values = {key: value for member in reversed(chain) for key, value in by_id[member].values.items()}
        wholes[name] = replace(by_id[name], parts=tuple(parts), values=values)
    wholes |= {name: by_id[name] for name in by_id if name not in heads}  # a ring of links has no first
    links = dict.fromkeys(
        Link(link.label, heads.get(link.start, link.start), heads.get(link.end, link.end))
        for link in graph.links
        if link.label != CONTINUES
    )
    return replace(graph, regions=tuple(wholes.values()), links=tuple(links))


def _continuations(graph: Graph, by_id: dict[str, Region]) -> Iterator[Link]:
    """The links that join parts; of several from one part, or to one, the first."""
    starts: set[str] = set()
    ends: set[str] = set()
    for link in graph.links:
        one, other = by_id.get(link.start), by_id.get(link.end)
        if link.label != CONTINUES or one is None or other is None or one is other or one.label != other.label:
            continue
        if link.start not in starts and link.end not in ends:
            starts.add(link.start)
            ends.add(link.end)
            yield link
