"""The schema as data: where it lies, its definitions, and the fields that a corpus of one's own adds to it."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.errors import InputError

Node = dict[str, Any]

_STEPS = 2**30  # of a pattern on one string
_NAMESPACE = re.compile(r"[a-z][a-z0-9_-]{0,39}\Z")


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
    for path in extensions:
        _extend(schema, path)
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


def node_at(path: tuple[str | int, ...], schema: Node) -> Node:
    """The part of the schema for the value at a JSON path; {} where the schema names none."""
    node = schema
    for step in path:
        node = node.get("items", {}) if isinstance(step, int) else node.get("properties", {}).get(step, {})
        node = resolve(node, schema)
    return node


def _extend(schema: Node, path: str) -> None:
    """Add the fields of an extension file at the end of the objects that it names."""
    extension = _read(path)
    namespace = extension.get("namespace")
    if not isinstance(namespace, str) or not _NAMESPACE.match(namespace):
        raise InputError(path, f"the namespace {namespace!r}", 'write "namespace": a short name of a-z, 0-9, _ and -')
    objects = {"document": [schema, schema["$defs"]["documentLine"]]} | {
        name: [node, schema["$defs"].get(f"{name}Line", {"properties": {}})]
        for name, node in schema["$defs"].items()
        if node.get("type") == "object" and not name.endswith("Line")
    }
    for name in _section(extension, "properties", path):
        if name not in objects:
            raise InputError(path, f"fields of {name!r}", f"name one of {', '.join(objects)}")
        for field, node in _section(extension["properties"], name, path).items():
            if not field.startswith(f"{namespace}:") or not isinstance(node, dict):
                raise InputError(path, f"the field {field!r}", f'name it "{namespace}:…" and give it a JSON Schema')
            _check(node, f"{path}: {field}")
            for target in objects[name]:
                target["properties"][field] = deepcopy(node)


def _read(path: str) -> Node:
    try:
        extension = json.loads(Path(path).read_text("utf-8"))
    except OSError as error:
        raise InputError(path, f"cannot be read ({error.strerror})", "check the name and the permissions") from error
    except (ValueError, RecursionError) as error:
        raise InputError(path, f"not JSON ({error})", "write a schema extension (README: your own corpus)") from error
    if not isinstance(extension, dict):
        raise InputError(path, "no object", 'write an object with "namespace" and "properties"')
    return extension


def _section(node: Node, key: str, path: str) -> Node:
    value = node.get(key)
    if not isinstance(value, dict):
        raise InputError(path, f"{key} is no object", f'write "{key}": an object')
    return value


def _check(node: Node, place: str) -> None:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import SchemaError

    try:
        Draft202012Validator.check_schema(node)
    except SchemaError as error:
        raise InputError(place, f"no JSON Schema ({error.message})", "correct it") from error
