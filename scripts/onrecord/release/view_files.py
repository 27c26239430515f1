"""The views as Parquet files in `data/CONFIG/SPLIT.parquet`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.model import Record
from onrecord.release.changes import Changes
from onrecord.release.checksums import digest, from_checksums
from onrecord.release.layout import CHECKSUMS, SPLITS, is_allowed
from onrecord.release.statistics import Statistics
from onrecord.tables import GrowingTable, to_parquet
from onrecord.views import VIEWS

Files: TypeAlias = dict[str, dict[str, str]]  # config -> split -> path relative to the corpus folder


def write_views(folder: Path, records: Iterable[Record], changes: Changes) -> tuple[Files, Statistics, str]:
    """Write the files that differ and remove those without rows; files, statistics, and a digest of all rows."""
    tables = {(name, split): GrowingTable(view) for name, view in VIEWS.items() for split in SPLITS}
    counted = Statistics()
    for record in records:
        counted.add(record)
        for name in VIEWS:
            counted.rows[name][record.split] += tables[name, record.split].add(record)
    files: Files = {}
    rows = hashlib.sha256()
    for name, split in list(tables):
        growing = tables.pop((name, split))  # what is written takes no memory any longer
        path = folder / "data" / name / f"{split}.parquet"
        if counted.rows[name][split]:
            rows.update(f"{name}/{split}".encode() + growing.digest)
            files.setdefault(name, {})[split] = path.relative_to(folder).as_posix()
            _write(path, growing.table(), changes)
        else:
            del counted.rows[name][split]
            if path.is_file():
                changes.remove(path)  # an empty split cannot be loaded
    _remove_others(folder, changes)
    return files, counted, rows.hexdigest()


def _write(path: Path, rows: pa.Table, changes: Changes) -> None:
    if not _holds(path, rows):
        changes.write(path, to_parquet(rows))


def _holds(path: Path, rows: pa.Table) -> bool:
    """Whether the file holds these rows and this schema already; another version of pyarrow may write other bytes."""
    if not path.is_file():
        return False
    try:
        found = pq.read_table(path)
    except pa.ArrowInvalid:
        return False
    return bool(found.equals(rows)) and bool(found.schema.equals(rows.schema, check_metadata=True))


def others(folder: Path) -> list[Path]:
    """The Parquet beside the views' files, which is of no view."""
    return sorted(
        path for path in folder.glob("data/*/*.parquet") if not is_allowed(path.relative_to(folder).as_posix())
    )


def _remove_others(folder: Path, changes: Changes) -> None:
    """Remove what an earlier build wrote of a view that is no more; what no build wrote is its owner's, and stays."""
    made = from_checksums(changes.read(folder / CHECKSUMS) or b"")
    for path in others(folder):
        if made.get(path.relative_to(folder).as_posix()) == digest(path.read_bytes()):
            changes.remove(path)
