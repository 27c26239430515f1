"""Extension files: the fields that a corpus of its own adds to the schema, under a namespace that it declares.

Their JSON Schema is the part that both engines of `checks.shape` read alike and that leads from a value to its
description. It refers to nothing but definitions of the record's schema, so that nothing is ever fetched or opened,
and its patterns are regular expressions of linear time, with the \\w, \\d and $ of ECMA-262. (In the reference engine
they are Python's, which may take exponential time, and know other alphabets and a $ before a last line break.)
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from onrecord.errors import InputError
from onrecord.incident import quoted
from onrecord.strict_json import StrictError, parse

Fields = dict[str, dict[str, dict[str, Any]]]  # of each object the schemas of its new fields

LARGEST = 2**20  # bytes
_DEEPEST = 32
_KEYS = ("namespace", "properties", "description")
_NAMESPACE = re.compile(r"[a-z][a-z0-9_-]{0,39}\Z")
_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,79}\Z")
_DEFINITION = "#/$defs/"

_VALUES = "type enum const pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum"
_CONTAINERS = "items minItems maxItems uniqueItems properties required additionalProperties minProperties maxProperties"
_NOTES = "$comment title description examples default deprecated"
KEYWORDS = (*_VALUES.split(), *_CONTAINERS.split(), "anyOf", "oneOf", "not", "$ref", *_NOTES.split())


def read_extension(path: str, *, objects: Collection[str], definitions: Collection[str]) -> Fields:
    """The fields that a file adds to `objects`; their schemas may refer to `definitions`.

    Raises `InputError` for a file that is no extension.
    """
    place = quoted(path, 200)
    extension = _read(path, place)
    for key in extension:
        if key not in _KEYS:
            raise InputError(place, f"the key {quoted(key)}", f"keep to {', '.join(_KEYS)}")
    namespace = extension.get("namespace")
    if not isinstance(namespace, str) or not _NAMESPACE.match(namespace):
        mend = 'write "namespace": a short name of a-z, 0-9, _ and - that begins with a letter'
        raise InputError(place, f"the namespace {quoted(namespace)}", mend)
    fields: Fields = {}
    for name in _section(extension, "properties", place):
        if name not in objects:
            raise InputError(place, f"fields of {quoted(name)}", f"name one of {', '.join(objects)}")
        fields[name] = _section(extension["properties"], name, f"{place}: properties")
        for field, node in fields[name].items():
            if not field.startswith(f"{namespace}:") or not _FIELD.match(field.removeprefix(f"{namespace}:")):
                mend = f'name it "{namespace}:" and then a word of letters, digits, _ and -'
                raise InputError(place, f"the field {quoted(field)}", mend)
            _check(node, f"{place}: {name}: {field}", definitions)
    return fields


def _read(path: str, place: str) -> dict[str, Any]:
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise InputError(place, f"cannot be read ({error.strerror})", "check the name and the permissions") from error
    if len(data) > LARGEST:
        raise InputError(place, f"more than {LARGEST:,} bytes", "keep nothing but the schemas of your fields in it")
    try:
        text = data.decode("utf-8")
        extension = parse(text)
    except UnicodeDecodeError as error:
        raise InputError(place, f"the byte 0x{data[error.start]:02x}", "save the file as UTF-8") from error
    except StrictError as error:
        before = text[: error.offset]
        line, column = before.count("\n") + 1, error.offset - before.rfind("\n")
        raise InputError(f"{place}:{line}:{column}", error.found, error.mend) from error
    if not isinstance(extension, dict):
        raise InputError(place, "no object", 'write an object with "namespace" and "properties"')
    return extension


def _section(node: dict[str, Any], key: str, place: str) -> dict[str, Any]:
    value = node.get(key)
    if not isinstance(value, dict):
        raise InputError(place, f"{quoted(key)} is no object" if key in node else f"no {key}", f'write "{key}": {{…}}')
    return value


def _check(node: Any, place: str, definitions: Collection[str]) -> None:
    """Whether it is a schema, and a safe one. Raises `InputError`."""
    import jsonschema_rs

    patterns = []
    for part in _parts(node, place):
        _keywords(part, place, definitions)
        patterns += [part["pattern"]] if isinstance(part.get("pattern"), str) else []
    try:
        jsonschema_rs.Draft202012Validator(
            {**node, "$defs": dict.fromkeys(definitions, True)}, pattern_options=jsonschema_rs.RegexOptions()
        )
        with warnings.catch_warnings(action="error"):  # of what Python is going to read in another way
            for pattern in patterns:
                re.compile(pattern)
    except jsonschema_rs.ValidationError as error:
        mend = "correct it; a pattern has no look-around and no back-reference" if patterns else "correct it"
        raise InputError(place, f"no JSON Schema ({quoted(error.message, 200)})", mend) from error
    except (re.error, Warning, OverflowError, RecursionError) as error:
        mend = "write what Python's regular expressions have too"
        raise InputError(place, f"a pattern that cannot be read ({quoted(str(error), 200)})", mend) from error
    except ValueError as error:
        raise InputError(place, quoted(str(error), 200), "write a simpler schema") from error


def _parts(node: Any, place: str, depth: int = 0) -> Iterator[dict[str, Any]]:
    """The schema and those inside it."""
    if not isinstance(node, dict):
        raise InputError(place, f"{quoted(node)} in the place of a schema", "write a JSON Schema, an object")
    if depth > _DEEPEST:
        raise InputError(place, f"more than {_DEEPEST} schemas inside each other", "write a flatter one")
    yield node
    inner = [node[key] for key in ("items", "not") if key in node]
    inner += [node["additionalProperties"]] if not isinstance(node.get("additionalProperties", True), bool) else []
    for key in ("anyOf", "oneOf"):
        inner += node[key] if isinstance(node.get(key), list) else []
    inner += node["properties"].values() if isinstance(node.get("properties"), dict) else []
    for child in inner:
        yield from _parts(child, place, depth + 1)


def _keywords(node: dict[str, Any], place: str, definitions: Collection[str]) -> None:
    for key in node:
        if key not in KEYWORDS:
            close = get_close_matches(key, KEYWORDS, 1)
            mend = f"write {quoted(close[0])}" if close else f"keep to {', '.join(KEYWORDS)}"
            raise InputError(place, f"the keyword {quoted(key)}", mend)
    if "$ref" in node:
        name = str(node["$ref"])
        if not name.startswith(_DEFINITION) or name.removeprefix(_DEFINITION) not in definitions:
            mend = f'refer to a definition of the record\'s schema, such as "{_DEFINITION}span"; nothing else is opened'
            raise InputError(place, f"the reference {quoted(name, 200)}", mend)
        if beside := sorted(node.keys() - {"$ref", *_NOTES.split()}):
            raise InputError(place, f"{quoted(beside[0])} beside a reference", "write what is meant without $ref")
