"""Graphs to records. What a person added in a tool gets an id of ours, and the values that a layer reads in its place
where the tool says none, which is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from onrecord.articles import ordered
from onrecord.completion import completed
from onrecord.corpora.imported import segments_around
from onrecord.errors import InputError
from onrecord.exchange.entities import speakers_of
from onrecord.exchange.graph import FIELDS, ROLES, Graph, Region, Values
from onrecord.exchange.heads import known_to_schema
from onrecord.exchange.links import Links
from onrecord.exchange.naming import named
from onrecord.exchange.regions import fit
from onrecord.incident import quoted
from onrecord.layers.sentences import split_sentences
from onrecord.losses import Losses
from onrecord.model import Document, Record, Segment, Span
from onrecord.seeds import check_text
from onrecord.sidecars import ID
from onrecord.timex import bounds_of

_FOREIGN = {"annotation": {"guidelines": ""}}  # of what was annotated by rules that are not known


def from_graph(graph: Graph, losses: Losses) -> Record:
    """The record of a graph, inverse of `outgoing.to_graph`; `losses` is told what has no place in a record, and which
    values the schema does not know, in whose place those of `completion` or the model's stand.

    Raises `InputError` for an id or a text that is none, a region outside the text, and values of other types.
    """
    if not ID.match(graph.id):
        raise InputError(quoted(graph.id), "no name for an article", "use ASCII letters, digits, '.', '_' and '-'")
    check_text(graph.text, graph.id)
    graph = named(fit(graph, losses))
    links = Links.of(graph, losses)
    document = _converted(_FOREIGN | graph.head | {"text": graph.text}, Document, graph.id)
    document = known_to_schema(document, losses)
    speakers, speaker_of = speakers_of(graph, links, losses)
    builtins: Values = {
        "segments": _segments(graph, document),
        "speakers": speakers,
        "quotes": [
            _quote(graph, document, region, links, speaker_of) for region in graph.regions if region.label == "content"
        ],
        "dates": [_date(graph, document, region, links, losses) for region in graph.regions if region.label == "date"],
        "numbers": [
            _number(graph, document, region, links, losses) for region in graph.regions if region.label == "number"
        ],
    }
    links.tell_loose(losses)
    return ordered(_converted(msgspec.to_builtins(document) | builtins, Record, graph.id))


def record_of(graph: Graph, losses: Losses, place: str) -> Record:
    """As `from_graph`; `place` is where the graph was read, which errors name."""
    try:
        return from_graph(graph, losses)
    except InputError as error:
        _, found, mend = error.args
        raise InputError(place, found, mend) from error


def _converted(value: Any, kind: type[Any], name: str) -> Any:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise InputError(name, f"values that a record cannot hold ({error})", "correct them in the tool") from error


def _spans(text: str, parts: Iterable[tuple[int, int]]) -> list[Values]:
    return [{"start": start, "end": end, "text": text[start:end]} for start, end in parts]


def _place(graph: Graph, region: Region) -> Values:
    """The id and the span of what has one span; a tool's discontinuous one is taken from its first to its last part."""
    start, end = region.parts[0][0], region.parts[-1][1]
    return {"id": region.id, "start": start, "end": end, "text": graph.text[start:end]}


def _segments(graph: Graph, document: Document) -> list[Values]:
    """The segments with the sentences that lie in them; those of the segments layer where the tool has none."""
    given = [region for region in graph.regions if region.label == "segment"]
    if not given:
        annotated = [part for region in graph.regions if region.label != "sentence" for part in region.parts]
        found: tuple[Segment, ...] = segments_around(graph.text, document.title, annotated)
        return [dict(msgspec.to_builtins(segment)) for segment in found]
    sentences = sorted(part for region in graph.regions if region.label == "sentence" for part in region.parts)
    segments = []
    for region in given:
        place = _place(graph, region)
        kind = region.values.get("kind", "paragraph")
        inside = [part for part in sentences if place["start"] <= part[0] and part[1] <= place["end"]]
        if not inside and kind != "boilerplate":
            inside = list(split_sentences(graph.text, place["start"], place["end"]))
        segments.append(place | {"kind": kind, "sentences": _spans(graph.text, inside)})
    return segments


def _roles(graph: Graph, region: Region, links: Links) -> Values:
    return {field: _spans(graph.text, links.role(region.id, role)) for role, field in ROLES[region.label].items()}


def _quote(graph: Graph, document: Document, region: Region, links: Links, speaker_of: dict[str, str]) -> Values:
    quote: Values = {"id": region.id, "content": _spans(graph.text, region.parts)}
    quote |= {name: region.values[name] for name in FIELDS["content"] if name in region.values}
    quote |= _roles(graph, region, links)
    if "kind" not in quote:
        drafted = completed(document, "quote", spans={"content": [Span.of(graph.text, *part) for part in region.parts]})
        quote |= {name: drafted[name] for name in ("kind", "marks")}
    quote["speaker"] = next((speaker_of[name] for name in links.ends(region.id, "speaker")), "")
    quote["parent"] = next(iter(links.ends(region.id, "parent")), "")
    return quote


def _date(graph: Graph, document: Document, region: Region, links: Links, losses: Losses) -> Values:
    values = {name: value for name, value in region.values.items() if name in FIELDS["date"]}
    dates = links.ends(region.id, "anchor")
    anchor = {"basis": values.pop("anchor_basis", "none"), "value": values.pop("anchor_value", ""), "dates": dates}
    if anchor["basis"] == "none" and dates:  # a link that somebody drew, and no more
        anchor |= {"basis": "date", "value": links.regions[dates[0]].values.get("value", "")}
    place = _place(graph, region)
    if not {"type", "value"} <= values.keys():
        losses.add("dates without a value, which is taken as the dates layer reads it", document.id)
        values = _drafted(document, "date", place) | values
        anchor = anchor if dates else values["anchor"]
    follow = _bounds(values["type"], values["value"])
    stale = any(name in values and values[name] != day for name, day in follow.items())
    losses.add("bounds of dates that do not follow from the value, which are replaced", document.id, stale)
    return values | follow | place | {"anchor": anchor}


def _bounds(kind: Any, value: Any) -> Values:
    """The bounds of a date, which nobody needs to write when the value changes: they follow from it."""
    is_short = isinstance(value, str) and len(value) <= 64
    return dict(zip(("earliest", "latest"), bounds_of(kind, value) if is_short else ("", ""), strict=True))


def _number(graph: Graph, document: Document, region: Region, links: Links, losses: Losses) -> Values:
    values = {name: value for name, value in region.values.items() if name in FIELDS["number"]}
    place = _place(graph, region)
    if "kind" not in values:
        losses.add("numbers without a kind, which is taken as the numbers layer reads it", document.id)
        values = _drafted(document, "number", place) | values
    return values | place | _roles(graph, region, links)


def _drafted(document: Document, layer: str, place: Values) -> Values:
    return completed(document, layer, spans={"span": [Span.of(document.text, place["start"], place["end"])]})
