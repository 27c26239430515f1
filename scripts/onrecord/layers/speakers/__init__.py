"""Layer 5: the entities behind the sources, and all their mentions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.layers.segments import annotated
from onrecord.layers.speakers.entities import Entities, Entity, gender
from onrecord.layers.speakers.mentions import add_mentions, to_speakers
from onrecord.layers.speakers.names import Profile, profile
from onrecord.layers.speakers.occurrences import Index
from onrecord.layers.speakers.titles import GENDERED
from onrecord.model import Quote, Segment, Speaker

_FAR = 1500  # code points over which a pronoun is not resolved


def find_speakers(
    text: str, segments: Sequence[Segment], quotes: Sequence[Quote]
) -> tuple[tuple[Speaker, ...], tuple[Quote, ...]]:
    """The speakers by their first mention, and the quotes with `speaker` set where it could be told."""
    index = Index(text, annotated(segments))
    entities = Entities(index)
    profiles = {quote.id: profile(text, quote.source[0].start, quote.source[0].end) for quote in quotes if quote.source}
    owners: dict[str, Entity] = {}
    for form, entity_of in (("name", entities.named), ("nominal", entities.described)):
        for identifier, found in profiles.items():
            if found is not None and found.form == form:
                owners[identifier] = entity_of(found)
                owners[identifier].mentions[found.start, found.end] = form
    add_mentions(index, entities)
    _resolve_pronouns(text, profiles, owners)
    speakers, ids = to_speakers(text, [entity for entity in entities.all() if entity.mentions])
    known = {speaker.id: speaker for speaker in speakers}
    of = {identifier: known[ids[id(entity)]] for identifier, entity in owners.items()}
    return speakers, tuple(
        replace(quote, speaker=of[quote.id].id)
        if quote.id in of and all(map(of[quote.id].is_meant_by, quote.source))
        else quote
        for quote in quotes
    )


def _resolve_pronouns(text: str, profiles: dict[str, Profile | None], owners: dict[str, Entity]) -> None:
    """Give "he" and "she" the nearest person named before them whom the gender fits."""
    people = list({id(entity): entity for entity in owners.values() if entity.kind == "person"}.values())
    genders = [gender(text, entity) for entity in people]
    named = sorted((start, number) for number, entity in enumerate(people) for start, _ in entity.mentions)
    for identifier, found in profiles.items():
        if found is None or found.name not in GENDERED:
            continue
        for at in range(bisect_left(named, (found.start, 0)) - 1, -1, -1):
            start, number = named[at]
            if start < found.start - _FAR:
                break
            if genders[number] in ("", GENDERED[found.name]):
                owners[identifier] = people[number]
                people[number].mentions[found.start, found.end] = "pronoun"
                break
