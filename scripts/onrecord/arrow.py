"""The schema in Arrow's terms: types of the views' columns, derived from `schema/record.schema.json`."""

from __future__ import annotations

import pyarrow as pa

from onrecord.schema import Node, record_schema, resolve

_SCALARS = {"string": pa.string(), "integer": pa.int32(), "boolean": pa.bool_(), "number": pa.float64()}


def arrow_type(node: Node) -> pa.DataType:
    """The Arrow type of a schema node: structs, lists, int32 for offsets, float64 (null allowed) for values."""
    node = resolve(node)
    kind = node.get("type", "string")
    if isinstance(kind, list):
        kind = next(name for name in kind if name != "null")
    if kind == "object":
        return pa.struct([pa.field(name, arrow_type(child)) for name, child in node["properties"].items()])
    if kind == "array":
        return pa.list_(arrow_type(node["items"]))
    return _SCALARS[kind]


def choices(pointer: str) -> list[str]:
    """The values that the schema allows for the field that `pointer` names."""
    values: list[str] = field_node(pointer)["enum"]
    return values


def documents_schema() -> pa.Schema:
    """The explicit schema of the `documents` view: a row is a document record."""
    return pa.schema(list(arrow_type(record_schema())))


def field_node(pointer: str) -> Node:
    """The part of the schema for the field that `pointer` names, as in `quote/kind` or `id` (of the document)."""
    owner, _, name = pointer.rpartition("/")
    node = record_schema()["$defs"][owner] if owner else record_schema()
    return resolve(node["properties"][name])
