"""A Parquet file that is written row by row, in bounded memory."""

from __future__ import annotations

from contextlib import suppress
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

OBJECTS = 2**20  # characters or bytes of what is Python's objects at once, which takes ten times that
_GROUP_ROWS = 1000
_GROUP_BYTES = 2**26  # of Arrow, of the rows that are one row group
# What Arrow and Python raise for a value that a column cannot hold.
UNFIT = (ValueError, TypeError, OverflowError, pa.ArrowException)


class Table:
    """A Parquet file that grows by rows, in row groups of bounded size."""

    def __init__(self, stream: IO[bytes], schema: pa.Schema, *, rows: int = _GROUP_ROWS) -> None:
        self._writer = pq.ParquetWriter(stream, schema, compression="zstd")
        self._schema, self._most = schema, rows
        self._rows: list[dict[str, Any]] = []
        self._size = 0
        self._batches: list[pa.RecordBatch] = []
        self._packed = self._bytes = 0  # rows and bytes of the batches

    def add(self, row: dict[str, Any], size: int) -> None:
        """One more row, of about so many characters."""
        self._rows.append(row)
        self._size += size
        if self._size >= OBJECTS or len(self._rows) >= self._most:
            self._pack()

    def append(self, batch: pa.RecordBatch) -> None:
        """More rows, as `fitting` gives them."""
        self._pack()
        self._take(batch)

    def fitting(self, rows: list[dict[str, Any]]) -> pa.RecordBatch:
        """The rows in the types of the table. Raises one of `UNFIT` for what they cannot hold."""
        return pa.RecordBatch.from_pylist(rows, schema=self._schema)

    def close(self) -> None:
        """Write what is left, and the footer."""
        self._pack()
        self._write()
        self._writer.close()

    def __enter__(self) -> Table:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self.close()
            return
        with suppress(OSError, ValueError, pa.ArrowException):  # else it would write to a stream that is closed by then
            self._writer.close()

    def _pack(self) -> None:
        if self._rows:
            batch = self.fitting(self._rows)
            self._rows, self._size = [], 0
            self._take(batch)

    def _take(self, batch: pa.RecordBatch) -> None:
        self._batches.append(batch)
        self._packed += batch.num_rows
        self._bytes += batch.nbytes
        if self._packed >= self._most or self._bytes >= _GROUP_BYTES:
            self._write()

    def _write(self) -> None:
        if self._batches:
            self._writer.write_table(pa.Table.from_batches(self._batches, schema=self._schema).combine_chunks())
            self._batches, self._packed, self._bytes = [], 0, 0
