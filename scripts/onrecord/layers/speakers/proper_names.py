"""Proper names in a stretch of words: capitals with the small words between them, behind titles and descriptions."""

from __future__ import annotations

from onrecord.layers.speakers.article import Article, Words
from onrecord.layers.speakers.vocabulary import (
    ARTICLES,
    BODIES,
    DESCRIBED_AS,
    LINKS,
    NOUNS,
    OPENERS,
    PARTICLES,
    ROLES,
    SOMEBODY,
    SUFFIXES,
    TITLES,
)

_COMMON = NOUNS | OPENERS
_SMALL_TAIL = 2  # small words at the end of a name
_OF_PLACES = ("an", "ese", "ish", "ic", "ch", "s")  # adjectives: "the German company" is no name
PREPOSITIONS = frozenset("of for at from in with on to by within among behind close familiar".split())


def find_name(article: Article, first: int, stop: int) -> Words | None:
    """The proper name in a stretch: capitals with the small words between them, behind titles and descriptions. What
    stands behind a preposition names somebody else: "the mayor of Lem".
    """
    of = next((i for i in range(first + 1, stop) if _opens_complement(article, i)), stop)
    end = of
    while end > first + 2 and article.words[end - 1] in SUFFIXES:
        end -= 1
    name = _capitals(article, first, end) or _with_sort(article, first, end)
    if name is None or (of < stop and name[1] - name[0] == 1 and article.words[name[0]] in ROLES):
        return None  # "Secretary of the Council"
    return name[0], end + 1 if end < of and article.words[end] in ("jr", "sr", "ii", "iii") else end


def _opens_complement(article: Article, i: int) -> bool:
    """Whether a preposition parts a description from what it is of, and is not inside a name: "Assembly of River
    States".
    """
    if article.words[i] not in PREPOSITIONS:
        return False
    if article.words[i] not in LINKS or not (article.is_capital(i - 1) and article.is_capital(i + 1)):
        return True
    before = article.name_around(i - 1)[0]
    return not any(article.words[k] in BODIES for k in range(before, i))


def _capitals(article: Article, first: int, last: int) -> Words | None:
    """The capitals that end with the word before `last`; None when they are an office, or there are none."""
    begin = last
    while begin > first and _in_name(article, begin - 1, first, last):
        begin -= 1
    while begin < last and not article.is_capital(begin) and article.words[begin] not in PARTICLES:
        begin += 1
    if article.words[last - 1] not in BODIES:
        titles = (
            i for i in range(last - 2, begin - 1, -1) if article.words[i] in TITLES and not article.is_joined(i + 1)
        )
        begin = next(titles, begin - 1) + 1
    while begin < last - 1 and article.words[begin] in ARTICLES:
        begin += 1
    if begin >= last or not any(article.is_capital(i) for i in range(begin, last)):
        return None
    if last - begin == 1 and _is_common(article, begin):
        return None
    if article.segment_of[begin] == article.headline and article.words[last - 1] in SOMEBODY:
        return None  # "Union Chief": capitals that a headline has for its own sake
    return begin, last


def _with_sort(article: Article, first: int, last: int) -> Words | None:
    """A name with the small noun behind it that tells the sort of body: "the Harbinger news agency"."""
    if article.words[first] not in ARTICLES or article.words[last - 1] not in DESCRIBED_AS:
        return None
    small = last - 1
    while small > first + 1 and not article.is_capital(small - 1):
        small -= 1
    proper = all(map(article.is_capital, range(first + 1, small))) and last - small <= _SMALL_TAIL
    if small == first + 1 or not proper or article.words[small - 1].endswith(_OF_PLACES):
        return None
    return first + 1, last


def _is_common(article: Article, i: int) -> bool:
    """Whether a lone capital is a common noun that opens a sentence or stands in a headline."""
    word = article.words[i]
    opening = article.opens_sentence(i) or article.opens_sentence(i - 1) or article.segment_of[i] == article.headline
    if not opening:
        return False
    if word in _COMMON:
        return True
    elsewhere = (
        k for k in article.positions[word] if k != i and article.is_capital(k) and not article.opens_sentence(k)
    )
    return word.endswith("s") and next(elsewhere, None) is None


def _in_name(article: Article, i: int, first: int, last: int) -> bool:
    word = article.words[i]
    if article.is_capital(i) or article.is_joined(i) or (article.is_joined(i - 1) and article.is_capital(i - 2)):
        return True
    if article.is_nickname(i):
        return True
    inside = first < i < last - 1
    if inside and word in LINKS:
        return article.is_capital(i - 1) and (article.is_capital(i + 1) or article.words[i + 1] in LINKS)
    leading = (
        word in PARTICLES and i < last - 1 and (article.is_capital(i + 1) or _in_name(article, i + 1, first, last))
    )
    return (
        leading or (word in ("'", "’") and inside) or (word.isdigit() and i == last - 1 and article.is_capital(i - 1))
    )
