"""Words to word pieces (WordPiece; Wu et al. 2016) in lower case, with what that loses kept beside."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_UNKNOWN = "[UNK]"
_MOST_PIECES = 8  # of one word; what a longer one has beyond them tells nothing
_LONGEST_WORD = 100  # code points

_SENTENCE_ENDS = frozenset(".!?…")

# Forms of a word that lower case hides.
CASES = ("other", "lower", "capital", "upper", "digits", "inner")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as networks see it: the ids of its pieces, its case, its state to the quotation marks, and whether it is a
    mark that ends a sentence.
    """

    pieces: tuple[int, ...]
    case: int
    state: int
    ends: bool


class Vocabulary:
    """The pieces of a model: `pieces[i]` has the id i; those inside a word begin with `##`."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self.pieces = tuple(pieces)
        self._ids = {piece: i for i, piece in enumerate(pieces)}
        self._unknown = self._ids[_UNKNOWN]
        self.word = lru_cache(maxsize=1 << 14)(self._word)

    @classmethod
    def read(cls, path: Path) -> Vocabulary:
        return cls(path.read_text("utf-8").split("\n"))

    def __getitem__(self, piece: str) -> int:
        return self._ids[piece]

    def ids(self, pieces: Iterable[str]) -> list[int]:
        """The ids of pieces that are all known; raises `KeyError` for one that is not."""
        return [self._ids[piece] for piece in pieces]

    def __len__(self) -> int:
        return len(self.pieces)

    def _word(self, surface: str, state: int) -> Word:
        return Word(self.split(surface), case_of(surface), state, surface in _SENTENCE_ENDS)

    def split(self, word: str) -> tuple[int, ...]:
        """The ids of a word's pieces, from one to eight: the longest known piece first, again and again."""
        found: list[int] = []
        for part in _parts(word[:_LONGEST_WORD]):
            found += self._split_part(part)
            if len(found) >= _MOST_PIECES:
                break
        return tuple(found[:_MOST_PIECES]) or (self._unknown,)

    def _split_part(self, part: str) -> list[int]:
        found: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = part[start:end] if start == 0 else f"##{part[start:end]}"
                if piece in self._ids:
                    found.append(self._ids[piece])
                    start = end
                    break
            else:
                return [self._unknown]
        return found


def _parts(word: str) -> Iterator[str]:
    """Letters and digits of a word in lower case and without accents, and each mark in it by itself."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
    begin = 0
    for i, character in enumerate(plain):
        if not character.isalnum():
            if begin < i:
                yield plain[begin:i]
            if not character.isspace():
                yield character
            begin = i + 1
    if begin < len(plain):
        yield plain[begin:]


def case_of(word: str) -> int:
    """The word's form, as an index of `CASES`."""
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    if word[:1].isupper():
        return 2
    if word[:1].isdigit():
        return 4
    return 5 if any(map(str.isalpha, word)) else 0
