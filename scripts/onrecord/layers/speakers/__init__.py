"""Layer 5: the entities behind the sources, and all their mentions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from onrecord.layers.speakers.announced import add_announced
from onrecord.layers.speakers.article import Article
from onrecord.layers.speakers.descriptions import Descriptions
from onrecord.layers.speakers.entities import Entity, described
from onrecord.layers.speakers.introductions import introduce
from onrecord.layers.speakers.mentions import (
    add_descriptions,
    add_headline,
    add_name,
    to_speakers,
)
from onrecord.layers.speakers.named import Named
from onrecord.layers.speakers.phrases import Phrase, read_phrase
from onrecord.layers.speakers.pronouns import Pronouns
from onrecord.layers.speakers.register import Register
from onrecord.model import Quote, Segment, Speaker


def find_speakers(
    text: str, segments: Sequence[Segment], quotes: Sequence[Quote]
) -> tuple[tuple[Speaker, ...], tuple[Quote, ...]]:
    """The speakers by their first mention, and the quotes with `speaker` set where it could be told.

    Sieves from sure to less sure (Lee et al. 2013): names, then descriptions, then pronouns in order of the text.
    """
    article = Article(text, segments, quotes)
    owners = _Sieves(article, quotes).run()
    entities = list(dict.fromkeys(owners.values()))
    speakers, ids = to_speakers(article, entities)
    known = {speaker.id: speaker for speaker in speakers}
    of = {quote_id: known[ids[id(entity)]] for quote_id, entity in owners.items()}
    return speakers, tuple(
        replace(quote, speaker=of[quote.id].id)
        if quote.id in of and all(map(of[quote.id].is_meant_by, quote.source))
        else quote
        for quote in quotes
    )


class _Sieves:
    """The resolution of one article's sources, in the order of how sure it is."""

    def __init__(self, article: Article, quotes: Sequence[Quote]) -> None:
        self.article = article
        self.quotes = {quote.id: quote for quote in quotes}
        self.phrases: dict[str, Phrase] = {}
        for quote in quotes:
            words = article.words_of(quote.source[0].start, quote.source[0].end) if quote.source else (0, 0)
            phrase = read_phrase(article, *words)
            if phrase is not None:
                self.phrases[quote.id] = phrase
        self.register = Register(article)
        self.named = Named(self.register)
        self.descriptions = Descriptions(self.register, self.named)
        self.pronouns = Pronouns(self.register)
        self.owners: dict[str, Entity] = {}
        self._described: dict[tuple[int, int], Entity] = {}  # by mention: two quotes can share a source
        self._marks = sorted((mark.start, quote.id) for quote in quotes if not quote.parent for mark in quote.marks)

    def run(self) -> dict[str, Entity]:
        """The entity of each quote whose source could be resolved."""
        introduce(self.article, self.named)
        for phrase in self.phrases.values():
            self.register.reserve(phrase.mention)
            for beside in phrase.appositions:
                self.register.reserve(beside.mention)
        self._name()
        for quote_id, entity in self.owners.items():
            self._learn_principal(entity, self.phrases[quote_id])
        self._describe()
        add_descriptions(self.article, self.descriptions, self.register, self._speaker_at)
        self._pronouns()
        add_announced(self.article, dict.fromkeys(self.owners.values()), self.register)
        return self.owners

    def _name(self) -> None:
        """Resolve names, full ones first: "Ann Lee" has to be known before "Lee" can mean her; then in order of the
        text, so that of two people of one name the one named last is meant.
        """
        sources = [(phrase.name, quote_id) for quote_id, phrase in self.phrases.items() if phrase.name is not None]
        others = [(run, "") for run in self.article.names]
        later = []
        for run, quote_id in sorted([*sources, *others], key=lambda item: (item[0][1] - item[0][0] == 1, item[0])):
            if quote_id:
                self._own(quote_id, self._by_name(self.phrases[quote_id], run), "name")
            elif not add_name(self.article, self.named, self.register, run):
                later.append(run)
        for run in later:
            add_name(self.article, self.named, self.register, run)
        add_headline(self.article, self.named, self.register)

    def _by_name(self, phrase: Phrase, name: tuple[int, int]) -> Entity:
        first = phrase.mention[0]
        words = self.article.words
        order = next((words[i] for i in range(first, name[0]) if words[i] in ("elder", "younger")), "")
        known = self.descriptions.elder(order, words[name[1] - 1], first) if order else None
        if known is not None:
            return known
        entity = self.named.entity(phrase)
        self.register.learn(entity, phrase)
        for alias in phrase.aliases:
            self.register.mention(entity, alias, "name")
        return entity

    def _describe(self) -> None:
        """Resolve descriptions; those of a headline last, for it is understood from the article."""
        headline = self.article.headline
        order = sorted(self.phrases.items(), key=lambda item: self.article.segment_of[item[1].mention[0]] == headline)
        for quote_id, phrase in order:
            if phrase.name is None and not phrase.pronoun:
                entity = self.descriptions.find(phrase, self._speaker(quote_id)) or self._same(phrase)
                if entity is None:
                    entity = described(self.article, phrase)
                    self.register.add(entity)
                    self._described[phrase.mention] = entity
                self.register.learn(entity, phrase)
                self._learn_principal(entity, phrase)
                self._own(quote_id, entity, "nominal")

    def _same(self, phrase: Phrase) -> Entity | None:
        """The entity whose mention has just these words; or whom the first paragraph describes as the headline does."""
        if phrase.mention in self._described:
            return self._described[phrase.mention]
        article = self.article
        if article.segment_of[phrase.head] != article.headline:
            return None
        called = self.register.called(article.words[phrase.head])
        return next(
            (e for e in called if not e.is_named and article.segment_of[e.places[0]] == article.headline + 1), None
        )

    def _learn_principal(self, entity: Entity, phrase: Phrase) -> None:
        """Learn whom an entity speaks for, and to whom "its" in "its chair" gives it (guidelines 4.6)."""
        principal = self.descriptions.principal(phrase)
        if principal is not None and principal is not entity:
            entity.principal = principal
        for part in (phrase, *phrase.appositions):
            owner = self.descriptions.owner(part)
            if owner is not None and owner is not entity and entity.role and not entity.affiliation:
                entity.affiliation = owner.name

    def _pronouns(self) -> None:
        """Resolve pronouns, those inside a content after who says it: "I" there is the speaker."""
        order = sorted(self.phrases.items(), key=lambda item: (self._depth(item[0]), item[1].mention))
        for quote_id, phrase in order:
            if phrase.pronoun:
                word, at = self.article.words[phrase.mention[0]], phrase.mention[0]
                entity = self.pronouns.find(word, at, self._speaker(quote_id), self._outer(quote_id))
                if entity is not None:
                    self._own(quote_id, entity, "pronoun")

    def _own(self, quote_id: str, entity: Entity, form: str) -> None:
        self.owners[quote_id] = entity
        entity.is_source = True
        self.register.mention(entity, self.phrases[quote_id].mention, form, reserved=True)

    def _depth(self, quote_id: str) -> int:
        depth = 0
        while quote_id := self.quotes[quote_id].parent:
            depth += 1
        return depth

    def _speaker(self, quote_id: str) -> Entity | None:
        """Who says the direct quotation in which a quote stands."""
        parent = self.quotes[quote_id].parent
        while parent:
            if self.quotes[parent].kind != "indirect" and self.article.is_quoted(self.phrases[quote_id].mention[0]):
                return self.owners.get(parent)
            parent = self.quotes[parent].parent
        return None

    def _speaker_at(self, i: int) -> Entity | None:
        """Who says the direct quotation in which word i stands."""
        if not self.article.is_quoted(i):
            return None
        at = bisect_right(self._marks, (self.article.offsets[i][0], "~")) - 1
        return self.owners.get(self._marks[at][1])

    def _outer(self, quote_id: str) -> Entity | None:
        """Who says the indirect content in which a quote stands."""
        parent = self.quotes[quote_id].parent
        if parent and (self.quotes[parent].parent or not self.article.is_quoted(self.phrases[quote_id].mention[0])):
            return self.owners.get(parent)
        return None
