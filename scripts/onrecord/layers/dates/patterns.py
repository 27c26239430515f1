"""The grammar of expressions of time: a pattern for each kind, and one that finds them all.

The patterns are written for text in lower case; a space stands for up to three characters of white space, so that an
expression may hold a line break of a wrapped text. Every repetition is bounded: they run in linear time on any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.layers.dates import vocabulary as words


def one_of(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, the longest where several fit, as a tree of their characters."""
    tails: dict[str, list[str]] = {}
    for phrase in sorted(set(phrases)):
        tails.setdefault(phrase[:1], []).append(phrase[1:])
    optional = tails.pop("", None) is not None
    branches = [re.escape(first).replace(r"\ ", " ") + one_of(rest) for first, rest in tails.items()]
    if not branches:
        return ""
    tree = branches[0] if len(branches) == 1 and not optional else f"(?:{'|'.join(branches)})"
    return f"{tree}?" if optional else tree


_LINK = "(?:-| )"
_DIGITS = list(words.ONES)[:9]
_TENS = rf"{one_of(words.TENS)}(?:{_LINK}{one_of(_DIGITS)})?"
_NUMBER = (
    rf"(?:(?:{_TENS}|{one_of(words.ONES)}|an?)\b(?: {one_of(words.MULTIPLES)}\b)?"
    rf"|[0-9]{{1,3}}(?:,[0-9]{{3}}|[0-9])?(?:\.[0-9]{{1,2}}|½|{_LINK}[1-9]/[1-9])?(?: million| billion)?)"
)
_COUNT = (
    rf"(?P<count>(?:{one_of([*words.FRACTIONS, *words.VAGUE])}"
    rf"|{_NUMBER}(?:(?: to | or |-){_NUMBER})?)(?: and a half)?)"
)
_MODIFIER = rf"(?:(?P<modifier>{one_of(words.MODIFIERS)}) (?!{one_of(words.VAGUE)} ))?"
_EDGE = rf"(?:(?P<edge>{one_of(words.EDGES)}){_LINK})?"
_WHICH = rf"(?P<which>{one_of(words.WHICH | words.WHICH_FROM_DATE)})"
_YEAR = rf"(?P<year>(?:1[5-9]|20)[0-9][0-9]|(?:eigh|nine)teen{_LINK}{_TENS})\b(?![.,][0-9])"
_OF_YEAR = rf"(?:,? (?:of )?(?:fiscal )?{_YEAR})?"
_MONTH = rf"(?P<month>{one_of(words.MONTHS)}\b|{one_of(words.MONTH_ABBREVIATIONS)}\b\.?)"
_DAY = r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?\b(?![.,:][0-9]|%)"
_DAY_NAME, _SHORT_DAY_NAME = one_of(words.WEEKDAYS), one_of(words.WEEKDAY_ABBREVIATIONS)
_WEEKDAY = rf"(?P<weekday>{_DAY_NAME}\b|{_SHORT_DAY_NAME}\.)"
_WEEKDAY_BEFORE = rf"(?:(?P<weekday>{_DAY_NAME}|{_SHORT_DAY_NAME}\.?),? )?"
_SEASON = rf"(?P<season>{one_of(words.SEASONS)})\b"
_DAYTIME = "(?:morning|afternoon|evening|night)"
_PART = rf"(?P<part>{_DAYTIME})\b"
_ORDINAL = rf"(?P<ordinal>{one_of(words.ORDINALS)}|[0-9]{{1,2}}(?:st|nd|rd|th))"
_UNIT = rf"(?P<unit>{one_of(words.UNITS)})\b"
_UNITS = rf"(?P<unit>{one_of([*words.UNITS, *words.SINGULARS])})\b"
_PLURAL = rf"(?P<unit>{one_of(words.SINGULARS)})\b"
_FULL = r"(?:(?:fiscal|financial|calendar|school|academic|trading|full|entire) )?"
_CONSECUTIVE = r"(?:(?:more|full|straight|consecutive|additional|trading|working) )?"
_OF_CLOCK = r"(?P<hour>[01]?[0-9]|2[0-3])"
_MINUTE = r"(?P<minute>[0-5][0-9])"
_ZONE = r"(?: (?:gmt|utc|bst|cet|cest|[ecmp][sd]?t|local time|eastern time|eastern)\b)?"
_NOT_AGE = rf"(?!{_LINK}old\b)"

