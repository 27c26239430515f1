"""The text in runs: one ends wherever a place begins or ends, so that spans may nest, cross and be in pieces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, pairwise

from onrecord.html.places import Place

# Shown by name in a run of its own that isolates it: it is invisible, or would turn the text around it.
CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
_NAMES = dict(
    zip(
        "\x00\x07\x08\x1b\x7f\x85\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff",
        "NUL BEL BS ESC DEL NEL LS PS LRE RLE PDF LRO RLO LRI RLI FSI PDI BOM".split(),
        strict=True,
    )
)
_MOST_TOLD = 16  # annotations that a run is told to belong to, the innermost; a hostile record nests thousands
_MOST_TITLED = 4
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text that the same places cover; plain text where that is none (`classes` is empty then)."""

    start: int
    end: int
    classes: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    title: str = ""
    control: str = ""
    lanes: int = 0


@dataclass(slots=True)
class _Cover:
    """The places that cover where a sweep stands, the one that began last at the end."""

    places: dict[int, Place] = field(default_factory=dict)
    contents: dict[int, Place] = field(default_factory=dict)
    roles: Counter[str] = field(default_factory=Counter)
    lanes: dict[int, str] = field(default_factory=dict)

    def begin(self, index: int, place: Place) -> None:
        self.places[index] = place
        self.roles[place.role] += 1
        if place.role == "content":
            self.contents[index] = place
        if place.lane:
            self.lanes[place.lane] = place.sign

    def end(self, index: int, place: Place) -> None:
        del self.places[index]
        self.roles[place.role] -= 1
        self.contents.pop(index, None)
        if place.lane:
            del self.lanes[place.lane]

    def run(self, start: int, end: int, control: str) -> Run:
        if not self.places:
            return Run(start, end, ("run", "control") if control else (), control=control)
        inner = [*islice(reversed(self.places.values()), _MOST_TOLD)]
        classes = ["run", *(role for role, count in self.roles.items() if count)]
        if self.contents:
            classes += [next(reversed(self.contents.values())).sign, f"depth-{min(len(self.contents), _DEEPEST)}"]
        classes += [f"lane-{lane}-{sign}" for lane, sign in sorted(self.lanes.items())]
        classes += ["control"] if control else []
        ids = dict.fromkeys(identifier for place in inner for identifier in place.ids)
        return Run(start, end, tuple(classes), tuple(ids), _title(inner), control, max(self.lanes, default=0))


def runs_of(text: str, places: list[Place], cuts: Iterable[int]) -> Iterator[Run]:
    """The runs of a text, in order and without a gap; one ends at each of `cuts` too, and around each control."""
    controls = {found.start(): control_name(found.group()) for found in CONTROL.finditer(text)}
    begin: dict[int, list[int]] = {}
    end: dict[int, list[int]] = {}
    for index, place in enumerate(places):
        begin.setdefault(place.start, []).append(index)
        end.setdefault(place.end, []).append(index)
    edges = {0, len(text), *cuts, *begin, *end, *controls, *(at + 1 for at in controls)}
    cover = _Cover()
    for start, stop in pairwise(sorted(edges)):
        for index in end.get(start, ()):
            cover.end(index, places[index])
        for index in begin.get(start, ()):
            cover.begin(index, places[index])
        yield cover.run(start, stop, controls.get(start, ""))


def control_name(character: str) -> str:
    """What a control character is called: ESC, or U+000B."""
    return _NAMES.get(character) or f"U+{ord(character):04X}"


def _title(places: list[Place]) -> str:
    """What the innermost annotations of a run are, the outermost of them last."""
    told = dict.fromkeys(
        f"{place.role} {place.ids[0]}" if place.role in ("date", "number") else f"{place.role} of {place.ids[-1]}"
        for place in places
        if place.role != "marks"
    )
    return ", ".join(islice(told, _MOST_TITLED))
