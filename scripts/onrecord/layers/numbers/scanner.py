"""Where an expression of number can begin: one pass with a trie of the words that open one, each in its cases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.layers.lexicon import trie
from onrecord.layers.numbers import currencies, vocabulary

_OPENERS = frozenset((*vocabulary.CARDINALS, *vocabulary.ORDINALS, *vocabulary.VAGUE, "a", "an", "half", "quarter"))
_OPENERS |= {phrase.split(" ")[0] for phrase in vocabulary.LOOSE}
# Articles open a number only before these: a hundred, a few thousand, a third.
_AFTER_ARTICLE = (
    *vocabulary.ROUND, *vocabulary.PARTS, "few", "couple", "half", "quarter", *vocabulary.TENS,
)  # fmt: skip


def _cases(words: Iterable[str]) -> set[str]:
    return {case for word in words for case in (word, word.capitalize(), word.upper())}


_ARTICLES = f"[Aa][Nn]?[ \n](?={trie(_cases(_AFTER_ARTICLE))})"
# Signs of currency that end in a letter stand right before the figures: RM50.
_LETTERED = [sign for sign in currencies.SIGNS if sign[-1].isalpha()]
_SIGNS = "".join(vocabulary.SIGNS)
_OPENING = rf"(?:{trie(_cases(_OPENERS - {'a', 'an'}))})(?![A-Za-z])|{_ARTICLES}|[0-9{_SIGNS}]|\.[0-9]"
# The character before is part of the match: a search for what is no letter or figure is much faster than one for every
# place with a look behind it.
_CANDIDATE = re.compile(rf"[^A-Za-z0-9](?:{_OPENING}|(?P<sign>{trie(_LETTERED)})(?=[0-9]))")
_FIRST = re.compile(_OPENING)
_LETTERED_FIRST = re.compile(rf"(?:{trie(_LETTERED)})(?=[0-9])")


def candidates(text: str, start: int, end: int) -> Iterator[int]:
    """Where an expression can begin between two offsets, in order."""
    if (first := _LETTERED_FIRST.match(text, start, end)) and (start == 0 or not text[start - 1].isalnum()):
        yield first.end()
    elif _FIRST.match(text, start, end) and not (start and (text[start - 1].isalnum())):
        yield start
    for match in _CANDIDATE.finditer(text, start, end):
        yield match.end() if match["sign"] else match.start() + 1
