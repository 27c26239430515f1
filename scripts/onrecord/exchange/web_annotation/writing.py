"""Records to collections of annotations."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.exchange.choices import choices, is_flag
from onrecord.exchange.graph import Graph, Link, Region
from onrecord.exchange.notes import to_note
from onrecord.exchange.outgoing import to_graph
from onrecord.losses import Losses
from onrecord.model import Record
from onrecord.spans import Offsets

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32  # code points of a quote's prefix and suffix


def to_web_annotation(record: Record, _: Losses) -> bytes:
    """The collection of a record's annotations."""
    graph = to_graph(record)
    items = [*(_region(graph, region) for region in graph.regions), *map(_link, graph.links, range(len(graph.links)))]
    collection = {
        "@context": [CONTEXT, {"offsetUnit": "urn:onrecord:offsetUnit"}],
        "id": f"{record.id}.jsonld",
        "type": "AnnotationCollection",
        **({"label": record.title} if record.title else {}),
        "total": len(items),
        "offsetUnit": "Unicode code point",
        "first": {"id": "#page", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return msgspec.json.format(msgspec.json.encode(collection), indent=1) + b"\n"


def _region(graph: Graph, region: Region) -> dict[str, Any]:
    values = [_body(_purpose(region.label, key), to_note({key: value})) for key, value in region.values.items()]
    return {
        "id": f"#{region.id}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": [_body("tagging", region.label), *values],
        "target": [_target(graph, part) for part in region.parts],
    }


def _link(link: Link, number: int) -> dict[str, Any]:
    return {
        "id": f"#link{number + 1}",
        "type": "Annotation",
        "motivation": "linking",
        "body": [
            _body("tagging", link.label),
            {"type": "SpecificResource", "purpose": "linking", "source": f"#{link.end}"},
        ],
        # Recogito fails on all of a file where a target is no object with selectors; none here is none in the model.
        "target": [{"type": "SpecificResource", "source": f"#{link.start}", "selector": []}],
    }


def _purpose(label: str, field: str) -> str:
    if field == "entity":
        return "identifying"
    return "classifying" if field in choices(label) or is_flag(label, field) else "describing"


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _target(graph: Graph, part: Offsets) -> dict[str, Any]:
    start, end = part
    quote = {
        "type": "TextQuoteSelector",
        "exact": graph.text[start:end],
        "prefix": graph.text[max(0, start - _AROUND) : start],
        "suffix": graph.text[end : end + _AROUND],
    }
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {"type": "SpecificResource", "source": f"{graph.id}.txt", "selector": [quote, position]}
