"""Views as Arrow tables, and their features in the terms of `datasets`."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from datasets import ClassLabel, Features, List

from onrecord.columns import Labels
from onrecord.errors import InputError
from onrecord.incident import quoted
from onrecord.model import Record
from onrecord.view_rows import Row
from onrecord.views import View


def features(view: View) -> Features:
    """What `load_dataset` gives for the view: strings as they are, class labels in the flat views."""
    plain = pa.schema([(name, _plain_type(column.type)) for name, column in view.columns.items()])
    derived = Features.from_arrow_schema(plain)
    for name, column in view.columns.items():
        if isinstance(column.type, Labels):
            label = ClassLabel(names=list(column.type.names))
            derived[name] = List(label) if column.type.per_token else label
    return derived


_BATCH = 2**18  # bytes as JSON of the rows that are held as Python's objects, which take ten times that


class GrowingTable:
    """The rows of a view as an Arrow table that grows by records; labels are integers, the schema is not inferred.

    Raises `InputError` for a record that does not keep to the schema.
    """

    def __init__(self, view: View) -> None:
        self.view = view
        self._schema = features(view).arrow_schema
        self._rows: list[Row] = []
        self._size = 0
        self._batches: list[pa.RecordBatch] = []
        self._digest = hashlib.sha256()

    def add(self, record: Record) -> int:
        """Add the rows of a record; how many they are."""
        rows = [_encoded(self.view, row) for row in self.view.rows(record)]
        try:
            encoded = msgspec.json.encode(rows)
        except UnicodeEncodeError as error:
            raise _fault(record.id, error) from error
        self._digest.update(encoded)
        self._size += len(encoded)
        self._rows += rows
        if self._size >= _BATCH:
            self._pack()
        return len(rows)

    @property
    def digest(self) -> bytes:
        """What the rows are, in any version of pyarrow."""
        return self._digest.digest()

    def table(self) -> pa.Table:
        """The rows so far, in the pieces in which they came."""
        self._pack()
        return pa.Table.from_batches(self._batches, schema=self._schema)

    def _pack(self) -> None:
        if self._rows:
            self._batches.append(_batch(self._rows, self._schema))
            self._rows, self._size = [], 0


def _batch(rows: list[Row], schema: pa.Schema) -> pa.RecordBatch:
    try:
        return pa.RecordBatch.from_pylist(rows, schema=schema)
    except (pa.ArrowException, OverflowError) as error:
        for row in rows if len(rows) > 1 else ():
            _batch([row], schema)  # tells of which record the value is
        raise _fault(rows[0].get("article", rows[0].get("id")), error) from error


def _fault(identifier: object, error: Exception) -> InputError:
    found = f"a value that the schema does not allow ({error})"
    return InputError(quoted(identifier), found, "run onrecord validate on it")


def table(view: View, records: Iterable[Record]) -> pa.Table:
    """The rows of the view of these records."""
    growing = GrowingTable(view)
    for record in records:
        growing.add(record)
    return growing.table()


def to_parquet(rows: pa.Table) -> bytes:
    """The bytes of a Parquet file: the same for the same rows and the same version of pyarrow."""
    sink = io.BytesIO()
    pq.write_table(rows.combine_chunks(), sink, compression="zstd")  # in one piece, however the rows came
    return sink.getvalue()


def _plain_type(type_: pa.DataType | Labels) -> pa.DataType:
    if not isinstance(type_, Labels):
        return type_
    return pa.list_(pa.int64()) if type_.per_token else pa.int64()


def _encoded(view: View, row: Row) -> Row:
    encoded: dict[str, Any] = {}
    for name, column in view.columns.items():
        value, labels = row[name], column.type
        if isinstance(labels, Labels):
            value = [labels.names.index(tag) for tag in value] if labels.per_token else _label(labels, name, row)
        encoded[name] = value
    return encoded


def _label(labels: Labels, name: str, row: Row) -> int:
    if row[name] not in labels.names:
        found = f"{quoted(row[name])} for {name}, which is none of {', '.join(labels.names)}"
        raise InputError(quoted(row["article"]), found, "run onrecord validate on it")
    return labels.names.index(row[name])
