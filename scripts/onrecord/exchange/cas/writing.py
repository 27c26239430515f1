"""Records to CAS."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cassis
import msgspec

from onrecord.corpora.markup import check_characters
from onrecord.exchange.cas.layers import ARTICLE, METADATA, SENTENCE, TOKEN, TYPES, feature_name, link_type, type_system
from onrecord.exchange.graph import Graph, Region, fragmented
from onrecord.exchange.outgoing import to_graph
from onrecord.losses import Losses
from onrecord.model import Record
from onrecord.tokens import iter_tokens

_MEND = "remove it, or write the article as cas-json"


def to_xmi(record: Record, _losses: Losses) -> bytes:
    """The XMI of a record, the same bytes each time. Raises `InputError` for a character that XML cannot hold."""
    cas = to_cas(record)
    check_characters(record.id, "text", record.text, mend=_MEND)
    for structure in cas.select_all_fs():
        for feature in structure.type.all_features:
            value = structure[feature.name]
            for text in getattr(value, "elements", None) or [value]:
                if isinstance(text, str):
                    check_characters(record.id, f"{feature.name} of {structure.type.name}", text, mend=_MEND)
    xmi: str = cas.to_xmi()
    return xmi.encode("utf-8") + b"\n"


def to_json(record: Record, _losses: Losses) -> bytes:
    """The JSON CAS of a record, its type system in it."""
    text: str = to_cas(record).to_json(ensure_ascii=False)
    return text.encode("utf-8") + b"\n"


def to_cas(record: Record) -> cassis.Cas:
    """The CAS of a record: metadata, sentences and tokens, then the annotations and their links."""
    graph = fragmented(to_graph(record))
    types = type_system()
    cas = cassis.Cas(types, sofa_string=record.text, sofa_mime="text/plain")
    place = {"begin": 0, "end": len(record.text)}
    about = {"documentTitle": record.title, "documentId": record.id, "language": record.language}
    cas.add(types.get_type(METADATA)(**place, **about))
    cas.add(types.get_type(ARTICLE)(**{name: _field(value) for name, value in graph.head.items()}))
    for start, end in _sentences(graph):
        cas.add(types.get_type(SENTENCE)(begin=start, end=end))
        for begin, stop in iter_tokens(record.text, start, end):
            cas.add(types.get_type(TOKEN)(begin=begin, end=stop))
    annotations = {region.id: _annotation(types, region) for region in graph.regions if region.label != "sentence"}
    labels = {region.id: region.label for region in graph.regions}
    links: dict[str, list[Any]] = {}
    for link in graph.links:
        kind = types.get_type(link_type(labels[link.start]))
        links.setdefault(link.start, []).append(kind(role=link.label, target=annotations[link.end]))
    for name, annotation in annotations.items():
        if name in links:
            annotation.links = types.get_type("uima.cas.FSArray")(elements=links[name])
        cas.add(annotation)
    return cas


def _sentences(graph: Graph) -> Iterator[tuple[int, int]]:
    """The sentences, and boilerplate as one: INCEpTION shows and wants no annotation outside of sentences."""
    for region in graph.regions:
        if region.label == "sentence" or is_boilerplate(region):
            yield region.parts[0]


def is_boilerplate(region: Region) -> bool:
    return region.label == "segment" and region.values.get("kind") == "boilerplate"


def _annotation(types: cassis.TypeSystem, region: Region) -> Any:
    (start, end), *_ = region.parts
    values = {feature_name(name): _value(types, value) for name, value in region.values.items()}
    return types.get_type(TYPES[region.label])(begin=start, end=end, identifier=region.id, **values)


def _value(types: cassis.TypeSystem, value: Any) -> Any:
    if isinstance(value, list):
        return types.get_type("uima.cas.StringArray")(elements=[_field(member) for member in value])
    return value if isinstance(value, bool) else _field(value)


def _field(value: Any) -> str:
    """A string as it is, anything else as JSON."""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
