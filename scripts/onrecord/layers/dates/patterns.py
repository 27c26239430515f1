"""The grammar of expressions of time: a pattern for each kind, and one that finds them all.

The patterns are written for text in lower case; a space stands for up to three characters of white space, so that an
expression may hold a line break of a wrapped text. Every repetition is bounded: they run in linear time on any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from onrecord.layers.dates import vocabulary as words
from onrecord.layers.lexicon import trie


def one_of(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, the longest where several fit; both apostrophes are one."""
    return trie(phrases, _character)


def _character(character: str) -> str:
    return "['’]" if character == "'" else re.escape(character).replace(r"\ ", " ")


LINK = "(?:-| )"
_TENS = rf"{one_of(words.TENS)}(?:{LINK}{one_of(list(words.ONES)[:9])})?"
_NUMBER = (
    rf"(?:(?:{_TENS}|{one_of(words.ONES)}|an?)\b(?: {one_of(words.MULTIPLES)}\b)?"
    rf"|[0-9]{{1,3}}(?:,[0-9]{{3}}|[0-9])?(?:\.[0-9]{{1,2}}|½|{LINK}[1-9]/[1-9])?(?: million| billion)?)"
)
_COUNT = (
    rf"(?P<count>(?:{one_of([*words.FRACTIONS, *words.VAGUE])}"
    rf"|{_NUMBER}(?:(?: to | or |-){_NUMBER})?)(?:{LINK}and{LINK}a{LINK}half)?)"
)
_MODIFIER = rf"(?:(?P<modifier>{one_of(words.MODIFIERS)}) (?!{one_of(words.VAGUE)} ))?"
_EDGE = rf"(?:(?P<edge>{one_of(words.EDGES)}){LINK})?"
# Before the name of a day "earlier" only orders events.
_DAY_EDGE = rf"(?:(?P<edge>{one_of(words.EDGES.keys() - {'earlier', 'later'})}){LINK})?"
_WHICH = rf"(?P<which>{one_of(words.WHICH | words.WHICH_FROM_DATE)})"
_CENTURIES = "(?:1[5-9]|20)"
_YEAR = rf"(?P<year>{_CENTURIES}[0-9][0-9]|(?:eigh|nine)teen{LINK}{_TENS})\b(?![.,][0-9])"
_FISCAL = r"(?:fiscal (?:year )?|financial year |fy ?)"
_OF_YEAR = rf"(?:,? (?:of )?{_FISCAL}?{_YEAR})?"
_MONTH = rf"(?P<month>{one_of(words.MONTHS)}\b|{one_of(words.MONTH_ABBREVIATIONS)}\b\.?)"
_DAY = r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?\b(?![.,:][0-9]|%)"
_DAY_NAME, _SHORT_DAY_NAME = one_of(words.WEEKDAYS), one_of(words.WEEKDAY_ABBREVIATIONS)
_WEEKDAY = rf"(?P<weekday>{_DAY_NAME}\b|{_SHORT_DAY_NAME}\.)"
_WEEKDAY_BEFORE = rf"(?:(?P<weekday>{_DAY_NAME}|{_SHORT_DAY_NAME}\.?),? )?"
_SEASON = rf"(?P<season>{one_of(words.SEASONS)})\b"
_PART = rf"(?P<part>{one_of(words.PART_USES['behind_a_day'])})\b"
_ORDINAL = rf"(?P<ordinal>{one_of(words.ORDINALS)}|[0-9]{{1,2}}(?:st|nd|rd|th))"
_UNIT = rf"(?P<unit>{one_of(words.UNITS)})\b"
_UNITS = rf"(?P<unit>{one_of([*words.UNITS, *words.SINGULARS])})\b"
_PLURAL = rf"(?P<unit>{one_of(words.SINGULARS)})\b"
_FULL = rf"(?:{one_of(words.KINDS_OF_YEAR)} )?"
_CONSECUTIVE = rf"(?:{one_of(words.KINDS_OF_COUNT)} )?"
_OF_CLOCK = r"(?P<hour>[01]?[0-9]|2[0-3])"
_MINUTE = r"(?P<minute>[0-5][0-9])"
_ZONES = rf"(?P<zone>(?:utc|gmt) ?[+-][0-9]{{1,2}}(?::?[0-9][0-9])?\b|{one_of(words.ZONES)}\b)"
_ZONE = rf"(?: {_ZONES}| \({_ZONES}\))?"
_AGE = one_of(words.CONTEXTS["age"]["after"])
_NOT_AGE = rf"(?!{LINK}{_AGE}\b)"
_WORDED_HOUR = one_of(list(words.ONES)[:12])

