"""What an `.ann` file says, as regions and links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from onrecord.corpora.standoff.lines import Relation, Remark, Standoff, TypedSpan
from onrecord.errors import InputError
from onrecord.exchange.brat.configuration import ATTRIBUTES
from onrecord.exchange.choices import is_flag
from onrecord.exchange.graph import LABELS, LINKS, Link, Region
from onrecord.exchange.notes import from_note
from onrecord.exchange.typed_values import FieldError
from onrecord.incident import quoted
from onrecord.losses import Losses


@dataclass(slots=True)
class Annotations:
    """What has been read so far; `losses` is told what has no place in a graph."""

    path: str
    losses: Losses
    _regions: dict[str, Region] = field(default_factory=dict)
    _links: list[Link] = field(default_factory=list)

    def of(self, found: Standoff) -> tuple[tuple[Region, ...], tuple[Link, ...]]:
        """The regions under the ids in their notes, and the links. Raises `InputError` with the line."""
        for span in found.spans.values():
            self._region(span)
        for event in found.events.values():
            self._lose("events", event.line)
        for relation in found.relations:
            self._link(relation)
        for remark in found.remarks:
            if remark.section == "attributes":
                self._attribute(remark)
            elif remark.section == "notes":
                self._note(remark)
            else:
                self._lose(remark.section, remark.line)
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
        links: Iterable[Link] = (Link(link.label, names[link.start], names[link.end]) for link in self._links)
        return tuple(replace(region, id=names[name]) for name, region in self._regions.items()), tuple(links)

    def _region(self, span: TypedSpan) -> None:
        label = span.type.lower()
        if label in LABELS:
            self._regions[span.id] = Region(id=span.id, label=label, parts=span.parts)
        else:
            self._lose(f"regions labelled {quoted(label)}", span.line)

    def _link(self, relation: Relation) -> None:
        """A relation, or a pair of an equivalence, which brat makes of those that are symmetric and transitive."""
        label = relation.type.lower()
        if relation.is_equivalence and label != "coreference":
            self._lose("equivalences", relation.line)
        elif label in LINKS and relation.start in self._regions and relation.end in self._regions:
            self._links.append(Link(label, relation.start, relation.end))
        else:
            self._lose(f"relations labelled {quoted(label)}", relation.line)

    def _attribute(self, remark: Remark) -> None:
        label, key = ATTRIBUTES.get(remark.type, ("", ""))
        region = self._regions.get(remark.target)
        if region is None or region.label != label:
            self._lose(f"attributes {quoted(remark.type)}", remark.line)
            return
        value = remark.value
        region.values[key] = value not in ("false", "False") if is_flag(label, key) else value

    def _note(self, remark: Remark) -> None:
        region = self._regions.get(remark.target)
        if region is None or remark.type != "AnnotatorNotes":
            self._lose("notes but those of annotators on regions", remark.line)
            return
        try:
            values, remarks = from_note(region.label, remark.value)
        except FieldError as error:
            raise InputError(f"{self.path}:{remark.line}", str(error), "correct the note in brat") from error
        region.values.update(values)
        self.losses.add("remarks in notes", f"{self.path}:{remark.line}", len(remarks))

    def _lose(self, kind: str, line: int) -> None:
        self.losses.add(kind, f"{self.path}:{line}")
