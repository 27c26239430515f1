"""The lines of an `.ann` as regions and links."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import NoReturn

from onrecord.errors import InputError
from onrecord.exchange.brat.configuration import ATTRIBUTES
from onrecord.exchange.choices import is_flag
from onrecord.exchange.graph import LABELS, LINKS, Link, Region
from onrecord.exchange.notes import from_note
from onrecord.exchange.surfaces import check_surface
from onrecord.exchange.typed_values import FieldError
from onrecord.incident import quoted
from onrecord.losses import Losses
from onrecord.spans import Offsets

_REGION = re.compile(r"(T\d+)\t(\S+) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*) *(?:\t(.*))?\Z", re.DOTALL)
_LINK = re.compile(r"R\d+\t(\S+) [^\s:]+:(\S+) [^\s:]+:(\S+)\s*\Z")
_GROUP = re.compile(r"\*\t(\S+) (\S.*)\Z")
_ATTRIBUTE = re.compile(r"[AM]\d+\t(\S+) (\S+)(?: (\S+))?\s*\Z")
_NOTE = re.compile(r"#\d+\t(\S+) (\S+)\t*(.*)\Z", re.DOTALL)
_MEND = "mend it, or remove the line"


@dataclass(slots=True)
class Annotations:
    """What the lines of a file have said so far; `losses` is told what has no place in a graph."""

    path: str
    text: str
    losses: Losses
    _regions: dict[str, Region] = field(default_factory=dict)
    _hidden: set[str] = field(default_factory=set)  # regions with the labels of others
    _links: list[Link] = field(default_factory=list)
    _place: str = ""

    def read(self, lines: list[str]) -> tuple[tuple[Region, ...], tuple[Link, ...]]:
        """The regions under the ids in their notes, and the links. Raises `InputError` with the line."""
        later: list[tuple[int, str]] = []  # a line may be before that of the region it belongs to
        number = 0
        while number < len(lines):
            line = lines[number].removesuffix("\r")
            number += 1
            self._place = f"{self.path}:{number}"
            if line.startswith("T"):
                number += self._region(lines, number - 1)
            elif line.strip():
                later.append((number, line))
        for number, line in later:
            self._place = f"{self.path}:{number}"
            self._belonging(line)
        return self._with_ids()

    def _with_ids(self) -> tuple[tuple[Region, ...], tuple[Link, ...]]:
        """Of two regions with the same id in their notes the later one keeps brat's."""
        names: dict[str, str] = {}
        taken: set[str] = set()
        for name, region in self._regions.items():
            wanted = str(region.values.pop("id", name))
            self.losses.add("ids that two regions have", self.path, wanted in taken)
            names[name] = name if wanted in taken else wanted
            taken.add(names[name])
        links = (Link(link.label, names[link.start], names[link.end]) for link in self._links)
        return tuple(replace(region, id=names[name]) for name, region in self._regions.items()), tuple(links)

    def _region(self, lines: list[str], at: int) -> int:
        """Read a region; how many lines it goes on for, since brat leaves LF in a surface when a span is moved."""
        match = _REGION.match(lines[at])
        if match is None:
            self._refuse("not a region of brat's", lines[at])
        name, label, offsets, surface = match.groups()
        if name in self._regions or name in self._hidden:
            self._refuse("the id of a line above", name)
        parts: tuple[Offsets, ...] = tuple((int(a), int(b)) for a, b in (p.split() for p in offsets.split(";")))
        standing = " ".join(self.text[start:end] for start, end in parts)
        more = standing.count("\n")
        if not more or "\n".join((surface or "", *lines[at + 1 : at + 1 + more])) != standing:
            more = 0
            if surface and surface.strip():
                check_surface(self._place, self.text, parts, surface.removesuffix("\r"))
        label = label.lower()
        if label in LABELS:
            self._regions[name] = Region(id=name, label=label, parts=parts)
        else:
            self.losses.add(f"regions labelled {quoted(label)}", self._place)
            self._hidden.add(name)
        return more

    def _belonging(self, line: str) -> None:
        read: dict[str, Callable[[str], None]] = {
            "R": self._link,
            "*": self._group,
            "A": self._attribute,
            "M": self._attribute,
            "#": self._note,
        }
        if line[0] in read:
            read[line[0]](line)
        elif line[0] in "EN":
            self.losses.add("events" if line[0] == "E" else "normalizations", self._place)
        else:
            self._refuse("not a line of brat's", line)

    def _link(self, line: str) -> None:
        match = _LINK.match(line)
        if match is None:
            self._refuse("not a relation of brat's", line)
        label, *ends = match.groups()
        self._joined(label.lower(), ends)

    def _group(self, line: str) -> None:
        """An equivalence, which brat makes of relations that are configured as symmetric and transitive."""
        match = _GROUP.match(line)
        if match is None or match[1].lower() != "coreference":
            self.losses.add("equivalences", self._place)
            return
        first, *others = match[2].split()
        for other in others:
            self._joined("coreference", [other, first])

    def _joined(self, label: str, ends: list[str]) -> None:
        for end in ends:
            if end not in self._regions and end not in self._hidden and not end.startswith("E"):
                self._refuse("a relation to what is not there,", end)
        if label not in LINKS or not all(end in self._regions for end in ends):
            self.losses.add(f"relations labelled {quoted(label)}", self._place)
        else:
            self._links.append(Link(label, *ends))

    def _attribute(self, line: str) -> None:
        match = _ATTRIBUTE.match(line)
        if match is None:
            self._refuse("not an attribute of brat's", line)
        name, target, value = match.groups()
        label, key = ATTRIBUTES.get(name, ("", ""))
        region = self._regions.get(target)
        if region is None or region.label != label:
            self.losses.add(f"attributes {quoted(name)}", self._place)
            return
        region.values[key] = value not in ("false", "False") if is_flag(label, key) else value or ""

    def _note(self, line: str) -> None:
        match = _NOTE.match(line)
        region = self._regions.get(match[2]) if match else None
        if match is None or region is None or match[1] != "AnnotatorNotes":
            self.losses.add("notes but those of annotators on regions", self._place)
            return
        try:
            values, remarks = from_note(region.label, match[3])
        except FieldError as error:
            raise InputError(self._place, str(error), "correct the note in brat") from error
        region.values.update(values)
        self.losses.add("remarks in notes", self._place, len(remarks))

    def _refuse(self, found: str, line: str) -> NoReturn:
        raise InputError(self._place, f"{found} {quoted(line)}", _MEND)