# "To last two years" is no time that has been.
_NO_VERB = "".join(rf"(?<!\b{word}\s)" for word in words.CONTEXTS["last"]["before_no"])

KINDS = {
    "nth_weekday": rf"(?:the )?(?P<nth>first|second|third|fourth|last) {_WEEKDAY} (?:of|in) "
    rf"(?:{_MONTH}{_OF_YEAR}|(?P<quant>each|every) month\b)",
    "holiday": rf"(?:{_WHICH} )?(?P<holiday>{one_of(words.HOLIDAYS)})\b{_OF_YEAR}",
    "clock_zone": rf"{_OF_CLOCK}{_MINUTE} ?(?:(?P<zone>gmt|utc|local time|[ecmp][sd]t)|hrs)\b",
    "iso": rf"(?P<year>{_CENTURIES}[0-9][0-9])[-/](?P<month>[01][0-9])[-/](?P<day>[0-3][0-9])"
    rf"(?:t{_OF_CLOCK}:{_MINUTE}(?::[0-5][0-9])?(?P<zone>z|[+-][0-9][0-9]:?[0-9][0-9])?)?\b",
    "numeric": r"(?P<first>[0-9]{1,2})(?P<mark>[-./])(?P<second>[0-9]{1,2})(?P=mark)"
    rf"(?P<year>{_CENTURIES}?[0-9][0-9])\b(?![-./][0-9])",
    "month_day": rf"{_DAY_EDGE}{_WEEKDAY_BEFORE}(?:{_WHICH} )?{_MONTH} (?:the )?{_DAY}(?:,? {_YEAR})?",
    "day_month": rf"{_DAY_EDGE}{_WEEKDAY_BEFORE}(?:the )?{_DAY} (?:of )?{_MONTH}(?:,? {_YEAR})?",
    "year_ago": r"(?:the |an? )?(?:comparable |same )?(?P<unit>year|month|week|day)-(?:ago|earlier)\b"
    rf"(?: (?:period|{_ORDINAL}{LINK}(?P<half>quarter|half)|quarter|half)\b)?",
    "quarter": rf"{_EDGE}(?:the |(?P<which>last|this|next) year['’]s )?(?:(?:fiscal|latest|current){LINK})?"
    rf"(?:{_ORDINAL}{LINK}(?:fiscal{LINK})?(?P<half>quarter|half)"
    rf"|q(?P<quarter>[1-4])|h(?P<half_year>[12]))\b{_OF_YEAR}",
    "decade": rf"(?:the )?{_EDGE}(?:the )?(?:(?P<decade>{_CENTURIES}[0-9]0)['’]?|['’](?P<short>[1-9]0))s\b"
    rf"|the {_EDGE}(?P<bare_short>[2-9]0)s\b",
    "named_decade": rf"the {_EDGE}(?P<name>{one_of(words.DECADES)})\b",
    "century": rf"(?:the )?{_EDGE}(?:the )?{_ORDINAL}{LINK}century\b(?: (?P<era>bce?\b|b\.c\.(?:e\.)?))?",
    "era": r"(?:(?P<after>ad|a\.d\.) (?P<number>[0-9]{1,4})\b"
    r"|(?P<count>[0-9]{1,4}|[0-9],[0-9]{3}) (?P<era>bce?\b|b\.c\.(?:e\.)?|ad\b|a\.d\.))",
    "month": rf"{_EDGE}(?:{_WHICH} )?{_MONTH}{_OF_YEAR}",
    "ago": rf"{_MODIFIER}(?:{_COUNT} {_CONSECUTIVE})?{_UNITS}(?P<half> and a half\b)?(?: or (?:so|more))?"
    r" (?P<when>ago|hence|from now)\b",
    "earlier": rf"{_MODIFIER}{_COUNT} {_UNITS} (?P<when>earlier)\b(?! in| this| that)",
    "span": rf"(?:(?:the |these |this )(?:last|past|next|first|final)|{_NO_VERB}last|past|next|first|final"
    r"|the (?:coming|previous|following|opening|latest)) "
    rf"(?!an? ){_COUNT} {_CONSECUTIVE}{_UNITS}(?: or so\b)?",
    "vague": rf"(?P<vague>{one_of(words.VAGUE_WHICH)}) {_PLURAL}",
    "opening": rf"the (?:first|early|opening|closing|final) (?!hours){_PLURAL}",
    "ending": rf"the {_FULL}(?P<unit>year)"
    rf"(?= (?:end(?:ed|ing)|to (?:{one_of(words.MONTHS)}))\b)",
    "season": rf"(?:the )?{_EDGE}(?:the )?(?:{_WHICH} )?{_SEASON}{_OF_YEAR}",
    "which": rf"{_EDGE}{_WHICH} {_FULL}(?:{_PART}|{_WEEKDAY}|{_UNIT})",
    "quarter_of": rf"the (?:fiscal )?{_YEAR} (?:{_ORDINAL}{LINK}(?P<half>quarter|half)|period|quarter|fiscal year)\b",
    "year_end": r"(?:the )?(?P<unit>year|month)(?:-| |['’]s )end\b",
    "new_year": r"(?:the )?new year\b(?!['’]s)",
    "year": rf"{_EDGE}(?:the year |{_FISCAL})?{_YEAR}(?![-–/][0-9])|fy ?['’]?(?P<fiscal>[0-9][0-9])\b"
    r"|(?P<old>1[0-4][0-9][0-9])\b(?=[,.;:)](?![0-9]))",
    "bare": rf"{_EDGE}the (?P<latest>latest )?{_FULL}"
    rf"(?:{_PART}|(?P<unit>year|quarter|month|week|weekend|period)\b)|the (?P<edge>turn) of the (?P<unit>century)\b"
    rf"|(?P<edge>{one_of(words.EDGES)}){LINK}the (?P<unit>decade|century)\b",
    "in_the": r"(?P<edge>earlier|later) in the (?P<unit>week|month|year)\b",
    "beside": r"the (?P<unit>day|night|morning|evening|week|month|year|summer) (?P<when>before|after)(?: last)?"
    r"(?=[.,;:)\"”]|\s{0,3}\Z| and | in )",
    "someday": r"some ?day\b|(?:(?<=will\s)|(?<=ould\s)|(?<=might\s)|(?<=may\s)|(?<=can\s))one day\b",
    "every": rf"(?P<quant>every|each) (?:(?P<count>other|second|single|few|{_NUMBER}) )?"
    rf"(?:{_WEEKDAY}(?: {_PART})?|{_MONTH}|{_SEASON}|{_UNITS})",
    "times": rf"(?:(?P<adverb>once|twice)|{_COUNT} times) (?:(?:an?|each|per) {_UNIT}"
    rf"|every (?:(?P<each>{_NUMBER}) )?{_UNITS})",
    "weekdays": rf"(?P<weekday>{_DAY_NAME})(?:s| (?P<part>{one_of(words.PART_USES['behind_an_edge'])})s)\b",
    "frequency": rf"(?P<frequency>{one_of(words.FREQUENCIES)})\b",
    "reference": rf"(?P<reference>{one_of(words.REFERENCES)})\b",
    "weekday": rf"{_DAY_EDGE}{_WEEKDAY}(?: {_PART})?",
    "day": rf"{_DAY_EDGE}(?P<relative>{one_of(words.DAYS)})\b(?: {_PART})?",
    "part": rf"(?P<part>{one_of(words.PART_USES['alone'])})\b{_ZONE}"
    rf"|(?P<edge>early|late|mid){LINK}(?P<daytime>{one_of(words.PART_USES['behind_an_edge'])})\b",
    "clock": rf"{_OF_CLOCK}(?:[:.]{_MINUTE})?(?: |-)?(?P<half>[ap])(?:\.(?: )?m\b\.?|m\b){_ZONE}",
    "clock_24": rf"{_OF_CLOCK}:{_MINUTE}(?::[0-5][0-9])?\b(?![:-]?[0-9]){_ZONE}",
    "oclock": rf"(?P<hour>{_WORDED_HOUR}|1[0-2]|0?[1-9])(?::{_MINUTE})?(?: o['’]clock)?"
    rf" (?:in the (?P<daytime>morning|afternoon|evening)|at (?P<night>night))\b"
    rf"|(?P<hour>{_WORDED_HOUR}|1[0-2]|0?[1-9]) o['’]clock",
    "years": rf"(?P<year>{_CENTURIES}[0-9][0-9])[-–/](?P<second>{_CENTURIES}?[0-9][0-9])\b(?![-–/]?[0-9])",
    "compound": rf"(?P<count>{_NUMBER}(?:-and-a-half)?|{one_of(words.VAGUE)}|multi|half)-{_UNIT}{_NOT_AGE}(?:-long\b)?",
    "long": rf"(?P<unit>{one_of([*words.UNITS, *words.SINGULARS])})-?long\b",
    "duration": rf"{_MODIFIER}(?:the )?(?![12][0-9]{{3}}[-–/]){_COUNT} {_CONSECUTIVE}"
    rf"{_UNITS}(?P<half> and a half\b)?{_NOT_AGE}(?!-long\b)(?: or (?:so|two)\b)?",
    "short": rf"(?P<count>[0-9]{{1,3}}(?:\.[0-9])?) ?(?P<unit>{one_of(words.UNIT_ABBREVIATIONS)})\b{_NOT_AGE}",
    "plural": rf"(?<!-)(?P<unit>{one_of(words.LONE_PLURALS)})\b{_NOT_AGE}",
    "all": r"all (?P<unit>day|night|week|year)\b",
}


