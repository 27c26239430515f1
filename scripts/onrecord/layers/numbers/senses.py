"""Which "first", "second", "one" and "half" are numbers (guidelines 6.5 and 6.6)."""

from __future__ import annotations

import re

from onrecord.layers.lexicon import load_lexicon
from onrecord.layers.numbers.nouns import NO_MODIFIERS
from onrecord.layers.numbers.numerals import Stretch
from onrecord.layers.numbers.sides import Expression

_REACH = 32

_FEW = "[0-9]|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|a dozen)\\b"
_RATIO = re.compile(rf"\s(?:of\s|every\s)?(?:{_FEW})")
# The number of which "one" is one: of three men, of their previous 14 games.
_OF_THESE = re.compile(rf"\s{{1,3}}(?:[a-z'’]{{2,10}}\s{{1,3}}){{0,3}}(?:{_FEW})", re.IGNORECASE)
_NEXT = re.compile(r"(?P<joint>\s{1,3}|-)(?P<word>[^\W\d_]{1,30})(?P<clitic>['’](?!s\b)\w{1,2})?")
_BEFORE = re.compile(r"(?P<word>[\w'’]{1,20})(?P<joint>\s{1,3}|-)\Z")
_SENSES = {name: frozenset(words.split()) for name, words in load_lexicon("numbers/senses").items()}
_DETERMINERS, _TIME_BEFORE = _SENSES["determiners"], _SENSES["time_before"]
_LEXICAL, _FIXED, _VERBS = _SENSES["lexical"], _SENSES["fixed"], _SENSES["verbs"]
_OWNERS = frozenset("his her their its our my your a".split())
_PRONOUN_BEFORE, _IDIOM_AFTER = _SENSES["pronoun_before"], _SENSES["idiom_after"]
_OWNER_BEFORE = _PRONOUN_BEFORE - {"the", "other", "some"}


def is_rank(stretch: Stretch, expression: Expression) -> bool:
    """Whether an ordinal ranks something, and is no adverb, unit of time or part of a name."""
    text, start, end = stretch.text, expression.start, expression.end
    surface = text[start:end]
    before, after = _before(stretch, start), _NEXT.match(text, end, stretch.end)
    word = after["word"] if after else ""
    if after and after["joint"] == "-":
        return word.lower() not in _LEXICAL and before[1] != "-"
    if word.lower() in _FIXED or before[1] == "-":
        return False
    if (
        word[:1].isupper()
        and not stretch.title
        and before[0] not in _OWNERS
        and (surface[0].isupper() or surface[0].isdigit())
    ):
        return False
    if surface[0].isdigit():
        return True
    lone = surface.lower()
    if (
        lone == "second"
        and before[0] in _TIME_BEFORE
        and (not word or word.lower() in NO_MODIFIERS or before[0] != "a")
    ):
        return False
    if before[0] in _DETERMINERS or before[0].endswith(("'s", "’s", "s'", "s’")):
        return True
    return (
        bool(word)
        and not surface[0].isupper()
        and not _is_verbal(word)
        and before[0] not in ("at", "was", "were", "who")
    )


def is_count(stretch: Stretch, expression: Expression) -> bool:
    """Whether "one" counts; as a pronoun it does not."""
    text, start, end = stretch.text, expression.start, expression.end
    after = _NEXT.match(text, end, stretch.end)
    if expression.unit or text[start:end].lower() != "one":
        return True
    if not after or after["clitic"] or after["joint"] == "-":
        return False
    before, word = _before(stretch, start)[0], after["word"].lower()
    if before == "only" and text[max(0, start - 9) : start].lower() == "the only ":
        return False
    if word in ("of", "in", "out"):
        following = (_OF_THESE if word == "of" else _RATIO).match(text, after.end(), stretch.end)
        return before not in _PRONOUN_BEFORE and following is not None
    if before in _OWNER_BEFORE or word in _IDIOM_AFTER or (word == "point" and before == "at"):
        return False
    if word in ("more", "other"):
        return True
    return word not in NO_MODIFIERS and not (word.endswith("s") and not word.endswith(("ss", "us", "is")))


def is_part(stretch: Stretch, expression: Expression) -> bool:
    """Whether "half" is a fraction, and no part of a game, a quarter or a year."""
    return _before(stretch, expression.start)[0] not in _SENSES["halves_before"]


def _before(stretch: Stretch, start: int) -> tuple[str, str]:
    """The word before and what joins it; empty at the beginning."""
    match = _BEFORE.search(stretch.text, max(stretch.start, start - _REACH), start)
    return (match["word"].lower(), match["joint"]) if match else ("", "")


def _is_verbal(word: str) -> bool:
    plain = word.lower()
    return plain in _VERBS or plain in NO_MODIFIERS or plain.endswith("ed")
