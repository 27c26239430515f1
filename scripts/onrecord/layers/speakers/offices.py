"""Titles and descriptions to role and affiliation, as the guidelines copy them (4.6)."""

from __future__ import annotations

from onrecord.layers.speakers.article import Article, Words
from onrecord.layers.speakers.phrases import Phrase
from onrecord.layers.speakers.vocabulary import (
    ARTICLES,
    BEFORE_NOUNS,
    BEFORE_ROLES,
    COUNTS,
    GENITIVES,
    HONORIFICS,
    ROLES,
)

_OF = frozenset(["of", "for", "at", "with", "to"])
_ENDING = _OF | frozenset("in and or from by on who".split())
_SINCE = frozenset("since until from for who which that".split())
_TOWNS = frozenset(["city", "town", "county", "state"])
_NO_OFFICE = frozenset("witness suspect victim sister father star critics supporters sources witnesses players".split())
_BEFORE_OWNERS = BEFORE_NOUNS | COUNTS


def office(article: Article, first: int, stop: int) -> tuple[str, str]:
    """Role and affiliation in words `[first, stop)`: ("foreign minister", "Valdoran"), ("head", "Main Directorate")."""
    while first < stop and (article.words[first] in ARTICLES or _is_honorific(article, first)):
        first += 1
    heads = [i for i in range(first, stop) if _is_role(article.words[i])]
    if not heads:
        return "", ""
    last = heads[0]
    end = next((i for i in range(last, stop) if not (article.words[i].isalpha() or article.is_joined(i))), stop)
    end = next((i for i in range(last, end) if article.words[i] in _ENDING), end)
    last = max(i for i in heads if i < end)
    while last + 1 < stop and _goes_on(article, last, stop):
        last += 1
    begin = heads[0]
    while begin > first and _is_part(article, begin - 1):
        begin -= 1
    role = (begin, last + 1)
    owner = _owner(article, first, begin)
    if last + 1 < stop and article.words[last + 1] in _OF:
        at = next((i for i in range(last + 2, stop) if article.words[i] in ("at", "for", "with")), stop)
        if article.words[last + 1] == "of" and at < stop and not _is_whole(article, last + 2, at):
            return article.surface(begin, at), _place(article, at + 1, stop)  # "professor of law at Ost University"
        if article.words[last + 1] == "of" and not _is_whole(article, last + 2, stop):
            return article.surface(begin, min(stop, last + 3)), owner
        return article.surface(*role), _place(article, last + 2, stop)
    return article.surface(*role), owner


def _is_honorific(article: Article, i: int) -> bool:
    """Whether the word stands before a name as an honorific, and tells no office: not "a professor of law"."""
    return article.words[i] in HONORIFICS and (article.words[i] not in ROLES or article.is_capital(i + 1))


def _is_role(word: str) -> bool:
    return (word in ROLES or (word.endswith("s") and word[:-1] in ROLES)) and word not in _NO_OFFICE


def _goes_on(article: Article, last: int, stop: int) -> bool:
    """Whether the next word belongs to the role: "Secretary General", "attorney general"."""
    return article.words[last + 1] in ("general", "elect", "emeritus", "designate") and last + 1 < stop


def _is_part(article: Article, i: int) -> bool:
    word = article.words[i]
    if word in _TOWNS and article.is_capital(i) and article.is_capital(i - 1):
        return False  # "New York City Mayor"
    return word in BEFORE_ROLES or word in ROLES or article.is_joined(i) or (article.is_joined(i + 1) and i > 0)


def _is_whole(article: Article, first: int, stop: int) -> bool:
    """Whether "of …" names a body or place, and not a part of the role: "head of investigations"."""
    return any(article.is_capital(i) for i in range(first, stop)) or article.word(first) in ARTICLES


def _owner(article: Article, first: int, begin: int) -> str:
    """What stands before a role: a name, or a noun in the genitive."""
    stop = begin
    if stop > first and article.words[stop - 1] in GENITIVES:
        stop -= 1
        while first < stop and article.words[first] in BEFORE_NOUNS:
            first += 1
        return article.surface(first, stop)
    owner = stop
    while owner > first and (article.is_capital(owner - 1) or article.words[owner - 1] in ("and", "&", "-")):
        owner -= 1
    while owner < stop and (not article.is_capital(owner) or article.words[owner] in _BEFORE_OWNERS):
        owner += 1
    return article.surface(owner, stop)


def _place(article: Article, first: int, stop: int) -> str:
    while first < stop and article.words[first] in BEFORE_NOUNS:
        first += 1
    stop = next((i for i in range(first + 1, stop) if article.words[i] in _SINCE), stop)
    return article.surface(first, stop)


def office_of(article: Article, phrase: Phrase) -> tuple[str, str]:
    """The fullest office that a phrase tells: before the name, else in an apposition, else of the description."""
    found = ("", "")
    if phrase.before is not None:
        stop = (
            phrase.complement[1] if phrase.complement and phrase.complement[1] <= phrase.before[1] else phrase.before[1]
        )
        stop = min(stop, _comma(article, phrase.before))
        found = office(article, phrase.before[0], stop)
        if found[0] and not found[1] and phrase.name and phrase.complement and phrase.complement[0] >= phrase.name[1]:
            found = found[0], _place(article, phrase.complement[0] + 1, phrase.complement[1])
    elif phrase.name is None:
        found = office(article, *phrase.mention)
    for beside in phrase.appositions:
        if found[0] and found[1]:
            break
        told = office_of(article, beside) if beside.before or beside.name is None else ("", "")
        if told[0] and (not found[0] or told[1]):
            found = told
    return found


def _comma(article: Article, words: Words) -> int:
    return next((i for i in range(*words) if article.words[i] == ","), words[1])
