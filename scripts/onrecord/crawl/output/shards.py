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

from onrecord.arrow import documents_schema
from onrecord.articles import ordered
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.items import Fate, Item
from onrecord.crawl.output.statistics import item_counts, merged, to_json
from onrecord.crawl.output.table import OBJECTS, UNFIT, Table
from onrecord.incident import ascii_controls, cut
from onrecord.writes import sync_folder, write_errors

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
_ITEMS = 64  # that are written at once
_KEPT = 2**26  # bytes of a document that is rejected
_DETAIL = 1000  # characters of what is told of it


class Shard:
    """What becomes of the items of a task, in their order."""

    def __init__(self, folder: CrawlFolder, streams: Mapping[Path, IO[bytes]], rank: int, *, held: ExitStack) -> None:
        self._folder, self._streams = folder, streams
        self._documents = held.enter_context(Table(streams[folder.documents(rank)], DOCUMENTS))
        self._rejected = held.enter_context(Table(streams[folder.rejected(rank)], REJECTED))
        self._ledger = held.enter_context(Table(streams[folder.ledger(rank)], LEDGER, rows=100_000))
        self._statistics = streams[folder.statistics(rank)]
        self._counts: Counter[str] = Counter()
        self._items: list[tuple[Item, Callable[[], bytes]]] = []  # that are not written yet
        self._size = 0

    def add(self, item: Item, data: Callable[[], bytes]) -> None:
        """Write down an item whose fate is settled; `data` gives its bytes as received.

        An item whose record does not keep to the schema is rejected when it is written. Raises `WriteError`.
        """
        self._items.append((item, data))
        self._size += _size(item)
        if self._size >= OBJECTS or len(self._items) >= _ITEMS or item.fate is Fate.REJECTED:
            self._write()

    def _write(self) -> None:
        with write_errors(self._folder.path):
            self._append([item for item, _ in self._items if item.record is not None])
        for item, data in self._items:
            file, position = item.key
            name = item.document.id if item.document else ""
            known = {"file": file, "position": position, "reason": item.reason, "id": name}
            rejected = _rejected_row(item, known, data()) if item.fate is Fate.REJECTED else None
            with write_errors(self._folder.path):
                self._ledger.add({**known, "fate": str(item.fate)}, len(name))
                if rejected is not None:
                    self._rejected.add(rejected, len(rejected["bytes"]))
            for key, number in item_counts(item):
                self._counts[key] += number
        self._items, self._size = [], 0

    def _append(self, items: list[Item]) -> None:
        """Write the records of these items; where one cannot be, each alone."""
        if not items:
            return
        try:
            batch = self._documents.fitting(
                [msgspec.to_builtins(ordered(item.record)) for item in items if item.record]
            )
        except UNFIT as error:
            if len(items) == 1:
                items[0].reject("layer-failed", f"a value that the schema does not allow ({error}); please report it")
            for item in items if len(items) > 1 else ():
                self._append([item])
        else:
            self._documents.append(batch)

    def close(self) -> None:
        """Write what is left, and see that it is on the disk."""
        self._write()
        for table in (self._documents, self._rejected, self._ledger):
            table.close()
        self._statistics.write(to_json(merged([self._counts])))
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


def _size(item: Item) -> int:
    """Of the item, what may be large: its text, and its content as it lay in the input."""
    content = item.raw.content
    parts = content.values() if isinstance(content, dict) else content if isinstance(content, tuple) else (content,)
    size = sum(len(part) for part in parts if isinstance(part, bytes | str))
    return size + (len(item.document.text) if item.document else 0)


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
                sync_folder(path.parent)  # before the marker says that it is there


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
