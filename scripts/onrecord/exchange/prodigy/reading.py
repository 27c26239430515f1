"""Tasks of Prodigy to records."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from onrecord.corpora.foreign_files import scan_lines, stem
from onrecord.errors import InputError
from onrecord.exchange.graph import CONTINUES, LABELS, LAYOUT, LINKS, Graph, Link, Region, defragmented, fragmented
from onrecord.exchange.heads import head_of
from onrecord.exchange.incoming import record_of
from onrecord.exchange.side_map import SideMaps
from onrecord.exchange.surfaces import check_surface
from onrecord.files import shown_name
from onrecord.incident import quoted
from onrecord.losses import Losses
from onrecord.model import Record

_SUFFIX = ".jsonl"
_MEND = "export it with prodigy db-out"


class _Place(msgspec.Struct):
    """A token, a span, or a span in a relation."""

    start: int = -1
    end: int = -1
    token_start: int = -1
    token_end: int = -1
    label: str | None = None
    id: str | int | None = None
    text: str | None = None


class _Relation(msgspec.Struct):
    head: int
    child: int
    label: str | None = None
    head_span: _Place | None = None
    child_span: _Place | None = None


class _Task(msgspec.Struct):
    text: str
    meta: dict[str, Any] | None = None
    tokens: list[_Place] | None = None
    spans: list[_Place] | None = None
    relations: list[_Relation] | None = None
    answer: str | None = None


def scan_prodigy(path: str | Path, losses: Losses, maps: SideMaps) -> Iterator[Record | InputError]:
    """The records of tasks, one a line, of a file or of each in a folder; an error in the place of a bad one."""

    def read(line: bytes, file: str, number: int) -> Iterator[Record]:
        place = f"{shown_name(file)}:{number}"
        task = _task(line, place)
        if task.answer in ("reject", "ignore"):
            losses.add(f"tasks answered {task.answer}", place)
        else:
            yield _Reader(task, place, losses).record(f"{stem(file, (_SUFFIX,))}-{number}", maps)

    return scan_lines(path, _SUFFIX, read, mend=_MEND)


def _task(line: bytes, place: str) -> _Task:
    try:
        return msgspec.json.decode(line, type=_Task)
    except (ValueError, RecursionError) as error:
        raise InputError(place, f"not a task of Prodigy ({error})", _MEND) from error


@dataclass(frozen=True, slots=True)
class _Reader:
    task: _Task
    place: str
    losses: Losses
    spans: dict[str, _Place] = field(default_factory=dict)  # by the ids of their regions
    uses: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # as ends of relations: label, side and id

    def record(self, name: str, maps: SideMaps) -> Record:
        text = self.task.text
        for token in self.task.tokens or []:
            self._check(token)
        meta = self.task.meta or {}
        given = str(meta.get("id") or maps.id_of(text) or name)
        before = maps.exported(given, text)
        exported = fragmented(before) if before else None
        regions = tuple(self._regions(exported))
        links = tuple(self._links(exported))
        about = {key: meta[key] for key in ("title", "language") if isinstance(meta.get(key), str)}
        head = head_of(given, about, self.place, self.losses)
        graph = defragmented(Graph(head=head, text=text, regions=regions, links=links))
        graph = maps.restored(graph, self.losses, values=False, without=LAYOUT)
        return record_of(graph, self.losses, self.place)

    def _check(self, span: _Place) -> None:
        if span.text is not None:
            check_surface(self.place, self.task.text, [(span.start, span.end)], span.text)

    def _regions(self, exported: Graph | None) -> Iterator[Region]:
        """The regions of the spans: with the ids that they have, that the exported ones have there, or new ones."""
        given = {str(span.id) for span in self.task.spans or [] if span.id}
        free: dict[tuple[str, int, int], list[str]] = defaultdict(list)
        for region in exported.regions if exported else ():
            if region.id not in given:
                free[region.label, *region.parts[0]].append(region.id)
        for span in self.task.spans or []:
            self._check(span)
            label = (span.label or "").lower()
            self.losses.add(f"spans with the label {quoted(span.label or '', 40)}", self.place, label not in LABELS)
            if label not in LABELS:
                continue
            name = str(span.id or "")
            if not name or name.startswith("#") or name in self.spans:
                known = free[label, span.start, span.end]
                name = known.pop(0) if known else f"#{len(self.spans)}"
            self.spans[name] = span
            yield Region(id=name, label=label, parts=((span.start, span.end),))

    def _links(self, exported: Graph | None) -> Iterator[Link]:
        before = list(exported.links) if exported else []
        at: dict[tuple[int, ...], list[str]] = defaultdict(list)  # by their places, and by their last tokens
        for name, span in self.spans.items():
            at[span.start, span.end].append(name)
            at[span.token_end,].append(name)
        for relation in self.task.relations or []:
            label = (relation.label or "").lower()
            head, child = LINKS.get(label, ("", ""))
            starts = self._found(at, relation.head, relation.head_span, head)
            ends = self._found(at, relation.child, relation.child_span, child)
            self.losses.add("relations of what is no span of ours", self.place, not (starts and ends))
            if len(starts) == len(ends) == 1:
                yield Link(label if label in (*LINKS, CONTINUES) else "", starts[0], ends[0])
            elif starts and ends:
                yield self._one_of(before, label, starts, ends)

    def _one_of(self, before: list[Link], label: str, starts: list[str], ends: list[str]) -> Link:
        """The link of a relation that may be one of several: the exported one, which is taken from those `before`."""
        link = next(
            (link for link in before if link.label == label and link.start in starts and link.end in ends), None
        )
        if link:
            before.remove(link)
            return link
        self.losses.add("relations that end where several spans are, joined in their order", self.place)
        start, end = self._next(label, "head", starts), self._next(label, "child", ends)
        return Link(label if label in (*LINKS, CONTINUES) else "", start, end)

    def _found(self, at: dict[tuple[int, ...], list[str]], token: int, place: _Place | None, wanted: str) -> list[str]:
        """The regions that an end of a relation may be: the one with its id, else those that stand there."""
        if place and str(place.id or "") in self.spans:
            return [str(place.id)]
        found = at.get((place.start, place.end) if place else (token,), [])
        for kind in ((place.label if place else "") or "", wanted):
            found = [name for name in found if (self.spans[name].label or "").lower() == kind.lower()] or found
        return found

    def _next(self, label: str, side: str, names: list[str]) -> str:
        """The region that was least often at that end of such relations."""
        chosen = min(names, key=lambda name: self.uses[label, side, name])
        self.uses[label, side, chosen] += 1
        return chosen
