"""The files of a shard: written under temporary names, renamed when all of them are whole."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import IO, Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.items import Fate, Item
from onrecord.crawl.statistics import item_counts, merged
from onrecord.files import write_errors
from onrecord.views import VIEWS

_FATES = pa.dictionary(pa.int8(), pa.string())
_REASONS = pa.dictionary(pa.int16(), pa.string())
LEDGER = pa.schema(
    [("file", pa.int32()), ("position", pa.int64()), ("fate", _FATES), ("reason", _REASONS), ("id", pa.string())]
)
REJECTED = pa.schema(
    [
        ("file", pa.int32()),
        ("position", pa.int64()),
        ("place", pa.string()),
        ("id", pa.string()),
        ("reason", pa.string()),
        ("detail", pa.string()),
        ("bytes", pa.large_binary()),
    ]
)
_OBJECTS = 2**20  # characters or bytes of the rows that are Python's objects at once, which take ten times that
_GROUP_ROWS = 1000
_GROUP_BYTES = 2**26  # of Arrow, of the rows that are one row group


@cache
def documents_schema() -> pa.Schema:
    """The schema of the `documents` view, columns and all below them; an empty list has the type of a full one."""
    return pa.schema([(name, column.type) for name, column in VIEWS["documents"].columns.items()])


class Table:
    """A Parquet file that grows by rows, in row groups of bounded size."""

    def __init__(self, stream: IO[bytes], schema: pa.Schema, *, rows: int = _GROUP_ROWS) -> None:
        self._writer = pq.ParquetWriter(stream, schema, compression="zstd")
        self._schema, self._most = schema, rows
        self._rows: list[dict[str, Any]] = []
        self._size = 0
        self._batches: list[pa.RecordBatch] = []

    def add(self, row: dict[str, Any], size: int) -> None:
        """One more row, of about so many characters."""
        self._rows.append(row)
        self._size += size
        if self._size >= _OBJECTS or len(self._rows) >= self._most:
            self._pack()

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
            self._batches.append(pa.RecordBatch.from_pylist(self._rows, schema=self._schema))
            self._rows, self._size = [], 0
        rows = sum(batch.num_rows for batch in self._batches)
        if rows >= self._most or sum(batch.nbytes for batch in self._batches) >= _GROUP_BYTES:
            self._write()

    def _write(self) -> None:
        if self._batches:
            self._writer.write_table(pa.Table.from_batches(self._batches, schema=self._schema).combine_chunks())
            self._batches = []


class Shard:
    """What becomes of the items of a task, in their order."""

    def __init__(self, documents: Table, rejected: Table, ledger: Table) -> None:
        self._documents, self._rejected, self._ledger = documents, rejected, ledger
        self._counts: Counter[str] = Counter()

    def add(self, item: Item, data: Callable[[], bytes]) -> None:
        """Write down an item whose fate is settled; `data` gives its bytes as received."""
        file, position = item.key
        name = item.document.id if item.document else ""
        known = {"file": file, "position": position, "reason": item.reason, "id": name}
        self._ledger.add({**known, "fate": str(item.fate)}, len(name))
        if item.record is not None:
            self._documents.add(msgspec.to_builtins(item.record), len(item.record.text))
        if item.fate is Fate.REJECTED:
            kept = data()
            self._rejected.add({**known, "place": item.raw.place, "detail": item.detail, "bytes": kept}, len(kept))
        for key, number in item_counts(item):
            self._counts[key] += number

    @property
    def statistics(self) -> Mapping[str, int]:
        return merged([self._counts])


@contextmanager
def writing_shard(folder: CrawlFolder, rank: int) -> Iterator[Shard]:
    """A shard that is there, all of it, when the block ends well, and of which nothing is there when it does not.

    Raises `WriteError` where it cannot be written.
    """
    paths = [folder.documents(rank), folder.rejected(rank), folder.ledger(rank), folder.statistics(rank)]
    temporary = {path: path.with_name(f".{path.name}.tmp") for path in paths}
    with write_errors(folder.path), ExitStack() as streams:
        for path in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
        try:
            opened = [streams.enter_context(temporary[path].open("wb")) for path in paths]
            tables = [
                Table(opened[0], documents_schema()),
                Table(opened[1], REJECTED),
                Table(opened[2], LEDGER, rows=100_000),
            ]
            for table in tables:
                streams.enter_context(table)
            shard = Shard(*tables)
            yield shard
            for table in tables:
                table.close()
            opened[3].write(msgspec.json.format(msgspec.json.encode(shard.statistics), indent=1) + b"\n")
            for stream in opened:
                stream.flush()
                os.fsync(stream.fileno())
            for path in paths:
                temporary[path].replace(path)
        except BaseException:
            for name in temporary.values():
                Path(name).unlink(missing_ok=True)
            raise
