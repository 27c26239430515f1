"""The views as Parquet files in `data/CONFIG/SPLIT.parquet`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.arrow import choices
from onrecord.model import Record
from onrecord.release.changes import Changes
from onrecord.release.statistics import Statistics
from onrecord.tables import GrowingTable, to_parquet
from onrecord.views import VIEWS

SPLITS = tuple(choices("split"))

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
    digest = hashlib.sha256()
    for name, split in list(tables):
        growing = tables.pop((name, split))  # what is written takes no memory any longer
        path = folder / "data" / name / f"{split}.parquet"
        if counted.rows[name][split]:
            digest.update(f"{name}/{split}".encode() + growing.digest)
            files.setdefault(name, {})[split] = path.relative_to(folder).as_posix()
            _write(path, growing.table(), changes)
        else:
            del counted.rows[name][split]
            if path.is_file():
                changes.remove(path)  # an empty split cannot be loaded
    _remove_others(folder / "data", changes)
    return files, counted, digest.hexdigest()


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


def _remove_others(data: Path, changes: Changes) -> None:
    """Remove files that no view has: of a split that is none, of a view that is no more."""
    for path in sorted(data.glob("*/*.parquet")):
        if path.parent.name not in VIEWS or path.stem not in SPLITS:
            changes.remove(path)
