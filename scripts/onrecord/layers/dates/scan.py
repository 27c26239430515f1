"""Where expressions of time stand in a paragraph: matches of the pattern that are dates in their context."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.layers.dates.patterns import EXPRESSION, TRIGGER
from onrecord.layers.dates.readers import read
from onrecord.layers.dates.reading import Reading
from onrecord.layers.dates.vocabulary import MONTHS

_WINDOW = 300
_REACH = 60  # code points from a verb that looks ahead to what it governs
_BEFORE = re.compile(r"([A-Za-z]+)[\s(]{1,3}\Z")
_DAY_RANGE = re.compile(r"\s?[-–—]\s?((?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?)(?![\d%]|[.,]\d)")
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[\"“‘]?[A-Z])|\n")
# What the last verb before an expression says: a form that looks ahead, with the participle that it governs, or a past.
_VERB = re.compile(
    r"\b(?P<ahead>(?:will|would|could|won['’]t|going\s+to|plans?\s+to|expect(?:s|ed)?\s+to|scheduled|due|set\s+to|slated)"
    r"\b(?:\s+not)?(?:\s+be)?(?:\s+\w{1,20}(?:ed|en))?)"
    r"|\b(?:was|were|had|did|has|have|\w{1,20}ed|said|told|wrote|made|came|went|rose|fell|took|began|held)\b",
    re.IGNORECASE,
)
_YEAR_CONTEXT = frozenset(
    "in since by of from until till to through during for late early mid before after around and between "
    "fiscal year or the than spring summer fall autumn winter election season world about circa than".split()
)
_MONTH_CONTEXT = frozenset(
    "in of since by last next this until till from late early mid and to through during for before after "
    "between".split()
)
_CLOCK_CONTEXT = frozenset("at by around until till from to about before after between since and".split())


@dataclass(frozen=True, slots=True)
class Found:
    """An expression at `[start, end)` with its reading; `ahead` when the verb before it looks ahead."""

    start: int
    end: int
    reading: Reading
    ahead: bool


def scan(text: str, start: int, end: int) -> Iterator[Found]:
    """The expressions of the sentence `text[start:end]`, in order."""
    if not TRIGGER.search(text, start, end):
        return
    for match in EXPRESSION.finditer(text, start, end):
        kind = match.lastgroup or ""
        first, last = match.span()
        if not _fits(text, match, kind, start):
            continue
        reading = read(kind, match.group())
        if reading is None:
            continue
        ahead = looks_ahead(text, first)
        if kind == "years":
            yield Found(first, first + 4, reading, ahead)
            yield Found(first + 5, last, _second_year(reading, text[first + 5 : last]), ahead)
            continue
        yield Found(first, last, reading, ahead)
        if kind == "month_day" and reading.year is None and (tail := _DAY_RANGE.match(text, last, end)):
            day = int(re.sub(r"\D", "", tail.group(1)))
            yield Found(*tail.span(1), Reading(month=reading.month, day=day), ahead)


def looks_ahead(text: str, start: int) -> bool:
    """Whether the verb that governs an expression at `start` looks ahead: the last one before it in its sentence."""
    begin = max(0, start - _WINDOW)
    for boundary in _SENTENCE_END.finditer(text, begin, start):
        begin = boundary.end()
    last = max(_VERB.finditer(text, begin, start), key=lambda match: match.start(), default=None)
    return last is not None and last["ahead"] is not None and start - last.end() <= _REACH


def _second_year(first: Reading, surface: str) -> Reading:
    century = (first.year or 0) // 100 * 100
    return Reading(year=int(surface) if len(surface) == 4 else century + int(surface))


def _fits(text: str, match: re.Match[str], kind: str, start: int) -> bool:
    """Whether the match is a date where it stands: words and figures of time have other uses too."""
    before = _BEFORE.search(text, max(start, match.start() - 20), match.start())
    word = before.group(1).lower() if before else ""
    surface = match.group()
    following = text[match.end() : match.end() + 1]
    if kind == "year" and surface.isdigit():
        return word in _YEAR_CONTEXT or word in MONTHS or (not word and following in ".,;:)" and match.start() > start)
    if kind == "month" and surface.lower().rstrip(".") in MONTHS:
        plain = surface not in ("May", "March") and (len(surface) > 3 or surface.endswith("."))
        return surface[0].isupper() and (plain or word in _MONTH_CONTEXT)
    if kind == "weekday" and surface.endswith("."):
        return surface[0].isupper()
    if kind == "clock" and surface.replace(":", "").isdigit():
        return word in _CLOCK_CONTEXT
    if kind == "set":
        return surface[0].islower()
    if kind in ("duration", "ago") and surface.lower() in ("a second", "a minute", "second"):
        return False
    return (
        following != "-"
        or kind not in ("month", "year", "weekday")
        or not text[match.end() + 1 : match.end() + 2].isalpha()
        or kind == "month"
    )
