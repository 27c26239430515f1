"""The proof of one shard: its files are whole, its ledger has each document once, the others say what the ledger says.

Nothing is taken from the code that wrote them: rows are counted again, in Arrow, one row group at a time.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from onrecord.crawl.faults import DamageError
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.items import Fate
from onrecord.crawl.output.shards import DOCUMENTS, LEDGER, REJECTED
from onrecord.crawl.output.statistics import from_json
from onrecord.crawl.plan import Plan
from onrecord.crawl.proof.recount import document_counts, ledger_counts
from onrecord.incident import quoted

_KEYS = ["file", "position", "reason", "id"]  # by which the rows of rejected documents are the ledger's


@dataclass(slots=True)
class ShardProof:
    """What is wrong with the shard of a task, and what its rows say: counts by name, and documents by file's number,
    none where the ledger cannot be read.
    """

    damage: list[DamageError] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    documents: Counter[int] | None = None


def prove(folder: CrawlFolder, plan: Plan, rank: int, take_ids: Callable[[pa.Array], None]) -> ShardProof:
    """The proof of the shard of a task that is done; the ids of its data are given to `take_ids`."""
    proof = ShardProof()
    for path in folder.shard(rank)[:-1]:
        with _noting(proof):
            _check_digest(path, folder, rank)
    with _noting(proof):
        path = folder.ledger(rank)
        ledger = _read_ledger(path)
        numbers, times = np.unique(ledger["file"].to_numpy(), return_counts=True)
        proof.documents = Counter(dict(zip(numbers.tolist(), times.tolist(), strict=True)))
        proof.counts.update(ledger_counts(ledger))
        for check in (_check_fates, _check_sequence):
            with _noting(proof):
                check(path, ledger, plan, rank)
        with _noting(proof):
            _check_rejected(folder.rejected(rank), ledger)
        with _noting(proof):
            proof.counts.update(_check_documents(folder.documents(rank), ledger, take_ids))
            _check_statistics(folder.statistics(rank), proof.counts)
    return proof


@contextmanager
def _noting(proof: ShardProof) -> Iterator[None]:
    """Note the damage that is found inside, which ends there; what several checks come upon, once."""
    try:
        yield
    except DamageError as error:
        if error.args not in [known.args for known in proof.damage]:
            proof.damage.append(error)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Raise `DamageError` for a file that cannot be read."""
    try:
        yield
    except FileNotFoundError as error:
        raise DamageError(path, "no such file", "a file of the shard") from error
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        raise DamageError(path, f"cannot be read ({quoted(str(error), 200)})", "a whole file") from error


def _check_digest(path: Path, folder: CrawlFolder, rank: int) -> None:
    known = folder.digests(rank)
    with _readable(known):
        lines = [line.partition("  ") for line in known.read_text("ascii").splitlines()]
    digests = {name: digest for digest, _, name in lines}
    with _readable(path), path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    if digests.get(path.relative_to(folder.path).as_posix()) != digest:
        raise DamageError(path, "not the bytes that the crawl wrote", f"the digest in {known}")


def _groups(path: Path, schema: pa.Schema) -> Iterator[pa.Table]:
    """The row groups of a Parquet file, each of which is small."""
    with _readable(path), pq.ParquetFile(path, pre_buffer=False) as file:
        if not file.schema_arrow.equals(schema):
            raise DamageError(
                path, f"columns of other names or types ({', '.join(file.schema_arrow.names)})", "its own"
            )
        for group in range(file.num_row_groups):
            yield file.read_row_group(group)


def _read_ledger(path: Path) -> pa.Table:
    """All of it: some 40 bytes a document."""
    named = ("fate", "reason")
    groups = []
    for group in _groups(path, LEDGER):
        if any(column.null_count for column in group.columns):
            raise DamageError(path, "a null", "values alone")
        encoded = [group[name].dictionary_encode() if name in named else group[name] for name in LEDGER.names]
        groups.append(pa.table(encoded, names=LEDGER.names))
    return pa.concat_tables(groups).unify_dictionaries() if groups else LEDGER.empty_table()


