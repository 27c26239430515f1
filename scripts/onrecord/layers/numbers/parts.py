"""Parts of a whole in words: half · a third of · two-thirds · three twenty-firsts · half a million."""

from __future__ import annotations

import re
from fractions import Fraction

from onrecord.layers.lexicon import folded
from onrecord.layers.numbers import vocabulary
from onrecord.layers.numbers.numerals import GAP, JOINT, Numeral, alternatives

_TENS = {word: value for word, value in vocabulary.TENS.items() if value < 100}
_SINGLE = alternatives(vocabulary.PARTS)
_SEVERAL = alternatives(vocabulary.PLURAL_PARTS)
# The words of ordinals above twenty: twenty-fifths.
_LAST = {word: round(1 / part) for word, part in vocabulary.PARTS.items() if part < Fraction(1, 2)}
_LAST = {"first": 1, "second": 2} | {word: under for word, under in _LAST.items() if under < 10}

_PART = re.compile(rf"{JOINT}(?P<part>{_SEVERAL}|{_SINGLE})(?!\w|-[a-z])", re.IGNORECASE)
_COMPOUND = re.compile(
    rf"{JOINT}(?P<tens>{alternatives(_TENS)}){JOINT}(?P<last>{alternatives(_LAST)})(?P<plural>s?)(?!\w|-[a-z])",
    re.IGNORECASE,
)
_OF_ROUND = re.compile(rf"{GAP}of{GAP}an?{GAP}({alternatives(vocabulary.SCALES)})(?!\w)", re.IGNORECASE)
_PART_OF_ROUND = re.compile(
    rf"((?:a{GAP})?half|quarter|(?:a|three){JOINT}quarters?)(?:{GAP}of)?{JOINT}(?:an?{GAP})?"
    rf"({alternatives(vocabulary.ROUND)})(?!\w)",
    re.IGNORECASE,
)
# What follows "a third" where it is a part and no rank.
_COMPARED = (
    rf"(?={GAP}(?:of|more|less|fewer|higher|lower|as|smaller|larger|bigger|faster|off|in|on|to|from|since|over)\b"
    r"|\s?[.,;)—–]|\s*\Z)"
)
_ALONE = re.compile(
    rf"an?{GAP}(?P<part>half)(?![\w-])|an?{GAP}(?P<piece>{_SINGLE})(?P<after>{_COMPARED})"
    rf"|(?P<half>half)(?P<whole>{GAP}(?:of|the|all|an?|its|their|his|her|our|my|your|these|those|that|as)\b|[.,;]"
    r"|\s\w{2,20}s\b|\speople\b)?(?![\w-])",
    re.IGNORECASE,
)
_COMPOUND_CELL = re.compile(
    rf"(?<!\w\s)an?{GAP}(?P<tens>{alternatives(_TENS)}){JOINT}(?P<last>{alternatives(_LAST)})(?=\s*\Z|{GAP}of\b)",
    re.IGNORECASE,
)
_OF = re.compile(rf"{GAP}of\b", re.IGNORECASE)
# Before "a third" at the end of a phrase: by a third, about a quarter.
_MEASURING = re.compile(
    r"\b(?:by|about|almost|nearly|than|only|over|around|roughly|just|under|approximately|some|least|to|another|and|in|nearly)\s\Z",
    re.IGNORECASE,
)


def read_part(text: str, start: int, end: int) -> Numeral | None:
    """The part that begins at `start` with no number before it: half a million, a third of."""
    if part := _PART_OF_ROUND.match(text, start, end):
        value = Fraction(3 if folded(part[1]).startswith("three") else 1, 2 if folded(part[1]).endswith("half") else 4)
        by = vocabulary.ROUND[folded(part[2])]
        return Numeral(start, part.end(), value * by, scale=by)
    if cell := _COMPOUND_CELL.match(text, start, end):
        under = _TENS[folded(cell["tens"])] + _LAST[folded(cell["last"])]
        return Numeral(start, cell.end("last"), Fraction(1, under), "fraction")
    part = _ALONE.match(text, start, end)
    if not part:
        return None
    if part["half"] and part["whole"] is None and not _MEASURING.search(text, max(0, start - 16), start):
        return None
    if part["piece"] and not _OF.match(text, part.end("piece"), end) and not _measures(text, start, part.end(), end):
        return None
    word = folded(part["part"] or part["piece"] or part["half"])
    stop = part.end("half") if part["half"] else part.end()
    return _of_round(text, Numeral(start, stop, vocabulary.PARTS[word], "fraction"), end)


def _measures(text: str, start: int, stop: int, end: int) -> bool:
    """Whether "a third" without "of" is a part, by what stands before it, or because nothing stands around it."""
    if _MEASURING.search(text, max(0, start - 16), start):
        return True
    return not text[max(0, start - 2) : start].strip() and stop == end


def read_parts(text: str, count: Numeral, end: int) -> Numeral | None:
    """The parts that `count` numbers: two-thirds, one twenty-fifth; "thirty" in a hundred thirty-fifths is theirs."""
    value, stop = count.value or Fraction(0), count.end
    if part := _PART.match(text, stop, end):
        lent = _lent_tens(text, count)
        word = folded(part["part"])
        if lent and word[:-1] in _LAST and word[-1] == "s":
            return Numeral(count.start, part.end(), (value - lent) / (lent + _LAST[word[:-1]]), "fraction")
        size = (vocabulary.PARTS if value == 1 else vocabulary.PLURAL_PARTS).get(word)
        if size is not None:
            return _of_round(text, Numeral(count.start, part.end(), value * size, "fraction"), end)
    compound = _COMPOUND.match(text, stop, end)
    if compound and bool(compound["plural"]) == (value != 1):
        under = _TENS[folded(compound["tens"])] + _LAST[folded(compound["last"])]
        if value == 1 and not (_OF.match(text, compound.end(), end) or compound.end() == end):
            return None
        return Numeral(count.start, compound.end(), value / under, "fraction")
    return None


def _lent_tens(text: str, count: Numeral) -> int:
    """The tens that end the words of a number above a hundred, which belong to the parts after them."""
    words = folded(text[count.start : count.end]).replace("-", " ").split()
    return _TENS.get(words[-1], 0) if len(words) > 1 and words[-2] != "and" and count.value != 0 else 0


def _of_round(text: str, part: Numeral, end: int) -> Numeral:
    """The part, or what it is of a round number: two thirds of a million."""
    scale = _OF_ROUND.match(text, part.end, end)
    if not scale or part.value is None:
        return part
    by = vocabulary.SCALES[folded(scale[1])]
    return Numeral(part.start, scale.end(), part.value * by, scale=by)