def _spaced(pattern: str) -> str:
    return pattern.replace(" ?", r"\s{0,3}").replace(" ", r"\s{1,3}")


def _unnamed(pattern: str) -> str:
    return re.sub(r"\(\?P<\w+>", "(?:", pattern.replace("(?P=mark)", "[-./]"))


def _numbered(pattern: str) -> str:
    """The pattern with names that its branches repeat made different, as `re` demands: hour, hour_, hour__."""
    seen: dict[str, int] = {}

    def name(match: re.Match[str]) -> str:
        seen[match[1]] = seen.get(match[1], -1) + 1
        return f"(?P<{match[1]}{'_' * seen[match[1]]}>"

    return re.sub(r"\(\?P<(\w+)>", name, pattern)


@cache
def parts_of(kind: str) -> re.Pattern[str]:
    """The pattern of a kind with its parts as named groups; compiled when it is first asked for."""
    return re.compile(_spaced(_numbered(KINDS[kind])))


# Most positions of a text are passed over by one look: an expression opens with a figure or a word of time, or with a
# word that is common elsewhere too and has one of these behind it.
_COMMON = frozenset(
    "the a an that this these all some many about over under around up at no as one few first end not more new other "
    "most just much very well black election school long same good right full less every past financial single latest "
    "working recent once future current start whole entire longer".split()
)
_OTHERS = frozenset(
    "every each once twice other single comparable same latest full entire fiscal financial calendar school academic "
    "trading recent multi eighteen nineteen closing opening final period more straight consecutive additional working "
    "not much long new very per".split()
)
_WORDS = _OTHERS.union(*(phrase.replace("'", " ").split() for table in words.TABLES for phrase in table))
_WORDS = (_WORDS - {"the", "of", "in"}) | {"to", "or", "and"}
_FIRST_WORDS = {phrase.split()[0] for table in words.TABLES for phrase in table}
_OPENINGS = (_OTHERS | _FIRST_WORDS) - _COMMON - {"and", "or", "of", "to"}
_OPENINGS |= {f"{word}{tail}" for word in (*words.UNITS, *words.WEEKDAYS) for tail in ("s", "long", "slong")}
_OPENING = (
    rf"[0-9]|['’][1-9]|[qh][1-4]|fy ?['’]?[0-9]|ad [0-9]"
    rf"|{one_of(_COMMON)}{LINK}(?:['’]?[0-9]|{one_of(_WORDS)}\b)|{one_of(_OPENINGS)}\b"
)

EXPRESSION = re.compile(
    _spaced(rf"(?<![\w.,$€£])(?={_OPENING})(?:")
    + "|".join(f"(?P<{kind}>{_unnamed(_spaced(pattern))})" for kind, pattern in KINDS.items())
    + ")"
)
