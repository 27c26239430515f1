"""Two texts aligned.

By words first and by characters between them, so that letters of unrelated words never match; then lines that moved as
a whole. The matcher is the standard library's (Ratcliff and Obershelp: the longest common run, then both sides of it).
On 60,000 characters it takes under a second, also where every word changed. Levenshtein's opcodes (rapidfuzz) are
faster but scatter what was deleted over what was inserted; diff-match-patch stops by the clock, and so would differ
by machine.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from onrecord.revisions.alignment import Alignment, Block

_WORD = re.compile(r"\S+")
_LINE = re.compile(r"[^\r\n]+")
_CELLS = 4_000_000  # the largest gap between words, as old times new characters, that is aligned by characters


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
