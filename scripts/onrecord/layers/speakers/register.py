"""Who is known in an article, by what nouns, and where each is mentioned."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Callable, Iterator

from onrecord.layers.speakers.article import Article, Words
from onrecord.layers.speakers.entities import Entity, facts
from onrecord.layers.speakers.phrases import Phrase

_FAR = 12  # sentences over which a pronoun or a bare noun is not resolved
_MANY = 100  # mentions of one sentence that are looked at


class Register:
    """The entities of an article with their mentions; mentions do not nest (guidelines 4.4)."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.entities: list[Entity] = []
        self._called: dict[str, list[Entity]] = defaultdict(list)
        self._learnt: set[tuple[str, Entity]] = set()
        self._taken: list[Words] = []
        self._places: list[tuple[int, int]] = []  # first word of each mention, number of its entity

    def add(self, entity: Entity) -> None:
        entity.number = len(self.entities)
        self.entities.append(entity)

    def learn(self, entity: Entity, phrase: Phrase) -> None:
        """Take over what a phrase tells about its entity."""
        facts(self.article, entity, phrase)
        for noun in entity.heads | (set(entity.words) if entity.kind == "organisation" else set()):
            if (noun, entity) not in self._learnt:
                self._learnt.add((noun, entity))
                self._called[noun].append(entity)

    def called(self, noun: str) -> list[Entity]:
        """The entities that a noun has described, and the bodies that have it in their name."""
        return self._called.get(noun, [])

    def nouns(self) -> set[str]:
        """All nouns by which entities were described."""
        return {noun for entity in self.entities if entity.mentions for noun in entity.heads} | {
            word for entity in self.entities if entity.kind == "organisation" for word in entity.words
        }

    def reserve(self, words: Words) -> bool:
        """Take words unless some of them are taken; whether they were free."""
        free = self.is_free(words)
        if free:
            insort(self._taken, words)
        return free

    def is_free(self, words: Words) -> bool:
        at = bisect_right(self._taken, words)
        before = self._taken[at - 1] if at else (-1, -1)
        after = self._taken[at] if at < len(self._taken) else (1 << 60, 1 << 60)
        return before[1] <= words[0] and words[1] <= after[0]

    def mention(self, entity: Entity, words: Words, form: str, *, reserved: bool = False) -> bool:
        """Add a mention where its words are free, or were reserved for it; whether it was added."""
        if not reserved and not self.reserve(words):
            return False
        if words not in entity.mentions:
            entity.mentions[words] = form
            insort(entity.places, words[0])
            insort(self._places, (words[0], entity.number))
        return True

    def before(self, at: int, fits: Callable[[Entity], bool]) -> Iterator[Entity]:
        """The fitting entities mentioned before word `at`: sentence by sentence backwards, in each the first one first.
        What stands inside quotation marks is not looked at from outside.
        """
        article = self.article
        quoted, sentence = article.is_quoted(at), article.sentence_of(at)
        last = bisect_left(self._places, (at, -1)) - 1
        while last >= 0 and article.sentence_of(self._places[last][0]) >= sentence - _FAR:
            here = article.sentence_of(self._places[last][0])
            first = last
            while first >= 0 and last - first < _MANY and article.sentence_of(self._places[first][0]) == here:
                first -= 1
            for place, number in self._places[first + 1 : last + 1]:
                if (quoted or not article.is_quoted(place)) and fits(self.entities[number]):
                    yield self.entities[number]
            last = first


def last_before(entity: Entity, at: int) -> int:
    """The first word of the entity's last mention before word `at`; -1 for none."""
    i = bisect_left(entity.places, at)
    return entity.places[i - 1] if i else -1


def nearness(entity: Entity, at: int) -> tuple[int, int]:
    """The nearer the greater: the last mention before word `at`, else the first one behind it."""
    before = last_before(entity, at)
    return (1, before) if before >= 0 else (0, -entity.places[0] if entity.places else -(1 << 30))
