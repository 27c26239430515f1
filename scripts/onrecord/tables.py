"""Views as Arrow tables, and their features in the terms of `datasets`."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from datasets import ClassLabel, Features, List

from onrecord.model import Record
from onrecord.views import Labels, Row, View


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
    rows = [_encoded(view, row) for record in records for row in view.rows(record)]
    return pa.Table.from_pylist(rows, schema=features(view).arrow_schema)


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
            value = [column.names.index(tag) for tag in value] if column.per_token else column.names.index(value)
        encoded[name] = value
    return encoded
