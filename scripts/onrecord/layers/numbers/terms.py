"""Ratios, scores and parts said in two numbers: 5-to-1 odds · a 54-46 vote · won 3-2 · one in five · 8 out of 10."""

from __future__ import annotations

import re
from fractions import Fraction

from onrecord.layers.numbers.contexts import words
from onrecord.layers.numbers.numerals import GAP, Stretch
from onrecord.layers.numbers.sides import Expression, Side, read_side

_MOST = 999  # what a score or the term of a ratio reaches
_MOST_ALONE = 150  # what a score reaches where nothing around says that it is one: a 787-9 is none

_JOINT = re.compile(
    r"(?P<to>-to-)|(?P<for>-for-)|(?P<apart>\sto\s)|(?P<colon>\s?:\s?)|(?P<stroke>/)|(?P<dash>[-–‑‐])(?=[0-9A-Za-z])",
    re.IGNORECASE,
)
_THIRD = re.compile(r"[-–‑‐]([0-9]{1,3})(?![\w/:]|[.,–-][0-9])")
_GOES_ON = re.compile(r"[\w/:%]|[-–‑‐.,][0-9]|-[A-Za-z]|['’]s?[0-9]")
_IN = re.compile(rf"{GAP}(?P<in>in|out{GAP}of)(?P<every>{GAP}every)?{GAP}|-(?P<hyphened>in|out-of)-", re.IGNORECASE)

_SCORED = re.compile(
    rf"(?:\b{words('score', 'before')}\b[^.;:!?0-9]{{0,40}}|[0-9]-[0-9]{{1,2}},?\s(?:and\s)?)\Z", re.IGNORECASE
)
_SCORE_NOUN = re.compile(rf"[\s-]{words('score', 'after')}\b|,\s(?:and\s)?[0-9]{{1,2}}-[0-9]{{1,2}}\b", re.IGNORECASE)
_RATIO_NOUN = re.compile(rf"[\s-]{words('ratio', 'after')}\b", re.IGNORECASE)
_RATIO_BEFORE = re.compile(
    rf"\b{words('ratio', 'before')}\b[^.;:!?0-9]{{0,24}}\Z|\bby\s(?:(?:more\sthan|about|nearly|almost|over)\s)?\Z",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"\s(?:forward\s|reverse\s)?(?:stock\s|share\s)?split\b", re.IGNORECASE)
_ODDS = re.compile(r"([0-9]{1,3})/([1-9][0-9]{0,2})(?![\w/])")
_ODDS_NOUN = re.compile(rf"\s{words('odds', 'after')}\b", re.IGNORECASE)
_ODDS_BEFORE = re.compile(rf"\b{words('odds', 'before')}\b[^.;:!?0-9]{{0,40}}\Z", re.IGNORECASE)
_FROM_ODDS = re.compile(r"\bfrom\s[0-9]{1,3}/[1-9][0-9]{0,2}\sto\s\Z")
_VOTE = re.compile(rf"\b{words('score', 'vote')}\b[^.;:!?0-9]{{0,30}}\Z", re.IGNORECASE)
# A team's record behind its name: the Jets (7-10).
_RECORD = re.compile(r"[A-Z][\w.’']*\s\(\Z")
# They look like scores, and are none: around the clock, eyesight.
_FIXED = frozenset(((24, 7), (20, 20), (9, 11), (7, 11), (9, 5), (360, 360)))
_WORDS_OF_PARTS = frozenset((3, 4, 5, 10, 20))


def read_terms(stretch: Stretch, first: Side, floor: int) -> Expression | None:
    """The ratio, score or part of which `first` is the first number, or None when it is of none."""
    following = stretch.text[first.end : first.end + 1]
    if first.numeral.scale > 1 or not following or not (following in "-–‑‐:/" or following.isspace()):
        return None
    if first.unit == ("percent", "%"):
        return _percentages(stretch, first)
    whole = first.whole
    if whole is None:
        return None
    if part := _read_part(stretch, first, whole):
        return part
    joint = _JOINT.match(stretch.text, first.end, stretch.end)
    if not joint or whole > _MOST or joint.end() >= stretch.end or not stretch.text[joint.end()].isalnum():
        return None
    second = read_side(stretch, joint.end(), joint.end(), "")
    if second is None or second.numeral.scale > 1 or second.numeral.value is None:
        return None
    shared = second.unit == ("percent", "%") and joint.lastgroup in ("dash", "apart")
    other = int(second.numeral.value) if shared and second.numeral.value.denominator == 1 else second.whole
    if other is None or other > _MOST or (whole, other) in _FIXED:
        return None
    return _termed(stretch, (first, whole), (second, other), joint.lastgroup or "", floor)


def _percentages(stretch: Stretch, first: Side) -> Expression | None:
    """Two shares of one whole: leads 46%-35%."""
    joint = _JOINT.match(stretch.text, first.end, stretch.end)
    if not joint or joint.lastgroup != "dash":
        return None
    second = read_side(stretch, joint.end(), joint.end(), "")
    if second is None or second.unit != first.unit or first.numeral.value is None or second.numeral.value is None:
        return None
    terms = first.numeral.value, second.numeral.value
    return Expression(first.start, second.end, "score", None, unit="%", terms=terms) if terms[0] > terms[1] else None


