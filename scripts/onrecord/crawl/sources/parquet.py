"""Parquet with a column of texts as a source: a document a row."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.crawl.items import InputFile, Raw
from onrecord.crawl.sources import Columns, Source
from onrecord.crawl.sources.mapped import mapped_document
from onrecord.model import Document

_ROWS = 64  # that are Python's objects at once


def _scan(stream: IO[bytes], file: InputFile) -> Iterator[Raw]:
    try:
        table = pq.ParquetFile(stream, pre_buffer=False, buffer_size=2**20)
    except (pa.ArrowException, OSError) as error:
        yield Raw(0, file.path, {}, file.size, fault=f"not Parquet, or not whole ({error})")
        return
    first, rows = 0, max(table.metadata.num_rows, 1)
    for group in range(table.metadata.num_row_groups):
        after = first + table.metadata.row_group(group).num_rows
        for position, row, fault in _rows(table, group, first, after):
            yield Raw(
                position, f"{file.path}: row {position + 1}", row, file.size * (position + 1) // rows, fault=fault
            )
        first = after


def _rows(table: pq.ParquetFile, group: int, first: int, after: int) -> Iterator[tuple[int, dict[str, Any], str]]:
    """Position, values and fault of each row of a group; where it cannot be read on, the rest are faults."""
    fault = ""
    try:
        for batch in table.iter_batches(batch_size=_ROWS, row_groups=[group]):
            for row in batch.to_pylist():
                yield first, row, ""
                first += 1
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        fault = f"the row group cannot be read on from here ({error})"
    for position in range(first, after):
        yield position, {}, fault or "a row that its group does not have"


def _document(raw: Raw, file: InputFile, columns: Columns, fallback: str) -> Document:
    return mapped_document(raw.content, columns, raw.place, fallback)


def _data(raw: Raw) -> bytes:
    """The row as JSON: Parquet keeps no row's bytes together."""
    return json.dumps(raw.content, ensure_ascii=False, default=str).encode("utf-8", "surrogatepass")


def _count(stream: IO[bytes], file: InputFile) -> int:
    try:
        return int(pq.read_metadata(stream).num_rows)
    except (pa.ArrowException, OSError):
        return 1


SOURCE = Source(_scan, _document, _data, _count)
