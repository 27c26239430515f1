"""The bytes of an article in canonical form, as `revisions.records.to_bytes` makes them: only of what changed anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.review.work import Work
from onrecord.revisions.records import Entry, entry_line, order_key


@dataclass(frozen=True, slots=True)
class Rendered:
    """An article file's lines, and the ids of the annotations in their order."""

    order: Sequence[str]
    lines: Sequence[bytes]

    @property
    def data(self) -> bytes:
        return b"".join(self.lines)


@dataclass(slots=True)
class Renderer:
    """Makes the lines of states that share most of their annotations: of a thousand it writes the one that changed."""

    known: dict[int, tuple[Entry, Any, bytes]] = field(default_factory=dict)
    head: tuple[dict[str, Any], bytes] = field(default_factory=lambda: ({}, b""))

    def render(self, work: Work) -> Rendered:
        """The lines."""
        known = {id(entry): self.known.get(id(entry)) or _placed(entry) for entry in work.entries.values()}
        if self.head[0] is not work.head:
            self.head = work.head, entry_line(Entry("document", work.head))
        self.known = known
        rows = sorted(known.values(), key=lambda row: row[1])
        return Rendered([entry.id for entry, _, _ in rows], [self.head[1], *(line for _, _, line in rows)])


def _placed(entry: Entry) -> tuple[Entry, Any, bytes]:
    """The entry (kept, so that its identity stays its own), its place in the order, and its line."""
    return entry, order_key(entry), entry_line(entry)