def _check_fates(path: Path, ledger: pa.Table, plan: Plan, rank: int) -> None:
    """Each row has one of the fates; what is annotated has an id and no reason, the others have a reason."""
    annotated = pc.equal(ledger["fate"], Fate.ANNOTATED)
    known = pc.is_in(ledger["fate"], pa.array(list(map(str, Fate))))
    right = pc.and_(known, pc.equal(annotated, pc.equal(ledger["reason"], "")))
    right = pc.and_(right, pc.or_(pc.invert(annotated), pc.not_equal(ledger["id"], "")))
    if (row := pc.index(right, False).as_py()) >= 0:
        fate, reason, name = (quoted(ledger[key][row].as_py()) for key in ("fate", "reason", "id"))
        found = f"fate {fate}, reason {reason}, id {name}"
        expected = f"one of {', '.join(Fate)}, with an id where it is annotated, else with a reason"
        raise DamageError(f"{path}: row {row + 1}", found, expected)


def _check_sequence(path: Path, ledger: pa.Table, plan: Plan, rank: int) -> None:
    """The documents of each file are there from 0 on, without a hole, once; the files are those of the task."""
    file, position = ledger["file"].to_numpy(), ledger["position"].to_numpy()
    before, previous = np.concatenate([[-1], file[:-1]]), np.concatenate([[-1], position[:-1]])
    is_next = (file == before) & (position == previous + 1)
    is_first = (file > before) & (position == 0) & (file % plan.tasks == rank) & (file < len(plan.inputs))
    wrong = np.flatnonzero(~(is_next | is_first))
    if len(wrong):
        row = int(wrong[0])
        found = f"document {position[row]} of file {file[row]}, after {previous[row]} of {before[row]}"
        expected = "each document of each file of the task once, in order"
        raise DamageError(f"{path}: row {row + 1}", found if row else found.partition(",")[0], expected)


def _check_rejected(path: Path, ledger: pa.Table) -> None:
    """The rows of what is rejected are those that the ledger has."""
    wanted = ledger.filter(pc.equal(ledger["fate"], Fate.REJECTED)).select(_KEYS)
    wanted = wanted.cast(pa.schema([REJECTED.field(key) for key in _KEYS]))
    row = 0
    for group in _groups(path, REJECTED):
        if not group.select(_KEYS).equals(wanted.slice(row, group.num_rows)):
            raise DamageError(path, f"other documents, after {row:,} rows", "those that the ledger has as rejected")
        row += group.num_rows
    if row != wanted.num_rows:
        raise DamageError(path, f"{row:,} rows", f"{wanted.num_rows:,}, as many as the ledger has rejected")


def _check_documents(path: Path, ledger: pa.Table, take_ids: Callable[[pa.Array], None]) -> Counter[str]:
    """The rows of the data are those that the ledger has as annotated; what is in them, counted."""
    wanted = ledger.filter(pc.equal(ledger["fate"], Fate.ANNOTATED))["id"]
    counts: Counter[str] = Counter()
    row = 0
    for group in _groups(path, DOCUMENTS):
        ids = group["id"].combine_chunks()
        if not pa.chunked_array([ids]).equals(wanted.slice(row, len(ids))):
            raise DamageError(path, f"other ids, after {row:,} rows", "those that the ledger has as annotated")
        take_ids(ids)
        counts.update(document_counts(group))
        row += len(ids)
    if row != len(wanted):
        raise DamageError(path, f"{row:,} rows", f"{len(wanted):,}, as many as the ledger has annotated")
    return counts


def _check_statistics(path: Path, counts: Counter[str]) -> None:
    with _readable(path):
        written = Counter(from_json(path.read_bytes()))
    if differing := sorted(name for name in written.keys() | counts.keys() if written[name] != counts[name]):
        name = differing[0]
        raise DamageError(path, f"{quoted(name)} is {written[name]:,}", f"{counts[name]:,}, as the shard has")
