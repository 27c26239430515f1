"""Tables of phrases, looked up in the text at a place: the longest that begins there, in time that does not grow with
the table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Generic, TypeVar

from onrecord.layers.numbers.numerals import JOINT

_T = TypeVar("_T")

_MOST_WORDS = 5
_TOKEN = r"(?:[^\W_]{1,24}(?:[.'’ʻ&][^\W\d_]{1,16}){0,3}\.?|&)"
_TOKENS = re.compile(rf"(?:{JOINT})?(?=[^\W\d_]){_TOKEN}(?:(?:{JOINT}|/){_TOKEN}){{0,{_MOST_WORDS - 1}}}")
_WORD = re.compile(_TOKEN)


class Phrases(Generic[_T]):
    """Phrases in lower case, their words parted by single spaces, with what each stands for."""

    def __init__(self, table: Mapping[str, _T]) -> None:
        self._table = {" ".join(_WORD.findall(phrase)): value for phrase, value in table.items()}
        self._first = {phrase.split(" ", 1)[0].rstrip(".") for phrase in self._table}

    def match(self, text: str, start: int, end: int) -> tuple[_T, int] | None:
        """What the longest phrase at `start` stands for and where it ends; a joint may stand before it."""
        found = _TOKENS.match(text, start, end)
        if not found:
            return None
        words = list(_WORD.finditer(text, found.start(), found.end()))
        if words[0][0].lower().rstrip(".") not in self._first:
            return None
        plain = [word[0].lower() for word in words]
        for count in range(len(words), 0, -1):
            phrase, stop = " ".join(plain[:count]), words[count - 1].end()
            if phrase in self._table:
                # A full stop of an abbreviation may be that of the sentence too, which it is not part of.
                return self._table[phrase], stop
            if phrase[-1] == "." and phrase[:-1] in self._table:
                return self._table[phrase[:-1]], stop - 1
        return None