KINDS = {
    "iso": rf"(?P<year>(?:1[5-9]|20)[0-9][0-9])[-/](?P<month>[01][0-9])[-/](?P<day>[0-3][0-9])"
    rf"(?:t{_OF_CLOCK}:{_MINUTE}(?::[0-5][0-9])?z?)?\b",
    "numeric": r"(?P<first>[0-9]{1,2})(?P<mark>[./])(?P<second>[0-9]{1,2})[./]"
    r"(?P<year>(?:1[5-9]|20)?[0-9][0-9])\b(?![./][0-9])",
    "month_day": rf"{_EDGE}{_WEEKDAY_BEFORE}(?:{_WHICH} )?{_MONTH} (?:the )?{_DAY}(?:,? {_YEAR})?",
    "day_month": rf"{_EDGE}{_WEEKDAY_BEFORE}(?:the )?{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?",
    "year_ago": r"(?:the |an? )?(?:comparable |same )?(?P<unit>year|month|week|day)-(?:ago|earlier)\b"
    rf"(?: (?:period|{_ORDINAL}{_LINK}(?P<half>quarter|half)|quarter|half)\b)?",
    "quarter": rf"{_EDGE}(?:the |(?P<which>last|this|next) year['’]s )?(?:(?:fiscal|latest|current){_LINK})?"
    rf"(?:{_ORDINAL}{_LINK}(?:fiscal{_LINK})?(?P<half>quarter|half)|q(?P<quarter>[1-4]))\b{_OF_YEAR}",
    "decade": rf"(?:the )?{_EDGE}(?:(?P<decade>(?:1[5-9]|20)[0-9]0)['’]?|['’](?P<short>[1-9]0))s\b",
    "named_decade": rf"the {_EDGE}(?P<name>{one_of(words.DECADES)})\b",
    "century": rf"(?:the )?{_EDGE}(?:the )?{_ORDINAL}{_LINK}century\b",
    "month": rf"{_EDGE}(?:{_WHICH} )?{_MONTH}{_OF_YEAR}",
    "ago": rf"{_MODIFIER}(?:{_COUNT} )?{_UNITS}(?: or (?:so|more))? (?P<when>ago|hence|from now)\b",
    "earlier": rf"{_MODIFIER}{_COUNT} {_UNITS} (?P<when>earlier)\b",
    "span": r"(?:(?:the )?(?:last|past|next|first|final)|the (?:coming|previous|following)) (?!an? )"
    rf"{_COUNT} {_UNITS}(?: or so\b)?",
    "vague": rf"(?P<vague>recent|coming|past) {_PLURAL}",
    "opening": rf"the (?:first|early|opening|closing|final) {_PLURAL}",
    "ending": rf"the {_FULL}(?P<unit>year)(?= end(?:ed|ing)\b)",
    "season": rf"(?:the )?{_EDGE}(?:{_WHICH} )?{_SEASON}{_OF_YEAR}",
    "which": rf"{_EDGE}{_WHICH} {_FULL}(?:{_PART}|{_WEEKDAY}|{_UNIT})",
    "quarter_of": rf"the (?:fiscal )?{_YEAR} (?:{_ORDINAL}{_LINK}(?P<half>quarter|half)|period|quarter|fiscal year)\b",
    "year_end": r"(?:the )?(?P<unit>year)(?:-| |['’]s )end\b",
    "year": rf"{_EDGE}(?:the year |fiscal (?:year )?)?{_YEAR}(?![-–/][0-9])",
    "bare": rf"{_EDGE}the (?P<latest>latest )?{_FULL}"
    rf"(?:{_PART}|(?P<unit>year|quarter|month|week|weekend|period)\b)",
    "every": rf"(?P<quant>every|each) (?:(?P<count>other|single|few|{_NUMBER}) )?"
    rf"(?:{_WEEKDAY}(?: {_PART})?|{_MONTH}|{_SEASON}|{_UNITS})",
    "times": rf"(?:(?P<adverb>once|twice)|{_COUNT} times) (?:an?|each|every|per) {_UNIT}",
    "weekdays": rf"(?P<weekday>{_DAY_NAME})(?:s| (?P<part>{_DAYTIME})s)\b",
    "frequency": rf"(?P<frequency>{one_of(words.FREQUENCIES)})\b",
    "reference": rf"(?P<reference>{one_of(words.REFERENCES)})\b",
    "holiday": rf"(?:{_WHICH} )?(?P<holiday>{one_of(words.HOLIDAYS)})\b{_OF_YEAR}",
    "weekday": rf"{_EDGE}{_WEEKDAY}(?: {_PART})?",
    "day": rf"{_EDGE}(?P<relative>{one_of(words.DAYS)})\b(?: {_PART})?",
    "part": rf"(?P<part>{one_of(words.STANDALONE_PARTS)})\b|(?P<edge>early|late|mid){_LINK}(?P<daytime>{_DAYTIME})\b",
    "clock": rf"{_OF_CLOCK}(?:[:.]{_MINUTE})?(?: )?(?P<half>[ap])(?:\.(?: )?m\.|m\b){_ZONE}",
    "clock_24": rf"{_OF_CLOCK}:{_MINUTE}(?::[0-5][0-9])?\b(?!:){_ZONE}",
    "clock_zone": rf"{_OF_CLOCK}{_MINUTE} (?:gmt|utc)\b",
    "years": r"(?P<year>(?:1[5-9]|20)[0-9][0-9])[-–/](?P<second>(?:1[5-9]|20)?[0-9][0-9])\b(?![-–/]?[0-9])",
    "compound": rf"(?P<count>{_NUMBER}|{one_of(words.VAGUE)}|multi|half)-{_UNIT}{_NOT_AGE}(?:-long\b)?",
    "long": rf"(?P<unit>{one_of([*words.UNITS, *words.SINGULARS])})-?long\b",
    "duration": rf"{_MODIFIER}(?:the )?(?![12][0-9]{{3}}[-–/]){_COUNT} {_CONSECUTIVE}{_UNITS}"
    rf"(?P<half> and a half\b)?{_NOT_AGE}(?: or (?:so|two)\b)?",
    "plural": rf"(?<!-)(?P<unit>{one_of(words.LONE_PLURALS)})\b{_NOT_AGE}",
    "all": r"all (?P<unit>day|night|week|year)\b",
}

