"""The schema as data: where it lies, its definitions, and the fields that a corpus of one's own adds to it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.errors import InputError
from onrecord.extension import Fields, read_extension
from onrecord.incident import quoted

Node = dict[str, Any]

_STEPS = 2**30  # of a pattern on one string


def schema_folder() -> Path:
    """`schema/` in the installed package, or at the root of a checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "schema"
    return installed if installed.is_dir() else package.parents[1] / "schema"


@cache
def record_schema(extensions: tuple[str, ...] = ()) -> Node:
    """The JSON Schema of a document record, with the fields of the extension files; article lines are in its `$defs`.

    Raises `InputError` for an extension file that is none.
    """
    schema: Node = json.loads((schema_folder() / "record.schema.json").read_text("utf-8"))
    if extensions:
        _extend(schema, extensions)
    return schema


@cache
def fast_validator(extensions: tuple[str, ...] = ()) -> Any:
    """The validator of jsonschema-rs for `record_schema`."""
    from jsonschema_rs import Draft202012Validator, FancyRegexOptions

    # Beyond its limit a pattern counts as broken. Those of the schema take a few steps a character, of any line.
    steps = FancyRegexOptions(backtrack_limit=_STEPS)
    return Draft202012Validator(record_schema(extensions), pattern_options=steps)


def resolve(node: Node, schema: Node | None = None) -> Node:
    """`node` with a `$ref` replaced by what it points to; its own keywords win."""
    if "$ref" not in node:
        return node
    target: Any = schema or record_schema()
    for key in node["$ref"].removeprefix("#/").split("/"):
        target = target[key]
    return {**resolve(target, schema), **{key: value for key, value in node.items() if key != "$ref"}}


def child(node: Node, step: str | int, schema: Node) -> Node:
    """The part of the schema for what is in a value; {} where the schema names none."""
    if isinstance(step, int):
        return resolve(node.get("items", {}), schema)
    others = node.get("additionalProperties")
    found = node.get("properties", {}).get(step, others if isinstance(others, dict) else {})
    return resolve(found, schema)


def node_at(path: tuple[str | int, ...], schema: Node) -> Node:
    """The part of the schema for the value at a JSON path; {} where the schema names none."""
    node = schema
    for step in path:
        node = child(node, step, schema)
    return node


def _extend(schema: Node, extensions: tuple[str, ...]) -> None:
    """Add the fields of extension files at the end of the objects that they name, in the order of their names."""
    definitions = schema["$defs"]
    objects = {"document": [schema, definitions["documentLine"]]} | {
        name: [node, *([definitions[f"{name}Line"]] if f"{name}Line" in definitions else [])]
        for name, node in definitions.items()
        if node.get("type") == "object" and not name.endswith("Line")
    }
    added: Fields = {name: {} for name in objects}
    for path in extensions:
        for name, fields in read_extension(path, objects=objects, definitions=definitions).items():
            for field in fields.keys() & added[name].keys():
                found = f"the field {field!r} of {name} for a second time"
                raise InputError(quoted(path, 200), found, "declare it in one extension file")
            added[name].update(fields)
    for name, targets in objects.items():
        for target in targets:
            target["properties"].update(sorted(added[name].items()))
