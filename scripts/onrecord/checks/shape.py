"""Level 2: the record against the schema, every fault as a finding.

Two engines say where the schema is broken, and by which keyword: jsonschema, the reference, and jsonschema-rs, the fast
one. What is said of it is the same for both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import cache
from itertools import islice
from math import isfinite
from typing import Any

import msgspec

from onrecord.incident import MOST_FINDINGS, Finding, Path, ascii_controls, quoted
from onrecord.schema import Node, child, fast_validator, node_at, record_schema, resolve

Fault = tuple[Path, str]  # where, and the keyword of the schema that is not kept
_Describe = Callable[[Path, Any, Node], Iterator[tuple[str, Path, str, str, str]]]

DEFAULT_ENGINE = "jsonschema-rs"
_LARGE = 50_000  # values; an article of 5,000 words has as many
_SHOWN = 20  # values of a list


def check(record: Any, extensions: tuple[str, ...] = (), *, engine: str = DEFAULT_ENGINE) -> Iterator[Finding]:
    """Findings of level 2 in a record of parsed JSON."""
    schema = record_schema(extensions)
    if _is_large(record):
        if engine == DEFAULT_ENGINE and fast_validator(extensions).is_valid(record):
            return
        faults: Iterable[Fault] = islice(_by_jsonschema(record, extensions), MOST_FINDINGS + 1)
    else:
        faults = ENGINES[engine](record, extensions)
    yield from _findings(record, set(faults), schema)


def _is_large(record: Any) -> bool:
    """Whether a record holds so many values that the faults of all should not be kept at once, as the fast engine does:
    each takes more than a kilobyte, and a tenth of a millisecond. The reference gives them one by one.
    """
    if len(msgspec.json.encode(record)) <= 2 * _LARGE:  # a value takes two bytes at least
        return False
    level, left = [record], _LARGE
    while level and left > 0:
        some = level.pop()
        children = list(some.values()) if isinstance(some, dict) else some if isinstance(some, list) else []
        left -= len(children)
        level += children if left > 0 else []
    return left <= 0


def check_whole(record: Any, extensions: tuple[str, ...] = ()) -> Iterator[Finding]:
    """Findings of offsets such as 45.0: a whole number to JSON Schema and so to the engines, and no index of a text."""
    schema = record_schema(extensions)
    yield from _findings(record, set(_with_fraction(record, schema, schema, ())), schema)


def _findings(record: Any, faults: set[Fault], schema: Node) -> Iterator[Finding]:
    for path, keyword in sorted(faults, key=lambda fault: ([*map(_rank, fault[0])], fault[1])):
        value, node = record, node_at(path, schema)
        for step in path:
            value = value[step]
        describe = _empty if keyword in _LEAST and not value else _DESCRIBE.get(keyword, _other(keyword))
        for test_id, place, found, expected, mend in describe(path, value, node):
            yield Finding(test_id=test_id, path=place, found=found, expected=expected, mend=mend)


def _rank(step: str | int) -> tuple[int, str]:
    return (step, "") if isinstance(step, int) else (-1, step)


@cache
def _reference(extensions: tuple[str, ...]) -> Any:
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    # Parquet has NaN and Infinity, JSON and jsonschema-rs have not.
    checker = Draft202012Validator.TYPE_CHECKER.redefine("number", _is_number)
    return extend(Draft202012Validator, type_checker=checker)(record_schema(extensions))


def _is_number(checker: object, value: object) -> bool:
    del checker
    if isinstance(value, float):
        return isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _by_jsonschema(record: Any, extensions: tuple[str, ...]) -> Iterator[Fault]:
    for error in _reference(extensions).iter_errors(record):
        yield tuple(error.absolute_path), error.validator


def _by_jsonschema_rs(record: Any, extensions: tuple[str, ...]) -> Iterator[Fault]:
    for error in fast_validator(extensions).iter_errors(record):
        yield tuple(error.instance_path), str(error.schema_path[-1])


ENGINES: dict[str, Callable[[Any, tuple[str, ...]], Iterator[Fault]]] = {
    "jsonschema": _by_jsonschema,
    "jsonschema-rs": _by_jsonschema_rs,
}


def _with_fraction(value: Any, node: Node, schema: Node, path: Path) -> Iterator[Fault]:
    if isinstance(value, dict):
        for key in value.keys() & set(node.get("required", ())):
            yield from _with_fraction(value[key], child(node, key, schema), schema, (*path, key))
    elif isinstance(value, list):
        for i, item in enumerate(value):
            yield from _with_fraction(item, child(node, i, schema), schema, (*path, i))
    elif isinstance(value, float) and node.get("type") == "integer":
        yield path, "type"


def _missing(path: Path, value: Any, node: Node) -> Iterator[tuple[str, Path, str, str, str]]:
    for name in node["required"]:
        if name not in value:
            description = resolve(node.get("properties", {}).get(name, {})).get("description", "")
            yield "missing-field", path, f"no field {quoted(name)}", _sentence(description), "add it; it may be empty"


def _unknown(path: Path, value: Any, node: Node) -> Iterator[tuple[str, Path, str, str, str]]:
    known = list(node.get("properties", {}))
    unknown = sorted(value.keys() - set(known))
    for name in unknown:
        # What is far longer than any name, or one of many, is no slip of the pen; to compare it takes its time.
        close = get_close_matches(name, known, 1) if len(name) <= 60 and len(unknown) <= len(known) else []
        expected = quoted(close[0]) if close else f"one of {', '.join(map(ascii_controls, known))}"
        mend = "correct the name" if close else "remove it, or declare it in a schema extension (--extension)"
        yield "unknown-field", (*path, name), f"a field {quoted(name)}", expected, mend


def _choice(path: Path, value: Any, node: Node) -> Iterator[tuple[str, Path, str, str, str]]:
    values = node.get("enum", [node.get("const")])
    close = get_close_matches(str(value).lower()[:60], [str(v) for v in values], 1)
    mend = f"write {quoted(close[0])}" if close else "choose one"
    expected = " or ".join(map(quoted, values[:_SHOWN])) + " …" * (len(values) > _SHOWN)
    yield "not-in-list", path, quoted(value), expected, mend


def _kind(path: Path, value: Any, node: Node) -> Iterator[tuple[str, Path, str, str, str]]:
    names = node["type"] if isinstance(node["type"], list) else [node["type"]]
    expected = " or ".join(_KINDS.get(name, str(name)) for name in names)
    meaning = _sentence(node.get("description", ""))
    yield "wrong-type", path, _typed(value), f"{expected}: {meaning}" if meaning else expected, "correct it"


def _form(path: Path, value: Any, node: Node) -> Iterator[tuple[str, Path, str, str, str]]:
    examples = [quoted(example) for example in node.get("examples", []) if example != ""]
    mend = f"write it like {examples[0]}" if examples else "correct it"
    limits = [f"{keyword} {quoted(node[keyword])}" for keyword in ("pattern", "maxLength") if keyword in node]
    expected = _sentence(node.get("description", "")) or ", ".join(limits)
    yield "wrong-form", path, quoted(value), expected, mend


def _empty(path: Path, value: Any, node: Node) -> Iterator[tuple[str, Path, str, str, str]]:
    del value
    yield "empty-value", path, "nothing in it", _sentence(node.get("description", "")), "fill it in"


def _other(keyword: str) -> _Describe:
    def describe(path: Path, value: Any, node: Node) -> Iterator[tuple[str, Path, str, str, str]]:
        yield "schema", path, quoted(value), f"{keyword} {quoted(node.get(keyword))}", "correct it"

    return describe


_DESCRIBE: dict[str, _Describe] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "enum": _choice,
    "const": _choice,
    "type": _kind,
    "pattern": _form,
    "maxLength": _form,
}
_LEAST = ("minLength", "minItems")
_KINDS = {"array": "a list", "object": "an object", "integer": "a whole number", "string": "a string"} | {
    "number": "a number",
    "boolean": "true or false",
}


def _sentence(description: str) -> str:
    """The first sentence of a description, to go on with."""
    first = description.partition(": ")[0] if description.startswith("Identifier") else description
    first = first.split(". ")[0].rstrip(".")
    first = first[:1].lower() + first[1:] if first[1:2].islower() else first
    return ascii_controls(first)


def _typed(value: object) -> str:
    names = {"NoneType": "null", "dict": "an object", "list": "a list", "bool": str(value).lower()}
    return names.get(type(value).__name__, quoted(value))
