"""What fields may hold, from the schema: for the page's controls."""

from __future__ import annotations

from typing import Any

from onrecord.schema import Node, record_schema, resolve

_OBJECTS = ("quote", "speaker", "mention", "date", "number", "segment")
_TOLD = ("type", "enum", "pattern", "description", "minimum", "maximum", "minLength")
_IN_DOCUMENT = ("title", "language", "source", "published", "split", "annotation")
_NOT_EDITED = ("annotation", "annotation.status", "annotation.annotators", "published", "published.evidence", "source")


def choices(extensions: tuple[str, ...] = ()) -> dict[str, Any]:
    """By layer and field (dotted inside an object): type, values, pattern and description."""
    schema = record_schema(extensions)
    told = {name: dict(_fields(schema["$defs"][name], schema, "")) for name in _OBJECTS}
    known = {name: node for name, node in schema["properties"].items() if name in _IN_DOCUMENT or ":" in name}
    document = dict(_fields({"properties": known}, schema, ""))
    return {**told, "document": {name: node for name, node in document.items() if name not in _NOT_EDITED}}


def _fields(node: Node, schema: Node, prefix: str) -> list[tuple[str, Node]]:
    found = []
    for name, child in node.get("properties", {}).items():
        resolved = resolve(child, schema)
        if resolved.get("type") == "object" and "properties" in resolved:
            found += _fields(resolved, schema, f"{prefix}{name}.")
        about = _about(resolved)
        if resolved.get("type") == "array":
            about["items"] = _about(resolve(resolved.get("items", {}), schema))
        found.append((prefix + name, about))
    return found


def _about(node: Node) -> Node:
    """What is told of a value; a type that may be null is told as `nullable`."""
    about = {key: node[key] for key in _TOLD if key in node}
    if isinstance(about.get("type"), list):
        kinds = [kind for kind in about["type"] if kind != "null"]
        about |= {"type": kinds[0] if len(kinds) == 1 else kinds, "nullable": "null" in node["type"]}
    return about
