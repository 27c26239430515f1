"""The files of a shard: written under temporary names, renamed when all of them are whole.

The same items give the same bytes, with one version of pyarrow. Their digests are written down with them.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.arrow import documents_schema
from onrecord.articles import ordered
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.items import Fate, Item
from onrecord.crawl.statistics import item_counts, merged
from onrecord.files import write_errors
from onrecord.incident import ascii_controls, cut

DOCUMENTS = documents_schema()
LEDGER = pa.schema(
    [
        ("file", pa.int32()),
        ("position", pa.int64()),
        ("fate", pa.string()),
        ("reason", pa.string()),
        ("id", pa.string()),
    ]
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
_KEPT = 2**26  # bytes of a document that is rejected
_DETAIL = 1000  # characters of what is told of it


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
        if self._size >= _OBJECTS or len(self._rows) >= self._most:
            self._pack()

    def append(self, batch: pa.RecordBatch) -> None:
        """More rows, as `fitting` gives them."""
        self._pack()
        self._take(batch)

    def fitting(self, row: dict[str, Any]) -> pa.RecordBatch:
        """The row in the types of the table. Raises `ValueError` or `OverflowError` for one that they cannot hold."""
        return pa.RecordBatch.from_struct_array(pa.array([row], type=pa.struct(list(self._schema))))

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
            batch = pa.RecordBatch.from_pylist(self._rows, schema=self._schema)
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


class Shard:
    """What becomes of the items of a task, in their order."""

    def __init__(self, folder: CrawlFolder, streams: Mapping[Path, IO[bytes]], rank: int, *, held: ExitStack) -> None:
        self._folder, self._streams = folder, streams
        self._documents = held.enter_context(Table(streams[folder.documents(rank)], DOCUMENTS))
        self._rejected = held.enter_context(Table(streams[folder.rejected(rank)], REJECTED))
        self._ledger = held.enter_context(Table(streams[folder.ledger(rank)], LEDGER, rows=100_000))
        self._statistics = streams[folder.statistics(rank)]
        self._counts: Counter[str] = Counter()

    def add(self, item: Item, data: Callable[[], bytes]) -> None:
        """Write down an item whose fate is settled; `data` gives its bytes as received.

        An item whose record does not keep to the schema is rejected here. Raises `WriteError`.
        """
        row = self._row(item)
        file, position = item.key
        name = item.document.id if item.document else ""
        known = {"file": file, "position": position, "reason": item.reason, "id": name}
        rejected = _rejected_row(item, known, data()) if item.fate is Fate.REJECTED else None
        with write_errors(self._folder.path):
            self._ledger.add({**known, "fate": str(item.fate)}, len(name))
            if row is not None:
                self._documents.append(row)
            if rejected is not None:
                self._rejected.add(rejected, len(rejected["bytes"]))
        for key, number in item_counts(item):
            self._counts[key] += number

    def _row(self, item: Item) -> pa.RecordBatch | None:
        if item.record is None:
            return None
        try:
            return self._documents.fitting(msgspec.to_builtins(ordered(item.record)))
        except (ValueError, OverflowError, pa.ArrowException) as error:
            item.reject("layer-failed", f"a value that the schema does not allow ({error}); please report it")
            return None

    def close(self) -> None:
        """Write what is left, and see that it is on the disk."""
        for table in (self._documents, self._rejected, self._ledger):
            table.close()
        self._statistics.write(msgspec.json.format(msgspec.json.encode(merged([self._counts])), indent=1) + b"\n")
        *paths, last = self._streams
        self._streams[last].write(b"".join(_digest_line(path, self._folder, self._streams[path]) for path in paths))
        for stream in self._streams.values():
            stream.flush()
            os.fsync(stream.fileno())


def _digest_line(path: Path, folder: CrawlFolder, stream: IO[bytes]) -> bytes:
    """As `sha256sum` writes it, and reads it in the folder of the crawl."""
    stream.seek(0)
    digest = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
    return f"{digest}  {path.relative_to(folder.path).as_posix()}\n".encode()


def _rejected_row(item: Item, known: Mapping[str, Any], data: bytes) -> dict[str, Any]:
    """Of what is larger than a row group, the beginning is kept."""
    kept = data[:_KEPT]
    cut_off = f" (the first {_KEPT:,} bytes of {len(data):,} are kept)" if len(kept) < len(data) else ""
    detail = cut(ascii_controls(item.detail), _DETAIL) + cut_off
    return {**known, "place": ascii_controls(item.raw.place), "detail": detail, "bytes": kept}


@contextmanager
def writing_shard(folder: CrawlFolder, rank: int) -> Iterator[Shard]:
    """A shard that is there, all of it, when the block ends well, and of which nothing is there when it does not.

    Where the process dies meanwhile, temporary files stay, or some of the shard's files: the same task, done again,
    replaces both. Raises `WriteError` where it cannot be written.
    """
    temporary = {path: path.with_name(f".{path.name}.tmp") for path in folder.shard(rank)}
    with ExitStack() as held:
        with write_errors(folder.path):
            streams = {path: _opened(name, held) for path, name in temporary.items()}
            shard = Shard(folder, streams, rank, held=held)
        yield shard
        with write_errors(folder.path):
            shard.close()
            for path, name in temporary.items():
                name.replace(path)
                _sync_folder(path.parent)


def _opened(path: Path, held: ExitStack) -> IO[bytes]:
    """A new file, which is closed, and removed where it still has this name, at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stream = path.open("w+b")
    held.callback(_dropped, path, stream)
    return stream


def _dropped(path: Path, stream: IO[bytes]) -> None:
    with suppress(OSError):  # what is to stay is on the disk already
        stream.close()
    path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """See that the names of a folder's files outlive a failure of power, before the marker says that they are there."""
    with suppress(OSError):  # systems and file systems that do not know it
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
