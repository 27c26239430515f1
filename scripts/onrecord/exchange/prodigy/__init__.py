"""Prodigy's JSONL: a task an article, for its interfaces `spans_manual` and `relations`. Offsets count code points.

`tokens` are ours, cut at the edges of regions too, since a span must lie on tokens; `token_end` of a span is its last
token. A relation goes from `head` to `child`, the last tokens of its spans: several spans may end there, so both stand
in it as well (`head_span`, `child_span`). `id` of a span is ours; where Prodigy drops it, the side map knows spans and
relations by their places. A region of several parts is several spans, one related to the next. There is no place for
values, nor for the document's fields but those that `meta` shows to annotators; segments and sentences would cover the
text with spans: all these are in the side map.

What is reviewed is written with `"answer": "accept"`, a draft without an answer. Tasks that were rejected or ignored
are left out, and counted; hashes and the names of sessions are not read.
"""

from __future__ import annotations

from onrecord.exchange.prodigy.reading import scan_prodigy
from onrecord.exchange.prodigy.writing import to_prodigy

__all__ = ["scan_prodigy", "to_prodigy"]
