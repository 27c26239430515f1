"""The files of a shard: what they hold, that they are there all or not at all, and the same each time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from functools import partial
from itertools import repeat
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from conftest import ROOT
from onrecord import from_hf
from onrecord.articles import to_document_line
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.items import Fate, Item, Raw
from onrecord.crawl.output.shards import DOCUMENTS, writing_shard
from onrecord.crawl.tasks.apart import Ended, done_apart
from onrecord.pipeline import annotate
from onrecord.tables import features
from onrecord.views import VIEWS
from onrecord.writes import WriteError

TEXT = "“We will win {} games,” Anna Smith said on Monday."


def annotated(position: int, text: str) -> Item:
    record = annotate(text, id=f"a{position}", model="fast")
    return Item(0, Raw(position, f"x:{position}", b"", 0), document=record, record=record, fate=Fate.ANNOTATED)


def rejected(position: int, detail: str = "why") -> Item:
    return Item(0, Raw(position, f"x:{position}", b"", 0), fate=Fate.REJECTED, reason="unreadable", detail=detail)


def written(folder: CrawlFolder, *items: Item, data: bytes = b"\xff") -> CrawlFolder:
    with writing_shard(folder, 0) as shard:
        for item in items:
            shard.add(item, lambda: data)
    return folder


@pytest.fixture
def folder(tmp_path) -> CrawlFolder:
    return CrawlFolder(tmp_path)


def test_the_schema_is_that_of_the_view():
    assert DOCUMENTS.equals(features(VIEWS["documents"]).arrow_schema)


def test_an_empty_list_has_the_type_of_a_full_one(folder):
    """And a shard without rows has its columns."""
    written(folder, annotated(0, "Nothing."))
    assert pq.read_schema(folder.documents(0)).equals(DOCUMENTS)
    assert pq.read_table(folder.documents(0))["quotes"].to_pylist() == [[]]
    written(folder)
    assert pq.read_schema(folder.documents(0)).equals(DOCUMENTS)


def test_rows_are_records_in_canonical_form(folder):
    item = annotated(0, "Bob paid $5 million to 3.5 per cent of 120 people. “No,” he said on 3 May 2024.")
    shuffled = replace(item.record, numbers=item.record.numbers[::-1])
    written(folder, replace(item, record=shuffled))
    (row,) = pq.read_table(folder.documents(0)).to_pylist()
    assert to_document_line(from_hf(row)) == to_document_line(item.record)
    assert [number["id"] for number in row["numbers"]] == [number.id for number in item.record.numbers]


def test_the_same_items_give_the_same_bytes(folder, tmp_path):
    items = [annotated(0, TEXT.format(0)), rejected(1), annotated(2, "Nothing.")]
    other = written(CrawlFolder(tmp_path / "other"), *items)
    written(folder, *items)
    for one, again in zip(folder.shard(0), other.shard(0), strict=True):
        assert one.read_bytes() == again.read_bytes()


def test_a_record_that_the_schema_cannot_hold_costs_its_document_alone(folder):
    bad, worse = annotated(1, TEXT.format(1)), annotated(2, TEXT.format(2))
    bad.record = replace(bad.record, segments=(replace(bad.record.segments[0], end=2**31),))
    worse.record = replace(worse.record, title="\ud800")
    written(folder, annotated(0, TEXT.format(0)), bad, worse, annotated(3, TEXT.format(3)))
    assert pq.read_table(folder.documents(0))["id"].to_pylist() == ["a0", "a3"]
    rows = pq.read_table(folder.rejected(0)).to_pylist()
    assert [(row["id"], row["reason"]) for row in rows] == [("a1", "layer-failed"), ("a2", "layer-failed")]
    assert "a value that the schema does not allow" in rows[0]["detail"]
    assert pq.read_table(folder.ledger(0))["fate"].to_pylist() == ["annotated", "rejected", "rejected", "annotated"]
    assert json.loads(folder.statistics(0).read_bytes())["rejected.layer-failed"] == 2


def test_what_is_kept_of_what_is_rejected_is_bounded(folder):
    """In characters that a file can hold; the row groups are small, since they are read whole."""
    written(folder, rejected(0, "\ud800\n" * 9999), *map(rejected, range(1, 4)), data=b"a" * 30_000_000)
    groups = pq.read_metadata(folder.rejected(0))
    assert max(groups.row_group(index).num_rows for index in range(groups.num_row_groups)) < 4
    row = pq.ParquetFile(folder.rejected(0)).read_row_group(0).to_pylist()[0]
    assert row["detail"].startswith(r"\ud800\n\ud800")
    assert len(row["detail"]) == 1000
    assert len(row["bytes"]) == 30_000_000
    written(folder, rejected(0), data=bytes(2**26 + 1))
    (row,) = pq.read_table(folder.rejected(0)).to_pylist()
    assert row["detail"] == "why (the first 67,108,864 bytes of 67,108,865 are kept)"


def files(folder: CrawlFolder) -> dict[str, bytes]:
    return {str(path.relative_to(folder.path)): path.read_bytes() for path in folder.path.rglob("*") if path.is_file()}


def test_a_block_that_fails_leaves_what_was_there(folder):
    before = files(written(folder, rejected(0)))
    with pytest.raises(ZeroDivisionError), writing_shard(folder, 0) as shard:
        shard.add(annotated(0, TEXT), bytes)
        raise ZeroDivisionError
    assert files(folder) == before


def test_an_error_of_what_is_read_is_none_of_the_folder(folder):
    with pytest.raises(FileNotFoundError), writing_shard(folder, 0):
        Path("nothing").read_bytes()
    with pytest.raises(WriteError, match="cannot be written"):
        written(CrawlFolder(Path("/dev/null/out")), rejected(0))


def written_but_for(renames: int, folder: CrawlFolder, item: Item) -> None:
    """Write a shard in a process that ends instead of giving a file its name, after so many."""
    left = repeat(None, renames)

    def end(event: str, arguments: object) -> None:
        if event == "os.rename" and next(left, "none"):
            os._exit(9)

    sys.addaudithook(end)
    written(folder, item, data=b"")


def test_a_process_that_dies_between_two_names_is_made_up_for(tmp_path):
    """At the first, the second … of the names that its files get; the old shard is of other documents."""
    folders = [CrawlFolder(tmp_path / str(renames)) for renames in range(6)]
    for folder in folders:
        written(folder, rejected(0), rejected(1))
    new = Item(0, Raw(0, "x", b"", 0), fate=Fate.REJECTED, reason="new")
    works = [partial(written_but_for, renames, folder, new) for renames, folder in enumerate(folders)]
    ended = [done_apart(work, seconds=100) for work in works]
    assert ended == [*[Ended(9, is_late=False)] * 5, None]
    states = [files(folder) for folder in folders]
    assert all(any(name.endswith(".tmp") for name in state) for state in states[:5])
    for folder in folders[:5]:
        written(folder, new, data=b"")
        assert files(folder) == states[5]


def test_a_worker_needs_no_library_of_data_sets():
    code = "import sys, onrecord.crawl.stages; sys.exit('datasets' in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    assert subprocess.run([sys.executable, "-c", code], env=environment).returncode == 0
