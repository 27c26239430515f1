"""The schema compiled into types that msgspec decodes into: the quick proof that a line has its shape and form.

A line that decodes into them, and is what they encode to, is strict JSON in canonical form and keeps to the schema (but
for the values of extension fields). This proves that nothing is wrong; what is wrong is for `loading` and
`checks.shape` to tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from itertools import chain
from operator import attrgetter, or_
from typing import Annotated, Any, Literal

import msgspec

from onrecord.articles import LAYERS
from onrecord.schema import Node, record_schema, resolve

WHOLE = 2**53  # beyond it readers of JSON disagree on whole numbers
_REMEMBERED = 50_000  # strings of one place

encode = msgspec.json.Encoder().encode


@dataclass(frozen=True, slots=True)
class Compiled:
    """The types of a schema. `record` is that of a document record, `lines` are those of an article file's lines."""

    record: type[Any]
    lines: dict[str, type[Any]]
    decode_record: Callable[[bytes], Any]
    decode_line: Callable[[bytes], Any]
    patterns: tuple[_Patterned, ...]
    is_valid: Callable[[Any], bool] | None

    def keeps_schema(self, record: Any) -> bool:
        """Whether a decoded record keeps to what of the schema is not in its types: patterns, and extension fields.

        msgspec could see to the patterns, at the price of as long again as all its decoding takes.
        """
        keeps = all(pattern.holds(record) for pattern in self.patterns)
        return keeps and (self.is_valid is None or self.is_valid(msgspec.to_builtins(record)))

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
    import jsonschema_rs

    line: Any = reduce(or_, lines.values())
    return Compiled(
        record,
        lines,
        msgspec.json.Decoder(record).decode,
        msgspec.json.Decoder(line).decode,
        tuple(_patterns(schema, schema, ())),
        jsonschema_rs.Draft202012Validator(schema).is_valid if extensions else None,
    )


class _Patterned:
    """The strings at one place of all records, and the pattern that they keep to; the same few come again and again."""

    def __init__(self, steps: tuple[tuple[str, bool], ...], pattern: str) -> None:
        self.steps = [(attrgetter(name), is_list) for name, is_list in steps]
        self.search = re.compile(pattern).search
        self.known: set[str] = set()

    def holds(self, record: Any) -> bool:
        values = [record]
        for get, is_list in self.steps:
            values = list(map(get, values))
            if is_list:
                values = list(chain.from_iterable(values))
        if self.known.issuperset(values):
            return True
        if len(self.known) > _REMEMBERED:
            self.known.clear()
        new = set(values) - self.known
        self.known |= new
        if all(map(self.search, new)):
            return True
        self.known -= new
        return False


def _patterns(node: Node, schema: Node, steps: tuple[tuple[str, bool], ...]) -> Iterator[_Patterned]:
    """The patterns of the schema with the places that they hold for; a step is a field and whether it is a list."""
    if "pattern" in node:
        yield _Patterned(steps, node["pattern"])
    for key, child in node.get("properties", {}).items():
        if key in node["required"]:
            found = resolve(child, schema)
            is_list = found.get("type") == "array"
            inner = resolve(found["items"], schema) if is_list else found
            yield from _patterns(inner, schema, (*steps, (key, is_list)))


class _Compiler:
    """Types for the nodes of a schema; objects of the same fields share one."""

    def __init__(self, schema: Node) -> None:
        self.schema = schema
        self.shared: dict[tuple[str, ...], type[Any]] = {}

    def object(self, name: str, node: Node, **config: Any) -> type[Any]:
        """The type of an object; a field of an extension may be left out, and has any value."""
        fields: list[Any] = []
        for key, child in node["properties"].items():
            if key in node["required"] and key != config.get("tag_field"):
                fields.append((key, self.value(child)))
            elif key not in node["required"]:
                default = msgspec.field(default=msgspec.UNSET, name=key)
                fields.append((key.replace(":", "__").replace("-", "_"), msgspec.UnsetType | Any, default))
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
                return _limited(int, found, ge="minimum")
            case "number":
                return int | float
            case "boolean":
                return bool
            case ["number", "null"]:
                return int | float | None
        raise NotImplementedError(f"no type for {found}")


def _limited(kind: Any, node: Node, **keywords: str) -> Any:
    """The type with the keywords of the schema that limit it, by their names in `msgspec.Meta`."""
    limits = {name: node[keyword] for name, keyword in keywords.items() if keyword in node}
    return Annotated[kind, msgspec.Meta(**limits)] if limits else kind


def make_whole(record: Any) -> bool:
    """Write the values of its numbers that have no fraction as whole ones, in place; whether one was not so."""
    changed = False
    for number in record.numbers:
        for name in ("value", "low", "high"):
            value = getattr(number, name)
            if value.__class__ is float and value.is_integer() and abs(value) < WHOLE:
                setattr(number, name, int(value))
                changed = True
        for i, term in enumerate(number.terms):
            if term.__class__ is float and term.is_integer() and abs(term) < WHOLE:
                number.terms[i] = int(term)
                changed = True
    return changed
