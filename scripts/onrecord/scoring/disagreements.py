"""Where annotators of an article differ: what one has and another lacks, other extents, other attributes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import eq
from typing import Any

from onrecord.model import Record
from onrecord.scoring.items import LAYERS, PARTS, Item, Names, Part, common_names, items_of
from onrecord.scoring.layers import matched, meet
from onrecord.spans import Offsets

_AROUND = 40  # code points of the text shown on each side
# A role of a quote is told with its content; a speaker is an attribute already.
_TOLD = [part for part in PARTS if part not in {("quotes", "cue"), ("quotes", "source"), ("quotes", "addressee")}]
_FOLLOWING = {"quote-parent", "date-anchor"}  # lead to items whose own extent is told where they stand
_ENTITIES = ("speakers", "entities")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing in the text of an article that annotators see differently.

    `start` and `end` bound the spans of all of them; `line` counts the text's lines from 1. `differs` names what is not
    the same: `missing`, `extent`, attributes, links. `annotators` has for each who annotated the article what they have
    of it, None for nothing.
    """

    article: str
    layer: str
    part: str
    line: int
    start: int
    end: int
    text: str
    before: str
    after: str
    differs: tuple[str, ...]
    annotators: Mapping[str, Mapping[str, Any] | None]


def find_disagreements(records: Mapping[str, Record], *, layers: Sequence[str] = LAYERS) -> Iterator[Disagreement]:
    """The disagreements of the named annotators of one article, in the order of the text."""
    names = common_names(list(records.values()))
    found = [
        disagreement
        for part in _TOLD
        if part[0] in layers
        for cluster in clusters(part, list(records.values()), names)
        if (disagreement := _disagreement(part, records, cluster))
    ]
    yield from sorted(found, key=lambda told: (told.start, told.end, _TOLD.index((told.layer, told.part))))


def clusters(part: Part, records: Sequence[Record], names: Sequence[Names]) -> list[dict[int, Item]]:
    """Items that are taken for one another, by the annotator's index; each is matched with the first of its cluster."""
    clusters: list[dict[int, Item]] = []
    for annotator, (record, known) in enumerate(zip(records, names, strict=True)):
        items = items_of(part, record, known)
        places = {mine: place for place, mine in matched(part, [next(iter(c.values())) for c in clusters], items)}
        for index, item in enumerate(items):
            if index in places:
                clusters[places[index]][annotator] = item
            else:
                clusters.append({annotator: item})
    return clusters


def _disagreement(part: Part, records: Mapping[str, Record], cluster: Mapping[int, Item]) -> Disagreement | None:
    items = list(cluster.values())
    differs = tuple(_differences(part, items, len(records)))
    spans = [span for item in items for span in (item.spans[:1] if part == _ENTITIES else item.spans)]
    if not differs or not spans:
        return None
    record = next(iter(records.values()))
    start, end = min(start for start, _ in spans), max(end for _, end in spans)
    return Disagreement(
        article=record.id,
        layer=part[0],
        part=part[1],
        line=record.text.count("\n", 0, start) + 1,
        start=start,
        end=end,
        text=record.text[start:end],
        before=record.text[max(0, start - _AROUND) : start],
        after=record.text[end : end + _AROUND],
        differs=differs,
        annotators={
            name: _told(cluster[index], record.text) if index in cluster else None for index, name in enumerate(records)
        },
    )


def _differences(part: Part, items: Sequence[Item], annotators: int) -> Iterator[str]:
    """What is not the same; of entities only attributes, since their mentions are told one by one."""
    first, *others = items
    if len(items) < annotators and part != _ENTITIES:
        yield "missing"
    if part != _ENTITIES and any(item.spans != first.spans for item in others):
        yield "extent"
    for name, value in first.attributes.items():
        if any(item.attributes[name] != value for item in others):
            yield name
    for name, link in first.links.items():
        same = meet if name in _FOLLOWING else eq
        if name != "quote-speaker" and any(not same(item.links[name], link) for item in others):
            yield name.partition("-")[2]


def _told(item: Item, text: str) -> dict[str, Any]:
    """What an annotator has, in the names of `differs`."""
    links = {
        name.partition("-")[2]: _surface(link, text) for name, link in item.links.items() if not isinstance(link, str)
    }
    return {"spans": item.spans, "extent": _surface(item.spans, text), **item.attributes, **links}


def _surface(spans: Sequence[Offsets], text: str) -> str:
    return " … ".join(text[start:end] for start, end in spans)
