"""The words of an article as the speakers layer looks at them: by position, by word, by sentence, inside or outside
marks.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice, pairwise

from onrecord.layers.segments import annotated
from onrecord.layers.speakers.vocabulary import (
    GIVEN_NAMES,
    HONORIFICS,
    OPENERS,
    PARTICLES,
)
from onrecord.model import Quote, Segment
from onrecord.tokens import segment_tokens

_JOINTS = frozenset(["-", "’", "'", "‑"])
_MARKS = frozenset(["“", "”", '"', "‘", "’", "'"])

Offsets = tuple[int, int]
_MOST_LOOKED_AT = 50  # places of one name
_PLACED = frozenset(["in", "near", "across", "throughout"])

Words = tuple[int, int]  # a word and the one after the last


class Article:
    """The words of the annotated segments; `words[i]` is word i in lower case, without the stop of an abbreviation."""

    def __init__(self, text: str, segments: Sequence[Segment], quotes: Sequence[Quote]) -> None:
        self.text = text
        self.offsets: list[Offsets] = []
        self.words: list[str] = []
        self.segment_of: list[int] = []
        self.positions: dict[str, list[int]] = defaultdict(list)
        self._sentences: list[int] = []
        segments = annotated(segments)
        for number, (segment, tokens) in enumerate(zip(segments, segment_tokens(text, segments), strict=True)):
            self._sentences += [sentence.start for sentence in segment.sentences]
            self.offsets += tokens
            self.segment_of += [number] * len(tokens)
        for start, end in self.offsets:
            word = text[start:end].lower()
            self.words.append(word if word[-1] != "." else word.rstrip(".") or word)
        for i, word in enumerate(self.words):
            self.positions[word].append(i)
        self.size = len(self.words)
        self._capital = [text[start].isupper() for start, _ in self.offsets]
        self._named = [c and word not in OPENERS for c, word in zip(self._capital, self.words, strict=True)]
        self._marks = sorted((mark.start, mark.end) for quote in quotes if not quote.parent for mark in quote.marks)
        self.headline = 0 if any(segment.kind == "headline" for segment in segments[:1]) else -1

    def word(self, i: int) -> str:
        return self.words[i] if 0 <= i < self.size else ""

    def surface(self, first: int, stop: int) -> str:
        return self.text[self.offsets[first][0] : self.offsets[stop - 1][1]] if first < stop else ""

    def span(self, words: Words) -> Offsets:
        return self.offsets[words[0]][0], self.offsets[words[1] - 1][1]

    def words_of(self, start: int, end: int) -> Words:
        """The words that begin in `[start, end)`."""
        return bisect_left(self.offsets, (start, 0)), bisect_left(self.offsets, (end, 0))

    def together(self, i: int, j: int) -> bool:
        """Whether both words exist and stand in one segment."""
        return 0 <= i < self.size and 0 <= j < self.size and self.segment_of[i] == self.segment_of[j]

    def is_capital(self, i: int) -> bool:
        return 0 <= i < self.size and self._capital[i]

    def is_named(self, i: int) -> bool:
        """Whether the word has a capital that means something: not for the sake of a sentence or a headline alone."""
        return 0 <= i < self.size and self._named[i]

    def is_joined(self, i: int) -> bool:
        """Whether the word is a hyphen or apostrophe inside a longer word: Okafor-Lyle."""
        if not 0 < i < self.size - 1 or self.words[i] not in _JOINTS:
            return False
        return self.offsets[i - 1][1] == self.offsets[i][0] and self.offsets[i][1] == self.offsets[i + 1][0]

    def sentence_of(self, i: int) -> int:
        """The number of the sentence in which word i stands."""
        return bisect_right(self._sentences, self.offsets[i][0])

    def opens_sentence(self, i: int) -> bool:
        """Whether nothing but marks stands before the word in its sentence."""
        start = self._sentences[self.sentence_of(i) - 1]
        return not any(c.isalnum() for c in self.text[start : self.offsets[i][0]])

    def is_quoted(self, i: int) -> bool:
        """Whether the word stands inside the quotation marks of a quote."""
        at = bisect_right(self._marks, (self.offsets[i][0], len(self.text))) - 1
        return at >= 0 and self.offsets[i][0] < self._marks[at][1]

    def occurrences(self, words: Sequence[str]) -> Iterator[int]:
        """The words at which this sequence, in lower case, begins."""
        for i in self.positions.get(words[0], ()):
            if self.together(i, i + len(words) - 1) and self.words[i : i + len(words)] == list(words):
                yield i

    def name_around(self, i: int) -> Words:
        """The run of capitalised words, particles and initials that holds word i."""
        first, stop = i, i + 1
        while self.together(first - 1, i) and self._continues(first - 1, first):
            first -= 1
        while self.together(stop, i) and self._continues(stop, stop - 1):
            stop += 1
        while first < i and not self.is_named(first) and self.words[first] not in PARTICLES:
            first += 1
        while stop > i + 1 and not (
            self.is_named(stop - 1) or self.words[stop - 1].isdigit() or self.is_joined(stop - 2)
        ):
            stop -= 1
        return first, self._with_acronym(first, stop)

    def _with_acronym(self, first: int, stop: int) -> int:
        """Where a name ends whose acronym follows: Federated Drivers and Guards (FDG)."""
        for bracket in range(stop + 1, min(stop + 8, self.size - 1)):
            if self.words[bracket] == "(" and self.together(bracket, first) and self.is_capital(bracket - 1):
                initials = "".join(self.words[i][0] for i in range(first, bracket) if self.is_capital(i))
                return bracket if self.words[bracket + 1] == initials else stop
        return stop

    @cached_property
    def names(self) -> list[Words]:
        """The runs of capitals of the article, in order; not those of a headline in which most words have one."""
        return list(self._names())

    def _names(self) -> Iterator[Words]:
        i = 0
        title_case = self._is_title_case()
        while i < self.size:
            if (
                self._named[i]
                and not self.is_joined(i - 1)
                and not (title_case and self.segment_of[i] == self.headline)
            ):
                first, stop = self.name_around(i)
                if not (self.is_dateline((first, stop)) or self._is_work(first, stop)):
                    yield first, stop
                i = max(stop, i + 1)
            else:
                i += 1

    def _is_work(self, first: int, stop: int) -> bool:
        """Whether quotation marks enclose just this name, as they do the titles of works."""
        end = stop + (self.word(stop) in (",", "."))
        return self.word(first - 1) in _MARKS and self.word(end) in _MARKS and stop - first > 1

    def is_dateline(self, run: Words) -> bool:
        """Whether the run is a place in capitals that opens a paragraph: "KYIV, Nov. 26"."""
        opens = not self.together(run[0] - 1, run[0])
        return opens and self.surface(*run).isupper() and self.word(run[1]) in (",", "(", "-", "—", "–")

    def headline_words(self) -> range:
        """The words of a headline in which most words have a capital; none where there is no such."""
        return range(bisect_left(self.segment_of, self.headline + 1)) if self._is_title_case() else range(0)

    @cached_property
    def titled(self) -> set[str]:
        """The words with an honorific before them: where people have titles, the bare word rather means a body."""
        return {after for word, after in pairwise(self.words) if word in HONORIFICS}

    def is_place(self, name: Sequence[str]) -> bool:
        """Whether the text has a name mostly behind "in" and the like."""
        found = list(islice(self.occurrences(name), _MOST_LOOKED_AT))
        return 3 * sum(self.word(i - 1) in _PLACED for i in found) > len(found) and name[0] not in GIVEN_NAMES

    def _is_title_case(self) -> bool:
        stop = bisect_left(self.segment_of, self.headline + 1) if self.headline == 0 else 0
        long = [i for i in range(stop) if len(self.words[i]) > 3]
        return 2 * sum(map(self.is_capital, long)) > len(long) > 0

    def _continues(self, i: int, beside: int) -> bool:
        """Whether word i goes on a name of which `beside` is part."""
        if self.is_named(i) or (self.is_joined(i - 1) and self.is_capital(i - 2)):
            return not (self.text[self.offsets[max(i, beside) - 1][1] - 1] in ".!?" and self._ends(max(i, beside) - 1))
        particle = self.words[i] in PARTICLES and (i < beside or self._leads_to_capital(i + 1))
        return particle or self.is_joined(i) or self._is_genitive(i) or self.is_nickname(i)

    def is_nickname(self, i: int) -> bool:
        """Whether the word is a mark around a nickname inside a name: Eugene “Stump” Vandermeer."""
        if self.words[i] not in _MARKS:
            return False
        for first, last in ((i, i + 2), (i, i + 3), (i - 2, i), (i - 3, i)):
            inside = range(first + 1, last)
            if (
                first > 0
                and self.word(first) in _MARKS
                and self.word(last) in _MARKS
                and all(map(self.is_capital, inside))
            ):
                return self.is_capital(first - 1) and self.is_named(last + 1) and self.together(first - 1, last + 1)
        return False

    def _leads_to_capital(self, i: int) -> bool:
        while self.word(i) in PARTICLES or self.is_joined(i):
            i += 1
        return self.is_capital(i)

    def _is_genitive(self, i: int) -> bool:
        """Whether the word is the apostrophe inside a name: Travellers' Council."""
        return (
            self.words[i] in ("'", "’")
            and self.word(i - 1).endswith("s")
            and self.is_capital(i + 1)
            and self.is_capital(i - 1)
        )

    def _ends(self, i: int) -> bool:
        """Whether the stop of word i ends a sentence."""
        return i + 1 < self.size and self.sentence_of(i) != self.sentence_of(i + 1)
