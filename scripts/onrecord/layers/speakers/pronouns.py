"""Pronouns to entities: by who speaks, and by whom the text named last that fits."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.layers.speakers.entities import Entity
from onrecord.layers.speakers.register import Register, last_before
from onrecord.layers.speakers.vocabulary import (
    DOCUMENTS,
)

_FIRST = frozenset("i my me".split())
_PLURAL_FIRST = frozenset("we our us you your".split())
_OBJECTS = frozenset(["him", "them"])
_BEFORE = 100  # words in which two people are looked for
_HE = frozenset("he his him".split())
_SHE = frozenset("she her".split())
_HE_OR_SHE = _HE | _SHE
_IT = frozenset("it its".split())
_THEY = frozenset("they their them".split())


def fitting(word: str) -> Callable[[Entity], bool]:
    """Whom a pronoun can mean, by its kind, number and gender."""
    if word in _IT:
        return lambda entity: entity.kind == "organisation"
    if word in _THEY:
        return lambda entity: (
            (entity.kind in ("group", "organisation") or entity.plural) and not entity.heads & DOCUMENTS
        )
    return lambda entity: entity.is_singular and entity.gender in ("", _gender(word))


def _gender(word: str) -> str:
    """Of "he" or "she", in one of their forms."""
    return "m" if word in _HE else "f"


class Pronouns:
    """Finds whom a pronoun means among the entities so far."""

    def __init__(self, register: Register) -> None:
        self.article = register.article
        self.register = register

    def find(self, word: str, at: int, speaker: Entity | None, outer: Entity | None) -> Entity | None:
        """Whom a pronoun at word `at` means. `speaker` says the direct quotation in which it stands, `outer` the
        attribution in whose indirect content it does.
        """
        if word in _FIRST:
            return speaker
        if word in _PLURAL_FIRST:
            return None
        fits = fitting(word)
        client = outer.principal if outer is not None and word in _HE_OR_SHE else None
        if client is not None and client.gender in ("", _gender(word)):
            return client
        if outer is not None and fits(outer) and outer is not speaker and word not in _OBJECTS:
            return outer if outer.gender or word not in _HE_OR_SHE else self._inside(at, word, outer)
        if word in _HE_OR_SHE and speaker is None and self._is_open(at):
            return None
        if word in _THEY and self.article.is_quoted(at):
            return None
        apart = (speaker, outer) if word in _OBJECTS else (speaker,)
        found = self._antecedent(at, lambda entity: entity not in apart and fits(entity))
        if found is not None and word in _HE_OR_SHE and not found.gender:
            found.gender = _gender(word)
        return found

    def _antecedent(self, at: int, fits: Callable[[Entity], bool]) -> Entity | None:
        """The nearest of those who are sources; who is none only when named first in the sentence before or in this
        one. None when two that fit stand side by side there.
        """
        article = self.article
        for entity in self.register.before(at, fits):
            place = last_before(entity, at)
            near = article.together(place, at) and article.sentence_of(place) >= article.sentence_of(at) - 1
            if self._is_paired(entity, at, fits):
                return None
            if entity.is_source or (near and entity.is_described):
                return entity
        return None

    def _is_paired(self, entity: Entity, at: int, fits: Callable[[Entity], bool]) -> bool:
        """Whether "A and B" opens the last sentence that has the entity, and both fit."""
        article = self.article
        place = last_before(entity, at)
        stop = max(stop for first, stop in entity.mentions if first == place)
        if article.word(stop) != "and":
            return False
        beside = self.register.before(stop + 2, lambda other: other is not entity and fits(other))
        return any(last_before(other, stop + 2) == stop + 1 for other in beside)

    def _inside(self, at: int, word: str, outer: Entity) -> Entity:
        """Who is meant inside what `outer` said, whose gender is open: somebody of that gender named there before."""
        sure = _gender(word)
        named = next(self.register.before(at, lambda entity: entity.is_singular and entity.gender == sure), None)
        return named if named is not None and last_before(named, at) > last_before(outer, at) else outer

    def _is_open(self, at: int) -> bool:
        """Whether two people were spoken of together just before, so that "he" may be either."""
        article = self.article
        sentence = article.sentence_of(at)
        for i in range(at - 1, max(0, at - _BEFORE), -1):
            if article.sentence_of(i) < sentence - 1:
                break
            if article.words[i] in ("men", "women") and article.words[i - 1] in ("two", "both"):
                return True
        return False
