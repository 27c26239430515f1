"""What the schema says of the values of regions: which fields have a closed set of them, and which hold numbers."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from onrecord.exchange.graph import FIELDS
from onrecord.schema import record_schema, resolve

_DEFINITIONS = {
    "segment": ("segment",),
    "content": ("quote",),
    "mention": ("mention", "speaker"),
    "date": ("date",),
    "number": ("number",),
}
_ANCHOR = "anchor_"
_SILENT = ("", "none")  # a region does not say them


@cache
def choices(label: str) -> dict[str, tuple[str, ...]]:
    """By the fields of a label that have a closed set of values those values, without those that say nothing."""
    nodes = {field: _node(label, field) for field in FIELDS.get(label, ())}
    given = {
        field: tuple(v for v in node["enum"] if v not in _SILENT) for field, node in nodes.items() if "enum" in node
    }
    return {field: values for field, values in given.items() if len(values) > 1}


@cache
def is_number(label: str, field: str) -> bool:
    """Whether the values of a field, or the members of its lists, are numbers."""
    node = _node(label, field)
    return "number" in resolve(node.get("items", node)).get("type", ())


@cache
def is_list(label: str, field: str) -> bool:
    """Whether a field holds a list."""
    return bool(_node(label, field).get("type") == "array")


@cache
def is_flag(label: str, field: str) -> bool:
    """Whether a field is true or false."""
    return bool(_node(label, field).get("type") == "boolean")


def is_known(label: str, field: str, value: Any) -> bool:
    """Whether a value is of those that a field may have: of a closed set, or as the schema's pattern has them."""
    node = _node(label, field)
    if "enum" in node:
        return value in node["enum"]
    if not isinstance(value, str):
        return True  # its type is looked at when the record is made
    return len(value) >= node.get("minLength", 0) and re.search(node.get("pattern", ""), value) is not None


@cache
def _node(label: str, field: str) -> dict[str, Any]:
    definitions = record_schema()["$defs"]
    names, name = _DEFINITIONS.get(label, ()), field
    if field.startswith(_ANCHOR):
        names, name = ("anchor",), field.removeprefix(_ANCHOR)
    found = (definitions[owner]["properties"].get(name) for owner in names)
    return resolve(next((node for node in found if node), {}))
