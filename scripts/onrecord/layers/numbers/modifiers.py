"""Words that qualify a number: more than 92,000 · up to $5 · 500 or so; the nearest says most."""

from __future__ import annotations

import re

from onrecord.layers.lexicon import by_phrase, folded, load_lexicon
from onrecord.layers.numbers.changes import find_change
from onrecord.layers.numbers.neighbours import Word
from onrecord.layers.numbers.numerals import GAP, Stretch
from onrecord.layers.numbers.sides import Expression
from onrecord.model import Span

_TABLES = load_lexicon("numbers/modifiers")


_BEFORE = by_phrase(_TABLES["before"])
_AFTER = by_phrase(_TABLES["after"])
_MOST_WORDS = max(phrase.count(" ") + 1 for phrase in _BEFORE)
_SIGN_BEFORE = re.compile(r"(?<!\w)(?P<sign>[~≈±∼<>≥≤⩾⩽]|[<>]=|c\.)\s?\Z")
_AFTER_PATTERN = re.compile(
    r"(?P<gap>\s{0,3})(?P<phrase>"
    + "|".join(re.escape(phrase).replace(r"\ ", GAP) for phrase in sorted(_AFTER, key=len, reverse=True))
    + rf")(?!\w|{GAP}(?:(?:than|the|an?)\b|[0-9$€£]))",
    re.IGNORECASE,
)
_OPENS_AFTER = frozenset(phrase[0] for phrase in _AFTER)
_LONE_SIGNS = frozenset("~ ≈ ± ∼ < > ≥ ≤ <= >= c.".split())
# Prepositions and "some", which only qualify where nothing before makes them open a topic or place.
_PREPOSITIONS = frozenset(_TABLES["topics"]["prepositions"].split())
_LED = frozenset(_TABLES["topics"]["led"].split())
_TOPIC_OPENERS = frozenset(_TABLES["topics"]["openers"].split())


Modifier = tuple[str, Span]


def find_modifier(
    stretch: Stretch, found: Expression, before: list[Word], behind: Modifier | None, counted: Span | None
) -> Modifier | None:
    """The modifier of the number, by the words `before` it and those `behind`, and its span outside the number's."""
    return (
        _before(stretch, found.start, before)
        or behind
        or (_behind(stretch, counted) if counted else None)
        or find_change(stretch, found, before, counted)
    )


def _before(stretch: Stretch, start: int, before: list[Word]) -> tuple[str, Span] | None:
    text = stretch.text
    if not before or before[-1].plain in _LONE_SIGNS:
        sign = _SIGN_BEFORE.search(text, max(stretch.start, start - 4), start)
        return (_BEFORE[sign["sign"]], Span.of(text, *sign.span("sign"))) if sign else None
    words = before
    if len(words) > 1 and words[-1].plain in ("a", "an") and f"{words[-2].plain} {words[-1].plain}" not in _BEFORE:
        words = words[:-1]
    for first in range(max(0, len(words) - _MOST_WORDS), len(words)):
        phrase = " ".join(word.plain for word in words[first:])
        if phrase in _BEFORE:
            if phrase == "up to" and first and words[first - 1].plain in _LED:
                return None
            if phrase == "over" and text[max(0, words[first].start - 2) : words[first].start - 1].isdigit():
                return None  # 120 over 80
            if phrase in _PREPOSITIONS and first and words[first - 1].plain in _TOPIC_OPENERS:
                return None
            return _BEFORE[phrase], Span.of(text, words[first].start, words[-1].end)
    return None


def modifier_after(stretch: Stretch, end: int) -> Modifier | None:
    """What qualifies the number that ends at `end` right behind it: 500 or so, 5+."""
    text = stretch.text
    following = text[end : end + 1]
    if not (following.isspace() or following in "-+⁺i") or not following:
        return None
    after = _AFTER_PATTERN.match(text, end, stretch.end)
    if after and (after["gap"] == "") == (after["phrase"][0] in "+-⁺i"):
        return _AFTER[" ".join(folded(after["phrase"]).split())], Span.of(text, *after.span("phrase"))
    return None


def _behind(stretch: Stretch, counted: Span) -> tuple[str, Span] | None:
    """What qualifies the number after the noun that it counts: five people or more."""
    after = modifier_after(stretch, counted.end)
    return after if after and after[1].text.lower().startswith(("or ", "and ", "at ")) else None
