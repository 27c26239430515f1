"""Profiles of sources to entities: which of them are one and the same in this article."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.layers.speakers.names import Profile, profile
from onrecord.layers.speakers.occurrences import Index
from onrecord.layers.speakers.titles import FEMALE, HONORIFICS, MALE, ORGANISATIONS, ROLES, TOP_ROLES


@dataclass(slots=True)
class Entity:
    """An entity in the making; `mentions` maps offsets to forms."""

    name: str
    kind: str
    role: str = ""
    affiliation: str = ""
    mentions: dict[tuple[int, int], str] = field(default_factory=dict)

    def learn(self, found: Profile) -> None:
        """Take over what a profile knows more: the fuller name, role and affiliation where there was none."""
        if found.form == "name" and len(found.name.split()) > len(self.name.split()):
            self.name = found.name
        if found.role and (not self.role or (not self.affiliation and found.affiliation)):
            self.role, self.affiliation = found.role, found.affiliation or self.affiliation


@dataclass(slots=True)
class Entities:
    """The entities of an article, found by surname, by name, and by description."""

    index: Index
    people: dict[str, list[Entity]] = field(default_factory=dict)  # by surname
    others: dict[str, Entity] = field(default_factory=dict)  # by kind and name in lower case

    def all(self) -> list[Entity]:
        return [*(entity for same in self.people.values() for entity in same), *self.others.values()]

    def named(self, found: Profile) -> Entity:
        """The entity of a profile with a proper name, new where none fits."""
        full = self._full(found)
        if full is None:
            return self._other(found)
        same = self.people.setdefault(full.name.split()[-1], [])
        entity = next((e for e in same if _compatible(e.name, full.name)), None)
        if entity is None:
            entity = Entity(full.name, "person")
            same.append(entity)
        entity.learn(full)
        return entity

    def described(self, found: Profile) -> Entity:
        """The entity of a description: the person who alone holds the office, else one of its own."""
        holders = [e for same in self.people.values() for e in same if _holds(e, found)]
        if len(holders) == 1:
            return holders[0]
        return self._other(found)

    def _other(self, found: Profile) -> Entity:
        key = found.name.lower().removeprefix("the ")
        entity = self.others.get(key)
        if entity is None:
            entity = self.others[key] = Entity(found.name, found.kind, found.role, found.affiliation)
        return entity

    def _full(self, found: Profile) -> Profile | None:
        """The profile as a person's, with the fullest name that the article gives; None where it is no person's."""
        words = found.name.split()
        if found.kind == "person" and len(words) > 1:
            return found
        if len(words) > 1 or words[0].lower() in ORGANISATIONS:
            return None
        best, titled = words[0], found.kind == "person"
        for i in self.index.positions.get(words[0], ())[:_MOST]:
            first, last = self.index.name_run(i)
            run = self.index.text[self.index.tokens[first][0] : self.index.tokens[last][1]]
            if len(run.split()) > len(best.split()):
                best = run
            titled = titled or (self.index.word(first - 1) in HONORIFICS | ROLES and self.index.together(first - 1, i))
        if best == words[0] and not titled:
            return None
        start, end = self._introduction(best)
        introduced = profile(self.index.text, start, end)
        role, affiliation = (introduced.role, introduced.affiliation) if introduced else ("", "")
        return Profile(
            start=found.start, end=found.end, form="name", kind="person", name=best, role=role, affiliation=affiliation
        )

    def _introduction(self, name: str) -> tuple[int, int]:
        """The first mention of a name, with its title."""
        words = [self.index.text[slice(*t)] for t in self._tokens_of(name)]
        i = next(iter(self.index.occurrences(words)))
        return self.index.with_title(i, i + len(words) - 1)

    def _tokens_of(self, name: str) -> list[tuple[int, int]]:
        position = self.index.token_at(self.index.text.index(name))
        stop = self.index.text.index(name) + len(name)
        return [t for t in self.index.tokens[position : position + 2 * len(name)] if t[1] <= stop]


_MOST = 50  # occurrences of a surname that are looked at for its full form


def _compatible(first: str, second: str) -> bool:
    """Whether two names of one surname can be one person's: one lacks the given name, or the initials agree."""
    a, b = first.split(), second.split()
    return len(a) == 1 or len(b) == 1 or a[0] == b[0] or (a[0][0] == b[0][0] and "." in (a[0][-1], b[0][-1]))


def _holds(entity: Entity, found: Profile) -> bool:
    """Whether the description is of the person's office: the same role, or "chief" for the one at the top."""
    if not found.role or not entity.role:
        return False
    if found.affiliation and not f" {entity.affiliation.lower()}".endswith(f" {found.affiliation.lower()}"):
        return False  # "Council" is short for "City Council"
    role, held = found.role.lower().split(), entity.role.lower().split()
    if role == held or (not found.affiliation and role == held[-len(role) :]):
        return True
    return bool(found.affiliation) and role[-1] in ("chief", "head", "leader", "boss") and held[-1] in TOP_ROLES


def gender(text: str, entity: Entity) -> str:
    """What titles before the mentions say: m, f, or nothing."""
    words = {w.strip(".").lower() for start, end in entity.mentions for w in text[start:end].split()}
    words |= set(entity.role.lower().split())
    return "m" if words & MALE and not words & FEMALE else "f" if words & FEMALE and not words & MALE else ""
