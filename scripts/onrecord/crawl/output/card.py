"""The README.md of a crawl: by its front matter `load_dataset` loads the folder; its text says what is in it."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord import __version__
from onrecord.articles import LAYER_OF
from onrecord.crawl.items import Fate
from onrecord.crawl.output.statistics import Counts
from onrecord.crawl.plan import Plan
from onrecord.crawl.progress.summary import reasons_of

_CARD = """\
---
pretty_name: News articles with quotes, speakers, dates and numbers (drafts)
tags:
  - quotation
  - attribution
  - timex3
configs:
  - config_name: documents
    default: true
    data_files:
      - split: train
        path: data/documents/*.parquet
---

# Articles with quotes, speakers, dates and numbers

Drafts by onrecord {version} (model: {model}), a program; nobody has checked them. One row an article, with the columns
of onrecord's `documents` view: what is annotated points into `text` by half-open offsets in code points.

{counts}
The texts are their publishers', and this folder gives nobody a right to them; `source.url` and `source.publisher` say
where one comes from and `source.licence` under what it stands, where that is known ("" where not).

- `data/documents/` holds the shards, each whole as soon as it has its name; `load_dataset` loads them.
- `ledger/` holds a row for every input document: file, position, fate (annotated, filtered, rejected), reason and id.
  `inputs.jsonl` lists the files, from 0.
- `rejected/` holds what could not be read or annotated, with the reason and the bytes.
- `statistics/` counts a shard, `statistics.json` all of them; `manifest.json` holds the parameters.
- `digests/` holds the SHA-256 of each of these: `cat digests/* | sha256sum --check`.
- `state/` is what runs need to go on, and what the proof needs.

`onrecord crawl --verify` on this folder proves that every input document has one fate.
"""


def card(plan: Plan, totals: Counts) -> bytes:
    """The card of a crawl with that plan, and these counts of the shards that are there."""
    counts = "".join(f"{line}\n" for line in _counted(plan, totals))
    return _CARD.format(version=__version__, model=_model(plan), counts=counts).encode()


def _model(plan: Plan) -> str:
    return plan.parameters.model.rpartition("/")[2] + ", nested" * plan.parameters.nested


def _counted(plan: Plan, totals: Counts) -> Iterator[str]:
    if totals["shards"] < plan.tasks:
        yield f"Not complete yet: {totals['shards']:,} of {plan.tasks:,} tasks are done.\n"
    yield "| of the input documents | |\n|---|---:|"
    yield f"| all | {totals.get('documents', 0):,} |"
    for fate in Fate:
        yield f"| {fate} | {totals.get(fate, 0):,} |"
        yield from (f"| {fate}: {reason} | {number:,} |" for reason, number in reasons_of(totals, fate).items())
    yield "\n| in the records | |\n|---|---:|"
    yield from (f"| {name} | {totals.get(name, 0):,} |" for name in ("characters", *LAYER_OF))
