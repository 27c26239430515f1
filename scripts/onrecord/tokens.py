"""Words and marks of a text, as the quotes and speakers layers and the `tokens` view see them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from unicodedata import category

from onrecord.model import Segment

_LATIN = "\u02ff"  # no mark that combines, and nothing that joins, is before it
_APART = frozenset("Ll Lu Lt Nd Nl No Pc Pd Pe Pf Pi Po Ps Sc Sm Zl Zp Zs".split())
_WINDOW = 64  # code points that tell where a character begins; a chain of flags may be longer, no other one is
# What can go on a character, or let the next one do so: any but those that most news is written in.
_JOINING = re.compile("[^\x00-\xac\xae-\u02ff“”‘’–—…]")
# In order: the plainest words, which others below would match alike, but later; initials with stops; titles and single
# initials with theirs; numbers with inner separators; words before a clitic; the clitics; words; one mark.
_TOKEN = re.compile(
    r"""[a-z]+(?=[ ,])
    | (?:[^\W\d_]\.){2,}
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
    """Half-open code-point offsets of the tokens of `text[start:end]`, in order; none cuts a character (grapheme)."""
    end = len(text) if end is None else end
    spans = map(re.Match.span, _TOKEN.finditer(text, start, end))
    return _whole(text, spans) if _JOINING.search(text, start, end + 1) else spans


def _whole(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans, those made one between which a character goes on."""
    begun = -1
    stop = 0
    for begin, stop in spans:
        begun = begin if begun < 0 else begun
        if stop == len(text) or text[stop] <= _LATIN or not cuts_grapheme(text, stop):
            yield begun, stop
            begun = -1
    if begun >= 0:
        yield begun, stop


def segment_tokens(text: str, segments: Sequence[Segment]) -> tuple[list[tuple[int, int]], ...]:
    """The offsets of the tokens of each segment. Layers ask again for those of the last text, the quotes
    layer also for its contents': the last few are kept.
    """
    return _segment_tokens(text, tuple((segment.start, segment.end) for segment in segments))


@lru_cache(maxsize=3)
def _segment_tokens(text: str, bounds: tuple[tuple[int, int], ...]) -> tuple[list[tuple[int, int]], ...]:
    return tuple(list(iter_tokens(text, start, end)) for start, end in bounds)


def cuts_grapheme(text: str, place: int) -> bool:
    """Whether a character goes on over `place`: one with its combining marks, an emoji of several, a flag, a syllable
    of Hangul (extended grapheme clusters, Unicode Standard Annex 29).
    """
    if not 0 < place < len(text) or text[place - 1].isspace():  # a mark on white space stands for itself here
        return False
    if not may_go_on(text[place]) and category(text[place - 1]) != "Cf":
        return False
    return grapheme(text, place, place + 1)[0] < place


def grapheme(text: str, place: int, last: int) -> tuple[int, int]:
    """Where the character begins and ends that holds the code point at `place`, or goes on over it, in what is before
    `last`; no farther back than a window.
    """
    import regex

    start = place - 1
    while start and place - start < _WINDOW and text[start] > _LATIN:
        start -= 1
    ends = (start + match.end() for match in regex.finditer(r"\X", text[start:last]))
    before = start
    for end in ends:
        if end > place:
            return before, end
        before = end
    return before, place


def may_go_on(character: str) -> bool:
    """Whether a character of this kind can belong to the one before it; no letter, figure or quotation mark does."""
    return character > _LATIN and category(character) not in _APART
