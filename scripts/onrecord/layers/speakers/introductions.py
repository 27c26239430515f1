"""Who is introduced where: names with the titles, descriptions and appositions around them."""

from __future__ import annotations

from onrecord.layers.speakers.article import Article, Words
from onrecord.layers.speakers.bodies import means_body
from onrecord.layers.speakers.entities import core, titles_before
from onrecord.layers.speakers.named import Named
from onrecord.layers.speakers.phrases import Phrase, read_phrase
from onrecord.layers.speakers.vocabulary import (
    ARTICLES,
    BEFORE_NOUNS,
    DESCRIBED_AS,
    GENITIVES,
    HONORIFICS,
    KIN,
    LEADING,
    ORGANISATIONS,
    ROLES,
    SOMEBODY,
    TITLES,
)

_OPENING = LEADING | ARTICLES
_TITLES = TITLES | ARTICLES
_DESCRIBING = SOMEBODY | KIN | ORGANISATIONS


def introduce(article: Article, named: Named) -> None:
    """Make known everybody who is introduced by a full name, by a title and a name, or as a body, source or not."""
    full: list[Words] = []
    short: list[Words] = []
    for run in article.names:
        begin = without_titles(article, run)
        (full if run[1] - begin > 1 or _is_described(article, begin) else short).append((begin, run[1]))
    for begin, stop in sorted(full, key=lambda words: words[0] - words[1]):
        _make_known(article, named, begin, stop)
    for begin, stop in short:
        words, titles = core(article, (begin, stop)), titles_before(article, begin)
        announced = article.word(begin - 1) in HONORIFICS or means_body(article, words, begin, titles)
        if announced and named.find(words, begin, titles) is None:
            _make_known(article, named, begin, stop)


def _make_known(article: Article, named: Named, begin: int, stop: int) -> None:
    phrase = phrase_around(article, begin, stop)
    if phrase is not None and phrase.name is not None:
        named.register.learn(named.entity(phrase), phrase)


def _is_described(article: Article, begin: int) -> bool:
    """Whether a description and a comma stand before a name: "the operator, Vestrail"."""
    return (
        article.together(begin - 2, begin)
        and article.words[begin - 1] == ","
        and _described_start(article, begin - 2) >= 0
    )


def without_titles(article: Article, run: Words) -> int:
    """The first word of a run of capitals behind the titles that open it."""
    first, stop = run
    begin = first
    for i in range(first, stop - 1):
        if article.words[i] not in _OPENING:
            break
        if article.words[i] in _TITLES:
            begin = i + 1
    return begin


def opens_title(article: Article, run: Words) -> bool:
    """Whether a run of capitals is the body in somebody's title: "Calder Bridge defender Ann Lee"."""
    i = run[1]
    while article.together(i, run[0]) and article.words[i] in LEADING:
        i += 1
    return i > run[1] and article.together(i, run[0]) and article.is_named(i) and article.words[i - 1] in ROLES


def phrase_around(article: Article, begin: int, stop: int) -> Phrase | None:
    """The phrase of a name in words `[begin, stop)`, with the description before it and an apposition behind it."""
    first = title_start(article, begin)
    if article.together(first - 2, begin) and article.words[first - 1] == ",":
        start = _described_start(article, first - 2)
        first = start if start >= 0 else first
    end = stop
    while article.together(end, begin) and article.words[end] in (",", "(") and end + 2 < article.size:
        close = next(
            (i for i in range(end + 1, min(end + 14, article.size)) if article.words[i] in (",", ".", ")", ";", "—")),
            -1,
        )
        opener = article.words[end + 1]
        if close < 0 or not (
            opener in ("a", "an", "the") or opener.isdigit() or opener in ROLES or article.words[end] == "("
        ):
            break
        end = close + (article.words[close] == ")")
    return read_phrase(article, first, end)


def _described_start(article: Article, last: int) -> int:
    """Where a description that ends with word `last` and stands before a name and comma begins; -1 for none."""
    found = any(article.words[i] in _DESCRIBING and not article.is_capital(i) for i in (last, last - 1))
    for i in range(last, max(last - 12, -1), -1):
        word = article.words[i]
        if not article.together(i, last) or word in (",", ".", "“", '"', ";", ":", "—"):
            return -1
        found = found or (word in _DESCRIBING and article.word(i + 1) in ("of", "for", "at"))
        if word in BEFORE_NOUNS and article.word(i - 1) not in ("of", "for", "at", "in"):
            return i if found else -1
        if word in GENITIVES and found and not article.is_capital(i + 1):
            first = article.name_around(i - 1)[0] if article.is_capital(i - 1) else i - 1
            return first - 1 if article.word(first - 1) in ARTICLES and article.together(first - 1, i) else first
    return -1


def title_start(article: Article, begin: int) -> int:
    """Where the titles before a name begin, with the article and the body before them."""
    first = begin
    while article.together(first - 1, begin) and article.words[first - 1] in LEADING:
        first -= 1
    while first < begin and not any(article.words[i] in TITLES for i in range(first, begin)):
        first += 1
    titled = first < begin
    if (
        titled
        and article.words[begin - 1] in HONORIFICS
        and first == begin - 1
        and article.word(first - 1) not in ARTICLES
    ):
        return first
    if titled and article.words[begin - 1] in ROLES:
        while (
            article.together(first - 1, begin)
            and article.is_named(first - 1)
            and article.words[first - 1] not in HONORIFICS
        ):
            first -= 1
        if article.together(first - 1, begin) and article.words[first - 1] in BEFORE_NOUNS:
            first -= 1
    elif article.together(first - 1, begin) and article.words[first - 1] == "the":
        first -= 1
    return _sort_start(article, first) if first == begin or article.words[first] == "the" else first


def _sort_start(article: Article, begin: int) -> int:
    """Where "the newspaper", "the technology site" begins before a name; `begin` where no sort of body is told."""
    if article.word(begin - 1) not in DESCRIBED_AS or article.is_capital(begin - 1):
        return begin
    for i in range(begin - 2, max(begin - 5, -1), -1):
        if not article.together(i, begin) or not article.words[i].isalpha():
            break
        if article.words[i] in ARTICLES:
            return i
    return begin
