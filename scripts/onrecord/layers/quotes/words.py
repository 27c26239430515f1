"""Paragraphs as the models read them: words with their offsets, and where each stands to the quotation marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.layers.quotes.marks import Region, find_regions
from onrecord.model import Segment, Span
from onrecord.tokens import segment_tokens

# States of a word: outside all quoted regions, inside one, or a mark that opens or closes one.
OUTSIDE, INSIDE, MARK = 0, 1, 2

_MARKS = frozenset(["“", "”", '"', "«", "»", "„", "‘", "’", "'", "`"])

FINAL = frozenset([".", "!", "?", "…", "...", ".."])
PUNCTUATION = FINAL | frozenset([",", ";", ":", "-", "–", "—", "(", ")", "[", "]", "/"])


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The words of one segment: `surfaces[i]` is `text[slice(*offsets[i])]`, `words[i]` the same in lower case, and
    `states[i]` its state to the quotation marks.
    """

    text: str
    offsets: list[tuple[int, int]]
    surfaces: list[str]
    words: list[str]
    states: list[int]

    def __len__(self) -> int:
        return len(self.words)

    def word(self, i: int) -> str:
        """The word in lower case, "" outside the paragraph."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def is_outside(self, i: int) -> bool:
        """Whether the word exists and stands in no quoted region."""
        return 0 <= i < len(self.words) and self.states[i] == OUTSIDE

    def is_name(self, i: int) -> bool:
        """Whether the word begins with a capital."""
        return 0 <= i < len(self.words) and self.surfaces[i][0].isupper()

    def span(self, first: int, stop: int) -> Span:
        """The span of the words from `first` on and before `stop`."""
        return Span.of(self.text, self.offsets[first][0], self.offsets[stop - 1][1])


@dataclass(frozen=True, slots=True)
class Stretch:
    """The words of a paragraph from `first` on and before `stop`."""

    paragraph: Paragraph
    first: int
    stop: int

    @property
    def words(self) -> list[str]:
        return self.paragraph.words[self.first : self.stop]

    @property
    def span(self) -> Span:
        return self.paragraph.span(self.first, self.stop)


def to_paragraphs(text: str, segments: Sequence[Segment]) -> list[tuple[Paragraph, list[Region]]]:
    """The paragraph of each segment, with its quoted regions in order."""
    found = [find_regions(text, segment) for segment in segments]
    tokens = segment_tokens(text, segments)
    return [(_paragraph(text, *parts), parts[1]) for parts in zip(tokens, found, strict=True)]


def _paragraph(text: str, offsets: list[tuple[int, int]], regions: Sequence[Region]) -> Paragraph:
    surfaces = [text[start:end] for start, end in offsets]
    states = [OUTSIDE] * len(offsets)
    i = 0
    for begin, stop in regions:
        i = bisect_left(offsets, (begin, 0), lo=i)
        while i < len(offsets) and offsets[i][0] < stop:
            edge = offsets[i][0] < begin + 2 or offsets[i][1] > stop - 2
            states[i] = MARK if edge and surfaces[i] in _MARKS else INSIDE
            i += 1
    return Paragraph(text, offsets, surfaces, [surface.lower() for surface in surfaces], states)
