"""The fields of Croissant's record sets, from Arrow types and the parts of the record's schema that describe them.

Lists of structs inside lists of structs are left out: mlcroissant 1.1 gives nulls for what is in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import pyarrow as pa

from onrecord.columns import Labels
from onrecord.schema import Node, child, record_schema

Json: TypeAlias = dict[str, Any]

_ARRAY: Json = {"isArray": True, "arrayShape": "-1"}
_SCALARS = {pa.string(): "sc:Text", pa.int32(): "sc:Integer", pa.bool_(): "sc:Boolean", pa.float64(): "sc:Float"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands: its id, what its column is read from, and the steps from the column to it."""

    identifier: str
    source: Json
    steps: tuple[str, ...] = ()

    def inner(self, name: str) -> Place:
        return Place(f"{self.identifier}/{name}", self.source, (*self.steps, name))

    def head(self, node: Node) -> Json:
        """What every field begins with. Its name tells it from all others of the record set."""
        name = self.identifier.partition("/")[2]
        return {"@type": "cr:Field", "@id": self.identifier, "name": name, "description": node["description"]}

    def read(self) -> Json:
        """The source of a field, and how it is taken out of its column."""
        paths = [{"jsonPath": step} for step in self.steps]
        if not paths:
            return self.source
        return {**self.source, "transform": paths[0] if len(paths) == 1 else paths}


def field(place: Place, type_: pa.DataType | Labels, *, node: Node) -> Json:
    """The field of a type, with those inside it."""
    found = place.head(node)
    if isinstance(type_, Labels):
        shape = _ARRAY if type_.per_token else {}
        return found | shape | {"dataType": ["sc:Integer", "cr:Label"], "source": place.read()}
    if pa.types.is_list(type_):
        found |= _ARRAY
        type_, node = type_.value_type, child(node, 0, record_schema())
        if pa.types.is_struct(type_):
            return found | {"subField": [*_elements(place, type_, node=node)]}
    if pa.types.is_struct(type_):
        parts = [field(place.inner(part.name), part.type, node=_part(node, part)) for part in type_]
        return found | {"subField": parts}
    return found | {"dataType": _SCALARS[type_], "source": place.read()}


def reference(identifier: str) -> Json:
    """That the values of a field are those of another."""
    return {"references": {"field": {"@id": identifier}}}


def _elements(place: Place, type_: pa.DataType, *, node: Node) -> Iterator[Json]:
    """The fields of the structs of a list; a struct inside them is given by its parts, which readers keep in place."""
    for part in type_:
        if pa.types.is_struct(part.type):
            yield from _elements(place.inner(part.name), part.type, node=_part(node, part))
        elif not (pa.types.is_list(part.type) and pa.types.is_struct(part.type.value_type)):
            yield field(place.inner(part.name), part.type, node=_part(node, part))


def _part(node: Node, part: pa.Field) -> Node:
    return child(node, part.name, record_schema())
