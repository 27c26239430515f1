"""All mentions of the entities, and the speakers made of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from onrecord.layers.speakers.entities import Entities, Entity
from onrecord.layers.speakers.names import profile
from onrecord.layers.speakers.occurrences import Index
from onrecord.layers.speakers.titles import ARTICLES, ROLES
from onrecord.model import Mention, Speaker

Offsets = tuple[int, int]


def add_mentions(index: Index, entities: Entities) -> None:
    """Add to each entity the mentions that are no sources; people first, for a name inside another is no mention."""
    taken = _Taken(entities.all())
    for surname, same in entities.people.items():
        for i in index.positions.get(surname, ()):
            first, last = index.name_run(i)
            if index.is_name_part(i + 1) and index.together(i, i + 1):
                continue  # the surname is somebody else's given name here
            name = index.text[index.tokens[first][0] : index.tokens[last][1]]
            owners = [entity for entity in same if name in (entity.name, surname) or entity.name.endswith(f" {name}")]
            if len(owners) == 1:
                taken.add(owners[0], index.with_title(first, last), "name")
    for entity in entities.others.values():
        if entity.kind == "organisation" and entity.name[0].isupper():
            words = [index.text[a:b] for a, b in _tokens(index, next(iter(entity.mentions)), entity.name)]
            for i in index.occurrences(words) if words else ():
                article = index.together(i - 1, i) and index.word(i - 1) == "the"
                start, end = index.tokens[i - article][0], index.tokens[i + len(words) - 1][1]
                if not (index.is_name_part(i + len(words)) and index.together(i, i + len(words))):
                    taken.add(entity, (start, end), "name")
    _add_offices(index, entities, taken)


def _tokens(index: Index, mention: Offsets, name: str) -> list[Offsets]:
    start = index.text.find(name, *mention)
    return [t for t in index.tokens[index.token_at(mention[0]) :][:40] if start <= t[0] and t[1] <= start + len(name)]


def _add_offices(index: Index, entities: Entities, taken: _Taken) -> None:
    """Descriptions by an office that one person of the article alone holds: the NATO secretary general."""
    people = [entity for same in entities.people.values() for entity in same if entity.role]
    roles = {role for entity in people for role in entity.role.lower().split()} | {"chief"}
    for role in sorted(roles):
        for i in sorted({*index.positions.get(role, ()), *index.positions.get(role.capitalize(), ())}):
            first = i
            while index.together(first - 1, i) and index.word(first - 1) in ROLES:
                first -= 1
            while first > 0 and index.together(first - 1, i) and index.is_name_part(first - 1):
                first -= 1
            if index.together(first - 1, i) and index.word(first - 1) in ARTICLES:
                first -= 1
            start, end = index.tokens[first][0], index.tokens[i][1]
            following = index.is_name_part(i + 1) or index.word(i + 1) in ROLES or index.word(i + 1) == "of"
            found = profile(index.text, start, end)
            if found is None or found.form != "nominal" or (following and index.together(i, i + 1)):
                continue
            definite = index.word(first) == "the" or bool(found.affiliation)
            owner = entities.described(found) if definite and found.role else None
            if owner is not None and owner.kind == "person":
                taken.add(owner, (start, end), "nominal")


class _Taken:
    """The offsets of all mentions so far: no mention lies in another."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.offsets = sorted(offsets for entity in entities for offsets in entity.mentions)

    def add(self, entity: Entity, offsets: Offsets, form: str) -> None:
        at = bisect_right(self.offsets, offsets)
        before = self.offsets[at - 1] if at else (-1, -1)
        after = self.offsets[at] if at < len(self.offsets) else (1 << 60, 1 << 60)
        if before[1] <= offsets[0] and offsets[1] <= after[0]:
            self.offsets.insert(at, offsets)
            entity.mentions[offsets] = form


def to_speakers(text: str, entities: Sequence[Entity]) -> tuple[tuple[Speaker, ...], dict[int, str]]:
    """The speakers with ids in order of their first mention, and the id of each entity, by `id(entity)`."""
    kept = {id(entity): _apart(entity.mentions) for entity in entities}
    order = sorted(entities, key=lambda entity: (kept[id(entity)][0][0], kept[id(entity)][-1][1]))
    ids = {id(entity): f"s{number}" for number, entity in enumerate(order, 1)}
    owned = sorted((offsets, ids[id(entity)]) for entity in order for offsets in kept[id(entity)])
    numbers = {key: n for n, key in enumerate(owned, 1)}
    speakers = tuple(
        Speaker(
            id=ids[id(entity)],
            name=entity.name,
            kind=entity.kind,
            role=entity.role,
            affiliation=entity.affiliation,
            mentions=tuple(
                Mention(
                    id=f"m{numbers[(start, end), ids[id(entity)]]}",
                    start=start,
                    end=end,
                    text=text[start:end],
                    form=entity.mentions[start, end],
                )
                for start, end in kept[id(entity)]
            ),
        )
        for entity in order
    )
    return speakers, ids


def _apart(mentions: Iterable[Offsets]) -> list[Offsets]:
    """The mentions in order, the longer of two that overlap."""
    kept: list[Offsets] = []
    for start, end in sorted(mentions, key=lambda offsets: (offsets[0], -offsets[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return kept
