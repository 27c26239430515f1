"""Two texts aligned, and where a stretch of the old one stands in the new one.

By words first and by characters between them, so that letters of unrelated words never match; then lines that moved as
a whole. The matcher is the standard library's (Ratcliff and Obershelp: the longest common run, then both sides of it).
On 60,000 characters it takes under a second, also where every word changed. Levenshtein's opcodes (rapidfuzz) are
faster but scatter what was deleted over what was inserted; diff-match-patch stops by the clock, and so would differ
by machine.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import pairwise

_WORD = re.compile(r"\S+")
_SPACE = re.compile(r"\s")
_LINE = re.compile(r"[^\r\n]+")
# What goes on with a word or figure that ends in a letter or digit: 5,000 for 5, Stoltenberg's for Stoltenberg.
_REST = re.compile(r"(?:\w|[.,'’-](?=\w))*")
_CELLS = 4_000_000  # the largest gap between words, as old times new characters, that is aligned by characters


@dataclass(frozen=True, slots=True)
class Block:
    """`size` characters that are the same at `old` and at `new`."""

    old: int
    new: int
    size: int

    @property
    def shift(self) -> int:
        return self.new - self.old


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch stands in the new text, and which share of its characters (white space aside) was left."""

    start: int
    end: int
    kept: float


@dataclass(frozen=True)
class Alignment:
    """What two texts have in common: blocks in order of the old text; a moved line's is out of order in the new."""

    old: str
    new: str
    blocks: tuple[Block, ...]

    @cached_property
    def _starts(self) -> list[int]:
        return [block.old for block in self.blocks]

    def place(self, start: int, end: int) -> Place | None:
        """Where `[start, end)` of the old text stands in the new one; `None` if nothing is left of it, or it was torn.

        What replaces its first or last characters belongs to it (a word for a part of a word); what is inserted before
        or after does not, unless it lengthens the word at its edge.
        """
        first = max(bisect_right(self._starts, start) - 1, 0)
        parts = []
        for block in self.blocks[first : bisect_right(self._starts, end - 1)]:
            begin, finish = max(start, block.old), min(end, block.old + block.size)
            if begin < finish:
                parts.append(Block(begin, begin + block.shift, finish - begin))
        if not parts or any(one.new + one.size > two.new for one, two in pairwise(parts)):
            return None
        left, right = self._left(start, parts[0]), self._right(end, parts[-1])
        surface = self.new[left:right]
        left, right = left + len(surface) - len(surface.lstrip()), right - len(surface) + len(surface.rstrip())
        solid = sum(map(len, _WORD.findall(self.old[start:end])))
        kept = sum(len(word) for part in parts for word in _WORD.findall(self.old[part.old : part.old + part.size]))
        return Place(left, right, kept / solid) if kept else None

    def _left(self, start: int, part: Block) -> int:
        """Where the stretch begins whose first part that is left is `part`."""
        left = part.new
        if part.old > start:
            before = self.blocks[bisect_right(self._starts, start) - 1] if self._starts[0] <= start else None
            old_end, new_end = (before.old + before.size, before.new + before.size) if before else (0, 0)
            if old_end == start and new_end <= part.new:
                written = self.new[new_end:left]
                left -= len(written if _SPACE.search(self.old[start : part.old]) else _SPACE.split(written)[-1])
        if _joined(self.new, left) and not _joined(self.old, start):
            left -= len(match[0]) if (match := _REST.match(self.new[max(left - 200, 0) : left][::-1])) else 0
        return left

    def _right(self, end: int, part: Block) -> int:
        """Where the stretch ends whose last part that is left is `part`."""
        right = part.new + part.size
        if part.old + part.size < end:
            i = bisect_right(self._starts, end - 1)
            after = self.blocks[i] if i < len(self.blocks) else Block(len(self.old), len(self.new), 0)
            if after.old == end and after.new >= right:
                written = self.new[right : after.new]
                is_long = _SPACE.search(self.old[part.old + part.size : end])
                right += len(written if is_long else _SPACE.split(written)[0])
        if _joined(self.new, right) and not _joined(self.old, end):
            right += len(match[0]) if (match := _REST.match(self.new[right : right + 200])) else 0
        return right

    def gaps(self) -> Iterator[tuple[int, int]]:
        """The stretches of the new text, white space at their edges aside, that are nowhere in the old one."""
        position = 0
        for block in [*sorted(self.blocks, key=lambda block: block.new), Block(len(self.old), len(self.new), 0)]:
            if surface := self.new[position : block.new].strip():
                start = self.new.index(surface, position)
                yield start, start + len(surface)
            position = block.new + block.size


