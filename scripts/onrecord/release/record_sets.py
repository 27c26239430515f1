"""The record sets of Croissant: one a view with a field a column, one a column of class labels, one of the splits.

Lists of structs inside lists of structs are left out, of which mlcroissant 1.1 gives nulls. Only the nested view has
them, and its description says so. What refers to another record set is joined by mlcroissant, which gives the rows of
such a record set once: to go through them again takes another `Dataset`. So the documents refer to none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import pyarrow as pa

from onrecord.columns import Labels
from onrecord.schema import Node, child, record_schema
from onrecord.views import VIEWS, View

Json: TypeAlias = dict[str, Any]

SPLIT_URLS = {"train": "cr:TrainingSplit", "validation": "cr:ValidationSplit", "test": "cr:TestSplit"}
_LEFT_OUT = (
    "Lists within lists are not described here, for readers of Croissant do not read them: see the columns in the file."
)


def record_sets(sources: Mapping[str, Mapping[str, str]]) -> list[Json]:
    """The record sets of the views that have rows; `sources` holds for each its splits and their files."""
    if not sources:
        return []
    views = [VIEWS[name] for name in sources]
    sets = [_splits(list(dict.fromkeys(split for splits in sources.values() for split in splits)))]
    for view in views:
        types = ((name, column.type) for name, column in view.columns.items())
        sets += [_enumeration(view.name, name, type_) for name, type_ in types if isinstance(type_, Labels)]
    return sets + [_of_view(view, sources[view.name]) for view in views]


def source_of(view: str, files: Mapping[str, str]) -> Json:
    """What a view's fields are read from: its file, whose checksum readers prove, or the set of its files."""
    return (
        {"fileObject": {"@id": next(iter(files.values()))}}
        if len(files) == 1
        else {"fileSet": {"@id": f"{view}-files"}}
    )


def _splits(names: list[str]) -> Json:
    fields = {"name": ("sc:Text", "The name of the split."), "url": ("sc:URL", "What the split is for.")}
    rows = [{"name": name, "url": SPLIT_URLS[name]} for name in names]
    return _inline("splits", "cr:Split", "The splits that have articles.", fields, rows)


def _enumeration(view: str, column: str, labels: Labels) -> Json:
    fields = {
        "value": ("sc:Integer", "The integer that stands in the column."),
        "name": ("sc:Text", "The label that it stands for."),
    }
    rows: list[Json] = [{"value": value, "name": label} for value, label in enumerate(labels.names)]
    told = f"The labels of the column {column} of {view}."
    return _inline(f"{view}_{column}", "sc:Enumeration", told, fields, rows)


def _inline(name: str, kind: str, description: str, fields: Mapping[str, tuple[str, str]], rows: list[Json]) -> Json:
    """A record set whose rows stand in it; its key is its first field."""
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": description,
        "dataType": kind,
        "key": {"@id": f"{name}/{next(iter(fields))}"},
        "field": [
            {"@type": "cr:Field", "@id": f"{name}/{field}", "name": field, "description": told, "dataType": type_}
            for field, (type_, told) in fields.items()
        ],
        "data": [{f"{name}/{field}": value for field, value in row.items()} for row in rows],
    }


def _of_view(view: View, files: Mapping[str, str]) -> Json:
    source = source_of(view.name, files)
    fields = [_column(view, name, source) for name in view.columns]
    if "split" not in view.columns:
        fields.append(_split_field(view.name, list(files), source))
    nested = view.name == "documents"
    return {
        "@type": "cr:RecordSet",
        "@id": view.name,
        "name": view.name,
        "description": f"{view.summary} {_LEFT_OUT}" if nested else view.summary,
        "key": [{"@id": f"{view.name}/{column}"} for column in view.key],
        "field": fields,
    }


def _split_field(view: str, splits: list[str], source: Json) -> Json:
    """The split of a row, which the name of its file tells."""
    extract = {
        "extract": {"fileProperty": "fullpath"},
        "transform": {"regex": rf"^(?:.*/)?data/{view}/({'|'.join(splits)})\.parquet$"},
    }
    return {
        **_head(f"{view}/split", "split", {"description": "The split of the article."}),
        "dataType": "sc:Text",
        "references": _reference("splits/name"),
        "source": {**source, **extract},
    }


def _column(view: View, name: str, source: Json) -> Json:
    type_, node = view.columns[name].type, view.columns[name].node
    source = {**source, "extract": {"column": name}}
    if isinstance(type_, Labels):
        found = _head(f"{view.name}/{name}", name, node)
        found |= {"dataType": ["sc:Integer", "cr:Label"], "references": _reference(f"{view.name}_{name}/value")}
        return found | (_ARRAY if type_.per_token else {}) | {"source": source}
    found = _field(f"{view.name}/{name}", type_, node, source, ())
    if name == "article":
        found["references"] = _reference("documents/id")
    if view.name == "documents" and name == "split":
        found["dataType"] = ["sc:Text", "cr:Split"]
    return found


_ARRAY: Json = {"isArray": True, "arrayShape": "-1"}
_SCALARS = {pa.string(): "sc:Text", pa.int32(): "sc:Integer", pa.bool_(): "sc:Boolean", pa.float64(): "sc:Float"}


def _field(identifier: str, type_: pa.DataType, node: Node, source: Json, steps: tuple[str, ...]) -> Json:
    """The field of a type; `steps` lead from the column to it."""
    found = _head(identifier, identifier.rpartition("/")[2], node)
    if pa.types.is_list(type_):
        found |= _ARRAY
        type_, node = type_.value_type, child(node, 0, record_schema())
        if pa.types.is_struct(type_):
            return found | {"subField": [*_elements(identifier, type_, node, source, steps)]}
    if pa.types.is_struct(type_):
        parts = ((part, child(node, part.name, record_schema())) for part in type_)
        sub = [_field(f"{identifier}/{p.name}", p.type, inner, source, (*steps, p.name)) for p, inner in parts]
        return found | {"subField": sub}
    return found | {"dataType": _SCALARS[type_], "source": _transformed(source, steps)}


def _elements(identifier: str, type_: pa.DataType, node: Node, source: Json, steps: tuple[str, ...]) -> Iterator[Json]:
    """The fields of the structs of a list; a struct inside them is given by its parts, which readers keep in place."""
    for part in type_:
        name, inner = f"{identifier}/{part.name}", child(node, part.name, record_schema())
        if pa.types.is_struct(part.type):
            yield from _elements(name, part.type, inner, source, (*steps, part.name))
        elif not (pa.types.is_list(part.type) and pa.types.is_struct(part.type.value_type)):
            yield _field(name, part.type, inner, source, (*steps, part.name))


def _transformed(source: Json, steps: tuple[str, ...]) -> Json:
    paths = [{"jsonPath": step} for step in steps]
    return {**source, "transform": paths[0] if len(paths) == 1 else paths} if paths else source


def _head(identifier: str, name: str, node: Node) -> Json:
    return {"@type": "cr:Field", "@id": identifier, "name": name, "description": node["description"]}


def _reference(field: str) -> Json:
    return {"field": {"@id": field}}
