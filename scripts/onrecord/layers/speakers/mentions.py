"""All mentions of the entities, and the speakers made of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from onrecord.layers.speakers.article import Article, Offsets, Words
from onrecord.layers.speakers.descriptions import ANY_BODY, Descriptions
from onrecord.layers.speakers.entities import Entity, core, learn_titles, titles_before
from onrecord.layers.speakers.introductions import opens_title, phrase_around, title_start, without_titles
from onrecord.layers.speakers.named import Named
from onrecord.layers.speakers.phrases import Phrase, read_phrase
from onrecord.layers.speakers.register import Register
from onrecord.layers.speakers.vocabulary import (
    BEFORE_NOUNS,
    COUNTS,
    GENITIVES,
    KIN,
    POSSESSIVES,
    ROLES,
    SORTS,
)
from onrecord.model import Mention, Speaker

_NOUNS = ANY_BODY | KIN | SORTS.keys() | {"client"}  # that can mean somebody whom no phrase has described by them


_SMALL = frozenset(
    "of in on at by for with from to and or but as that which who said told asked says is was were are be "
    "been had has  have will would could not also than when while after before if because into over about "
    "against between under".split()
)


def add_headline(article: Article, named: Named, register: Register) -> None:
    """Add the names in a headline where capitals tell nothing: those of entities that the article names."""
    words = article.headline_words()
    i = words.start
    while i < words.stop:
        for stop in range(min(i + 4, words.stop), i, -1):
            entity = (
                named.find(tuple(article.words[i:stop]), article.size, titles_before(article, i))
                if article.is_named(i)
                else None
            )
            if entity is not None and article.words[stop - 1] in entity.words:
                register.mention(entity, (i, stop), "name")
                i = stop - 1
                break
        i += 1


def add_name(article: Article, named: Named, register: Register, run: Words) -> bool:
    """Add the mention that a run of capitals is, with the titles before it; whether it names an entity."""
    if opens_title(article, run):
        return True
    begin = without_titles(article, run)
    titles = titles_before(article, begin)
    entity = named.find(core(article, (begin, run[1])), begin, titles)
    if entity is None:
        return False
    learn_titles(entity, titles)
    phrase = phrase_around(article, begin, run[1])
    mention = (
        phrase.mention if phrase is not None and phrase.name is not None else (title_start(article, begin), run[1])
    )
    register.mention(entity, mention, "name")
    for alias in phrase.aliases if phrase is not None else ():
        register.mention(entity, alias, "name")
    return True


def add_descriptions(
    article: Article, descriptions: Descriptions, register: Register, speaker_at: Callable[[int], Entity | None]
) -> None:
    """Add the definite descriptions of known entities that are no sources: "the company", "the foreign minister"."""
    for i in sorted(i for noun in register.nouns() | _NOUNS for i in article.positions.get(noun, ())):
        phrase = _definite_at(article, i)
        if phrase is None or not register.is_free(phrase.mention):
            continue
        entity = descriptions.find(phrase, speaker_at(i))
        if entity is not None:
            register.mention(entity, phrase.mention, "nominal")


def _definite_at(article: Article, i: int) -> Phrase | None:
    """The description whose head is word i, when it begins with "the", a possessive or, in a headline, with nothing."""
    first = i
    headline = article.segment_of[i] == article.headline
    while article.together(first - 1, i) and i - first < 6:
        word = article.words[first - 1]
        if word in BEFORE_NOUNS or word in ("this", "that"):
            first -= 1
            break
        if not (word.isalpha() or word in GENITIVES or word == "-") or word in COUNTS or word in _SMALL:
            break
        first -= 1
    definite = article.words[first] == "the" or article.words[first] in POSSESSIVES
    if not definite and not headline:
        return None
    if (
        article.words[i + 1 : i + 2]
        and article.together(i + 1, i)
        and (article.is_named(i + 1) or article.words[i + 1] in ROLES)
    ):
        return None
    if not definite and first < i and not headline:
        return None
    return read_phrase(article, first, complement_end(article, i + 1))


def complement_end(article: Article, i: int) -> int:
    """The word after "of …" behind a noun: "the operator of the ferry Corrina Dawn"; `i` where there is none."""
    if article.word(i) != "of" or not article.together(i, i - 1):
        return i
    stop = i + 1
    while (
        article.together(stop, i)
        and stop - i < 8
        and article.words[stop].isalpha()
        and article.words[stop] not in _SMALL
    ):
        stop += 1
    while stop > i + 1 and not article.is_capital(stop - 1):
        stop -= 1
    return stop if stop > i + 1 else i


def to_speakers(article: Article, entities: Sequence[Entity]) -> tuple[tuple[Speaker, ...], dict[int, str]]:
    """The speakers with ids in order of their first mention, and the id of each entity, by `id(entity)`."""
    kept = {id(entity): _apart(article.span(words) for words in entity.mentions) for entity in entities}
    forms = {(id(e), article.span(words)): form for e in entities for words, form in e.mentions.items()}
    order = sorted(entities, key=lambda entity: (kept[id(entity)][0][0], kept[id(entity)][-1][1]))
    ids = {id(entity): f"s{number}" for number, entity in enumerate(order, 1)}
    owned = sorted((offsets, ids[id(entity)]) for entity in order for offsets in kept[id(entity)])
    numbers = {key: n for n, key in enumerate(owned, 1)}
    speakers = tuple(
        Speaker(
            id=ids[id(entity)],
            name=entity.name or article.text[slice(*kept[id(entity)][0])],  # an article is all that some mentions are
            kind=entity.kind,
            role=entity.role,
            affiliation=entity.affiliation,
            mentions=tuple(
                Mention(
                    id=f"m{numbers[(start, end), ids[id(entity)]]}",
                    start=start,
                    end=end,
                    text=article.text[start:end],
                    form=forms[id(entity), (start, end)],
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
