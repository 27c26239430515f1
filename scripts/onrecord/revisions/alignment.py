"""Where a stretch of an old text stands in a new one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

_WORD = re.compile(r"\S+")
_SPACE = re.compile(r"\s")
# What goes on with a word or figure that ends in a letter or digit: 5,000 for 5, Stoltenberg's for Stoltenberg.
_REST = re.compile(r"(?:\w|[.,'’-](?=\w))*")


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


def _joined(text: str, offset: int) -> bool:
    """Whether a word or figure goes on over the offset."""
    before, rest = text[max(offset - 1, 0) : offset], _REST.match(text[offset : offset + 2])
    return before.isalnum() and rest is not None and rest[0] != ""
