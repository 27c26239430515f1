"""Views as Arrow tables, and their features in the terms of `datasets`."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from datasets import ClassLabel, Features, List

from onrecord.errors import InputError
from onrecord.incident import quoted
from onrecord.model import Record
from onrecord.view_rows import Row
from onrecord.views import Labels, View

_RECORDS = 64  # to a batch: their rows as Python's objects take ten times what they do in Arrow


def features(view: View) -> Features:
    """What `load_dataset` gives for the view: strings as they are, class labels in the flat views."""
    plain = pa.schema([(name, _plain_type(column)) for name, column in view.columns.items()])
    derived = Features.from_arrow_schema(plain)
    for name, column in view.columns.items():
        if isinstance(column, Labels):
            label = ClassLabel(names=list(column.names))
            derived[name] = List(label) if column.per_token else label
    return derived


def table(view: View, records: Iterable[Record]) -> pa.Table:
    """The rows of the view, labels as integers, with the schema given and not inferred."""
    parts = tables(view, (("", record) for record in records))
    return parts.get("", features(view).arrow_schema.empty_table())


def tables(view: View, records: Iterable[tuple[str, Record]]) -> dict[str, pa.Table]:
    """A table for each name that records are given with, if they have rows; records are taken a few at a time.

    Raises `InputError` for a record that does not keep to the schema.
    """
    schema = features(view).arrow_schema
    batches: dict[str, list[pa.RecordBatch]] = {}
    remaining = iter(records)
    while some := list(islice(remaining, _RECORDS)):
        for name in dict.fromkeys(name for name, _ in some):
            of_name = [record for other, record in some if other == name]
            batches.setdefault(name, []).extend(_batches(view, of_name, schema))
    found = {name: pa.Table.from_batches(parts, schema) for name, parts in batches.items()}
    return {name: part for name, part in found.items() if part.num_rows}


def _batches(view: View, records: Sequence[Record], schema: pa.Schema) -> list[pa.RecordBatch]:
    """One batch, or one a record where that cannot be: the texts are too long together, or a record is at fault."""
    rows = [_encoded(view, row) for record in records for row in view.rows(record)]
    try:
        return [pa.RecordBatch.from_pylist(rows, schema)] if rows else []
    except (pa.ArrowException, UnicodeEncodeError, OverflowError, TypeError) as error:
        if len(records) > 1:
            return [batch for record in records for batch in _batches(view, [record], schema)]
        found = f"a value that the schema does not allow ({error})"
        raise InputError(quoted(records[0].id), found, "run onrecord validate on it") from error


def to_parquet(rows: pa.Table) -> bytes:
    """The bytes of a Parquet file: the same for the same rows and the same version of pyarrow."""
    sink = io.BytesIO()
    pq.write_table(rows, sink, compression="zstd")
    return sink.getvalue()


def _plain_type(column: pa.DataType | Labels) -> pa.DataType:
    if not isinstance(column, Labels):
        return column
    return pa.list_(pa.int64()) if column.per_token else pa.int64()


def _encoded(view: View, row: Row) -> Row:
    encoded: dict[str, Any] = {}
    for name, column in view.columns.items():
        value = row[name]
        if isinstance(column, Labels):
            value = [column.names.index(tag) for tag in value] if column.per_token else _label(column, name, row)
        encoded[name] = value
    return encoded


def _label(column: Labels, name: str, row: Row) -> int:
    if row[name] not in column.names:
        found = f"{quoted(row[name])} for {name}, which is none of {', '.join(column.names)}"
        raise InputError(quoted(row["article"]), found, "run onrecord validate on it")
    return column.names.index(row[name])
