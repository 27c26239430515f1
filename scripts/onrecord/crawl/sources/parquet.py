"""Parquet with a column of texts as a source: a document a row. Only the columns that are mapped are read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.crawl.items import InputFile, Raw
from onrecord.crawl.sources import AS_NAMED, Columns, Source
from onrecord.crawl.sources.mapped import columns_of, mapped_document
from onrecord.errors import InputError
from onrecord.incident import quoted
from onrecord.model import Document
from onrecord.rows import rows_at_once

_BATCH = 2**30  # bytes of rows at once, were each as large as it can be


def _scan(stream: IO[bytes], file: InputFile, columns: Columns = AS_NAMED) -> Iterator[Raw]:
    if not stream.seekable():
        found = "a file of which no parts can be had: Parquet is read from its end"
        raise InputError(quoted(file.path, 200), found, "copy it to a disk, or to a server that knows ranges")
    try:
        table = pq.ParquetFile(stream, pre_buffer=False, buffer_size=2**20, page_checksum_verification=True)
        groups = _rows_of_groups(table.metadata)
    except (pa.ArrowException, OSError) as error:
        yield Raw(0, file.path, {}, file.size, fault=f"not Parquet, or not whole ({_told(error)})")
        return
    wanted = columns_of(columns).values()
    names = [name for name in table.schema_arrow.names if name in wanted]
    first, rows = 0, max(sum(groups), 1)
    for group, length in enumerate(groups):
        for position, row, fault in _rows(table, group, range(first, first + length), names):
            end = file.size * (position + 1) // rows
            yield Raw(position, f"{file.path}: row {position + 1}", row, end, fault=fault)
        first += length


def _rows_of_groups(metadata: Any) -> list[int]:
    """How many rows each row group has. Raises `ArrowException` where the footer contradicts itself."""
    groups = [metadata.row_group(index).num_rows for index in range(metadata.num_row_groups)]
    if sum(groups) != metadata.num_rows or min(groups, default=0) < 0:
        raise pa.ArrowException(f"{metadata.num_rows:,} rows, of which the row groups have {sum(groups):,}")
    return groups


def _rows(
    table: pq.ParquetFile, group: int, positions: range, names: list[str]
) -> Iterator[tuple[int, dict[str, Any], str]]:
    """Position, values and fault of each row of a group; where it cannot be read on, the rest are faults."""
    left = iter(positions)
    fault = "a row that its group does not have"
    try:
        for batch in table.iter_batches(rows_at_once(table.metadata, _BATCH), row_groups=[group], columns=names):
            yield from ((position, *row) for row, position in zip(_values(batch), left, strict=False))
    except (pa.ArrowException, OSError) as error:
        fault = f"the row group cannot be read on from here ({_told(error)})"
    yield from ((position, {}, fault) for position in left)


def _values(batch: pa.RecordBatch) -> Iterator[tuple[dict[str, Any], str]]:
    """The values of each row, or why it has none: one that Python cannot hold costs its row alone."""
    batch = _in_microseconds(batch)
    try:
        rows = batch.to_pylist()
    except Exception:  # of UTF-8, of dates, of time zones
        yield from (_row(batch.slice(index, 1)) for index in range(len(batch)))
    else:
        yield from ((row, "") for row in rows)


def _row(batch: pa.RecordBatch) -> tuple[dict[str, Any], str]:
    try:
        return batch.to_pylist()[0], ""
    except Exception as error:
        return {}, f"a value that cannot be read ({_told(error)})"


def _in_microseconds(batch: pa.RecordBatch) -> pa.RecordBatch:
    """With dates and times in nanoseconds, which Python does not have, cut to those that it has."""
    for index, field in enumerate(batch.schema):
        if pa.types.is_timestamp(field.type) and field.type.unit == "ns":
            type_ = pa.timestamp("us", field.type.tz)
            batch = batch.set_column(index, field.name, batch.column(index).cast(type_, safe=False))
    return batch


def _told(error: Exception) -> str:
    """What the library says is wrong with the bytes. An error of the system is no fault of them, and raised again."""
    if isinstance(error, OSError) and error.errno is not None:
        raise error
    return quoted(str(error).partition("\n")[0], 200)


def _document(raw: Raw, file: InputFile, columns: Columns, fallback: str) -> Document:
    return mapped_document(raw.content, columns, raw.place, fallback)


def _data(raw: Raw) -> bytes:
    """The row as JSON, as far as it was read: Parquet keeps no row's bytes together."""
    return json.dumps(raw.content, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")


def _count(stream: IO[bytes], file: InputFile) -> int:
    try:
        return sum(_rows_of_groups(pq.read_metadata(stream)))
    except (pa.ArrowException, OSError) as error:
        return len([_told(error)])  # that it cannot be read is one fault


SOURCE = Source(_scan, _document, _data, _count)
