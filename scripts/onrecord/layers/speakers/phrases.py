"""Noun phrases that mean somebody: their mention, name, description, office, and who they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.layers.speakers.article import Article, Words
from onrecord.layers.speakers.proper_names import PREPOSITIONS, find_name
from onrecord.layers.speakers.vocabulary import (
    COUNTS,
    GENITIVES,
    NOUNS,
    PRONOUNS,
    SUFFIXES,
)

_RELATIVES = frozenset("who which that whose whom where when".split())
_STOPS = frozenset([",", "(", ")", ";", ":", "—", "–", "―", "“", "”", '"'])
_BEFORE = _STOPS | {"'", "’", "‘", "by"}  # a phrase, and no part of it
_BEHIND = _STOPS | GENITIVES | {"'", "’", "-"}
_BEHIND_NAMES = _RELATIVES | SUFFIXES | {"of"}
_NO_NAMES = _RELATIVES | PREPOSITIONS


@dataclass(slots=True)
class Phrase:
    """A noun phrase: `mention` is the words that name or describe, `name` the proper name in them, `before` what stands
    before it (a title or description), `head` the noun of a description, `complement` what follows that. `aliases` are
    second names beside it, `appositions` descriptions beside it; `end` is the word after all of this.
    """

    mention: Words
    name: Words | None = None
    before: Words | None = None
    head: int = -1
    complement: Words | None = None
    aliases: list[Words] = field(default_factory=list)
    appositions: list[Phrase] = field(default_factory=list)
    pronoun: bool = False
    aged: bool = False  # an age stands beside it


def read_phrase(article: Article, first: int, stop: int) -> Phrase | None:
    """The phrase in words `[first, stop)`, a source as it is annotated; None where nobody is meant."""
    while first < stop and article.words[first] in _BEFORE:
        first += 1
    while stop > first and article.words[stop - 1] in _BEHIND:
        stop -= 1
    if first >= stop:
        return None
    if stop - first == 1 and article.words[first] in PRONOUNS:
        return Phrase((first, stop), pronoun=True)
    coordinated = article.words[first] in PRONOUNS and article.word(first + 1) in ("and", "or")
    if coordinated or article.words[stop - 1] in _RELATIVES:
        return None
    parts = list(_parts(article, first, stop))
    phrase = _simple(article, *parts[0])
    rest = parts[1:]
    if phrase.name is None and rest and _introduces(article, rest[0]):
        phrase = _described_name(article, phrase, rest[0])
        rest = rest[1:]
    for part in rest:
        if article.words[part[0] - 1] == "," or (phrase.name is not None and article.words[part[0] - 1] == "("):
            _beside(article, phrase, part)
    return phrase


def _parts(article: Article, first: int, stop: int) -> Iterator[Words]:
    """The stretches between commas and parentheses."""
    begin = first
    for i in range(first, stop):
        if article.words[i] in _STOPS and not article.is_nickname(i):
            if begin < i:
                yield begin, i
            begin = i + 1
    if begin < stop:
        yield begin, stop


def _simple(article: Article, first: int, stop: int) -> Phrase:
    """A stretch without commas: a name with what stands before it, or a description."""
    stop = _clause_start(article, first, stop)
    name = find_name(article, first, stop)
    if name is None:
        return _description(article, first, stop)
    end = name[1]
    complement = None
    if end < stop and article.words[end] == "of" and any(map(article.is_capital, range(end, stop))):
        complement, end = (end, stop), stop
    before = (first, name[0]) if first < name[0] else None
    while end < stop and article.words[end] in SUFFIXES:
        end += 1
    return Phrase((first, end), name=name, before=before, head=_head(article, first, name[0]), complement=complement)


def _clause_start(article: Article, first: int, stop: int) -> int:
    """Where a relative or participle clause begins, which is no part of a mention."""
    for i in range(first + 1, stop):
        word = article.words[i]
        if word in _RELATIVES:
            return i
        participle = word.endswith(("ed", "ing")) and len(word) > 4 and not article.is_capital(i)
        if participle and word not in NOUNS and _is_noun(article, i - 1):
            return i
    return stop


def _is_noun(article: Article, i: int) -> bool:
    word = article.words[i]
    return word in NOUNS or (word.endswith("s") and len(word) > 3)


def _head(article: Article, first: int, stop: int) -> int:
    """The last noun of an office, kin or body in a stretch; -1 where there is none."""
    return next((i for i in range(stop - 1, first - 1, -1) if article.words[i] in NOUNS), -1)


def _description(article: Article, first: int, stop: int) -> Phrase:
    """A description: the noun with its complements."""
    complement = next(
        (i for i in range(first + 1, stop) if article.words[i] in PREPOSITIONS and article.words[i - 1] not in COUNTS),
        stop,
    )
    owned = next((i + 1 for i in range(complement - 2, first, -1) if article.words[i] in GENITIVES), first)
    head = _head(article, owned, complement)
    if head < 0:
        head = complement - 1
        while head > first and not article.words[head][0].isalnum():
            head -= 1
    return Phrase((first, stop), head=head, complement=(complement, stop) if complement < stop else None)


def _introduces(article: Article, part: Words) -> bool:
    """Whether what stands behind a comma is the name of who is described before it: "The master, Captain Wren"."""
    name = find_name(article, *part)
    before = part[0] - 2
    if article.is_capital(before) and article.word(before - 1) == "in":
        return False  # places in a row: "polls in Lem, Ost and Ruritania"
    if (
        article.words[part[0] - 1] != ","
        or name is None
        or part[1] - part[0] > 10
        or article.words[part[0]] in ("a", "an")
    ):
        return False
    return name[1] == part[1] or article.words[name[1]] in _BEHIND_NAMES


def _described_name(article: Article, description: Phrase, part: Words) -> Phrase:
    named = _simple(article, *part)
    return Phrase(
        (description.mention[0], named.mention[1]),
        name=named.name,
        before=(description.mention[0], named.name[0]) if named.name else None,
        head=description.head,
        complement=description.complement,
        appositions=[named] if named.head >= 0 else [],
    )


def _beside(article: Article, phrase: Phrase, part: Words) -> None:
    """Take in what stands beside a mention: a second name, an apposition; an age tells nothing here."""
    if article.words[part[0]].isdigit():
        phrase.aged = part[1] - part[0] == 1
        return
    if article.words[part[0]] in _NO_NAMES or _is_party(article, part):
        return
    name = find_name(article, *part)
    leading = article.words[part[0]] in ("a", "an") or (name is not None and name[0] > part[0] + 1)
    if phrase.name is not None and name is not None and name[1] == part[1] and not leading:
        alias = (part[0] if article.words[part[0]] == "the" else name[0], name[1])
        if article.words[part[0] - 1] == "(":
            phrase.aliases.append(alias)  # not the state behind a town: "Ann Lee, a pastor in Lem, Ohio"
    else:
        phrase.appositions.append(_description(article, *part))


def _is_party(article: Article, part: Words) -> bool:
    """Whether words are a party and a place: (D-Ga.)."""
    return article.words[part[0]] in ("d", "r", "i") and article.word(part[0] + 1) in ("-", "–")
