"""What a number counts: the head noun with its modifiers, as tightly as closed word lists can find it."""

from __future__ import annotations

import re

from onrecord.layers.numbers import vocabulary
from onrecord.layers.numbers.nouns import ING_NOUNS, IRREGULAR_PLURALS, NO_MODIFIERS, NO_PLURALS, QUANTIFIERS
from onrecord.layers.numbers.numerals import GAP, Stretch
from onrecord.model import Span
from onrecord.tokens import cuts_grapheme

_WORD = re.compile(
    r"[A-Z][A-Za-z]{0,12}(?:[-‐][A-Z]?[0-9]{1,4}[A-Za-z]{0,3}){1,2}(?![\w-])|(?:Mrs?|Ms|Dr|Sen|Gov|Rep|Gen|St)\.|(?:[^\W\d_]\.){2,4}|[^\W\d_]{1,30}(?:[-‐'’][^\W\d_]{1,30}){0,3}"
)
_GAP = re.compile(GAP)
_OF = re.compile(rf"{GAP}of(?!\w)", re.IGNORECASE)
_DETERMINER = re.compile(rf"{GAP}(?:all|the|its|their|his|her|our|my|your|these|those|this|that)(?!\w)", re.IGNORECASE)
_RECENT = re.compile(rf"{GAP}(?:past|last|first|next|top|only|nearly|about|some|more{GAP}than)(?!\w)", re.IGNORECASE)
_FIGURES = re.compile(rf"{GAP}[0-9][0-9,]*(?![\w.:/-])")
_HYPHENED = re.compile(r"-([a-z]{2,20})(?![\w'’])")
_MOST_MODIFIERS = 4
_MOST_WORDS = 10  # with those that are skipped, so that "one one one …" takes linear time
# What stands between a number and what it counts.
_OPENING = frozenset(" \n\t\r\u00a0\u2009\u202f-")


def find_counted(stretch: Stretch, end: int, kind: str, *, single: bool = False, rate: bool = False) -> Span | None:
    """The span of what the number that ends at `end` counts; `single` says that it is one, `rate` that it is
    one of several (one in five).

    Money, quantities and ordinals count nothing. Percentages and fractions count what they are "of".
    """
    text = stretch.text
    if text[end : end + 1] not in _OPENING:
        return None
    if kind not in ("cardinal", "percent", "fraction"):
        return None
    if rate:
        return _noun(stretch, end, single=False)
    if of := _OF.match(text, end, stretch.end):
        return _noun_of(stretch, of.end(), kind)
    if kind == "fraction" and (determiner := _DETERMINER.match(text, end, stretch.end)):
        return _noun(stretch, determiner.end(), single=True, plural=True, owned=True)
    if kind != "cardinal":
        return None
    hyphened = _HYPHENED.match(text, end, stretch.end)
    if hyphened and hyphened[1] in ("fold", "strong"):
        return None
    if hyphened and (hyphened[1] not in NO_MODIFIERS or hyphened[1] == "point"):
        return None if cuts_grapheme(text, hyphened.end(1)) else Span.of(text, *hyphened.span(1))
    return _noun(stretch, end, single=single)


def _noun_of(stretch: Stretch, start: int, kind: str) -> Span | None:
    """The noun after "of", past determiners and another number: two of the three soldiers."""
    for pattern in (_DETERMINER, _DETERMINER, _RECENT, _FIGURES):
        if skipped := pattern.match(stretch.text, start, stretch.end):
            start = skipped.end()
    return _noun(stretch, start, single=kind != "cardinal", plural=True, owned=True)


def _noun(stretch: Stretch, start: int, *, single: bool, plural: bool = False, owned: bool = False) -> Span | None:
    """The noun phrase that begins at `start`: up to its plural, or, of a single thing, to what ends a phrase."""
    words = _phrase(stretch, start, owned)
    head = _plural_head(words) if plural or not single else None
    if head is None and single:
        head = _single_head(words)
    if head is None or cuts_grapheme(stretch.text, words[head][2]):
        return None
    return Span.of(stretch.text, words[0][1], words[head][2])


def _phrase(stretch: Stretch, start: int, owned: bool) -> list[tuple[str, int, int]]:
    """The words from `start` to the first that no noun phrase holds, without quantifiers and owners at its beginning.

    An owner is a name ("Smith's three aides") or, when `owned`, any possessive: a third of the country's voters.
    """
    words: list[tuple[str, int, int]] = []
    position = start
    for _ in range(_MOST_WORDS):
        if len(words) > _MOST_MODIFIERS:
            break
        gap = _GAP.match(stretch.text, position, stretch.end)
        word = gap and _WORD.match(stretch.text, gap.end(), stretch.end)
        if not word or stretch.text[word.end() : word.end() + 1].isdigit():
            break
        plain = word[0].lower().replace("’", "'")
        position = word.end()
        if plain in vocabulary.CARDINALS and words:
            break
        if not words and (plain in QUANTIFIERS or plain in vocabulary.CARDINALS):
            continue
        if plain in NO_MODIFIERS and word[0] != "US":
            break
        if plain == "times" and not words:
            return [(word[0], *word.span())]
        if plain.endswith("'s") and (owned or word[0][0].isupper()):
            words.clear()
            continue
        words.append((word[0], *word.span()))
    return words


def _plural_head(words: list[tuple[str, int, int]]) -> int | None:
    """The first plural with the plurals that follow it; a hyphen makes an adjective of one, when another follows."""
    heads = [i for i, word in enumerate(words) if is_plural(word[0])]
    head = next((i for i in heads if "-" not in words[i][0]), heads[0] if heads else None)
    while head is not None and head + 1 in heads:
        head += 1
    return head


def _single_head(words: list[tuple[str, int, int]]) -> int | None:
    """The last word of a short phrase that can be a noun; a long phrase without an end says too little."""
    end = next((i for i, word in enumerate(words) if is_plural(word[0])), len(words))
    if end > _MOST_MODIFIERS:
        return None
    for head in range(end - 1, -1, -1):
        plain = words[head][0].lower()
        if plain in ING_NOUNS or not plain.endswith(("ed", "ing", "ly", "'s", "’s", "ous", "ful")):
            return head
    return None


def is_plural(word: str) -> bool:
    """Whether the word reads as a plural noun."""
    plain = word.lower().rsplit("-", 1)[-1]
    if plain in IRREGULAR_PLURALS:
        return True
    if word[:2].isupper() and word[-1] == "s" and word[:-1].isupper():
        return True  # RBIs, MPs
    return (
        len(plain) > 3
        and plain.endswith("s")
        and not plain.endswith(("ss", "us", "is", "'s", "’s"))
        and plain not in NO_PLURALS
    )
