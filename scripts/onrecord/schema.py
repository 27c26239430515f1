"""The schema as data: where it lies, and its definitions."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

Node = dict[str, Any]


def schema_folder() -> Path:
    """`schema/` in the installed package, or at the root of a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "schema"
    return installed if installed.is_dir() else package.parents[1] / "schema"


@cache
def record_schema() -> Node:
    """The JSON Schema of a document record; article lines are in its `$defs`."""
    schema: Node = json.loads((schema_folder() / "record.schema.json").read_text("utf-8"))
    return schema


def resolve(node: Node) -> Node:
    """`node` with a `$ref` replaced by what it points to; its own keywords win."""
    if "$ref" not in node:
        return node
    target: Any = record_schema()
    for key in node["$ref"].removeprefix("#/").split("/"):
        target = target[key]
    return {**resolve(target), **{key: value for key, value in node.items() if key != "$ref"}}
