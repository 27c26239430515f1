"""The README.md of a crawl: by its front matter `load_dataset` loads the folder; its text says what is in it."""

from __future__ import annotations

from onrecord import __version__
from onrecord.crawl.plan import Plan

_CARD = """\
---
configs:
  - config_name: documents
    default: true
    data_files:
      - split: train
        path: data/documents/*.parquet
---

# Articles with quotes, speakers, dates and numbers

Drafts by onrecord {version} (model: {model}), which nobody checked: one row an article, with the columns of onrecord's
`documents` view. The texts are their publishers'; where a licence is known, `source.licence` has it.

- `load_dataset` loads this folder; `data/documents/` holds the shards, each whole as soon as it has its name.
- `ledger/` holds a row for every input document: file, position, fate (annotated, filtered, rejected), reason and id.
  `inputs.jsonl` lists the files, from 0.
- `rejected/` holds what could not be read or annotated, with the reason and the bytes.
- `statistics.json` counts; `manifest.json` holds the parameters.
- `onrecord crawl --verify` on this folder proves that every input document has one fate.
"""


def card(plan: Plan) -> bytes:
    """The card of a crawl with that plan."""
    return _CARD.format(version=__version__, model=plan.parameters.model).encode()
