"""Whether an id stands more than once in the data of a crawl, in eight bytes a document."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.crawl.faults import Fault
from onrecord.incident import quoted, some

_MOST = 1000  # ids that stand twice, of which all places are told
_MEND = "give each document of the input an id of its own, or map no column to the ids, and crawl it anew"


class Identifiers:
    """The ids of the data as hashes, with the key of this process, so that none can be made to fall together."""

    def __init__(self) -> None:
        self._hashes = array("q")

    def take(self, ids: pa.Array) -> None:
        """Some more of them."""
        self._hashes.frombytes(_hashes(ids).tobytes())

    def faults(self, shards: Sequence[Path]) -> Iterator[Fault]:
        """A fault an id that stands more than once in the shards: where hashes do, the ids themselves are compared."""
        hashes = np.frombuffer(self._hashes, dtype=np.int64)
        hashes.sort()
        suspects = np.unique(hashes[1:][hashes[1:] == hashes[:-1]])
        places: dict[str, list[str]] = {}
        for path in shards if len(suspects) else ():
            for row, name in _among(path, suspects[:_MOST]):
                places.setdefault(name, []).append(f"{path}: row {row + 1}")
        for name, found in places.items():
            if len(found) > 1:
                told = f"the id {quoted(name)}, which stands in {some(found[:-1])} too"
                yield Fault(found[-1], told, "an id that no other has", _MEND)
        if len(suspects) > _MOST:
            more = f"{len(suspects) - _MOST:,} more ids that stand twice"
            yield Fault(str(shards[0].parent), more, "ids that no other has", _MEND)


def _hashes(ids: pa.Array) -> npt.NDArray[np.int64]:
    return np.fromiter(map(hash, ids.to_pylist()), dtype=np.int64, count=len(ids))


def _among(path: Path, suspects: npt.NDArray[np.int64]) -> Iterator[tuple[int, str]]:
    """Row and id of those whose hash is one of these; the other columns are not read."""
    row = 0
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(columns=["id"]):
            ids = batch.column(0)
            for index in np.flatnonzero(np.isin(_hashes(ids), suspects)).tolist():
                yield row + index, ids[index].as_py()
            row += len(ids)
