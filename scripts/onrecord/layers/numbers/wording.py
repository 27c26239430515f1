"""Numbers in words: twenty-five thousand · a hundred and five · two and a half million · twenty-first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from onrecord.layers.lexicon import folded
from onrecord.layers.numbers import vocabulary
from onrecord.layers.numbers.numerals import GAP, JOINT, Numeral, alternatives
from onrecord.layers.numbers.parts import read_part, read_parts

_WORD = re.compile(r"([A-Za-z]{2,12})(?!\w)")
_NEXT = re.compile(rf"{JOINT}(and{GAP})?([A-Za-z]{{2,12}})(?!\w)")
_ARTICLE = re.compile(rf"an?{GAP}(?=(?:{alternatives(vocabulary.ROUND)})(?!\w))", re.IGNORECASE)
_DIGITS = alternatives([*vocabulary.CARDINALS])
_POINT = re.compile(rf"{GAP}point((?:{JOINT}(?:{_DIGITS})(?!\w)){{1,8}})", re.IGNORECASE)
_MIXED = re.compile(
    rf"{JOINT}and{JOINT}(?P<over>an?|{alternatives(vocabulary.ONES)}){JOINT}"
    rf"(?P<part>half|quarter|{alternatives(vocabulary.PLURAL_PARTS)}|(?:{alternatives(vocabulary.PARTS)})(?!\s[a-z]))(?!\w)",
    re.IGNORECASE,
)
_SCALE = re.compile(rf"{JOINT}({alternatives(vocabulary.SCALES)})(?!\w)", re.IGNORECASE)
_VAGUE = re.compile(
    rf"(?:(?:{alternatives(vocabulary.LOOSE)}){GAP}(?:{alternatives(vocabulary.ROUND)})"
    rf"|(?:{alternatives(vocabulary.VAGUE)})(?:{GAP}(?:of|upon){GAP}(?:{alternatives(vocabulary.VAGUE)}))?)(?!\w)",
    re.IGNORECASE,
)
_LETTERS = re.compile("[A-Za-z]+")
_SIZES = {**vocabulary.PARTS, **vocabulary.PLURAL_PARTS}
_MOST_WORDS = 24


@dataclass(slots=True)
class _Sum:
    """A number as far as it is read: a scale may still multiply `group`; what is added must be below `room`."""

    end: int
    total: int = 0
    group: int = 0
    room: int = 10**9
    scale: int = 10**18
    ordinal: bool = False
    closed: bool = False

    def add(self, value: int, end: int) -> bool:
        """Add a number below a hundred."""
        if self.closed or not value < self.room:
            return False
        self.group += value
        self.room = 10 if value >= 20 else 1
        self.end = end
        return True

    def multiply(self, word: str, end: int) -> bool:
        """Apply a hundred, a dozen or a scale."""
        by = vocabulary.ROUND[word]
        if self.closed or (not self.group and not (self.total and self.room == self.scale)):
            return False
        if word in vocabulary.SCALES:
            if self.group and by >= self.scale:
                return False
            self.total = self.total + self.group * by if self.group else self.total * by
            self.group, self.room, self.scale = 0, by, by
        else:
            if not 0 < self.group < 100 or (by == 12 and self.total):
                return False
            self.group *= by
            self.room, self.closed = 100, by == 12
        self.end = end
        return True

    def copy(self) -> _Sum:
        return _Sum(self.end, self.total, self.group, self.room, self.scale, self.ordinal, self.closed)


def read_wording(text: str, start: int, end: int) -> Numeral | None:
    """The number in words that begins at `start`, or None."""
    if vague := _VAGUE.match(text, start, end):
        return None if vague[0].lower() == "tens" else Numeral(start, vague.end(), None, "vague")
    if part := read_part(text, start, end):
        return part
    count = _count(text, start, end)
    if count is None:
        return None
    value = Fraction(count.total + count.group)
    if count.ordinal:
        return Numeral(start, count.end, value, "ordinal")
    scale = count.scale if count.scale < 10**18 else 1
    return _with_part(text, Numeral(start, count.end, value, scale=scale), end, count.closed)


def _count(text: str, start: int, end: int) -> _Sum | None:
    """Read words as long as they make one whole number; "two hundred and three hundred" ends after the first."""
    article = _ARTICLE.match(text, start, end)
    state = _Sum(start, group=1, room=1) if article else _Sum(start)
    match = _WORD.match(text, article.end() if article else start, end)
    before = state
    for _ in range(_MOST_WORDS):
        if not match:
            break
        word, stop = folded(match[match.lastindex or 1]), match.end()
        joined = state.end > start
        if joined and match[1] and (state.room < 100 or _MIXED.match(text, state.end, end)):
            break
        checkpoint = state.copy()
        if word in vocabulary.ROUND:
            if not state.multiply(word, stop):
                return before if joined and state.group and before.end > start else _done(state, start)
        elif not _add(state, word, stop):
            break
        elif joined and checkpoint.room >= 100:
            before = checkpoint
        if state.ordinal:
            break
        match = _NEXT.match(text, state.end, end)
    return _done(state, start)


def _add(state: _Sum, word: str, stop: int) -> bool:
    if word in vocabulary.ORDINAL_ROUND and 0 < state.group < 100:
        state.group, state.end, state.ordinal = state.group * vocabulary.ORDINALS[word], stop, True
    elif word in vocabulary.ORDINALS:
        state.ordinal = state.add(vocabulary.ORDINALS[word], stop)
    else:
        return _is_cardinal(word, state) and state.add(vocabulary.CARDINALS[word], stop)
    return state.ordinal


def _is_cardinal(word: str, state: _Sum) -> bool:
    return word in vocabulary.CARDINALS and (word not in vocabulary.ZEROS or not (state.total or state.group))


def _done(state: _Sum, start: int) -> _Sum | None:
    return state if state.end > start else None


def _with_part(text: str, numeral: Numeral, end: int, closed: bool) -> Numeral:
    """The number with what makes it a fraction or adds one: two-thirds, two and a half million, two point five."""
    start, stop, value = numeral.start, numeral.end, numeral.value or Fraction(0)
    if value and not closed and (part := read_parts(text, numeral, end)):
        return part
    if point := _POINT.match(text, stop, end):
        addend, stop = _decimals(point[1]), point.end()
    elif mixed := _MIXED.match(text, stop, end):
        addend, stop = vocabulary.ONES.get(folded(mixed["over"]), 1) * _SIZES[folded(mixed["part"])], mixed.end()
    else:
        return numeral
    by = 1
    if scale := _SCALE.match(text, stop, end):
        by, stop = vocabulary.SCALES[folded(scale[1])], scale.end()
    if numeral.scale > 1:  # one billion and a half, one billion and a half million
        return Numeral(start, stop, value + addend * (by if scale else numeral.scale), scale=by)
    return Numeral(start, stop, (value + addend) * by, scale=by)


def _decimals(words: str) -> Fraction:
    """The value of what follows "point": nought four, seventy-one."""
    figures = ""
    for word in _LETTERS.findall(words):
        value = vocabulary.CARDINALS[folded(word)]
        units_of_tens = value < 10 and figures[-1:] == "0" and figures[-2:-1] not in ("", "0")
        figures = figures[:-1] + str(value) if units_of_tens else figures + str(value)
    return Fraction(int(figures), 10 ** len(figures))
