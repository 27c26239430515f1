"""The annotations of a file as regions and links."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from onrecord.errors import InputError
from onrecord.exchange.graph import LABELS, LINKS, Link, Region, Values
from onrecord.exchange.notes import from_note
from onrecord.exchange.typed_values import FieldError
from onrecord.exchange.web_annotation.anchors import Anchor
from onrecord.incident import quoted
from onrecord.losses import Losses
from onrecord.offset_units import OffsetUnits
from onrecord.spans import Offsets

Object = dict[str, Any]
_REMARKS = ("commenting", "replying", "questioning", "assessing", "moderating")


def items_of(value: Any, path: str, losses: Losses) -> list[Object]:
    """The annotations that a file holds, in whatever it holds them. Raises `InputError` where it holds none."""
    if isinstance(value, dict) and isinstance(page := value.get("first"), dict):
        losses.add("further pages of collections", path, "next" in page)
        value = page
    if isinstance(value, dict):
        value = value.get("items", [value])
    if not isinstance(value, list) or not all(isinstance(item, dict) and "target" in item for item in value):
        mend = "name a file with an AnnotationCollection with its page in it, an AnnotationPage, or a list"
        raise InputError(path, "holds something else than Web Annotations", mend)
    return value


def string_of(value: Any) -> str:
    """The value if it is a string that UTF-8 can hold, else nothing."""
    return value if isinstance(value, str) and not any("\ud800" <= char <= "\udfff" for char in value) else ""


def objects_of(value: Any) -> list[Object]:
    """One object or a list of them as a list; a string is an IRI."""
    values = value if isinstance(value, list) else [value]
    return [{"id": item} if isinstance(item, str) else item for item in values if isinstance(item, dict | str)]


@dataclass(slots=True)
class Items:
    """What the annotations have said so far; `losses` is told what has no place in a graph."""

    path: str
    units: OffsetUnits
    losses: Losses
    _regions: dict[str, Region] = field(default_factory=dict)  # by the ids in the file
    _names: set[str] = field(default_factory=set)

    def read(self, items: list[Object]) -> tuple[tuple[Region, ...], tuple[Link, ...]]:
        """The regions, and the links between them. Raises `InputError` for a region that is not found in the text."""
        linking: list[Object] = []
        for number, item in enumerate(items, 1):
            if "linking" in _strings(item.get("motivation")):
                linking.append(item)
            else:
                self._region(string_of(item.get("id")) or f"_:{number}", item)
        return tuple(self._regions.values()), tuple(link for item in linking for link in self._link(item))

    def _region(self, identifier: str, item: Object) -> None:
        place = f"{self.path} {quoted(identifier)}"
        label, values = self._bodies(item, place)
        name = identifier.rpartition("#")[2] or identifier
        if name in self._names:
            raise InputError(place, "the id of another annotation", "give each annotation an id of its own")
        self._names.add(name)
        if label not in LABELS:
            self.losses.add(f"regions labelled {quoted(label)}", place)
            return
        parts = [part for target in objects_of(item["target"]) for part in self._parts(target, place)]
        if parts:
            self._regions[identifier] = Region(id=name, label=label, parts=tuple(sorted(parts)), values=values)

    def _bodies(self, item: Object, place: str) -> tuple[str, Values]:
        """The label of an annotation, and its values."""
        bodies = [
            (string_of(body.get("purpose")), string_of(body.get("value"))) for body in objects_of(item.get("body"))
        ]
        tags = [value.lower() for purpose, value in bodies if purpose == "tagging"]
        label = next((tag for tag in tags if tag in LABELS or tag in LINKS), tags[0] if tags else "")
        values: Values = {}
        for purpose, value in bodies:
            if purpose == "tagging":
                continue
            try:
                read, remarks = from_note(label, value) if purpose not in _REMARKS else ({}, [value])
            except FieldError as error:
                raise InputError(place, str(error), "correct the body") from error
            values |= read
            self.losses.add("comments", place, len(remarks))
        self.losses.add("tags but the first", place, max(0, len(tags) - 1))
        values.pop("id", None)
        return label, values

    def _parts(self, target: Object, place: str) -> list[Offsets]:
        anchor = Anchor.of(objects_of(target.get("selector")))
        if anchor.exact is None and anchor.position is None:
            self.losses.add("targets without a selector of text", place)
            return []
        if found := anchor.found(self.units):
            return [found]
        if again := anchor.found_again(self.units.text):
            self.losses.add("offsets that were wrong, for which the quote was found", place, bool(anchor.position))
            return [again]
        at = f"at {anchor.position[0]} to {anchor.position[1]}" if anchor.position else "in the text"
        wrong = f"{quoted(anchor.exact)} is not what stands {at}, in code points or UTF-16 units, nor once elsewhere"
        raise InputError(place, wrong, "export the text and its annotations from the tool once more")

    def _link(self, item: Object) -> list[Link]:
        """The link of an annotation: from its target to what its body links to, or from its first target to others."""
        label, _ = self._bodies(item | {"body": _textual(item.get("body"))}, self.path)
        bodies = [string_of(body.get("source") or body.get("id")) for body in objects_of(item.get("body"))]
        targets = [string_of(target.get("id") or target.get("source")) for target in objects_of(item["target"])]
        start, *ends = [name for name in (*targets, *bodies) if name] or [""]
        known = [end for end in ends if end in self._regions]
        if start not in self._regions or len(known) != len(ends) or not known:
            self.losses.add("links to what is no region", self.path)
            return []
        return [Link(label, self._regions[start].id, self._regions[end].id) for end in known]


def _textual(body: Any) -> list[Object]:
    return [one for one in objects_of(body) if "value" in one]


def _strings(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
