"""Records to graphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from onrecord.errors import InputError
from onrecord.exchange.graph import FIELDS, ROLES, Graph, Link, Region, Values, is_said
from onrecord.exchange.heads import HEAD
from onrecord.incident import quoted
from onrecord.model import Date, Number, Quote, Record, Segment, Span, Speaker
from onrecord.spans import spans_of


def to_graph(record: Record) -> Graph:
    """What annotation tools know of a record; `incoming.from_graph` is the inverse.

    Raises `InputError` for a record that is none: with parts outside its text, an id twice, or an id of nothing.
    """
    builtins = msgspec.to_builtins(record)
    head = {name: builtins[name] for name in HEAD}
    regions = tuple(_regions(record))
    if found := _fault(record, regions):
        raise InputError(record.id, found, "run onrecord validate on it")
    graph = Graph(head=head, text=record.text, regions=regions, links=tuple(_links(record)))
    names = {region.id for region in regions}
    for link in graph.links:
        if link.end not in names:
            found = f"{link.label} of {quoted(link.start)}: there is no {quoted(link.end)}"
            raise InputError(record.id, found, "run onrecord validate on it")
    return graph


def _fault(record: Record, regions: Sequence[Region]) -> str:
    """What keeps regions from being those of a text; "" for nothing."""
    if not all(speaker.mentions for speaker in record.speakers):
        return "a speaker without mentions"
    seen: set[str] = set()
    for region in regions:
        if region.id in seen:
            return f"the id {quoted(region.id)} twice"
        seen.add(region.id)
        if not region.parts or not all(0 <= start <= end <= len(record.text) for start, end in region.parts):
            return f"{region.label} {quoted(region.id)} is nowhere in the text"
    return ""


def _regions(record: Record) -> Iterator[Region]:
    for segment in record.segments:
        yield _placed("segment", segment)
        for i, sentence in enumerate(segment.sentences, 1):
            yield Region(id=f"{segment.id}.{i}", label="sentence", parts=spans_of([sentence]))
    for quote in record.quotes:
        yield Region(id=quote.id, label="content", parts=spans_of(quote.content), values=_said("content", quote))
        yield from _roles("content", quote)
    for speaker in record.speakers:
        yield from _mentions(speaker)
    for date in record.dates:
        anchor = {"anchor_basis": "" if date.anchor.basis == "none" else date.anchor.basis}
        yield _placed("date", date, anchor | {"anchor_value": date.anchor.value})
    for number in record.numbers:
        yield _placed("number", number)
        yield from _roles("number", number)


def _links(record: Record) -> Iterator[Link]:
    first = {speaker.id: speaker.mentions[0].id for speaker in record.speakers}
    for quote in record.quotes:
        yield from (Link(role, quote.id, f"{quote.id}.{role}") for role in ROLES["content"] if getattr(quote, role))
        if quote.parent:
            yield Link("parent", quote.id, quote.parent)
        if quote.speaker in first:
            yield Link("speaker", quote.id, first[quote.speaker])
    for speaker in record.speakers:
        yield from (Link("coreference", mention.id, first[speaker.id]) for mention in speaker.mentions[1:])
    for date in record.dates:
        yield from (Link("anchor", date.id, name) for name in date.anchor.dates)
    for number in record.numbers:
        for role, name in ROLES["number"].items():
            if getattr(number, name):
                yield Link(role, number.id, f"{number.id}.{role}")


def _placed(label: str, annotation: Segment | Date | Number, more: Values | None = None) -> Region:
    values = _said(label, annotation) | {key: value for key, value in (more or {}).items() if value}
    return Region(id=annotation.id, label=label, parts=spans_of([annotation]), values=values)


def _mentions(speaker: Speaker) -> Iterator[Region]:
    for i, mention in enumerate(speaker.mentions):
        values = {"form": mention.form, "entity": speaker.id}
        if i == 0:
            values |= {name: getattr(speaker, name) for name in ("name", "kind", "role", "affiliation")}
        values = {key: value for key, value in values.items() if value}
        yield Region(id=mention.id, label="mention", parts=spans_of([mention]), values=values)


def _roles(label: str, annotation: Quote | Number) -> Iterator[Region]:
    for role, name in ROLES[label].items():
        spans: Sequence[Span] = getattr(annotation, name)
        if spans:
            yield Region(id=f"{annotation.id}.{role}", label=role, parts=spans_of(spans))


def _said(label: str, annotation: Any) -> Values:
    """The values of an annotation that say something."""
    given = {name: getattr(annotation, name) for name in FIELDS[label] if hasattr(annotation, name)}
    values = {name: list(value) if isinstance(value, tuple) else value for name, value in given.items()}
    return {name: value for name, value in values.items() if is_said(value)}