def align(old: str, new: str) -> Alignment:
    """The alignment of two texts; the same for the same texts, on any machine."""
    if old == new:
        return Alignment(old, new, (Block(0, 0, len(old)),))
    blocks = list(_by_words(old, new))
    blocks += _moved_lines(old, new, blocks)
    return Alignment(old, new, tuple(_coalesced(sorted(blocks, key=lambda block: block.old))))


def _by_words(old: str, new: str) -> Iterator[Block]:
    olds, news = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    matched = _matches([word[0] for word in olds], [word[0] for word in news])
    position = Block(0, 0, 0)
    for i, j, size in matched:
        for k in range(size):
            word = Block(olds[i + k].start(), news[j + k].start(), len(olds[i + k][0]))
            yield from _between(old, new, position, word)
            yield word
            position = Block(word.old + word.size, word.new + word.size, 0)
    yield from _between(old, new, position, Block(len(old), len(new), 0))


def _between(old: str, new: str, start: Block, end: Block) -> Iterator[Block]:
    """The characters that are the same between two words, unless the stretches have too little in common."""
    one, two = old[start.old : end.old], new[start.new : end.new]
    before = _common_space(one, two)
    after = _common_space(one[before:][::-1], two[before:][::-1])
    yield Block(start.old, start.new, before)
    one, two = one[before : len(one) - after], two[before : len(two) - after]
    if 0 < len(one) * len(two) <= _CELLS:
        found = [Block(start.old + before + i, start.new + before + j, size) for i, j, size in _matches(one, two)]
        common = sum(len(old[block.old : block.old + block.size].strip()) for block in found)
        if 2 * common >= min(len(one.strip()), len(two.strip())):
            yield from found
    yield Block(end.old - after, end.new - after, after)


def _common_space(one: str, two: str) -> int:
    """How much white space both begin with."""
    length = 0
    for a, b in zip(one, two, strict=False):
        if a != b or not a.isspace():
            break
        length += 1
    return length


def _matches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    for match in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        if match.size:
            yield match.a, match.b, match.size


def _moved_lines(old: str, new: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Lines of some length that stand once in both texts and have no match yet on either side."""
    olds, news = _lines(old), _lines(new)
    used_old, used_new = bytearray(len(old)), bytearray(len(new))
    for block in blocks:
        used_old[block.old : block.old + block.size] = b"\x01" * block.size
        used_new[block.new : block.new + block.size] = b"\x01" * block.size
    for line in olds.keys() & news.keys():
        block = Block(olds[line], news[line], len(line))
        is_free = not any(used_old[block.old : block.old + block.size])
        if is_free and not any(used_new[block.new : block.new + block.size]):
            yield block


def _lines(text: str) -> dict[str, int]:
    lines = list(_LINE.finditer(text))
    counts = Counter(line[0] for line in lines)
    return {line[0]: line.start() for line in lines if counts[line[0]] == 1 and len(line[0].split()) > 2}


def _coalesced(blocks: Sequence[Block]) -> Iterator[Block]:
    current: Block | None = None
    for block in blocks:
        if not block.size:
            continue
        if current and current.shift == block.shift and current.old + current.size == block.old:
            current = Block(current.old, current.new, current.size + block.size)
            continue
        if current:
            yield current
        current = block
    if current:
        yield current


def _joined(text: str, offset: int) -> bool:
    """Whether a word or figure goes on over the offset."""
    before, rest = text[max(offset - 1, 0) : offset], _REST.match(text[offset : offset + 2])
    return before.isalnum() and rest is not None and rest[0] != ""
