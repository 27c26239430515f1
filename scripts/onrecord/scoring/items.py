"""The parts of each layer as items that can be compared: spans, the kinds they are of, attributes, links to others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.model import Date, Number, Quote, Record
from onrecord.scoring.entities import align, mention_sets
from onrecord.scoring.expressions import nine_figures
from onrecord.spans import Offsets, spans_of

Link = (
    str | tuple[Offsets, ...]
)  # another item by its spans, or an entity by its common name; empty where there is none
Names = Mapping[str, str]  # the id of a speaker in its record -> the name of the entity in all records compared


@dataclass(frozen=True, slots=True)
class Item:
    """One annotation as it is compared; `rest` are further spans that tell apart those with the same `spans`."""

    spans: tuple[Offsets, ...]
    groups: Mapping[str, str] = field(default_factory=dict)
    attributes: Mapping[str, Hashable] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)
    rest: tuple[Offsets, ...] = ()


# Attributes whose values are common names, which say nothing outside their article.
ENTITY_ATTRIBUTES = frozenset({"speaker", "entity"})
QUOTE_ROLES = ("content", "cue", "source", "addressee")

Part = tuple[str, str]  # a layer and what of it is compared


def common_names(records: Sequence[Record]) -> list[Names]:
    """For each record of a text the common names of its speakers: one name for all that CEAF-e aligns.

    Each record is aligned with the entities of those before it; an entity that they do not have joins them, under the
    name that its record has for it, which is numbered where another entity has it already.
    """
    entities: dict[str, frozenset[Hashable]] = {}
    used: Counter[str] = Counter()
    found: list[Names] = []
    for record in records:
        sets = mention_sets(record)
        known = list(entities)
        names = {mine: known[place] for place, mine in align(list(entities.values()), sets)}
        for index, speaker in enumerate(record.speakers):
            if index not in names:
                name = names[index] = speaker.name or speaker.id
                while names[index] in entities:
                    used[name] += 1
                    names[index] = f"{name} ({used[name] + 1})"
                entities[names[index]] = sets[index]
        found.append({speaker.id: names[index] for index, speaker in enumerate(record.speakers)})
    return found


def _segments(record: Record, _: Names) -> Iterator[Item]:
    for segment in record.segments:
        yield Item(spans_of([segment]), {"kind": segment.kind}, {"kind": segment.kind})


def _contents(record: Record, names: Names) -> Iterator[Item]:
    contents = {quote.id: spans_of(quote.content) for quote in record.quotes}
    for quote in record.quotes:
        speaker = names.get(quote.speaker, "")
        cue, source = spans_of(quote.cue), spans_of(quote.source)
        yield Item(
            contents[quote.id],
            _kinds(quote),
            {"kind": quote.kind, "cue_class": quote.cue_class, "negated": quote.negated, "speaker": speaker},
            {
                "content-cue": cue,
                "content-source": source,
                "content-addressee": spans_of(quote.addressee),
                "quote-speaker": speaker,
                "quote-parent": contents.get(quote.parent, ()),
            },
            cue + source,
        )


def _role(role: str) -> Callable[[Record, Names], Iterator[Item]]:
    def items(record: Record, _: Names) -> Iterator[Item]:
        for quote in record.quotes:
            if spans := spans_of(getattr(quote, role)):
                yield Item(spans, _kinds(quote), rest=spans_of(quote.content))

    return items


def _kinds(quote: Quote) -> dict[str, str]:
    return {"kind": quote.kind, "cue_class": quote.cue_class}


def _mentions(record: Record, names: Names) -> Iterator[Item]:
    for speaker in record.speakers:
        for mention in speaker.mentions:
            attributes = {"form": mention.form, "entity": names[speaker.id]}
            yield Item(spans_of([mention]), {"kind": speaker.kind, "form": mention.form}, attributes)


def _entities(record: Record, _: Names) -> Iterator[Item]:
    for speaker in record.speakers:
        attributes = {name: getattr(speaker, name) for name in ("name", "kind", "role", "affiliation")}
        yield Item(spans_of(speaker.mentions), {"kind": speaker.kind}, attributes)


def _dates(record: Record, _: Names) -> Iterator[Item]:
    spans = {date.id: spans_of([date]) for date in record.dates}
    for date in record.dates:
        anchors = tuple(span for anchor in date.anchor.dates for span in spans.get(anchor, ()))
        yield Item(spans[date.id], {"type": date.type}, _date_attributes(date), {"date-anchor": anchors})


def _date_attributes(date: Date) -> dict[str, Hashable]:
    simple = {name: getattr(date, name) for name in ("type", "value", "mod", "quant", "freq", "zone")}
    return {**simple, "bounds": (date.earliest, date.latest), "anchor": date.anchor.basis}


def _numbers(record: Record, _: Names) -> Iterator[Item]:
    for number in record.numbers:
        links = {"number-modifier": spans_of(number.modifier_spans), "number-counted": spans_of(number.counted)}
        yield Item(spans_of([number]), {"kind": number.kind}, _number_attributes(number), links)


def _number_attributes(number: Number) -> dict[str, Hashable]:
    """A value is the same to nine figures; a range has its ends for a value, a score or ratio its terms."""
    values = (number.value, number.low, number.high, *number.terms)
    value = tuple("" if value is None else nine_figures(value) for value in values)
    return {"kind": number.kind, "value": value, "modifier": number.modifier, "unit": number.unit}


PARTS: dict[Part, Callable[[Record, Names], Iterator[Item]]] = {
    ("segments", "span"): _segments,
    ("quotes", "content"): _contents,
    **{("quotes", role): _role(role) for role in QUOTE_ROLES[1:]},
    ("speakers", "mentions"): _mentions,
    ("speakers", "entities"): _entities,
    ("dates", "span"): _dates,
    ("numbers", "span"): _numbers,
}
LAYERS = tuple(dict.fromkeys(layer for layer, _ in PARTS))


def items_of(part: Part, record: Record, names: Names) -> list[Item]:
    """The items of a part of a record, in the order of the text."""
    return sorted(PARTS[part](record, names), key=lambda item: (item.spans, item.rest))
