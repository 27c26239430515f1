"""One pattern for all expressions of time; the name of the group that matched says which kind it is.

White space inside an expression may be a line break of a wrapped text, and is bounded. Every repetition is bounded, so
that the pattern runs in linear time on any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.layers.dates.vocabulary import (
    DAYS,
    EDGES,
    MODIFIERS,
    NUMBERS,
    ORDINALS,
    REFERENCES,
    SEASONS,
    SETS,
    VAGUE,
)

_S = r"\s{1,3}"


def _any(words: Iterable[str]) -> str:
    """The words as alternatives, the longest first."""
    return "|".join(re.escape(word).replace(r"\ ", _S) for word in sorted(words, key=len, reverse=True) if word)


_FULL_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_MONTH = rf"(?:{_FULL_MONTH}|(?:jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\b\.?)"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues?|wed|thurs?|fri|sat|sun)\.)"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d.,]\d|%)\b"
_EDGE = rf"(?:(?:{_any(EDGES)})(?:{_S}|(?<=-)|-))"
_UNIT = (
    r"(?:second|minute|hour|day|week|fortnight|weekend|month|quarter|year|decade|night|morning"
    r"|afternoon|evening)s?|century|centuries"
)
_LONG_UNIT = r"(?:week|fortnight|weekend|month|quarter|year|decade|century|night|season)"
_NUMBER = rf"(?:{_any(w for w in NUMBERS if w not in ('a', 'an', 'half', 'half a'))}|\d{{1,5}}(?:[.,]\d{{1,3}})?)"
_VAGUE = _any(VAGUE - {"recent", "some"})
_COUNT = (
    rf"(?:(?:half{_S})?an?|half|{_NUMBER}(?:{_S}and{_S}a{_S}half)?|{_VAGUE}|{_NUMBER}(?:-|{_S}to{_S}"
    rf"|{_S}or{_S}){_NUMBER})"
)
_MODIFIER = rf"(?:(?:{_any(MODIFIERS)}){_S})"
_SEASON = "|".join(SEASONS)
_ORDINAL = rf"(?:{_any(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
_WHICH = (
    r"(?:last|this|next|past|previous|coming|current|the\s{1,3}(?:last|past|previous|next|coming"
    r"|following|current|same))"
)
_PART = r"(?:morning|afternoon|evening|night)"
_ZONE = r"(?:GMT|UTC|EDT|EST|ET|CDT|CST|CT|MDT|MST|MT|PDT|PST|PT|BST|CET|CEST|local\s{1,3}time|Eastern(?:\s{1,3}time)?)"
_CLOCK = (
    rf"(?:\d{{1,2}}(?::\d\d)?\s{{0,2}}(?:[ap]\.\s?m\.|[ap]m\b)|(?:[01]?\d|2[0-3]):[0-5]\d"
    rf"(?::[0-5]\d)?\b)(?:\s{{1,3}}{_ZONE}\b)?"
)

_KINDS = {
    "iso": rf"{_YEAR}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?\b",
    "slashed": r"\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})\b",
    "weekday_date": (
        rf"{_WEEKDAY},?{_S}(?:the{_S})?(?:{_MONTH}{_S}{_DAY}(?:,?{_S}{_YEAR}\b)?|{_DAY}{_S}"
        rf"(?:of{_S})?{_MONTH}(?:,?{_S}{_YEAR}\b)?)"
    ),
    "month_day": rf"{_MONTH}{_S}(?:the{_S})?{_DAY}(?:,?{_S}{_YEAR}\b)?",
    "day_month": rf"(?:the{_S})?{_DAY}{_S}(?:of{_S})?{_MONTH}\b(?:,?{_S}{_YEAR}\b)?",
    "edge_relative": rf"(?:earlier|later|early|late){_S}(?:this|last|next){_S}(?:{_LONG_UNIT}|{_MONTH}|{_PART})\b",
    "month": rf"{_EDGE}?(?:(?:last|next|this){_S})?{_MONTH}\b(?:,?{_S}(?:of{_S})?{_YEAR}\b)?",
    "quarter": (
        rf"{_EDGE}?(?:the{_S})?(?:(?:fiscal|latest|current){_S})?(?:{_ORDINAL}(?:-|{_S})(?:fiscal{_S})?"
        rf"(?:quarter|half)|Q[1-4])\b(?:{_S}(?:of{_S})?(?:(?:fiscal{_S})?{_YEAR}\b|(?:this|last"
        rf"|next){_S}year\b))?"
    ),
    "season": rf"{_EDGE}?(?:(?:the|this|last|next|the{_S}past){_S})?(?:{_SEASON})\b(?:{_S}(?:of{_S})?{_YEAR}\b)?",
    "decade": rf"(?:the{_S})?{_EDGE}?(?:(?:1[5-9]|20)\d0['’]?s\b|['’]\d0s\b)",
    "century": rf"{_EDGE}?(?:the{_S})?{_ORDINAL}(?:-|{_S})century\b",
    "years": rf"{_YEAR}[-–/]\d\d(?:\d\d)?\b(?!-\d)",
    "year": rf"{_EDGE}?(?:(?:fiscal{_S})(?:year{_S})?)?{_YEAR}\b(?![-–/]\d)",
    "ago": (
        rf"{_MODIFIER}?(?:{_COUNT}{_S}(?:{_UNIT})|(?:{_UNIT}))(?:{_S}(?:ago|earlier|later|hence)\b"
        rf"|{_S}from{_S}now\b)|(?:a|the){_S}(?:year|month|week|day)(?:-|{_S})(?:earlier|ago|before)\b|year-"
        r"(?:earlier|ago)\b"
    ),
    "times": rf"(?:once|twice|{_NUMBER}{_S}times|several{_S}times){_S}(?:an?|each|every|per){_S}(?:{_UNIT})\b",
    "every": rf"(?:every|each){_S}(?:(?:other|{_NUMBER}|single){_S})?(?:(?:{_UNIT})|{_WEEKDAY}|{_MONTH}|{_SEASON})\b",
    "weekdays": r"(?:mon|tues|wednes|thurs|fri|satur|sun)days\b",
    "set": rf"(?:{_any(SETS)})\b",
    "span": (
        rf"(?:the{_S})?(?:last|past|next|previous|coming|first|following|recent){_S}{_MODIFIER}?"
        rf"(?:{_NUMBER}|{_VAGUE}|several|couple{_S}of){_S}(?:{_UNIT})\b"
    ),
    "part": rf"(?:(?:{_WEEKDAY}|yesterday|tomorrow|this|last|every){_S}{_PART}|tonight|(?:{_PART}))\b",
    "weekday": rf"(?:(?:last|this|next|past){_S})?{_WEEKDAY}(?!\w)",
    "which": (
        rf"{_WHICH}{_S}{_LONG_UNIT}\b|the{_S}(?:week|month|quarter|year|weekend|latest{_S}(?:quarter"
        rf"|period))\b|that{_S}(?:day|week|month|year|night|time)\b"
    ),
    "clock": rf"{_CLOCK}|\b(?:noon|midnight)\b",
    "day": rf"(?:{_any(DAYS)})\b",
    "reference": rf"(?:{_any(word for words in REFERENCES.values() for word in words)})\b",
    "duration": (
        rf"{_MODIFIER}?(?:(?:the{_S})?{_COUNT}(?:{_S}(?:more{_S}|full{_S}|straight{_S}|consecutive{_S})?)"
        rf"(?:{_UNIT})\b(?!-old|{_S}old\b)|(?:{_NUMBER}|multi)-(?:{_UNIT})\b(?!-old|{_S}old\b))|(?:decades"
        rf"|years|months|weeks|days|hours|minutes|centuries)\b(?!-old)|all{_S}(?:day|night|week|year)\b"
    ),
}  # fmt: skip

EXPRESSION = re.compile(
    r"(?<![\w.,$€£])(?:" + "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()) + ")", re.IGNORECASE
)

# Every expression holds one of these; most sentences hold none, and need not be searched.
TRIGGER = re.compile(
    rf"\d|\b(?:{_MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|tues|wed|thu|thurs|fri|sat|sun)\."
    rf"|{_UNIT}|{_SEASON}|{_any(DAYS)}|noon|midnight|tonight|time|period|half"
    rf"|{_any(SETS)}|{_any(word for words in REFERENCES.values() for word in words)})",
    re.IGNORECASE,
)