# Most positions of a text are passed over by one look: an expression opens with a figure or a word of time, or with a
# word that is common elsewhere too and has one of these behind it.
_COMMON = frozenset("the a an that this all some many about over under around up at no as one few first".split())
_OTHERS = frozenset(
    "every each once twice other single comparable same latest full entire fiscal financial calendar school academic "
    "trading recent multi eighteen nineteen closing opening final period more straight consecutive additional working "
    "to or and not".split()
)
_WORDS = _OTHERS.union(*(phrase.split() for table in words.TABLES for phrase in table))
_OPENINGS = _OTHERS.union(phrase.split()[0] for table in words.TABLES for phrase in table) - _COMMON
_OPENINGS |= {f"{word}{tail}" for word in (*words.UNITS, *words.WEEKDAYS) for tail in ("s", "long", "slong")}
_OPENING = rf"[0-9]|['’][1-9]|q[1-4]|{one_of(_COMMON)}{_LINK}(?:['’]?[0-9]|{one_of(_WORDS)}\b)|{one_of(_OPENINGS)}\b"


def _spaced(pattern: str) -> str:
    return pattern.replace(" ", r"\s{1,3}")


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


EXPRESSION = re.compile(
    _spaced(rf"(?<![\w.,$€£])(?={_OPENING})(?:")
    + "|".join(f"(?P<{kind}>{_unnamed(_spaced(pattern))})" for kind, pattern in KINDS.items())
    + ")"
)
PARTS = {kind: re.compile(_spaced(pattern)) for kind, pattern in KINDS.items()}
