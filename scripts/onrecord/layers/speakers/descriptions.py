"""Descriptions to entities: by office, by noun, by kinship, by whom somebody speaks for."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.layers.speakers.entities import Entity, core, gender_of, titles_before
from onrecord.layers.speakers.kinds import is_definite, is_plural, possessor
from onrecord.layers.speakers.named import Named
from onrecord.layers.speakers.phrases import Phrase, read_phrase
from onrecord.layers.speakers.pronouns import fitting
from onrecord.layers.speakers.register import Register, nearness
from onrecord.layers.speakers.vocabulary import (
    ARTICLES,
    COUNTS,
    DEFINITE,
    DOCUMENTS,
    ELDER,
    KIN,
    ORGANISATIONS,
    OTHERS,
    OUTLETS,
    PUBLIC,
    ROLES,
    SORTS,
)

# Nouns by which any body can be meant that was named just before.
_FIRMS = frozenset(
    "company firm carrier retailer bank maker manufacturer group supplier chain brewer lender insurer start-up".split()
)
ANY_BODY = _FIRMS | {"organisation", "organization", "bloc", "charity"}
_OUTLETS = frozenset(["newspaper", "paper", "outlet", "publication", "magazine", "site", "website"])
_SPEAK_FOR = frozenset(
    "lawyer barrister solicitor attorney counsel agent publicist spokesman spokeswoman spokesperson aide "
    "adviser".split()
)
_MOST_CALLED = 100  # entities that one noun has described
_MOST_AHEAD = 50  # entities that are looked at for one who is announced
_TOP = frozenset(
    "president chairman chairwoman chair director ceo executive general minister mayor commissioner secretary".split()
)
_BOSSES = frozenset(["chief", "head", "boss", "leader"])
_NO_DESCRIPTION = DEFINITE | ARTICLES | {"same", "of", "for", "at", "in", "'s", "’s", "and"}
_SEVERAL = COUNTS - {"both"} | {"a", "an"}
_BODIES = ANY_BODY | _OUTLETS | SORTS.keys()


class Descriptions:
    """Finds whom a description means among the entities so far."""

    def __init__(self, register: Register, named: Named) -> None:
        self.article = register.article
        self.register = register
        self.named = named

    def find(self, phrase: Phrase, speaker: Entity | None) -> Entity | None:
        """The entity of a description; `speaker` is who says the sentence in which it stands."""
        article = self.article
        at = phrase.mention[0]
        if phrase.head < 0:
            return None
        head = article.words[phrase.head]
        if head in KIN and (possessor(article, phrase) or self._genitive(phrase) > 0):
            return self._kin(phrase, speaker)
        if head == "client" and possessor(article, phrase):
            return self._client(phrase, speaker)
        if article.words[at] in _SEVERAL:
            return self._announced(phrase)
        fitting = [(self._fits(entity, phrase), entity) for entity in self._candidates(head)]
        best = max((fit for fit, _ in fitting), default=0)
        if best:
            return max((entity for fit, entity in fitting if fit == best), key=lambda entity: nearness(entity, at))
        if self._is_age(phrase):
            return next(self.register.before(at, lambda entity: entity.kind == "person"), None)
        if is_definite(article, phrase) and head in _BODIES and phrase.complement is None:
            return next(self.register.before(at, lambda entity: self._can_be(entity, head)), None)
        return self._announced(phrase)

    def _candidates(self, head: str) -> list[Entity]:
        found = self.register.called(head)[-_MOST_CALLED:]
        return found + [e for noun in sorted(_TOP) for e in self.register.called(noun)] if head in _BOSSES else found

    def _fits(self, entity: Entity, phrase: Phrase) -> int:
        """How well a definite or bare description is of the entity's office, or repeats what it was called: 0 not at
        all, 1 but for a word, 2 wholly.
        """
        article = self.article
        head = article.words[phrase.head]
        plural = is_plural(article, phrase)
        if plural != (entity.plural or entity.kind == "group") or (plural and possessor(article, phrase)):
            return 0
        bare = article.segment_of[phrase.head] == article.headline and article.words[phrase.mention[0]] not in ARTICLES
        if not is_definite(article, phrase) and not bare:
            return 0
        names = head in entity.heads or (entity.kind == "organisation" and head in entity.words)
        top = head in _BOSSES and bool(entity.heads & _TOP) and entity.kind == "person"
        words = {article.words[i] for i in range(*phrase.mention)} - _NO_DESCRIPTION - {head}
        extra = {word for word in words if word.isalpha()} - self._about(entity)
        if not extra:
            return 2 if names or (top and words) else 0
        named = not bare and any(article.is_capital(i) and article.words[i] in extra for i in range(*phrase.mention))
        named = named or bool(extra & OTHERS)
        return int(names and entity.is_named and len(extra) == 1 and not named)

    def _about(self, entity: Entity) -> set[str]:
        """All words that the text has used of an entity, and of the body it belongs to."""
        words = (
            entity.told | set(entity.words) | set(entity.affiliation.lower().split()) | set(entity.role.lower().split())
        )
        return words | self._known(entity)

    def _known(self, entity: Entity) -> set[str]:
        """The words of the body an entity belongs to, in all its forms."""
        affiliation = entity.affiliation.lower().split()[-1:]
        bodies = [other for word in affiliation for other in self.register.called(word) if other.kind == "organisation"]
        return {word for body in bodies for word in (*body.words, *body.heads)}

    def _can_be(self, entity: Entity, head: str) -> bool:
        if entity.kind != "organisation" or not entity.is_named or entity.heads & DOCUMENTS:
            return False
        if head in _OUTLETS:
            return entity.words[-1] in OUTLETS
        if head in _FIRMS and (entity.words[-1] in OUTLETS or PUBLIC & set(entity.words)):
            return False
        plural = head in ("club", "team") and entity.words[-1].endswith("s") and entity.words[-1] not in ORGANISATIONS
        return head not in SORTS or bool(SORTS[head] & set(entity.words)) or plural

    def _is_age(self, phrase: Phrase) -> bool:
        words = [self.article.words[i] for i in range(*phrase.mention)]
        return "year" in words and "old" in words

    def _announced(self, phrase: Phrase) -> Entity | None:
        """Who is described in the headline or at the start, and named in the next paragraph (a habit of news)."""
        article = self.article
        if article.segment_of[phrase.head] > article.headline + 1 or is_plural(article, phrase):
            return None
        if article.words[phrase.head] not in ROLES or self._is_unnamed(phrase):
            return None
        here = article.segment_of[phrase.head]
        ahead = {}
        for entity in self.register.entities[:_MOST_AHEAD]:
            first = min((words[0] for words, form in entity.mentions.items() if form == "name"), default=-1)
            if entity.kind == "person" and first >= 0 and here < article.segment_of[first] <= article.headline + 4:
                ahead[first] = entity
        same = [first for first, entity in ahead.items() if article.words[phrase.head] in entity.heads]
        opening = [first for first in ahead if self._opens_paragraph(first)]
        if article.words[phrase.mention[0]] in ("a", "an"):
            opening = []
        return ahead[min(same or opening)] if same or opening else None

    def _is_unnamed(self, phrase: Phrase) -> bool:
        return self.article.words[phrase.head] in ("spokesman", "spokeswoman", "spokesperson", "official", "source")

    def _opens_paragraph(self, i: int) -> bool:
        return not self.article.together(i - 2, i)

    def _kin(self, phrase: Phrase, speaker: Entity | None) -> Entity | None:
        """ "his wife", "my brother": who shares a name with the possessor, or was called so."""
        article = self.article
        head, owner_word = article.words[phrase.head], possessor(article, phrase)
        if not owner_word:
            owner = self._owner(phrase.mention[0], self._genitive(phrase))
        else:
            owner = speaker if owner_word == "my" else next(self._people(phrase.mention[0], owner_word), None)
        if owner is None or not owner.words:
            return None
        gender = gender_of({head})
        others = (entity for entity in self.named.of_surname(owner.words[-1]) if entity is not owner)
        family = [entity for entity in others if not (gender and entity.gender and gender != entity.gender)]
        called = [e for e in self.register.called(head) if e is not owner and e.kind == "person"]
        found = family if len(family) == 1 else called if len(called) == 1 else []
        if found and gender:
            found[0].gender = found[0].gender or gender
        return found[0] if found else None

    def _client(self, phrase: Phrase, speaker: Entity | None) -> Entity | None:
        """ "my client", "her client": whom the lawyer who says it, or who was named last, speaks for."""
        owner_word = possessor(self.article, phrase)
        if owner_word == "my":
            return speaker.principal if speaker is not None else None
        people = self._people(phrase.mention[0], owner_word)
        return next((lawyer.principal for lawyer in people if lawyer.principal is not None), None)

    def principal(self, phrase: Phrase) -> Entity | None:
        """Whom "his lawyer", "Mr. Lee’s lawyer" or "a spokesman for the mayor" speaks for."""
        article = self.article
        first, word = phrase.mention[0], possessor(self.article, phrase)
        if phrase.head < 0 or article.words[phrase.head] not in _SPEAK_FOR:
            return None
        if word in ("his", "her"):
            return next(self._people(first, word), None)
        if phrase.complement is not None and phrase.complement[0] > phrase.head:
            return self._owner(phrase.complement[0] + 1, phrase.complement[1])
        return self._owner(first, self._genitive(phrase))

    def owner(self, phrase: Phrase) -> Entity | None:
        """Whom the possessive pronoun means that opens a description."""
        word = possessor(self.article, phrase)
        return next(self._people(phrase.mention[0], word), None) if word in ("its", "their", "his", "her") else None

    def _genitive(self, phrase: Phrase) -> int:
        """The genitive's word before the head of a phrase; -1 where there is none."""
        return next((i for i in range(phrase.mention[0], phrase.head) if self.article.words[i] in ("'s", "’s")), -1)

    def _owner(self, first: int, stop: int) -> Entity | None:
        """Who is named or described in words `[first, stop)` inside a phrase."""
        phrase = read_phrase(self.article, first, stop) if first < stop else None
        if phrase is None or phrase.pronoun:
            return None
        if phrase.name is None:
            return self.find(phrase, None)
        return self.named.find(
            core(self.article, phrase.name), phrase.name[0], titles_before(self.article, phrase.name[0])
        )

    def elder(self, word: str, surname: str, at: int) -> Entity | None:
        """ "the elder Duarte": of those with the surname, the parent, or the one whose kin is called younger."""
        family = self.named.of_surname(surname)
        if len(family) < 2:
            return family[0] if family else None
        old = [e for e in family if e.heads & ELDER or e.told & ELDER or "elder" in e.told]
        young = [e for e in family if "younger" in e.told or e.told & {"son", "daughter"}]
        if word == "younger":
            chosen = young or [e for e in family if e not in old]
        else:
            chosen = old or [e for e in family if e not in young]
        return max(chosen, key=lambda entity: nearness(entity, at)) if chosen else None

    def _people(self, at: int, word: str) -> Iterator[Entity]:
        return self.register.before(at, fitting(word))
