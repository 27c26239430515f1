"""Words of change at a number: rose 5 percent · cut by $3 · a 5 percent increase · a drop of 3 points."""

from __future__ import annotations

import re

from onrecord.layers.lexicon import by_phrase, load_lexicon
from onrecord.layers.numbers.neighbours import Word
from onrecord.layers.numbers.numerals import Stretch
from onrecord.layers.numbers.sides import Expression
from onrecord.model import Span

_CHANGE = load_lexicon("numbers/modifiers")["change"]


_VERBS = by_phrase(_CHANGE["verbs"])
_NOUNS = by_phrase(_CHANGE["nouns"])
_AFTER = by_phrase(_CHANGE["after"])
_TRANSITIVE = frozenset(_CHANGE["transitive"]["words"].split())
_AMOUNTS = frozenset(_CHANGE["amounts"]["words"].split())
_MARGINS = frozenset(_CHANGE["margins"]["words"].split())
_FILLERS = frozenset(_CHANGE["fillers"]["words"].split())
_POINTS = frozenset("points point".split())
# Whoever gains 16 percent of these has not grown by it.
_SHARES = frozenset("vote votes".split())

_BEHIND = 48
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NEXT_WORDS = re.compile(r"(?:[\s-]{1,2}[^\W\d_]+(?:['’-][^\W\d_]+)*){1,4}")
# "grew up", "set up 5 camps": no change.
_IDIOMS = frozenset(_CHANGE["idioms"]["words"].split())
_MOST_FILLERS = 3
_MOST_OBJECT = 4
_ARTICLES = frozenset("a an the".split())
_MEASURING = frozenset("percent money quantity cardinal fraction".split())
_ADVERBS = frozenset("up down off higher lower".split())
# After a number, words that may stand between it and its noun of change are no function words.
_NO_NOUNS = frozenset(
    "of in on at by for from with to and or but than as is was are were has have had that which who will the".split()
)


def find_change(
    stretch: Stretch, found: Expression, before: list[Word], counted: Span | None
) -> tuple[str, Span] | None:
    """Which way what the number measures has changed by it, and the word that says so."""
    if found.kind not in _MEASURING or (found.value is None and found.low is None):
        return None
    behind = found.end
    if stretch.text.startswith("-fold", behind):
        behind += len("-fold")
    elif found.kind == "cardinal":
        if counted is None or counted.text.lower() not in _POINTS:
            return _before(stretch, found, before, counted)
        behind = counted.end
    return _before(stretch, found, before, counted) or _after(stretch, found, behind)


def is_after_verb(before: list[Word]) -> bool:
    """Whether a verb of change is the last of the words `before` a number."""
    return bool(before) and before[-1].plain in _VERBS


def _before(stretch: Stretch, found: Expression, words: list[Word], counted: Span | None) -> tuple[str, Span] | None:
    by = False
    for back in range(len(words) - 1, max(-1, len(words) - 2 - _MOST_FILLERS), -1):
        word = words[back].plain
        if word == "of":
            if back and words[back - 1].plain in _FILLERS:
                continue
            noun = _NOUNS.get(words[back - 1].plain) if back else None
            return (noun, Span.of(stretch.text, words[back - 1].start, words[back - 1].end)) if noun else None
        phrase = f"{words[back - 1].plain} {word}" if back else ""
        for text, first in ((phrase, back - 1), (word, back)):
            way = _VERBS.get(text)
            if way and _says_change(text, words[first - 1].plain if first > 0 else "", found, counted, by):
                return way, Span.of(stretch.text, words[first].start, words[back].end)
        if word in _VERBS or not (word in _FILLERS or word.endswith("ly")):
            return _of_object(stretch, words[: back + 1]) if by and word not in _VERBS else None
        if word == "by" and back == len(words) - 2 and words[-1].plain in _ARTICLES and found.kind != "fraction":
            return None  # raised by a 3,000-strong group
        by = by or word == "by"
    return None


def _of_object(stretch: Stretch, words: list[Word]) -> tuple[str, Span] | None:
    """The verb whose object stands between it and "by": cut its costs by 10 percent."""
    for word in reversed(words[-_MOST_OBJECT - 1 :]):
        way = _VERBS.get(word.plain) or _NOUNS.get(word.plain)
        if way and word.plain not in _ADVERBS:
            return way, Span.of(stretch.text, word.start, word.end)
    return None


def _says_change(word: str, before: str, found: Expression, counted: Span | None, by: bool) -> bool:
    if word in ("up", "down", "off") and before in _IDIOMS:
        return False
    if by:
        return word not in _MARGINS
    if counted is not None and counted.text.lower() in _SHARES and word in _TRANSITIVE:
        return False
    points = counted is not None and counted.text.lower() in _POINTS
    if word in _AMOUNTS and found.kind in ("money", "quantity"):
        return found.unit[:1] == "c"
    if found.kind in ("percent", "money") or points:
        return True
    if found.kind == "quantity":
        return word not in _TRANSITIVE and found.unit != "a"
    return word not in _TRANSITIVE or (counted is None and (word in ("up", "down") or (word == "off" and not before)))


def _after(stretch: Stretch, found: Expression, behind: int) -> tuple[str, Span] | None:
    """The noun or adverb after the number: a 5 percent pay rise, 5 percent higher."""
    text = stretch.text
    following = _NEXT_WORDS.match(text, behind, min(stretch.end, behind + _BEHIND))
    if not following:
        return None
    words = list(_WORD.finditer(text, following.start(), following.end()))
    first = words[0][0].lower()
    if (
        first in _AFTER
        and found.kind != "quantity"
        and not (first in ("above", "below", "better") and found.kind == "fraction")
    ):
        return _AFTER[first], Span.of(text, *words[0].span())
    plains = [word[0].lower() for word in words]
    for word, plain in zip(words, plains, strict=True):
        if plain in _NOUNS:
            if plains[-1] == "rate" or "rate" in plains[plains.index(plain) : plains.index(plain) + 2]:
                return None  # a growth rate of 5 percent
            return _NOUNS[plain], Span.of(text, *word.span())
        if plain in _NO_NOUNS or plain in _VERBS:
            break
    return None
