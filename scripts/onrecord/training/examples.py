"""Records to examples: the windows that a network reads, with the tags and links that it should find in them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from onrecord.layers.quotes.decoder import ROLES, to_tags
from onrecord.layers.quotes.words import to_paragraphs
from onrecord.layers.segments import annotated
from onrecord.model import Quote, Record, Span
from onrecord.models.pieces import Vocabulary, Word
from onrecord.models.runtime import iter_windows, to_words, window_words


@dataclass(slots=True)
class Example:
    """A window: its words, the `lengths` of its paragraphs, and for each word the index of its tag in `TAGS`.

    `cues` are the first words of its cues, `owners` pairs (first word of a content, index in `cues`), `speakers` pairs
    (index in `cues`, first word of the source, or -1 for none).
    """

    words: list[Word]
    lengths: list[int]
    tags: list[int]
    cues: list[int] = field(default_factory=list)
    owners: list[tuple[int, int]] = field(default_factory=list)
    speakers: list[tuple[int, int]] = field(default_factory=list)

    @property
    def pieces(self) -> int:
        return sum(len(word.pieces) for word in self.words)

    @property
    def sources(self) -> list[int]:
        """The first words of its sources, in order."""
        return sorted({first for _, first in self.speakers if first >= 0})


def iter_examples(records: Iterable[Record], vocabulary: Vocabulary, size: int, most: int) -> Iterator[Example]:
    """The windows of all records in order; `size` and `most` pieces as for `iter_windows`."""
    for record in records:
        paragraphs = [paragraph for paragraph, _ in to_paragraphs(record.text, annotated(record.segments))]
        words = [to_words(paragraph, vocabulary) for paragraph in paragraphs]
        offsets = [offset for paragraph in paragraphs for offset in paragraph.offsets]
        attributions = [_located(quote, offsets) for quote in record.quotes]
        begins = list(accumulate(map(len, paragraphs), initial=0))
        for parts in iter_windows(words, size, most):
            first = begins[parts[0][0]] + parts[0][1]
            yield _example(*window_words(words, parts), first, attributions)


Located = dict[str, list[tuple[int, int]]]  # role to words of the article: the first, and the one after the last


def _located(quote: Quote, offsets: Sequence[tuple[int, int]]) -> Located:
    return {role: [_words_of(span, offsets) for span in getattr(quote, role)] for role in ROLES}


def _words_of(span: Span, offsets: Sequence[tuple[int, int]]) -> tuple[int, int]:
    first = bisect_right(offsets, (span.start, 1 << 60)) - 1
    if first < 0 or offsets[first][1] <= span.start:
        first += 1
    return first, bisect_left(offsets, (span.end, 0))


def _example(words: list[Word], lengths: list[int], first: int, attributions: Sequence[Located]) -> Example:
    """The window whose first word is word `first` of the article; spans are clipped to it."""
    last = first + len(words)
    spans: list[tuple[str, int, int]] = []
    taken: set[int] = set()
    example = Example(words, lengths, [])
    for attribution in attributions:
        inside = {
            role: [
                (max(a, first) - first, min(b, last) - first) for a, b in attribution[role] if a < last and b > first
            ]
            for role in ROLES
        }
        for role in ROLES:
            for begin, end in inside[role]:
                if taken.isdisjoint(range(begin, end)):  # a sequence of tags holds no span inside another
                    taken.update(range(begin, end))
                    spans.append((role, begin, end))
        if inside["cue"]:
            cue = len(example.cues)
            example.cues.append(inside["cue"][0][0])
            example.owners += [(begin, cue) for begin, _ in inside["content"]]
            example.speakers.append((cue, inside["source"][0][0] if inside["source"] else -1))
    example.tags = to_tags(spans, len(words))
    return example
