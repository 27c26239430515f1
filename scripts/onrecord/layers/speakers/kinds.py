"""What a description means: somebody known, one or several, a group, a body or somebody unnamed."""

from __future__ import annotations

from onrecord.layers.speakers.article import Article
from onrecord.layers.speakers.phrases import Phrase
from onrecord.layers.speakers.vocabulary import (
    COUNTS,
    DEFINITE,
    DOCUMENTS,
    GENITIVES,
    KIN,
    ORGANISATIONS,
    OUTLETS,
    POSSESSIVES,
    SOMEBODY,
)

_PLURALS = frozenset(
    "people men women lot police children family couple staff team both some others many percent majority handful "
    "number".split()
)
_UNNAMED = frozenset(["source", "sources", "insider", "insiders"])
_VAGUE = frozenset("some several many most few all both other others".split())
_COUNTED = COUNTS - _VAGUE
_SOMEBODY = SOMEBODY | KIN | {"old"}
_PERSONAL = ("er", "or", "ist", "man", "woman", "person", "ian", "ant", "ee")


def is_definite(article: Article, phrase: Phrase) -> bool:
    """Whether a description means somebody known: with "the", a possessive or a genitive, or bare in a headline."""
    first = phrase.mention[0]
    return article.words[first] in DEFINITE or any(article.words[i] in GENITIVES for i in range(first, phrase.head))


def is_plural(article: Article, phrase: Phrase) -> bool:
    word = article.words[phrase.head]
    return (word.endswith("s") and not word.endswith("ss")) or word in _PLURALS


def possessor(article: Article, phrase: Phrase) -> str:
    """The possessive pronoun that opens a phrase, "" where there is none."""
    word = article.words[phrase.mention[0]]
    return word if word in POSSESSIVES else ""


def kind_of(article: Article, phrase: Phrase) -> str:
    """What a description is by its head: group, unnamed or organisation."""
    word = article.words[phrase.head]
    if word in DOCUMENTS or (word in ORGANISATIONS and word not in SOMEBODY):
        return "organisation"
    if {"%", "percent"} & {article.words[i] for i in range(*phrase.mention)}:
        return "group"
    if word in _UNNAMED:
        return "unnamed"
    if is_plural(article, phrase):
        counted = article.words[phrase.mention[0]] in _COUNTED
        return "unnamed" if (counted and word in SOMEBODY) or (counted and word[:-1] in SOMEBODY) else "group"
    if word in _SOMEBODY or article.words[phrase.mention[0]] in COUNTS:
        return "unnamed"
    if word in OUTLETS:
        return "organisation"
    return "unnamed" if word.endswith(_PERSONAL) else "organisation"
