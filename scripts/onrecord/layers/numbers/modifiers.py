"""Words that qualify a number: more than 92,000 · up to $5 · 500 or so."""

from __future__ import annotations

import re

from onrecord.layers.numbers.numerals import GAP, Stretch
from onrecord.layers.numbers.vocabulary import MODIFIERS_AFTER, MODIFIERS_BEFORE, TOPIC_OPENERS
from onrecord.model import Span

_REACH = 28  # characters: "slightly more than an "


def _pattern(phrases: list[str]) -> str:
    escaped = (re.escape(phrase).replace(r"\ ", GAP) for phrase in sorted(phrases, key=len, reverse=True))
    return "|".join(escaped)


_BEFORE = {phrase: name for name, phrases in MODIFIERS_BEFORE.items() for phrase in phrases}
_AFTER = {phrase: name for name, phrases in MODIFIERS_AFTER.items() for phrase in phrases}
_BEFORE_PATTERN = re.compile(
    rf"(?<![\w-])(?P<phrase>{_pattern([p for p in _BEFORE if p[-1].isalpha() or p[-1] == '.'])})(?:{GAP}an?)?{GAP}\Z"
    rf"|(?P<sign>[~≈])\s?\Z",
    re.IGNORECASE,
)
_AFTER_PATTERN = re.compile(rf"(?P<gap>\s{{0,3}})(?P<phrase>{_pattern(list(_AFTER))})(?!\w)", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"(\w+)\s+\Z")
# Prepositions and "some", which only qualify where nothing before makes them open a topic or place.
_PREPOSITIONS = frozenset("about over above under below around near some".split())


def find_modifier(stretch: Stretch, start: int, end: int, floor: int) -> tuple[str, Span] | None:
    """The modifier of the number `[start, end)` and its span, which lies outside the number's."""
    text = stretch.text
    if before := _BEFORE_PATTERN.search(text, max(floor, start - _REACH), start):
        group = before.lastgroup or "phrase"
        phrase = " ".join(before[group].lower().split())
        if not (phrase in _PREPOSITIONS and _opens_topic(text, before.start(), floor)):
            return _BEFORE[phrase], Span.of(text, *before.span(group))
    after = _AFTER_PATTERN.match(text, end, stretch.end)
    if after and (after["gap"] == "") == (after["phrase"][0] in "+-"):
        phrase = " ".join(after["phrase"].lower().split())
        return _AFTER[phrase], Span.of(text, *after.span("phrase"))
    return None


def _opens_topic(text: str, start: int, floor: int) -> bool:
    word = _WORD_BEFORE.search(text, max(floor, start - _REACH), start)
    return word is not None and word[1].lower() in TOPIC_OPENERS
