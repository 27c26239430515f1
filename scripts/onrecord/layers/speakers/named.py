"""Entities with names: found again by full name, surname, given name, acronym or short form."""

from __future__ import annotations

from bisect import bisect_left

from onrecord.layers.speakers.article import Words
from onrecord.layers.speakers.bodies import is_he, is_organisation, means_body
from onrecord.layers.speakers.entities import Entity, core, gender_of, honorific, learn_titles, titles_before
from onrecord.layers.speakers.known import Known
from onrecord.layers.speakers.names import is_same_person, is_short, surname_of
from onrecord.layers.speakers.phrases import Phrase
from onrecord.layers.speakers.register import Register
from onrecord.layers.speakers.vocabulary import (
    ARTICLES,
    DESCRIBED_AS,
    HONORIFICS,
    LEADING,
    LETTERS_AFTER,
    OUTLETS,
    ROLES,
    SOMEBODY,
    SUFFIXES,
    TITLES,
)

_MOST_LOOKED_AT = 50  # places of one word


class Named:
    """The entities with names, found again by full name, surname, given name, acronym or short form."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.article = register.article
        self.known = Known()
        self._last_meant: dict[str, Entity] = {}  # by a surname alone

    def entity(self, phrase: Phrase) -> Entity:
        """The entity of a phrase with a name, new where none fits."""
        assert phrase.name is not None
        article = self.article
        words, titles = core(article, phrase.name), titles_before(article, phrase.name[0])
        body = is_organisation(article, phrase, words) or means_body(article, words, phrase.name[0], titles)
        known = self.find(words, phrase.name[0], titles, body=body)
        if known is None:
            known = self._new(phrase, words, body)
        elif len(words) > len(known.words) and known.kind == "person":
            known.words, known.name = words, self._surface(phrase.name)
        for form in (words, *(core(article, alias) for alias in phrase.aliases)):
            self.known.add(known, form)
        small = next((i for i in range(*phrase.name) if not article.is_capital(i)), phrase.name[1])
        if article.words[phrase.name[1] - 1] in DESCRIBED_AS and phrase.name[0] < small < phrase.name[1]:
            self.known.add(known, core(article, (phrase.name[0], small)))
        learn_titles(known, titles)
        return known

    def of_surname(self, word: str) -> list[Entity]:
        """The persons with this word in their surname, or as the first of their names."""
        return [e for e in self.known.people(word) if word in (e.words[0], *surname_of(e.words))]

    def find(self, words: tuple[str, ...], at: int, titles: set[str], *, body: bool = False) -> Entity | None:
        """The entity that these words can name at word `at`; of several that fit alike the one named last before."""
        body = body or means_body(self.article, words, at, titles)
        candidates = self.known.candidates(words)
        known = [entity for entity in candidates if entity.places and entity.places[0] < at]
        ranked = [(self._fit(entity, words, titles), entity) for entity in known]
        if not any(fit for fit, _ in ranked):
            ranked = [(self._fit(entity, words, titles), entity) for entity in candidates]
        best = max((fit for fit, entity in ranked if not (body and entity.kind == "person")), default=0)
        fitting = [entity for fit, entity in ranked if fit == best > 0 and not (body and entity.kind == "person")]
        if len(fitting) > 1:
            fitting.sort(key=lambda entity: self.known.rank(words, entity))
        found = max(fitting, key=lambda entity: self._nearness(entity, at)) if fitting else None
        return self._meant_before(words, at, titles, fitting, found) if len(fitting) > 1 else found

    def _meant_before(
        self, words: tuple[str, ...], at: int, titles: set[str], fitting: list[Entity], nearest: Entity | None
    ) -> Entity | None:
        """Of several people of a surname the one whom it meant last, unless another was named just before."""
        article = self.article
        if len(words) > 1 or titles or at >= article.size or nearest is None:
            return nearest
        last = self._last_meant.get(words[0])
        just_named = self._nearness(nearest, at)[0] >= article.sentence_of(at) - 1
        found = last if last is not None and last in fitting and not just_named else nearest
        self._last_meant[words[0]] = found
        return found

    def _fit(self, entity: Entity, words: tuple[str, ...], titles: set[str]) -> int:
        """How well a name fits an entity; 0 for not at all."""
        titled = bool(titles & TITLES)
        if entity.kind == "organisation":
            return 0 if titled else self._fit_body(entity, words)
        gender, title = gender_of(titles & HONORIFICS), honorific(titles)
        if gender and entity.gender and gender != entity.gender:
            return 0
        surname = surname_of(entity.words)
        if words == entity.words:
            fit = 8
        elif len(words) > 1 and (words == surname or is_same_person(entity.words, words)):
            fit = 6
        elif words == surname:
            fit = 4
        elif len(words) == 1 and words[0] in (surname[-1], surname[0]):
            fit = 2
        elif len(words) == 1 and words[0] == entity.words[0]:
            fit = 3
        else:
            return 0
        office = bool(titles & ROLES & entity.heads)
        same = (bool(title) and title == entity.title) + (bool(gender) and gender == entity.gender) + office
        other = bool(title) and bool(entity.title) and title != entity.title
        bare = len(words) == 1 and not titled and words[0] in self.article.titled
        return 2 * fit + same - other - 3 * bare

    def _fit_body(self, entity: Entity, words: tuple[str, ...]) -> int:
        if words == entity.words:
            return 16
        if words in entity.forms:
            return 12
        return 7 if is_short(words, entity.words) else 0

    def _nearness(self, entity: Entity, at: int) -> tuple[int, int]:
        """The later the sentence that mentions the entity before word `at`, and the earlier in it, the nearer."""
        i = bisect_left(entity.places, at)
        if i == 0:
            return -1, -entity.places[0] if entity.places else 0
        sentence = self.article.sentence_of(entity.places[i - 1])
        first = max(1, i - _MOST_LOOKED_AT)
        while i > first and self.article.sentence_of(entity.places[i - 2]) == sentence:
            i -= 1
        return sentence, -entity.places[i - 1]

    def _new(self, phrase: Phrase, words: tuple[str, ...], body: bool) -> Entity:
        assert phrase.name is not None
        full = self._fullest(phrase.name, words, body)
        if not body and full == phrase.name and len(words) == 1 and not titles_before(self.article, phrase.name[0]):
            body = (
                not phrase.aged
                and not is_he(self.article, words[0])
                and not any(self.article.words[part.head] in SOMEBODY for part in phrase.appositions)
                and not (phrase.before and phrase.head >= 0 and self.article.words[phrase.head] in SOMEBODY)
            )
        entity = Entity(self._surface(full), "organisation" if body else "person", core(self.article, full))
        self.register.add(entity)
        self.known.add(entity, entity.words)
        return entity

    def _fullest(self, name: Words, words: tuple[str, ...], body: bool) -> Words:
        """The fullest form of a surname that the article has."""
        article = self.article
        found = name
        if len(words) > 1 or body:
            return found
        for i in article.positions.get(words[0], ())[:50]:
            if not article.is_capital(i):
                continue
            first, stop = article.name_around(i)
            while first < i and article.words[first] in LEADING:
                first += 1
            ends = i == stop - 1 or article.words[i + 1] in SUFFIXES
            if ends and found[1] - found[0] < stop - first <= 5:
                found = first, stop
        return found

    def _surface(self, name: Words) -> str:
        first, stop = name
        article = self.article
        if article.words[first] in ARTICLES and not (article.is_capital(first) and article.words[stop - 1] in OUTLETS):
            first += 1
        while stop - first > 1 and article.words[stop - 1] in LETTERS_AFTER:
            stop -= 1
        outlet = (
            article.words[stop - 1] in OUTLETS and article.word(first - 1) == "the" and article.is_capital(first - 1)
        )
        if outlet:
            first -= 1
        end = article.offsets[stop - 1][1]
        dotted = article.words[stop - 1] in ("jr", "sr") and article.text[end : end + 1] == "."
        return article.surface(first, stop) + "." * dotted
