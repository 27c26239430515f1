"""Two annotators' annotations of one text under the same ids, where they are of the same thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from onrecord.articles import LAYERS
from onrecord.review.operations.draft import copied
from onrecord.review.work import PREFIXES, Work, highest, ids_of, mentions_of
from onrecord.revisions.records import Entry
from onrecord.revisions.references import rename
from onrecord.revisions.spans import Fields, extent_of
from onrecord.scoring.items import Item
from onrecord.scoring.matching import match
from onrecord.spans import Offsets


def aligned(first: Work, second: Work) -> Work:
    """The second's annotations under the ids of those of the first's that they are taken for (`scoring.matching`: the
    more text they share, the sooner); others keep theirs, or get new ones if the first gave theirs to something else.
    """
    names = dict(_names(first, second))
    free = highest(chain(first.entries.values(), second.entries.values()), {})
    used = {name for entry in first.entries.values() for name in ids_of(entry)}
    for name in (name for entry in second.entries.values() for name in ids_of(entry)):
        if name not in names and name in used:
            free[name[:1]] += 1
            names[name] = f"{name[:1]}{free[name[:1]]}"
    entries = [_renamed(entry, names) for entry in second.entries.values()]
    return replace(second, entries={entry.id: entry for entry in entries}, highest=free)


def _names(first: Work, second: Work) -> Iterator[tuple[str, str]]:
    """By the second's ids the first's, of annotations and mentions."""
    for layer in LAYERS:
        ours, theirs = ([e for e in side.entries.values() if e.layer == layer] for side in (first, second))
        for a, b in match(list(map(_item, ours)), list(map(_item, theirs))):
            yield theirs[b].id, ours[a].id
            known = {extent_of(mention): mention["id"] for mention in mentions_of(ours[a])}
            for mention in mentions_of(theirs[b]):
                if extent_of(mention) in known:
                    yield mention["id"], known[extent_of(mention)]


def _item(entry: Entry) -> Item:
    value = entry.value
    match entry.layer:
        case "quote":
            return Item(_extents(value["content"]), rest=_extents([*value["cue"], *value["source"]]))
        case "speaker":
            return Item(_extents(value["mentions"]))
    return Item((extent_of(value),))


def _extents(spans: Sequence[Fields]) -> tuple[Offsets, ...]:
    return tuple(map(extent_of, spans))


def _renamed(entry: Entry, names: dict[str, str]) -> Entry:
    value = copied(entry.value)
    value["id"] = names.get(entry.id, entry.id)
    if entry.layer == "speaker":
        value["mentions"] = [one | {"id": names.get(one["id"], one["id"])} for one in value["mentions"]]
    other = Entry(entry.layer, value)
    rename(other, lambda layer, name: names.get(name, name) if name[:1] == PREFIXES[layer] else name)
    return other
