"""What fields may hold, from the schema: for the page's controls."""

from __future__ import annotations

from typing import Any

from onrecord.schema import Node, record_schema, resolve

_OBJECTS = ("quote", "speaker", "mention", "date", "number", "segment")
_TOLD = ("type", "enum", "pattern", "description", "minimum", "maximum", "minLength")
_IN_DOCUMENT = ("title", "language", "source", "published", "split", "annotation")


def choices(extensions: tuple[str, ...] = ()) -> dict[str, Any]:
    """By layer and field (dotted inside an object): type, values, pattern and description."""
    schema = record_schema(extensions)
    told = {name: dict(_fields(schema["$defs"][name], schema, "")) for name in _OBJECTS}
    known = {name: node for name, node in schema["properties"].items() if name in _IN_DOCUMENT or ":" in name}
    return {**told, "document": dict(_fields({"properties": known}, schema, ""))}


def _fields(node: Node, schema: Node, prefix: str) -> list[tuple[str, Node]]:
    found = []
    for name, child in node.get("properties", {}).items():
        resolved = resolve(child, schema)
        if resolved.get("type") == "object" and "properties" in resolved:
            found += _fields(resolved, schema, f"{prefix}{name}.")
        about = {key: resolved[key] for key in _TOLD if key in resolved}
        if resolved.get("type") == "array":
            items = resolve(resolved.get("items", {}), schema)
            about["items"] = {key: items[key] for key in _TOLD if key in items}
        found.append((prefix + name, about))
    return found
