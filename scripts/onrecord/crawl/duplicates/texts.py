"""The items of a task between two stages: written down by one, read back by the next, in their order.

Where duplicates are looked for, no text can be annotated before all texts are known. An item comes back as it was, but
for its content: of what is rejected by then the bytes are kept, and of the rest they are read from the input once more,
should they be wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from datatrove.pipeline.base import PipelineStep

from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.items import Fate, Item, Received
from onrecord.crawl.output.table import Table
from onrecord.crawl.steps import Carriers, CrawlStep, ReadInputs, carried, items
from onrecord.crawl.tasks.task import Task
from onrecord.errors import InputError
from onrecord.writes import writing

_TEXTS = pa.schema([("item", pa.large_binary()), ("is_open", pa.bool_()), ("bytes", pa.large_binary())])
_ROWS = 16  # that are Python's objects at once


class TextsFile(NamedTuple):
    """Where the items of a task are."""

    folder: CrawlFolder
    rank: int

    @property
    def path(self) -> Path:
        return self.folder.work / "texts" / f"{self.rank:05d}.parquet"

    @contextmanager
    def writing(self) -> Iterator[Callable[[Item, Callable[[], bytes]], None]]:
        """What writes an item down, given what gives its bytes; the file is there when the block ends well."""
        with writing(self.path) as stream, Table(stream, _TEXTS) as table:
            yield partial(_add, table)

    def items(self, original: Callable[[Item], bytes]) -> Iterator[Item]:
        """The items as they were; `original` gives the bytes of one of which they are not kept. Raises `InputError`."""
        with self._opened() as file:
            for batch in file.iter_batches(batch_size=_ROWS):
                for row in batch.to_pylist():
                    yield _item(row["item"], row["bytes"], original)

    def count_open(self) -> int:
        """How many of the items have no fate yet. Raises `InputError`."""
        with self._opened() as file:
            return sum(sum(batch["is_open"].to_pylist()) for batch in file.iter_batches(columns=["is_open"]))

    @contextmanager
    def _opened(self) -> Iterator[pq.ParquetFile]:
        try:
            with pq.ParquetFile(self.path, pre_buffer=False) as file:
                yield file
        except (OSError, pa.ArrowException) as error:
            mend = f"remove {self.folder.work}, then run the same command again"
            raise InputError(str(self.path), f"the texts of the task cannot be read ({error})", mend) from error


def _add(table: Table, item: Item, data: Callable[[], bytes]) -> None:
    packed = msgspec.json.encode(replace(item, raw=replace(item.raw, content=None)))
    kept = data() if item.fate is Fate.REJECTED else None
    table.add({"item": packed, "is_open": item.is_open, "bytes": kept}, len(packed) + len(kept or b""))


def _item(packed: bytes, kept: bytes | None, original: Callable[[Item], bytes]) -> Item:
    item = msgspec.json.decode(packed, type=Item)
    data = partial(original, item) if kept is None else partial(bytes, kept)
    item.raw = replace(item.raw, content=Received(data))
    return item


class WriteTexts(CrawlStep):
    """The last step of the first stage: what becomes of each item so far, and a signature of each that is open."""

    name = "write texts"

    def __init__(self, task: Task, signatures: PipelineStep) -> None:
        super().__init__(task)
        self.signatures = signatures

    def run(self, data: Carriers, rank: int = 0, world_size: int = 1) -> Carriers:
        with self.task.begun(rank):
            self.signatures.run(self._written(data, rank), rank, world_size)
        yield from ()

    def _written(self, data: Carriers, rank: int) -> Carriers:
        """Those that are open, when they and those between them are written."""
        with TextsFile(self.task.folder, rank).writing() as write:
            for carrier, item in items(data):
                write(item, self.bytes_of(item))
                self.task.count(item)
                if item.is_open:
                    carrier.metadata["task"] = rank
                    yield carrier


class ReadTexts(CrawlStep):
    """The items that `WriteTexts` wrote down."""

    name = "read texts"

    def run(self, data: Carriers | None = None, rank: int = 0, world_size: int = 1) -> Carriers:
        original = _Originals(ReadInputs(self.task), rank)
        return map(carried, TextsFile(self.task.folder, rank).items(original))


class _Originals:
    """The bytes of a task's documents: few are asked for, in their order, so that the input is read once at most."""

    def __init__(self, inputs: ReadInputs, rank: int) -> None:
        self._inputs = inputs
        self._items = (item for _, item in items(inputs.run(rank=rank)))

    def __call__(self, wanted: Item) -> bytes:
        for item in self._items:
            if item.key == wanted.key:
                return self._inputs.bytes_of(item)()
        raise InputError(wanted.raw.place, "is not there any more", "put the input back as it was, then run again")
