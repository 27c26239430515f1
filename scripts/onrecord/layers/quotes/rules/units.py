"""Units: the stretches of a paragraph in which one attribution is looked for, as tokens that know their region."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.layers.quotes.marks import Region
from onrecord.layers.quotes.words import Paragraph
from onrecord.model import Segment, Span

_MOST_OUTSIDE = 400
_MOST_TOKENS = 4000

FINAL = frozenset(".!?…")
PUNCTUATION = frozenset(". ! ? … , ; : - – — ( ) [ ] ...".split())


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence, or several that a quoted region holds together.

    `words[i]` is the token at `offsets[i]` in lower case; `region_of[i]` the region that holds it, or -1.
    """

    text: str
    offsets: list[tuple[int, int]]
    words: list[str]
    region_of: list[int]
    regions: Sequence[Region]
    tail: int = 1 << 30  # the comma before an attribution that closes the unit: "…, Lee said on Monday."

    def __len__(self) -> int:
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """The span of the tokens `first` to `last`, the latter included."""
        return Span.of(self.text, self.offsets[first][0], self.offsets[last][1])

    def word(self, i: int) -> str:
        """The token in lower case, "" outside the unit."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def is_outside(self, i: int) -> bool:
        """Whether the token exists and stands in no quoted region."""
        return 0 <= i < len(self.words) and self.region_of[i] < 0

    def is_name(self, i: int) -> bool:
        """Whether the token begins with a capital."""
        return 0 <= i < len(self.words) and self.text[self.offsets[i][0]].isupper()

    def end_of(self, i: int) -> int:
        """Offset of the end of the token, or of the region that holds it."""
        return self.offsets[i][1] if self.region_of[i] < 0 else self.regions[self.region_of[i]][1]

    def first_of(self, region: int) -> int:
        return self.region_of.index(region)

    def last_of(self, region: int) -> int:
        return len(self.words) - 1 - self.region_of[::-1].index(region)


def iter_units(paragraph: Paragraph, segment: Segment, regions: Sequence[Region]) -> Iterator[Unit]:
    """The units of a segment, in order; their tokens are all tokens of its sentences."""
    offsets = paragraph.offsets
    for start, end in _bounds(segment, regions):
        begin, stop = bisect_left(offsets, (start, 0)), bisect_left(offsets, (end, 0))
        near = _near(regions, start, end)
        region_of = _regions_of(offsets[begin:stop], near) if near else [-1] * (stop - begin)
        for first, last in _pieces(region_of):
            part = slice(begin + first, begin + last)
            yield Unit(paragraph.text, offsets[part], paragraph.words[part], region_of[first:last], near)


def _near(regions: Sequence[Region], start: int, end: int) -> Sequence[Region]:
    """The regions that share text with `[start, end)`."""
    first = max(0, bisect_left(regions, (start, 0)) - 1)
    return [region for region in regions[first : bisect_left(regions, (end, 0))] if region[1] > start]


def _bounds(segment: Segment, regions: Sequence[Region]) -> Iterator[tuple[int, int]]:
    begin: int | None = None
    for sentence in segment.sentences:
        begin = sentence.start if begin is None else begin
        before = bisect_left(regions, (sentence.end, 0)) - 1
        if before >= 0 and regions[before][1] > sentence.end:
            continue
        yield begin, sentence.end
        begin = None
    if begin is not None:
        yield begin, segment.end


def _pieces(region_of: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Bounds of pieces small enough to be searched around every cue, where a text has no sentences to end it."""
    first = outside = 0
    for i, region in enumerate(region_of):
        outside += region < 0
        if (outside >= _MOST_OUTSIDE and region < 0) or i - first >= _MOST_TOKENS:
            yield first, i + 1
            first, outside = i + 1, 0
    if first < len(region_of):
        yield first, len(region_of)


def _regions_of(offsets: Sequence[tuple[int, int]], regions: Sequence[Region]) -> list[int]:
    starts = [start for start, _ in regions]
    found = []
    for start, _ in offsets:
        index = bisect_right(starts, start) - 1
        found.append(index if index >= 0 and start < regions[index][1] else -1)
    return found
