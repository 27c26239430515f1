"""Words that qualify a number: more than 92,000 · up to $5 · 500 or so; the nearest says most."""

from __future__ import annotations

import re

from onrecord.layers.lexicon import load_lexicon
from onrecord.layers.numbers.changes import find_change
from onrecord.layers.numbers.numerals import GAP, Stretch
from onrecord.layers.numbers.sides import Expression
from onrecord.model import Span

_REACH = 40  # characters: "in the neighborhood of an "
_TABLES = load_lexicon("numbers/modifiers")


def _table(rows: dict[str, str]) -> dict[str, str]:
    return {" ".join(phrase.split()): name for name, phrases in rows.items() for phrase in phrases.split("|")}


_BEFORE = _table(_TABLES["before"])
_AFTER = _table(_TABLES["after"])
_MOST_WORDS = max(phrase.count(" ") + 1 for phrase in _BEFORE)
_WORDS_BEFORE = re.compile(rf"(?:(?<![\w-])[A-Za-z.]{{1,14}}{GAP}){{1,{_MOST_WORDS + 1}}}\Z")
_SIGN_BEFORE = re.compile(r"(?<!\w)(?P<sign>[~≈±∼<>≥≤⩾⩽]|[<>]=|c\.)\s?\Z")
_WORD = re.compile(r"[A-Za-z.]+")
_AFTER_PATTERN = re.compile(
    r"(?P<gap>\s{0,3})(?P<phrase>"
    + "|".join(re.escape(phrase).replace(r"\ ", GAP) for phrase in sorted(_AFTER, key=len, reverse=True))
    + r")(?!\w)",
    re.IGNORECASE,
)
_OPENS_AFTER = frozenset(phrase[0] for phrase in _AFTER)
_WORD_BEFORE = re.compile(r"(\w+)\s+\Z")
# Prepositions and "some", which only qualify where nothing before makes them open a topic or place.
_PREPOSITIONS = frozenset(_TABLES["topics"]["prepositions"].split())
_TOPIC_OPENERS = frozenset(_TABLES["topics"]["openers"].split())


def find_modifier(stretch: Stretch, found: Expression, counted: Span | None, floor: int) -> tuple[str, Span] | None:
    """The modifier of the number and its span, which lies outside the number's."""
    return (
        _before(stretch, found.start, floor)
        or _after(stretch, found.end)
        or (_behind(stretch, counted) if counted else None)
        or find_change(stretch, found, counted, floor)
    )


def _before(stretch: Stretch, start: int, floor: int) -> tuple[str, Span] | None:
    text, low = stretch.text, max(floor, start - _REACH)
    words = _WORDS_BEFORE.search(text, low, start)
    if not words:
        sign = _SIGN_BEFORE.search(text, low, start)
        return (_BEFORE[sign["sign"]], Span.of(text, *sign.span("sign"))) if sign else None
    spans = [word.span() for word in _WORD.finditer(text, words.start(), words.end())]
    plain = [text[a:b].lower() for a, b in spans]
    if plain[-1] in ("a", "an") and len(plain) > 1 and " ".join(plain[-2:]) not in _BEFORE:
        spans, plain = spans[:-1], plain[:-1]
    for first in range(max(0, len(plain) - _MOST_WORDS), len(plain)):
        phrase = " ".join(plain[first:])
        if phrase in _BEFORE:
            begin = spans[first][0]
            if phrase in _PREPOSITIONS and _opens_topic(text, begin, floor):
                return None
            return _BEFORE[phrase], Span.of(text, begin, spans[-1][1])
    return None


def _after(stretch: Stretch, end: int) -> tuple[str, Span] | None:
    text = stretch.text
    following = text[end : end + 1]
    if not (following.isspace() or following in "-+⁺i") or not following:
        return None
    after = _AFTER_PATTERN.match(text, end, stretch.end)
    if after and (after["gap"] == "") == (after["phrase"][0] in "+-⁺i"):
        return _AFTER[" ".join(after["phrase"].lower().split())], Span.of(text, *after.span("phrase"))
    return None


def _behind(stretch: Stretch, counted: Span) -> tuple[str, Span] | None:
    """What qualifies the number after the noun that it counts: five people or more."""
    after = _after(stretch, counted.end)
    return after if after and after[1].text.lower().startswith(("or ", "and ", "at ")) else None


def _opens_topic(text: str, start: int, floor: int) -> bool:
    word = _WORD_BEFORE.search(text, max(floor, start - _REACH), start)
    return word is not None and word[1].lower() in _TOPIC_OPENERS
