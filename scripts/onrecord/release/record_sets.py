"""The record sets of Croissant: one a view with a field a column, one a column of class labels, one of the splits.

What refers to another record set is joined by mlcroissant 1.1, which then gives the rows of the one that refers only
once: to go through them again takes another `Dataset`. The documents refer to none, for they are joined themselves.
"""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.columns import Labels
from onrecord.release.fields import Json, Place, field, reference
from onrecord.views import VIEWS, View

_SPLIT_URLS = {"train": "cr:TrainingSplit", "validation": "cr:ValidationSplit", "test": "cr:TestSplit"}
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
    """What the fields of a view are read from: its file, whose checksum readers prove, or the set of its files."""
    if len(files) == 1:
        return {"fileObject": {"@id": next(iter(files.values()))}}
    return {"fileSet": {"@id": f"{view}-files"}}


def _splits(names: list[str]) -> Json:
    fields = {"name": ("sc:Text", "The name of the split."), "url": ("sc:URL", "What the split is for.")}
    rows = [{"name": name, "url": _SPLIT_URLS[name]} for name in names]
    return _inline("splits", "cr:Split", description="The splits that have articles.", fields=fields, rows=rows)


def _enumeration(view: str, column: str, labels: Labels) -> Json:
    fields = {
        "value": ("sc:Integer", "The integer that stands in the column."),
        "name": ("sc:Text", "The label that it stands for."),
    }
    rows: list[Json] = [{"value": value, "name": label} for value, label in enumerate(labels.names)]
    told = f"The labels of the column {column} of {view}."
    return _inline(f"{view}_{column}", "sc:Enumeration", description=told, fields=fields, rows=rows)


def _inline(name: str, kind: str, *, description: str, fields: Mapping[str, tuple[str, str]], rows: list[Json]) -> Json:
    """A record set whose rows stand in it; its key is its first field."""
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": description,
        "dataType": kind,
        "key": {"@id": f"{name}/{next(iter(fields))}"},
        "field": [
            Place(f"{name}/{key}", {}).head({"description": told}) | {"dataType": type_}
            for key, (type_, told) in fields.items()
        ],
        "data": [{f"{name}/{key}": value for key, value in row.items()} for row in rows],
    }


def _of_view(view: View, files: Mapping[str, str]) -> Json:
    source = source_of(view.name, files)
    fields = [_column(view, name, source=source) for name in view.columns]
    if "split" not in view.columns:
        fields.append(_split_field(view.name, list(files), source=source))
    nested = view.name == "documents"
    return {
        "@type": "cr:RecordSet",
        "@id": view.name,
        "name": view.name,
        "description": f"{view.summary} {_LEFT_OUT}" if nested else view.summary,
        "key": [{"@id": f"{view.name}/{column}"} for column in view.key],
        "field": fields,
    }


def _split_field(view: str, splits: list[str], *, source: Json) -> Json:
    """The split of a row, which the name of its file tells."""
    extract = {
        "extract": {"fileProperty": "fullpath"},
        "transform": {"regex": rf"^(?:.*/)?data/{view}/({'|'.join(splits)})\.parquet$"},
    }
    place = Place(f"{view}/split", {**source, **extract})
    head = place.head({"description": "The split of the article."})
    return head | {"dataType": "sc:Text", "source": place.read()} | reference("splits/name")


def _column(view: View, name: str, *, source: Json) -> Json:
    column = view.columns[name]
    place = Place(f"{view.name}/{name}", {**source, "extract": {"column": name}})
    found = field(place, column.type, node=column.node)
    if isinstance(column.type, Labels):
        found |= reference(f"{view.name}_{name}/value")
    if name == "article":
        found |= reference("documents/id")
    if view.name == "documents" and name == "split":
        found["dataType"] = ["sc:Text", "cr:Split"]
    return found
