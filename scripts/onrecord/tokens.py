"""Words and marks of a text, as the quotes and speakers layers and the `tokens` view see them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from unicodedata import combining

from onrecord.model import Segment

# What joins what stands before it without being a combining mark: in emoji and keycaps.
_JOINERS = "\u200d\ufe0e\ufe0f\u20e3"
# In order: initials with stops; titles and single initials with theirs; numbers with inner separators; words before a
# clitic; the clitics; words; one mark.
_TOKEN = re.compile(
    r"""(?:[^\W\d_]\.){2,}
    | \b(?-i:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Rev|St|Jr|Sr|Prof|Lt|Col|Capt|Sgt|Adm|Maj|Hon|Pres)\.
    | \b(?-i:[A-Z])\.(?=\s+(?-i:[A-Z]))
    | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|bn|m|k)?\b
    | [^\W\d_][\w\u0300-\u036f]*?(?=n['’]t\b)
    | n['’]t\b
    | ['’](?:s|re|ve|ll|d|m)\b
    | \w[\w\u0300-\u036f]*
    | \.{2,}
    | \S""",
    re.VERBOSE | re.IGNORECASE,
)


def iter_tokens(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Half-open code-point offsets of the tokens of `text[start:end]`, in order."""
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        yield match.span()


def segment_tokens(text: str, segments: Sequence[Segment]) -> tuple[list[tuple[int, int]], ...]:
    """The offsets of the tokens of each segment. Layers ask again for those of the last text, the quotes
    layer also for its contents': the last few are kept.
    """
    return _segment_tokens(text, tuple((segment.start, segment.end) for segment in segments))


@lru_cache(maxsize=3)
def _segment_tokens(text: str, bounds: tuple[tuple[int, int], ...]) -> tuple[list[tuple[int, int]], ...]:
    return tuple(list(iter_tokens(text, start, end)) for start, end in bounds)


def cuts_grapheme(text: str, end: int) -> bool:
    """Whether what follows belongs to the character before `end`: a combining mark, or an emoji's."""
    return end < len(text) and text[end] > "\u02ff" and (combining(text[end]) != 0 or text[end] in _JOINERS)
