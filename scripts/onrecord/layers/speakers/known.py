"""Which entities are known by which words, so that those whom a name can mean are found without a look at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import count

from onrecord.layers.speakers.entities import Entity
from onrecord.layers.speakers.names import surname_of
from onrecord.layers.speakers.vocabulary import LINKS

_ByWord = dict[str, dict[Entity, int]]  # numbered in the order in which they became known by the word


class Known:
    """The entities with names, by each word of a name and by its initials."""

    def __init__(self) -> None:
        self._people: _ByWord = defaultdict(dict)
        self._bodies: _ByWord = defaultdict(dict)
        self._lone: dict[str, set[Entity]] = defaultdict(set)  # bodies whose fullest name is one word
        self._numbers = count()

    def add(self, entity: Entity, words: tuple[str, ...]) -> None:
        """Let the entity be found by a name of it, and by its initials."""
        if words in entity.forms:
            return
        entity.forms.add(words)
        plain = _plain(words)
        initials = {"".join(w[0] for w in plain), "".join(w[0] for w in plain if w not in LINKS)}
        by_word = self._of_kind(entity)
        for word in {*plain, *(initials if len(plain) > 1 else ())}:
            by_word[word].setdefault(entity, next(self._numbers))
            if entity.kind == "organisation" and len(entity.words) == 1:
                self._lone[word].add(entity)

    def people(self, word: str) -> Iterable[Entity]:
        """The persons known by a word."""
        return self._people.get(word, ())

    def candidates(self, words: tuple[str, ...]) -> set[Entity]:
        """All whom a name of these words can mean, which are far fewer than share one of them: people by their last
        name, bodies by the rarest word.
        """
        plain = _plain(words)
        last = surname_of(words)[-1]
        rarest = min(plain, key=lambda word: len(self._bodies.get(word, ())), default="")
        found = {*self._bodies.get(rarest, ())}
        for word in [last] if last in plain else plain:
            found.update(self._people.get(word, ()))
        for word in plain:
            found.update(self._lone.get(word, ()))
        return found

    def rank(self, words: tuple[str, ...], entity: Entity) -> tuple[int, int]:
        """The place of an entity among those that words can name: those by the first of the words come first, each in
        the order in which they became known by it.
        """
        by_word = self._of_kind(entity)
        return next((i, by_word[word][entity]) for i, word in enumerate(words) if entity in by_word.get(word, ()))

    def _of_kind(self, entity: Entity) -> _ByWord:
        return self._bodies if entity.kind == "organisation" else self._people


def _plain(words: tuple[str, ...]) -> list[str]:
    """The words that are no marks."""
    return [word for word in words if word[0].isalnum()]
