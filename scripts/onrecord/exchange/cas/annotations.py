"""The annotations of a CAS to a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import cassis
import msgspec

from onrecord.errors import InputError
from onrecord.exchange.cas.layers import ARTICLE, METADATA, TOKEN, TYPES, feature_name
from onrecord.exchange.cas.writing import is_boilerplate
from onrecord.exchange.graph import CONTINUES, FIELDS, LINKS, Graph, Link, Region, Values, defragmented, is_said
from onrecord.exchange.heads import HEAD, head_of
from onrecord.exchange.incoming import record_of
from onrecord.exchange.typed_values import FieldError, typed
from onrecord.incident import quoted
from onrecord.losses import Losses
from onrecord.model import Record

_LABELS = {name: label for label, name in TYPES.items()}
_WITHOUT_LOSS = {
    *(METADATA, TOKEN, ARTICLE, "uima.tcas.DocumentAnnotation", "uima.cas.Sofa"),
    "de.tudarmstadt.ukp.clarin.webanno.api.type.CASMetadata",  # when INCEpTION wrote the file, and for whom
}


def to_record(cas: cassis.Cas, place: str, name: str, losses: Losses) -> Record:
    """The record of the first view with a text; `name` is the document's where the CAS says none."""
    views = [cas.get_view(view.sofa.sofaID) for view in cas.views]
    view, *others = [view for view in views if isinstance(view.sofa_string, str) and view.sofa_string] or views[:1]
    losses.add("views but the first", place, len(others))
    return _View(view, place, losses).record(name)


@dataclass(frozen=True, slots=True)
class _View:
    cas: cassis.Cas
    place: str
    losses: Losses
    names: dict[int, str] = field(default_factory=dict)  # of regions, by the ids of the annotations
    links: list[Link] = field(default_factory=list)

    def record(self, name: str) -> Record:
        text = self.cas.sofa_string or ""
        structures = self.cas.select_all_fs()
        annotations = [structure for structure in structures if structure.type.name in _LABELS]
        annotations.sort(key=lambda annotation: (*self._offsets(annotation), annotation.xmiID))
        self._name(annotations)
        regions = [self._region(annotation) for annotation in annotations]
        for structure in structures:
            self._link(structure)
        head = self._head(structures, name)
        graph = defragmented(Graph(head=head, text=text, regions=tuple(regions), links=tuple(self.links)))
        return record_of(self._with_our_sentences(graph), self.losses, self.place)

    def _offsets(self, annotation: Any) -> tuple[int, int]:
        begin, end = annotation.begin, annotation.end
        if not isinstance(begin, int) or not isinstance(end, int):
            found = f"{annotation.type.name} without begin and end"
            raise InputError(self.place, found, "export it from the tool once more")
        return begin, end

    def _name(self, annotations: list[Any]) -> None:
        """Give each annotation a name: its identifier, where no other before it has that one."""
        taken: set[str] = set()
        for annotation in annotations:
            name = getattr(annotation, "identifier", None)
            if not isinstance(name, str) or not name or name.startswith("#") or name in taken:
                name = f"#{annotation.xmiID}"
            taken.add(name)
            self.names[annotation.xmiID] = name

    def _region(self, annotation: Any) -> Region:
        label = _LABELS[annotation.type.name]
        given = {name: getattr(annotation, feature_name(name), None) for name in FIELDS.get(label, ())}
        values = {name: self._value(annotation, label, name, value) for name, value in given.items() if value}
        name = self.names[annotation.xmiID]
        return Region(
            id=name,
            label=label,
            parts=(self._offsets(annotation),),
            values={key: value for key, value in values.items() if is_said(value)},
        )

    def _value(self, annotation: Any, label: str, name: str, value: Any) -> Any:
        members = getattr(value, "elements", None)
        given = [str(member) for member in members if member] if members else str(value)
        try:
            return typed(label, name, value if isinstance(value, bool) else given)
        except FieldError as error:
            surface = quoted(self.cas.sofa_string[annotation.begin : annotation.end])
            raise InputError(self.place, f"{label} {surface}: {error}", "correct it in the tool") from error

    def _link(self, structure: Any) -> None:
        """Take the links of a structure: link features of an annotation, or a relation that somebody drew."""
        own = self.names.get(structure.xmiID, "")
        if own:
            for role, target in _targets(structure):
                self._join(role if role in LINKS or role == CONTINUES else "", own, target)
        elif hasattr(structure, "Governor") and hasattr(structure, "Dependent"):
            role = structure.type.name.rpartition(".")[2].lower()
            start = self.names.get(getattr(structure.Governor, "xmiID", -1), "")
            self._join(role if role in LINKS else "", start, structure.Dependent)
        elif structure.type.name not in _WITHOUT_LOSS and not hasattr(structure, "target"):
            self.losses.add(f"{structure.type.name} annotations", self.place)

    def _join(self, role: str, start: str, target: Any) -> None:
        end = self.names.get(getattr(target, "xmiID", -1), "")
        self.losses.add("links to or from annotations that a record has no place for", self.place, not (start and end))
        if start and end:
            self.links.append(Link(role, start, end))

    def _head(self, structures: list[Any], name: str) -> Values:
        about = next((s for s in structures if s.type.name == METADATA), None)
        article = next((s for s in structures if s.type.name == ARTICLE), None)
        given = {field: getattr(article, field, None) for field in HEAD} if article else {}
        head = {field: self._field(field, value) for field, value in given.items() if isinstance(value, str)}
        language = getattr(about, "language", None)
        known = {"language": language} if language and language != "x-unspecified" else {}
        return head_of(head.get("id") or name, known | head, self.place, self.losses)

    def _field(self, name: str, value: str) -> Any:
        if name not in ("source", "published", "annotation"):
            return value
        try:
            return msgspec.json.decode(value)
        except (ValueError, RecursionError) as error:
            found = f"{name} of the article is {quoted(value, 60)}"
            raise InputError(self.place, found, "leave it in the tool as the JSON object that was exported") from error

    def _with_our_sentences(self, graph: Graph) -> Graph:
        """The graph without sentences that stand for boilerplate, and, if it has no segments, without any."""
        segments = [region for region in graph.regions if region.label == "segment"]
        sentences = [region for region in graph.regions if region.label == "sentence"]
        if not segments:
            self.losses.add("sentences of texts without segments, which are split anew", self.place, len(sentences))
        kept = [part for region in segments if is_boilerplate(region) for part in region.parts]
        regions = (r for r in graph.regions if r.label != "sentence" or (segments and r.parts[0] not in kept))
        return replace(graph, regions=tuple(regions))


def _targets(annotation: Any) -> Iterator[tuple[str, Any]]:
    """The roles and targets in the link features of an annotation; the feature's name where a link has no role."""
    for feature in annotation.type.all_features:
        elements = getattr(getattr(annotation, feature.name, None), "elements", None)
        for element in elements if isinstance(elements, list) else ():
            if hasattr(element, "target"):
                yield getattr(element, "role", None) or feature.name, element.target
