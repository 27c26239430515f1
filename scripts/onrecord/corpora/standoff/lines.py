"""The lines of an `.ann` file as what they say, whatever the types are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NoReturn

from onrecord.errors import InputError
from onrecord.exchange.surfaces import check_surface
from onrecord.incident import quoted
from onrecord.spans import Offsets

_FIRST = re.compile(r"(?:[TREAMN]\d{1,9}\w{0,20}|#\d{0,9}|\*)\t")  # of a line that continues no surface
_SPAN = re.compile(r"(T\w+)\t(\S+) (\d{1,9} \d{1,9}(?:;\d{1,9} \d{1,9})*) *(?:\t(.*))?\Z", re.DOTALL)
_EVENT = re.compile(r"(E\w+)\t([^\s:]+):(\S+)((?: [^\s:]+:\S+)*)\s*\Z")
_RELATION = re.compile(r"R\w+\t(\S+) [^\s:]+:(\S+) [^\s:]+:(\S+)\s*\Z")
_GROUP = re.compile(r"\*\t(\S+) (\S.*)\Z")
_ATTRIBUTE = re.compile(r"[AM]\w+\t(\S+) (\S+)(?: (\S+))?\s*\Z")
_NOTE = re.compile(r"#\d*\t(\S+) (\S+)\t*(.*)\Z", re.DOTALL)
_NORMALIZATION = re.compile(r"N\w+\t(\S+) (\S+) (\S+)(?:\t(.*))?\Z")


@dataclass(frozen=True, slots=True)
class TypedSpan:
    """A `T` line: a span of one or several fragments, whose surface is what stands there."""

    id: str
    type: str
    parts: tuple[Offsets, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Event:
    """An `E` line: a trigger and arguments, each a role and an id."""

    id: str
    type: str
    trigger: str
    arguments: tuple[tuple[str, str], ...]
    line: int


@dataclass(frozen=True, slots=True)
class Relation:
    """An `R` line from its first argument to its second, or of the pairs of an equivalence (`*`) one with its first."""

    type: str
    start: str
    end: str
    line: int
    is_equivalence: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """An attribute (`A`, `M`), a note (`#`) or a normalization (`N`: its text, else its reference) on an id."""

    section: str
    type: str
    target: str
    value: str
    line: int


@dataclass(slots=True)
class Standoff:
    """What a file says."""

    spans: dict[str, TypedSpan] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)


def read_standoff(annotations: str, text: str, place: str, *, is_cut: bool = False) -> Standoff:
    """What an `.ann` file says of a text. Surfaces are held against the text but for white space; where they `is_cut`,
    as far as they go. Raises `InputError` with the line.
    """
    return _Reader(place, text, is_cut).read(annotations)


class _Reader:
    def __init__(self, place: str, text: str, is_cut: bool) -> None:
        self.path, self.text, self.is_cut = place, text, is_cut
        self.found = Standoff()
        self.line = 0

    def read(self, annotations: str) -> Standoff:
        lines = list(_whole(annotations.split("\n")))
        readers: dict[str, Callable[[str], None]] = {"T": self._span, "E": self._event, "R": self._relation}
        readers |= {"*": self._group, "A": self._attribute, "M": self._attribute, "#": self._note}
        readers |= {"N": self._normalization}
        for kinds in ("T", "E", "R*AM#N"):  # a line may be before what it names
            for self.line, line in lines:
                if line[0] in kinds:
                    readers[line[0]](line)
                elif line[0] not in readers:
                    self._refuse("not a line of brat's", line)
        for event in self.found.events.values():
            self.line = event.line
            for _, target in (("", event.trigger), *event.arguments):
                self._check(target)
        return self.found

    def _span(self, line: str) -> None:
        match = _SPAN.match(line)
        if match is None:
            self._refuse("not a span of brat's", line)
        name, kind, offsets, surface = match.groups()
        if name in self.found.spans:
            self._refuse("the id of a line above", name)
        parts = tuple((int(a), int(b)) for a, b in (part.split() for part in offsets.split(";")))
        self._prove(parts, offsets, surface or "")
        self.found.spans[name] = TypedSpan(name, kind, parts, self.line)

    def _prove(self, parts: tuple[Offsets, ...], offsets: str, surface: str) -> None:
        standing = _squeezed(" ".join(self.text[start:end] for start, end in parts))
        wanted = _squeezed(surface)
        if wanted and standing != wanted and not (self.is_cut and standing.startswith(wanted)):
            self._check_lines(standing, surface)
            check_surface(f"{self.path}:{self.line}", self.text, parts, surface)
        if not all(start <= end <= len(self.text) for start, end in parts):
            found = f"offsets {offsets} in a text of {len(self.text)} characters"
            raise InputError(f"{self.path}:{self.line}", found, "mend them, or put the text there that they are of")

    def _check_lines(self, standing: str, surface: str) -> None:
        """Refuse a line that was taken for a part of the surface, where what is above it is right without."""
        wanted = ""
        for number, line in enumerate(surface.split("\n")):
            more = wanted + _squeezed(line)
            is_right = wanted == standing or (self.is_cut and standing.startswith(wanted))
            if wanted and is_right and not standing.startswith(more):
                self.line += number
                self._refuse("not a line of brat's", line)
            wanted = more

    def _event(self, line: str) -> None:
        match = _EVENT.match(line)
        if match is None:
            self._refuse("not an event of brat's", line)
        name, kind, trigger, rest = match.groups()
        if name in self.found.events:
            self._refuse("the id of a line above", name)
        arguments = tuple((role, target) for role, _, target in (pair.partition(":") for pair in rest.split()))
        self.found.events[name] = Event(name, kind, trigger, arguments, self.line)

    def _relation(self, line: str) -> None:
        match = _RELATION.match(line)
        if match is None:
            self._refuse("not a relation of brat's", line)
        self._relate(*match.groups())

    def _group(self, line: str) -> None:
        match = _GROUP.match(line)
        if match is None:
            self._refuse("not an equivalence of brat's", line)
        first, *others = match[2].split()
        for other in others:
            self._relate(match[1], other, first, is_equivalence=True)

    def _relate(self, kind: str, start: str, end: str, *, is_equivalence: bool = False) -> None:
        self._check(start)
        self._check(end)
        self.found.relations.append(Relation(kind, start, end, self.line, is_equivalence))

    def _attribute(self, line: str) -> None:
        self._remark("attributes", _ATTRIBUTE.match(line), line)

    def _note(self, line: str) -> None:
        self._remark("notes", _NOTE.match(line), line)

    def _normalization(self, line: str) -> None:
        self._remark("normalizations", _NORMALIZATION.match(line), line)

    def _remark(self, section: str, match: re.Match[str] | None, line: str) -> None:
        if match is None:
            self._refuse(f"none of the {section} of brat's", line)
        value = next((group for group in reversed(match.groups()[2:]) if group and group.strip()), "").strip()
        self.found.remarks.append(Remark(section, match[1], match[2], value, self.line))

    def _check(self, target: str) -> None:
        if target not in self.found.spans and target not in self.found.events:
            self._refuse("a line that names what is not there,", target)

    def _refuse(self, found: str, line: str) -> NoReturn:
        raise InputError(f"{self.path}:{self.line}", f"{found} {quoted(line)}", "mend it, or remove the line")


def _whole(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The lines that are not blank with their numbers; what begins like none of brat's goes on with the surface of the
    span before it, in which some tools leave line ends.
    """
    number, whole = 0, ""
    for at, line in enumerate(lines, 1):
        line = line.removesuffix("\r")
        if whole.startswith("T") and not _FIRST.match(line):
            whole += f"\n{line}"
            continue
        if whole.strip():
            yield number, whole.rstrip("\n")
        number, whole = at, line
    if whole.strip():
        yield number, whole.rstrip("\n")


def _squeezed(surface: str) -> str:
    return "".join(surface.split())
