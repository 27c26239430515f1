"""Where a match stands: its surface, and the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.tokens import cuts_grapheme

_WORD_BEFORE = re.compile(r"(\w[\w'’-]{0,20})[\s(\"“‘]{1,3}\Z")
_WORD_AFTER = re.compile(r"[\s-]{1,3}(\w{1,20})")
_COMPOUND = re.compile(r"-[^\W\d_]")
QUOTATION_MARKS = ("“", '"', "‘", "'", "`")


@dataclass(frozen=True, slots=True)
class Place:
    """A match at `[start, end)` in the sentence `text[opening:closing]`."""

    text: str
    start: int
    end: int
    opening: int
    closing: int

    @property
    def surface(self) -> str:
        return self.text[self.start : self.end]

    @property
    def opens(self) -> bool:
        """Whether it stands first in its sentence, but for marks: “Tonight we …"""
        before = self.text[self.opening : self.start]
        return len(before) <= 3 and not any(character.isalnum() for character in before)

    @property
    def is_quoted(self) -> bool:
        """Whether a quotation mark stands right before it."""
        return self.text[self.start - 1 : self.start] in QUOTATION_MARKS

    @property
    def word_before(self) -> str:
        """The word before as it is written; "" at the start of a sentence and after a mark."""
        found = _WORD_BEFORE.search(self.text, max(self.opening, self.start - 25), self.start)
        return found[1] if found else ""

    @property
    def before(self) -> str:
        """The word before, in lower case."""
        return self.word_before.lower()

    @property
    def word_after(self) -> str:
        """The word behind as it is written; "" before a mark."""
        found = _WORD_AFTER.match(self.text, self.end, self.closing)
        return found[1] if found else ""

    @property
    def after(self) -> str:
        """The word behind, in lower case."""
        return self.word_after.lower()

    @property
    def mark_after(self) -> str:
        """The character behind; "" at the end of the sentence."""
        return self.text[self.end] if self.end < self.closing else ""

    @property
    def cuts_grapheme(self) -> bool:
        """Whether a mark that combines with its last character is left outside."""
        return cuts_grapheme(self.text, self.end)

    @property
    def is_compound(self) -> bool:
        """Whether it is the first part of a compound: "now-defunct"."""
        return bool(_COMPOUND.match(self.text, self.end, self.closing))

    def at_word_before(self) -> Place:
        """The place of the word before."""
        return replace(self, start=self.text.rindex(self.word_before, self.opening, self.start))

    def near(self, width: int) -> tuple[int, int]:
        """The stretch of its sentence that lies so many code points around it."""
        return max(self.opening, self.start - width), min(self.closing, self.end + width)
