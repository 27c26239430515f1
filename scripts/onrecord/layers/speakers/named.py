"""Entities with names: found again by full name, surname, given name, acronym or short form."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from itertools import pairwise

from onrecord.layers.speakers.article import Article, Words
from onrecord.layers.speakers.entities import Entity, core, gender_of, titles_before
from onrecord.layers.speakers.names import is_same_person, is_short, surname_of
from onrecord.layers.speakers.phrases import Phrase
from onrecord.layers.speakers.register import Register
from onrecord.layers.speakers.vocabulary import (
    ARTICLES,
    BODIES,
    DESCRIBED_AS,
    GENITIVES,
    HONORIFICS,
    LEADING,
    LINKS,
    ORGANISATIONS,
    OUTLETS,
    PEOPLE,
    PERSONAL,
    ROLES,
    SUFFIXES,
    TITLES,
)


def is_organisation(article: Article, phrase: Phrase, full: tuple[str, ...]) -> bool:
    """Whether a name is a body's and no person's, by its words and by what stands around it."""
    first = phrase.name[0] if phrase.name else phrase.mention[0]
    before = {article.words[i] for i in range(*phrase.before)} if phrase.before else set()
    if before & GENITIVES:  # "The Blaze’s Ann Lee": what stands before it tells of somebody else
        before = set()
    directly = titles_before(article, first)
    if phrase.aged or directly & HONORIFICS or directly & ROLES - ORGANISATIONS or full[-1] in ("jr", "sr"):
        return False
    if phrase.head >= 0 and phrase.before and article.words[phrase.head] in PERSONAL:
        return False
    if any(word in ORGANISATIONS for word in full) or (full[-1] in OUTLETS and len(full) > 1) or "&" in full:
        return True
    if before & (BODIES) or article.word(first) in ARTICLES:
        return True
    beside = {article.words[part.head] for part in phrase.appositions if part.head >= 0}
    if beside & PERSONAL:
        return False
    if beside & ORGANISATIONS or "the" in before:
        return True
    if any(article.surface(*alias).isupper() for alias in phrase.aliases) or article.is_place(full):
        return True
    surface = article.surface(*phrase.name) if phrase.name else ""
    return len(full) == 1 and (surface.isupper() and len(surface) > 1)


# What can stand behind a name, and not behind the first word of "the Trump campaign".
_BEHIND_NAMES = frozenset(
    "is was has had will would can could may must did does said says told , . ; : ) 's ’s and or in on at for to of "
    "who which that".split()
)
_MOST_LOOKED_AT = 50  # places of one word
_REACH = 14  # words behind a name in which a pronoun goes on from it
_HE_OR_SHE = frozenset("he his him she her".split())
_FIRMS = frozenset(["company", "firm", "group"])


class Named:
    """The entities with names, found again by full name, surname, given name, acronym or short form."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.article = register.article
        self._by_word: dict[str, list[Entity]] = defaultdict(list)
        words = self.article.words
        self._titled = {after for word, after in pairwise(words) if word in HONORIFICS}

    def _know(self, entity: Entity, words: tuple[str, ...]) -> None:
        """Let the entity be found by a name of it, and by its initials."""
        if words not in entity.forms:
            entity.forms.add(words)
            plain = [word for word in words if word[0].isalnum()]
            initials = (
                {"".join(w[0] for w in plain), "".join(w[0] for w in plain if w not in LINKS)}
                if len(plain) > 1
                else set()
            )
            for word in {*plain, *initials}:
                if entity not in self._by_word[word]:
                    self._by_word[word].append(entity)

    def entity(self, phrase: Phrase) -> Entity:
        """The entity of a phrase with a name, new where none fits."""
        assert phrase.name is not None
        article = self.article
        words, titles = core(article, phrase.name), titles_before(article, phrase.name[0])
        body = is_organisation(article, phrase, words) or self.means_body(words, phrase.name[0], titles)
        known = self.find(words, phrase.name[0], titles, body=body)
        if known is None:
            known = self._new(phrase, words, body)
        elif len(words) > len(known.words) and known.kind == "person":
            known.words, known.name = words, self._surface(phrase.name)
        for form in (words, *(core(article, alias) for alias in phrase.aliases)):
            self._know(known, form)
        small = next((i for i in range(*phrase.name) if not article.is_capital(i)), phrase.name[1])
        if article.words[phrase.name[1] - 1] in DESCRIBED_AS and phrase.name[0] < small < phrase.name[1]:
            self._know(known, core(article, (phrase.name[0], small)))
        known.title = known.title or next(iter(titles & HONORIFICS), "")
        known.gender = known.gender or gender_of(titles & HONORIFICS)
        return known

    def of_surname(self, word: str) -> list[Entity]:
        """The persons with this word in their surname, or as the first of their names."""
        known = self._by_word.get(word, ())
        return [e for e in known if e.kind == "person" and word in (e.words[0], *surname_of(e.words))]

    def find(self, words: tuple[str, ...], at: int, titles: set[str], *, body: bool = False) -> Entity | None:
        """The entity that these words can name at word `at`; of several that fit alike the one named last before."""
        body = body or self.means_body(words, at, titles)
        candidates = {id(entity): entity for word in words for entity in self._by_word.get(word, ())}.values()
        known = [entity for entity in candidates if entity.places and entity.places[0] < at]
        ranked = [(self._fit(entity, words, titles), entity) for entity in known]
        if not any(fit for fit, _ in ranked):
            ranked = [(self._fit(entity, words, titles), entity) for entity in candidates]
        best = max((fit for fit, entity in ranked if not (body and entity.kind == "person")), default=0)
        fitting = [entity for fit, entity in ranked if fit == best > 0 and not (body and entity.kind == "person")]
        return max(fitting, key=lambda entity: self._nearness(entity, at)) if fitting else None

    def _fit(self, entity: Entity, words: tuple[str, ...], titles: set[str]) -> int:
        """How well a name fits an entity; 0 for not at all."""
        titled = bool(titles & (TITLES))
        if entity.kind == "organisation":
            if titled:
                return 0
            return (
                16
                if words == entity.words
                else 12
                if words in entity.forms
                else 7
                if is_short(words, entity.words)
                else 0
            )
        gender, title = gender_of(titles & HONORIFICS), next(iter(titles & HONORIFICS), "")
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
        bare = len(words) == 1 and not titled and self._is_titled(words[0])
        return 2 * fit + same - other - 3 * bare

    def means_body(self, words: tuple[str, ...], at: int, titles: set[str]) -> bool:
        """Whether a lone word that can be a surname means a body: behind "the", or bare where people have titles."""
        article = self.article
        if len(words) > 1 or titles or at >= article.size or article.segment_of[at] == article.headline:
            return False
        if article.word(at - 1) == "the":
            return article.word(at + 1) in _BEHIND_NAMES and not article.words[at].endswith("s")
        return self._is_titled(words[0]) and not article.is_quoted(at) and bool(_FIRMS & article.positions.keys())

    def _is_titled(self, word: str) -> bool:
        """Whether the article puts an honorific before this surname, so that the bare word rather means a body."""
        return word in self._titled

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
                and not self._is_he(words[0])
                and not any(self.article.words[part.head] in ROLES | PEOPLE for part in phrase.appositions)
                and not (phrase.before and phrase.head >= 0 and self.article.words[phrase.head] in ROLES | PEOPLE)
            )
        entity = Entity(self._surface(full), "organisation" if body else "person", core(self.article, full))
        self.register.add(entity)
        self._know(entity, entity.words)
        return entity

    def _is_he(self, word: str) -> bool:
        """Whether a lone name is gone on from with "he" or "she" rather than with "it"."""
        article, he, it = self.article, 0, 0
        for i in article.positions.get(word, ())[:_MOST_LOOKED_AT]:
            if article.word(i - 1) in DESCRIBED_AS:
                return False
            for k in range(i + 1, min(i + _REACH, article.size)):
                if not article.together(k, i) or article.is_named(k):
                    break
                he += article.words[k] in _HE_OR_SHE
                it += article.words[k] in ("it", "its")
        return he > it

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
        while stop - first > 1 and article.words[stop - 1] in SUFFIXES - {"jr", "sr", "ii", "iii"}:
            stop -= 1
        outlet = (
            article.words[stop - 1] in OUTLETS and article.word(first - 1) == "the" and article.is_capital(first - 1)
        )
        if outlet:
            first -= 1
        end = article.offsets[stop - 1][1]
        dotted = article.words[stop - 1] in ("jr", "sr") and article.text[end : end + 1] == "."
        return article.surface(first, stop) + "." * dotted