def _termed(
    stretch: Stretch, first: tuple[Side, int], second: tuple[Side, int], joint: str, floor: int
) -> Expression | None:
    """The expression of two terms, as a ratio where the words around say so, else as a score."""
    text, end, start, stop = stretch.text, stretch.end, first[0].start, second[0].end
    a, b = first[1], second[1]
    before = max(stretch.start, start - 64)
    if second[0].measure:  # won 54-46 percent, leads 45 to 40 percent
        scored = a > b
        return Expression(start, stop, "score", None, unit="%", terms=(Fraction(a), Fraction(b))) if scored else None
    third = _THIRD.match(text, stop, end) if joint == "dash" and a < 200 and b < 200 else None
    stop = third.end() if third else stop
    if _GOES_ON.match(text, stop) and not _RATIO_NOUN.match(text, stop, end) and not _SCORE_NOUN.match(text, stop, end):
        return None
    if b and not third and _is_ratio(text, (before, start, stop, end), (a, b), joint):
        return Expression(start, stop, "ratio", Fraction(a, b), terms=(Fraction(a), Fraction(b)))
    if not _is_score(text, (before, start, stop, end), (a, b), joint):
        return None
    terms = (a, b, int(third[1])) if third else (a, b)
    if third and sum(terms) == 10:  # a formation of players
        return None
    return Expression(start, stop, "score", None, terms=tuple(map(Fraction, terms)))


def _is_score(text: str, place: tuple[int, int, int, int], terms: tuple[int, int], joint: str) -> bool:
    """Whether what stands around says so; between figures with a dash, it is enough that the first is the higher."""
    before, start, stop, end = place
    noun = _SCORE_NOUN.match(text, stop, end)
    if joint == "apart":
        return terms[0] >= terms[1] and _VOTE.search(text, before, start) is not None
    if joint == "to":
        return bool(noun or _VOTE.search(text, before, start))
    if joint != "dash":
        return False
    if noun or text.startswith(" majority", stop) or _SCORED.search(text, before, start):
        return True
    if _RECORD.search(text, before, start) and text[stop : stop + 1] == ")":
        return True
    return _MOST_ALONE >= terms[0] >= terms[1] and not _written(text, start)


def _written(text: str, start: int) -> bool:
    """Whether the first term is a word, or has a nought before it as codes do."""
    return text[start].isalpha() or (text[start] == "0" and text[start + 1 : start + 2].isdigit())


def _is_ratio(text: str, place: tuple[int, int, int, int], terms: tuple[int, int], joint: str) -> bool:
    before, start, stop, end = place
    noun = _RATIO_NOUN.match(text, stop, end)
    said = bool(noun) or bool(_RATIO_BEFORE.search(text, before, start))
    if joint == "for":
        return _SPLIT.match(text, stop, end) is not None
    if joint == "to":
        voted = _VOTE.search(text, before, start) or _SCORE_NOUN.match(text, stop, end)
        return not voted and (terms[0] > terms[1] or said)
    if joint == "apart":
        return terms[1] == 1 and said
    if joint == "stroke":
        return terms[1] == 1 or (said and terms[1] < 21)
    if joint == "colon":
        return said or (1 in terms and text[start - 2 : start - 1].islower())
    if _ODDS_BEFORE.search(text, before, start):
        return True
    if terms[1] == 1 and _RATIO_BEFORE.search(text, before, start) and not _VOTE.search(text, before, start):
        return True
    return noun is not None and (1 in terms or noun[0].lower().strip(" -") in ("odds", "ratio"))


def read_odds(stretch: Stretch, start: int, floor: int) -> Expression | None:
    """Odds that look like a fraction or date, where the words around say so: priced at 4/6, the 8/11 favourite."""
    text = stretch.text
    odds = _ODDS.match(text, start, stretch.end)
    if not odds:
        return None
    before = max(floor, start - 48)
    if not (
        _ODDS_NOUN.match(text, odds.end())
        or _ODDS_BEFORE.search(text, before, start)
        or _FROM_ODDS.search(text, max(stretch.start, start - 16), start)
    ):
        return None
    terms = Fraction(int(odds[1])), Fraction(int(odds[2]))
    return Expression(start, odds.end(), "ratio", terms[0] / terms[1], terms=terms)


def _read_part(stretch: Stretch, first: Side, whole: int) -> Expression | None:
    """One in five, three out of four, nine in 10, as the part that it is."""
    joint = _IN.match(stretch.text, first.end, stretch.end)
    if not joint or whole < 1 or joint.end() >= stretch.end or not stretch.text[joint.end()].isalnum():
        return None
    second = read_side(stretch, joint.end(), joint.end(), "")
    if second is None or second.unit or second.numeral.form != "cardinal" or second.numeral.value is None:
        return None
    of = second.numeral.value
    figures = stretch.text[joint.end()].isdigit()
    if of <= whole or of.denominator > 1 or (figures and second.numeral.bare and 1500 <= of < 2100):
        return None
    sure = whole == 1 or joint["every"] or joint["hyphened"] or (joint["in"] or "").lower() != "in"
    spoken = not stretch.text[first.start].isdigit() and (of == 10 or (not figures and of in _WORDS_OF_PARTS))
    if not (sure or spoken or (whole < 10 and of == 10)):
        return None
    return Expression(first.start, second.end, "fraction", whole / of, rate=True)
