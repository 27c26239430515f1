"""Three versions of one JSON value merged field by field; a field that both sides changed keeps both values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final, Generic, NamedTuple, TypeVar

from onrecord.incident import Path as JsonPath
from onrecord.revisions.canonical import same
from onrecord.revisions.spans import PLACE, Fields, is_span

# In the place of a value that a version does not have; null is a value.
MISSING: Final[Any] = object()
_ADDITIVE = ("annotators",)  # lists to which both may add


_Version = TypeVar("_Version")


class Three(NamedTuple, Generic[_Version]):
    """What was, and what each side made of it."""

    base: _Version
    ours: _Version
    theirs: _Version


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that both sides changed, each in its way."""

    path: JsonPath
    ours: Any
    theirs: Any


@dataclass(frozen=True, slots=True)
class Outcome:
    """The merged value, once with our value and once with theirs where they clash."""

    ours: Any
    theirs: Any
    clashes: list[Clash] = field(default_factory=list)


def equal(one: Any, other: Any) -> bool:
    """Whether two values, each perhaps missing, are the same JSON."""
    if one is MISSING or other is MISSING:
        return one is other
    return same(one, other)


def merge_values(three: Three[Any], path: JsonPath = ()) -> Outcome:
    """The merge of one value; a version that does not have it is `MISSING`."""
    base, ours, theirs = three
    if (outcome := _taken(three)) is not None:
        return outcome
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return _fields(Three(base if isinstance(base, dict) else {}, ours, theirs), path)
    if isinstance(ours, list) and isinstance(theirs, list):
        base = base if isinstance(base, list) else []
        if all(map(_has_ids, (base, ours, theirs))):
            return _items(Three(base, ours, theirs), path)
        if path and path[-1] in _ADDITIVE and all(_holds(side, base) for side in (ours, theirs)):
            both = [*ours, *(item for item in theirs if not _holds(ours, [item]))]
            return Outcome(both, both)
    return Outcome(ours, theirs, [Clash(path, ours, theirs)])


def _taken(three: Three[Any]) -> Outcome | None:
    """The side that is taken as a whole, because the other one left the value as it was or did the same."""
    base, ours, theirs = three
    if equal(ours, theirs) or equal(base, theirs):
        return Outcome(ours, ours)
    return Outcome(theirs, theirs) if equal(base, ours) else None


def _fields(three: Three[Fields], path: JsonPath) -> Outcome:
    parts: dict[str, Outcome] = {}
    if is_span(three.ours) and is_span(three.theirs):
        places = Three(*({key: side[key] for key in PLACE} if is_span(side) else MISSING for side in three))
        place = _taken(places) or Outcome(places.ours, places.theirs, [Clash(path, places.ours, places.theirs)])
        parts = {key: Outcome(place.ours[key], place.theirs[key]) for key in PLACE}
        parts["start"].clashes.extend(place.clashes)
    names = dict.fromkeys([*three.ours, *three.theirs])
    for name in names.keys() - parts.keys():
        parts[name] = merge_values(Three(*(side.get(name, MISSING) for side in three)), (*path, name))
    return _joined_fields((name, parts[name]) for name in names)


def _joined_fields(parts: Iterable[tuple[str, Outcome]]) -> Outcome:
    result = Outcome({}, {})
    for name, part in parts:
        result.clashes.extend(part.clashes)
        if part.ours is not MISSING:
            result.ours[name] = part.ours
        if part.theirs is not MISSING:
            result.theirs[name] = part.theirs
    return result


def _items(three: Three[list[Fields]], path: JsonPath) -> Outcome:
    """Lists of objects with ids, merged by these: our order, then what they added."""
    by_id = [{item["id"]: item for item in side} for side in three]
    result = Outcome([], [])
    for name in dict.fromkeys(item["id"] for item in [*three.ours, *three.theirs]):
        part = merge_values(Three(*(side.get(name, MISSING) for side in by_id)), (*path, name))
        result.clashes.extend(part.clashes)
        result.ours.extend([] if part.ours is MISSING else [part.ours])
        result.theirs.extend([] if part.theirs is MISSING else [part.theirs])
    return result


def _has_ids(items: list[Any]) -> bool:
    """Whether each item is an object with an id of its own."""
    names = [item.get("id") if isinstance(item, dict) else None for item in items]
    return all(isinstance(name, str) for name in names) and len(set(names)) == len(names)


def _holds(items: list[Any], others: list[Any]) -> bool:
    return all(any(same(item, other) for item in items) for other in others)
