"""The canonical form of parsed JSON: keys in the schema's order, then others by name, spans in order of the text."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import msgspec

from onrecord.articles import LAYERS, canonical_number
from onrecord.revisions.spans import extent_of, is_span
from onrecord.schema import Node, record_schema, resolve


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a schema's node the canonical form needs; the empty one leaves a value as it is."""

    fields: dict[str, Shape] = field(default_factory=dict)
    items: Shape | None = None
    is_number: bool = False


@cache
def line_shape(layer: str) -> Shape:
    """The shape of an article file's line; the empty one for a layer that the schema does not name."""
    if layer != "document" and layer not in LAYERS:
        return Shape()
    return _shape(record_schema()["$defs"][f"{layer}Line"])


@cache
def record_shape() -> Shape:
    """The shape of a document record."""
    return _shape(record_schema())


def _shape(node: Node) -> Shape:
    node = resolve(node)
    kinds = node.get("type", [])
    return Shape(
        fields={name: _shape(child) for name, child in node.get("properties", {}).items()},
        items=_shape(node["items"]) if "items" in node else None,
        is_number=not {"number", "integer"}.isdisjoint([kinds] if isinstance(kinds, str) else kinds),
    )


def canonical(value: Any, shape: Shape) -> Any:
    """The same JSON in canonical form."""
    if isinstance(value, dict):
        known = {name: canonical(value[name], child) for name, child in shape.fields.items() if name in value}
        return known | {name: value[name] for name in sorted(value.keys() - known.keys())}
    if isinstance(value, list) and shape.items is not None:
        items = [canonical(item, shape.items) for item in value]
        return sorted(items, key=extent_of) if all(map(is_span, items)) else items
    return canonical_number(value) if shape.is_number and isinstance(value, float) else value


def encoded(value: Any) -> bytes:
    """One line of JSON: UTF-8, nothing escaped that need not be, LF at the end."""
    return msgspec.json.encode(value) + b"\n"


def printable(value: Any) -> str:
    """The JSON of a value as a line that is safe for a terminal and stays JSON."""
    line = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return line if line.isprintable() else json.dumps(value, separators=(",", ":"))


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same JSON: unlike `==`, true is not 1, and the order of keys does not count."""
    return msgspec.json.encode(one, order="sorted") == msgspec.json.encode(other, order="sorted")
