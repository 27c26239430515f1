"""Where names and descriptions of an entity stand in the text, beyond the sources."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.layers.speakers.names import is_capital, word
from onrecord.layers.speakers.titles import ARTICLES, HONORIFICS, ORGANISATIONS, PARTICLES, ROLES
from onrecord.model import Segment
from onrecord.tokens import iter_tokens

Offsets = tuple[int, int]

_LONGEST_NAME = 4
_LONGEST_TITLE = 10
# A capital at the start of a sentence proves no name when the word is one of these.
_OPENERS = frozenset(
    "the a an in on at but and as for if when while after before since he she it they we you i his her their "
    "our its this that these those there here then now so yet not no yes what who why how where one some many "
    "most all both former however meanwhile later earlier on monday tuesday wednesday thursday friday "
    "saturday sunday january february march april may june july august september october november december "
    "asked said".split()
)


class Index:
    """The tokens of the annotated segments, and where each word stands."""

    def __init__(self, text: str, segments: Sequence[Segment]) -> None:
        self.text = text
        self.tokens: list[Offsets] = []
        self.segment_of: list[int] = []
        self.positions: dict[str, list[int]] = defaultdict(list)
        for number, segment in enumerate(segments):
            for start, end in iter_tokens(text, segment.start, segment.end):
                self.positions[text[start:end]].append(len(self.tokens))
                self.tokens.append((start, end))
                self.segment_of.append(number)

    def token_at(self, offset: int) -> int:
        """The first token that starts at `offset` or later."""
        return bisect_left(self.tokens, (offset, 0))

    def word(self, i: int) -> str:
        return word(self.text, self.tokens[i]) if 0 <= i < len(self.tokens) else ""

    def together(self, i: int, j: int) -> bool:
        """Whether both tokens exist and stand in one segment."""
        return 0 <= i < len(self.tokens) and 0 <= j < len(self.tokens) and self.segment_of[i] == self.segment_of[j]

    def is_name_part(self, i: int) -> bool:
        """Whether the token can be part of a person's name."""
        if not 0 <= i < len(self.tokens):
            return False
        lower = self.word(i)
        if lower in ROLES | HONORIFICS | ORGANISATIONS | _OPENERS:
            return False
        return is_capital(self.text, self.tokens[i]) or lower in PARTICLES

    def name_run(self, i: int) -> Offsets:
        """First and last token of the person's name that ends with token `i`: "Jens Stoltenberg" for "Stoltenberg"."""
        first = i
        while i - first + 1 < _LONGEST_NAME and self.together(first - 1, i) and self._joins(first - 1):
            first -= 1
        while first < i and not is_capital(self.text, self.tokens[first]):
            first += 1
        return first, i

    def _joins(self, i: int) -> bool:
        return self.is_name_part(i) or (self.text[slice(*self.tokens[i])] == "." and self.is_name_part(i - 1))

    def occurrences(self, words: Sequence[str]) -> Iterator[int]:
        """The tokens at which this sequence of words begins."""
        for i in self.positions.get(words[0], ()):
            last = i + len(words) - 1
            if self.together(i, last) and all(
                self.text[slice(*self.tokens[i + k])] == expected for k, expected in enumerate(words)
            ):
                yield i

    def with_title(self, first: int, last: int) -> Offsets:
        """Offsets of a name with the title right before it, and "of …" behind it where the title asks for one."""
        begin, roles = first, 0
        while first - begin < _LONGEST_TITLE and self.together(begin - 1, last):
            lower = self.word(begin - 1)
            affiliation = roles and is_capital(self.text, self.tokens[begin - 1]) and lower not in _OPENERS
            if lower in ROLES | HONORIFICS:
                roles += 1
            elif not affiliation:
                break
            begin -= 1
        if roles and begin > 0 and self.word(begin - 1) in ARTICLES and self.together(begin - 1, last):
            begin -= 1
        end = last
        titled = roles and self.word(first - 1) not in HONORIFICS
        if titled and self.word(last + 1) == "of" and self.together(last + 2, last):
            following = last + 2
            while self.together(following, last) and is_capital(self.text, self.tokens[following]):
                end = following
                following += 1
        return self.tokens[begin][0], self.tokens[end][1]
