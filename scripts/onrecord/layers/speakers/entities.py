"""Entities: who is one and the same by name, and what is known of each."""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.layers.speakers.article import Article, Words
from onrecord.layers.speakers.kinds import is_plural, kind_of
from onrecord.layers.speakers.offices import office_of
from onrecord.layers.speakers.phrases import Phrase
from onrecord.layers.speakers.vocabulary import (
    ARTICLES,
    FEMALE,
    FEMALE_NAMES,
    HONORIFICS,
    LEADING,
    LETTERS_AFTER,
    MALE,
    MALE_NAMES,
    POSSESSIVES,
    ROLES,
    SHORT_TITLES,
)

_TELL_NOTHING = POSSESSIVES | HONORIFICS  # of whom they stand beside


@dataclass(eq=False, slots=True)
class Entity:
    """An entity in the making; `mentions` maps words to forms, `heads` are the nouns that have described it."""

    name: str
    kind: str
    words: tuple[str, ...] = ()  # of its fullest name, in lower case
    role: str = ""
    affiliation: str = ""
    gender: str = ""  # m, f, or "" when the text does not tell
    plural: bool = False
    title: str = ""  # the honorific that it has
    forms: set[tuple[str, ...]] = field(default_factory=set)  # all names that the text gives it
    heads: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)  # all words of its descriptions
    mentions: dict[Words, str] = field(default_factory=dict)
    places: list[int] = field(default_factory=list)  # first words of its mentions, in order
    number: int = -1  # in the register
    is_source: bool = False
    principal: Entity | None = None  # whom a lawyer or spokesman speaks for

    @property
    def is_named(self) -> bool:
        return bool(self.words)

    @property
    def is_singular(self) -> bool:
        return self.kind == "person" or (self.kind == "unnamed" and not self.plural)

    @property
    def is_described(self) -> bool:
        """Whether more than a name is known of it."""
        return bool(self.gender or self.title or self.heads) or self.kind != "person"


def facts(article: Article, entity: Entity, phrase: Phrase) -> None:
    """Take over what a phrase tells about its entity: office, nouns, gender."""
    role, affiliation = office_of(article, phrase) if entity.kind != "organisation" else ("", "")
    if role and (not entity.role or (affiliation and not entity.affiliation)):
        entity.role, entity.affiliation = role, affiliation or entity.affiliation
    for part in (phrase, *phrase.appositions):
        stop = part.name[0] if part.name else part.mention[1]
        entity.told.update({article.words[i] for i in range(part.mention[0], stop)} - _TELL_NOTHING)
        if part.head >= 0:
            entity.heads.add(article.words[part.head])
    titles = titles_before(article, phrase.name[0]) if phrase.name else set()
    entity.heads.update(SHORT_TITLES.get(title, title) for title in titles & ROLES)
    entity.heads.update(entity.role.lower().split()[-1:])
    entity.gender = entity.gender or gender_of(entity.told | set(entity.role.lower().split()))
    if not entity.gender and entity.kind == "person" and len(entity.words) > 1:
        entity.gender = "m" if entity.words[0] in MALE_NAMES else "f" if entity.words[0] in FEMALE_NAMES else ""


def gender_of(words: set[str]) -> str:
    """The gender that words tell: m, f, or ""."""
    male, female = words & MALE, words & FEMALE
    return "m" if male and not female else "f" if female and not male else ""


def core(article: Article, name: Words) -> tuple[str, ...]:
    """A name's words in lower case, without article and letters after it."""
    words = [article.words[i] for i in range(*name)]
    if words[0] in ARTICLES and len(words) > 1:
        words = words[1:]
    while len(words) > 1 and words[-1] in LETTERS_AFTER:
        words.pop()
    return tuple(words)


def titles_before(article: Article, i: int) -> set[str]:
    """The honorifics and words of offices directly before word i."""
    found: set[str] = set()
    while article.together(i - 1, i) and article.words[i - 1] in LEADING:
        i -= 1
        found.add(article.words[i])
    return found


def honorific(titles: set[str]) -> str:
    """The honorific among words before a name; of several always the same one."""
    return min(titles & HONORIFICS, default="")


def learn_titles(entity: Entity, titles: set[str]) -> None:
    """Take over the honorific of an entity, and the gender that it tells."""
    entity.title = entity.title or honorific(titles)
    entity.gender = entity.gender or gender_of(titles & HONORIFICS)


def _is_proper(article: Article, i: int) -> bool:
    """Whether a word has its capital for its own sake: there are others in the text that open no sentence."""
    places = article.positions[article.words[i]]
    elsewhere = any(article.is_capital(k) and not article.opens_sentence(k) for k in places if k != i)
    return elsewhere or article.words[i].endswith(("ican", "ish", "ese", "ian"))


def described(article: Article, phrase: Phrase) -> Entity:
    """A new entity for a description that means nobody known."""
    first, stop = phrase.mention
    end = max(stop, phrase.complement[1] if phrase.complement else stop)
    while first < end and article.words[first] in ARTICLES:
        first += 1
    surface = article.surface(first, end) or article.surface(*phrase.mention)
    opening = article.opens_sentence(first) and not article.surface(first, first + 1).isupper()
    opening = opening and not (article.is_capital(first + 1) or _is_proper(article, first))
    lower = surface[0].lower() + surface[1:] if opening else surface
    return Entity(lower, kind_of(article, phrase), plural=is_plural(article, phrase))
