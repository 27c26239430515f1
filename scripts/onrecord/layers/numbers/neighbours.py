"""The words right before a number, which say what it is: taken from the end, so that no place is tried twice."""

from __future__ import annotations

from dataclasses import dataclass

_REACH = 72  # characters looked at before a number
_BREAKS = frozenset(',;:!?()[]"“”…—–/')


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it stands, in lower case too, with its place."""

    text: str
    plain: str
    start: int
    end: int


def words_before(text: str, start: int, floor: int, most: int = 8) -> list[Word]:
    """At most `most` words before `start`, in order, back to `floor` or to a mark that parts what is said."""
    if start <= floor or not text[start - 1].isspace():
        return []
    low = max(floor, start - _REACH)
    tokens = text[low:start].split()
    if low > floor and tokens and not text[low].isspace() and not text[low - 1].isspace():
        del tokens[0]  # cut in its middle
    words: list[Word] = []
    stop = start
    for token in reversed(tokens[-most:]):
        begin = text.rfind(token, low, stop)
        if token[-1] in _BREAKS:
            break
        opened = -1
        if not _BREAKS.isdisjoint(token):
            opened = max(i for i, character in enumerate(token) if character in _BREAKS)
        plain = token[opened + 1 :]
        words.append(Word(plain, plain.lower(), begin + opened + 1, begin + len(token)))
        stop = begin
        if opened >= 0:
            break
    words.reverse()
    return words
