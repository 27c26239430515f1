"""The counts of a shard once more, from its rows: not by the code that counted the items when they were written."""

from __future__ import annotations

from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.articles import LAYER_OF
from onrecord.crawl.items import Fate

_KINDS = {"quotes": "kind", "speakers": "kind", "dates": "type", "numbers": "kind"}  # what is counted of a layer


def ledger_counts(ledger: pa.Table) -> Counter[str]:
    """The fates and their reasons."""
    counts = Counter({"documents": ledger.num_rows})
    for row in ledger.group_by(["fate", "reason"]).aggregate([([], "count_all")]).to_pylist():
        counts[row["fate"]] += row["count_all"]
        if row["fate"] != Fate.ANNOTATED:
            counts[f"{row['fate']}.{row['reason']}"] += row["count_all"]
    return counts


def document_counts(rows: pa.Table) -> Counter[str]:
    """What is in the records."""
    counts = Counter({"characters": pc.sum(pc.utf8_length(rows["text"])).as_py() or 0})
    counts.update(_values(pc.struct_field(rows["published"], "basis"), "published"))
    speakers = pc.struct_field(pc.list_flatten(rows["quotes"]), "speaker")
    counts["attributed-quotes"] = pc.sum(pc.not_equal(speakers, "")).as_py() or 0
    for layer in LAYER_OF:
        members = pc.list_flatten(rows[layer])
        counts[layer] += len(members)
        if layer in _KINDS:
            counts.update(_values(pc.struct_field(members, _KINDS[layer]), layer))
    return counts


def _values(column: pa.ChunkedArray, name: str) -> dict[str, int]:
    return {f"{name}.{each['values']}": each["counts"] for each in pc.value_counts(column).to_pylist()}
