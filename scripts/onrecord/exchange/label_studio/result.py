"""The entries of an annotation or prediction to regions and links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.errors import InputError
from onrecord.exchange.graph import Link, Region
from onrecord.exchange.label_studio.controls import controls
from onrecord.exchange.label_studio.tasks import Entry
from onrecord.exchange.surfaces import check_surface
from onrecord.incident import quoted
from onrecord.losses import Losses


@dataclass(frozen=True, slots=True)
class Result:
    """What entries say of a text; `place` is what errors (`InputError`) name."""

    text: str
    place: str
    losses: Losses

    def regions(self, entries: Iterable[Entry]) -> tuple[Region, ...]:
        """The regions with their values, which may stand before them."""
        regions: dict[str, Region] = {}
        values: list[Entry] = []
        for entry in entries:
            if entry.type == "labels":
                if entry.id in regions:
                    raise InputError(self._at(entry), "an id that two regions have", "give each an id of its own")
                regions[entry.id] = self._region(entry)
            elif entry.type in ("choices", "textarea", "number"):
                values.append(entry)
            else:
                self.losses.add(f"entries of type {quoted(entry.type)}", self.place, entry.type != "relation")
        for entry in values:
            self._add_value(regions.get(entry.id), entry)
        return tuple(regions.values())

    def links(self, entries: Iterable[Entry]) -> tuple[Link, ...]:
        """The relations. One without a label has "" there; one both ways is taken as drawn."""
        links = []
        for entry in entries:
            if entry.type == "relation":
                label, *others = entry.labels or [""]
                self.losses.add("further labels of relations", self.place, len(others))
                ends = (entry.to_id, entry.from_id) if entry.direction == "left" else (entry.from_id, entry.to_id)
                links.append(Link(label, *ends))
        return tuple(links)

    def _region(self, entry: Entry) -> Region:
        label, *others = entry.value.labels or [""]
        self.losses.add("further labels of regions", self.place, len(others))
        self.losses.add("notes of regions", self.place, bool(entry.meta))
        span = entry.value.start, entry.value.end
        said, found = entry.value.text, self.text[max(0, span[0]) : max(0, span[1])]
        if isinstance(said, str) and _as_shown(said) != _as_shown(found):
            check_surface(self._at(entry), self.text, [span], said)
        return Region(id=entry.id, label=label, parts=(span,))

    def _add_value(self, region: Region | None, entry: Entry) -> None:
        control = controls().get(entry.from_name)
        if region is None or control is None or (control.label, control.kind) != (region.label, entry.type):
            self.losses.add("values that belong to no region, or to one of another label", self.place)
            return
        if entry.type == "number":
            if entry.value.number is not None:
                region.values[control.field] = entry.value.number
            return
        told = entry.value.choices if entry.type == "choices" else entry.value.text or []
        lines = [line for line in ([told] if isinstance(told, str) else told) if line]
        self.losses.add("further lines of values", self.place, 0 if control.is_list else max(0, len(lines) - 1))
        try:
            if lines:
                region.values[control.field] = control.value(lines)
        except ValueError as error:
            found = f"{quoted(lines)} as {control.name}"
            raise InputError(self._at(entry), found, "write numbers there, one a line") from error

    def _at(self, entry: Entry) -> str:
        return f"{self.place}: region {quoted(entry.id)}"


def _as_shown(surface: str) -> str:
    """A surface with one sign for what the page writes in place of a CR or LF: itself, or the characters `\\n`."""
    return surface.replace("\\n", "\n").replace("\r", "\n")
