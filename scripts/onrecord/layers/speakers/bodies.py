"""Whether a name is a body's or a person's, by its words and by what stands around it in the article."""

from __future__ import annotations

from onrecord.layers.speakers.article import Article
from onrecord.layers.speakers.entities import titles_before
from onrecord.layers.speakers.phrases import Phrase
from onrecord.layers.speakers.vocabulary import (
    ARTICLES,
    BODIES,
    DESCRIBED_AS,
    GENITIVES,
    GIVEN_NAMES,
    HONORIFICS,
    ORGANISATIONS,
    OUTLETS,
    PERSONAL,
    ROLES,
)

# What can stand behind a name, and not behind the first word of "the Trump campaign".
_BEHIND_NAMES = frozenset(
    "is was has had will would can could may must did does said says told , . ; : ) 's ’s and or in on at for to of "
    "who which that".split()
)
_MOST_LOOKED_AT = 50  # places of one word
_REACH = 14  # words behind a name in which a pronoun goes on from it
_HE_OR_SHE = frozenset("he his him she her".split())
_OFFICES = ROLES - ORGANISATIONS
_FIRMS = frozenset(["company", "firm", "group"])


def is_organisation(article: Article, phrase: Phrase, full: tuple[str, ...]) -> bool:
    """Whether a name is a body's where a phrase introduces it."""
    first = phrase.name[0] if phrase.name else phrase.mention[0]
    before = {article.words[i] for i in range(*phrase.before)} if phrase.before else set()
    if before & GENITIVES:  # "The Blaze’s Ann Lee": what stands before it tells of somebody else
        before = set()
    directly = titles_before(article, first)
    if phrase.aged or directly & HONORIFICS or directly & _OFFICES or full[-1] in ("jr", "sr"):
        return False
    if phrase.head >= 0 and phrase.before and article.words[phrase.head] in PERSONAL:
        return False
    if any(word in ORGANISATIONS for word in full) or (full[-1] in OUTLETS and len(full) > 1) or "&" in full:
        return True
    if before & BODIES or article.word(first) in ARTICLES:
        return True
    beside = {article.words[part.head] for part in phrase.appositions if part.head >= 0}
    if beside & PERSONAL:
        return False
    given = len(full) > 1 and full[0] in GIVEN_NAMES  # "the Ann Lee campaign"
    if beside & ORGANISATIONS or ("the" in before and not given):
        return True
    if any(article.surface(*alias).isupper() for alias in phrase.aliases) or article.is_place(full):
        return True
    surface = article.surface(*phrase.name) if phrase.name else ""
    return len(full) == 1 and (surface.isupper() and len(surface) > 1)


def means_body(article: Article, words: tuple[str, ...], at: int, titles: set[str]) -> bool:
    """Whether a lone word that can be a surname means a body: behind "the", or bare where people have titles."""
    if len(words) > 1 or titles or at >= article.size or article.segment_of[at] == article.headline:
        return False
    if article.word(at - 1) == "the":
        return article.word(at + 1) in _BEHIND_NAMES and not article.words[at].endswith("s")
    return words[0] in article.titled and not article.is_quoted(at) and bool(_FIRMS & article.positions.keys())


def is_he(article: Article, word: str) -> bool:
    """Whether a lone name is gone on from with "he" or "she" rather than with "it"."""
    he = it = 0
    for i in article.positions.get(word, ())[:_MOST_LOOKED_AT]:
        if article.word(i - 1) in DESCRIBED_AS:
            return False
        for k in range(i + 1, min(i + _REACH, article.size)):
            if not article.together(k, i) or article.is_named(k):
                break
            he += article.words[k] in _HE_OR_SHE
            it += article.words[k] in ("it", "its")
    return he > it
