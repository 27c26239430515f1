"""The schema compiled into types that msgspec decodes into: the quick proof that a line has its shape and form.

A line that decodes into them, and is what they encode to, is strict JSON in canonical form and keeps to the schema (but
for the values of extension fields). This proves that nothing is wrong; what is wrong is for `loading` and
`checks.shape` to tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from itertools import chain
from operator import attrgetter, or_
from typing import Annotated, Any, Literal

import msgspec

from onrecord.articles import LAYERS, canonical_number
from onrecord.schema import Node, fast_validator, record_schema, resolve
from onrecord.strict_json import is_deep

_REMEMBERED = 50_000  # strings of one place

encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Compiled:
    """The types of a schema. `record` is that of a document record, `lines` are those of an article file's lines."""

    record: type[Any]
    lines: dict[str, type[Any]]
    decode_record: Callable[[bytes], Any]
    decode_line: Callable[[bytes], Any]
    limits: _Limits
    is_valid: Callable[[Any], bool] | None

    def keeps_schema(self, record: Any) -> bool:
        """Whether a decoded record keeps to what of the schema is not in its types: patterns, and extension fields.

        msgspec could see to the patterns, at the price of as long again as all its decoding takes.
        """
        if not self.limits.hold([record]):
            return False
        if self.is_valid is None:
            return True
        value = _without_layers(record)
        return not is_deep(value) and self.is_valid(value)

    def assemble(self, lines: Sequence[Any]) -> Any:
        """The record of an article file's decoded lines, the document's first."""
        lists: dict[str, list[Any]] = {name: [] for name, _ in LAYERS.values()}
        for line in lines[1:]:
            lists[LAYERS[line.__struct_config__.tag][0]].append(line)
        return self.record(**{name: getattr(lines[0], name) for name in lines[0].__struct_fields__}, **lists)


@cache
def compiled(extensions: tuple[str, ...] = ()) -> Compiled:
    """The types of the schema with the fields of these extension files."""
    schema = record_schema(extensions)
    compiler = _Compiler(schema)
    record = compiler.object("Record", schema)
    lines = {
        layer: compiler.object(layer, schema["$defs"][f"{layer}Line"], tag_field="layer", tag=layer)
        for layer in ("document", *LAYERS)
    }
    line: Any = reduce(or_, lines.values())
    return Compiled(
        record,
        lines,
        msgspec.json.Decoder(record).decode,
        msgspec.json.Decoder(line).decode,
        _Limits(schema, schema),
        fast_validator(extensions).is_valid if extensions else None,
    )


class _Field:
    """The values of a field that a schema limits in a way that its type here does not."""

    def __init__(self, name: str, node: Node, *, is_list: bool) -> None:
        self.get, self.is_list = attrgetter(name), is_list
        self.search = re.compile(node.get("pattern", "")).search
        self.low, self.high = node.get("minimum"), node.get("maximum")
        self.known: set[Any] = set()

    def holds(self, objects: list[Any]) -> bool:
        """Whether they are within the limits in all these objects; the same few come again and again."""
        values: Any = map(self.get, objects)
        values = list(chain.from_iterable(values) if self.is_list else values)
        if self.known.issuperset(values):
            return True
        if len(self.known) > _REMEMBERED:
            self.known.clear()
        new = set(values) - self.known
        if not all(map(self._is_within, new)):
            return False
        self.known |= new
        return True

    def _is_within(self, value: Any) -> bool:
        if isinstance(value, str):
            return self.search(value) is not None
        return value is None or self.low <= value <= self.high


class _Limits:
    """The limited fields of the objects at one place of a record, and of those inside them."""

    def __init__(self, node: Node, schema: Node) -> None:
        self.fields: list[_Field] = []
        self.inner: list[tuple[Any, bool, _Limits]] = []
        for key in node["required"]:
            found = resolve(node["properties"][key], schema)
            is_list = found.get("type") == "array"
            value = resolve(found["items"], schema) if is_list else found
            if "pattern" in value or _is_number(value):
                self.fields.append(_Field(key, value, is_list=is_list))
            elif value.get("type") == "object":
                inner = _Limits(value, schema)
                if inner.fields or inner.inner:
                    self.inner.append((attrgetter(key), is_list, inner))

    def hold(self, objects: list[Any]) -> bool:
        """Whether the values in all these objects are as the schema asks."""
        for field in self.fields:
            if not field.holds(objects):
                return False
        for get, is_list, inner in self.inner:
            values: Any = map(get, objects)
            values = list(chain.from_iterable(values) if is_list else values)
            if values and not inner.hold(values):
                return False
        return True


class _Compiler:
    """Types for the nodes of a schema; objects of the same fields share one."""

    def __init__(self, schema: Node) -> None:
        self.schema = schema
        self.shared: dict[tuple[str, ...], type[Any]] = {}

    def object(self, name: str, node: Node, **config: Any) -> type[Any]:
        """The type of an object; a field of an extension may be left out, and has any value."""
        fields: list[Any] = []
        for place, (key, child) in enumerate(node["properties"].items(), -len(node["properties"])):
            if key in node["required"] and key != config.get("tag_field"):
                fields.append((key, self.value(child)))
            elif key not in node["required"]:
                default = msgspec.field(default=msgspec.UNSET, name=key)
                fields.append((f"extension{-place}", msgspec.UnsetType | Any, default))
        return msgspec.defstruct(name, fields, forbid_unknown_fields=True, kw_only=True, gc=False, **config)

    def value(self, node: Node) -> Any:
        """The type of a value."""
        found = resolve(node, self.schema)
        if "enum" in found or "const" in found:
            return Literal[tuple(found.get("enum", [found.get("const")]))]
        match found["type"]:
            case "object":
                key = tuple(map(repr, found["properties"].items()))
                if key not in self.shared:
                    self.shared[key] = self.object("Object", found)
                return self.shared[key]
            case "array":
                return _limited(list[self.value(found["items"])], found, min_length="minItems")  # type: ignore[misc]
            case "string":
                return _limited(str, found, min_length="minLength", max_length="maxLength")
            case "integer":
                return _limited(int, found, ge="minimum", le="maximum")
            case "number":
                return int | float
            case "boolean":
                return bool
            case ["number", "null"]:
                return int | float | None
        raise NotImplementedError(f"no type for {found}")


def _without_layers(record: Any) -> Any:
    """The document record as parsed JSON: annotations that came from lines of their own bring the layers of these."""
    value = msgspec.to_builtins(record)
    for name, _ in LAYERS.values():
        for annotation in value[name]:
            annotation.pop("layer", None)
    return value


def _is_number(node: Node) -> bool:
    return "maximum" in node and node["type"] != "integer"


def _limited(kind: Any, node: Node, **keywords: str) -> Any:
    """The type with the keywords of the schema that limit it, by their names in `msgspec.Meta`."""
    limits = {name: node[keyword] for name, keyword in keywords.items() if keyword in node}
    return Annotated[kind, msgspec.Meta(**limits)] if limits else kind


def make_whole(record: Any) -> bool:
    """Write the values of its numbers in canonical form, in place; whether one was not."""
    changed = False
    for number in record.numbers:
        for name in ("value", "low", "high"):
            value = getattr(number, name)
            if value is not None and (canonical := canonical_number(value)) is not value:
                setattr(number, name, canonical)
                changed = True
        for i, term in enumerate(number.terms):
            if (canonical := canonical_number(term)) is not term:
                number.terms[i] = canonical
                changed = True
    return changed
