"""Attributions inside the content of others ("X said that Y had told her …"), by reading each content as a paragraph.

A model that learned from PolNeAR reads none of them in place, for that corpus has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from onrecord.layers.quotes.attribution import Attribution
from onrecord.layers.quotes.cues import CUES
from onrecord.layers.quotes.words import Paragraph, to_paragraphs
from onrecord.model import Segment

_DEPTH = 2  # levels of attributions inside attributions
_SHORTEST = 12  # code points that can hold a source, a cue and a content
_OPENS = "“\"‘'«„"
_CLOSES = "”\"’'»“"

Read = Callable[[Sequence[Paragraph]], Iterable[Attribution]]


def find_inner(text: str, outer: Sequence[Attribution], read: Read) -> list[Attribution]:
    """What is attributed inside the contents of `outer`; `read` finds the attributions of paragraphs."""
    cues = _covered(outer)
    found: list[Attribution] = []
    level = outer
    for _ in range(_DEPTH):
        paragraphs = [paragraph for paragraph, _ in to_paragraphs(text, list(_segments(text, level)))]
        paragraphs = [paragraph for paragraph in paragraphs if not CUES.keys().isdisjoint(paragraph.words)]
        read_alone = (new for paragraph in paragraphs for new in read([paragraph]))
        level = [new for new in read_alone if _is_sure(new) and cues.isdisjoint(_covered([new]))]
        cues |= _covered(level)
        found += level
    return found


def _covered(attributions: Iterable[Attribution]) -> set[int]:
    """The offsets that their cues cover."""
    return {i for found in attributions for span in found.cue for i in range(span.start, span.end)}


def _segments(text: str, attributions: Iterable[Attribution]) -> Iterator[Segment]:
    """The outermost contents, without the marks around them and the stop or comma before a closing mark (3.5.5)."""
    contents = [span for found in attributions for span in found.content]
    reached = 0
    for span in sorted(contents, key=lambda span: (span.start, -span.end)):
        start, end = span.start, span.end
        if end <= reached:
            continue
        reached = end
        if text[start] in _OPENS:
            start += 1
            end -= text[end - 1] in _CLOSES
            end -= text[end - 1] in ".,"
        if end - start > _SHORTEST:
            yield Segment(id="", start=start, end=end, text=text[start:end], kind="paragraph")


def _is_sure(attribution: Attribution) -> bool:
    """Whether its cue is a known one, and somebody says or hears it."""
    known = any(word in CUES for span in attribution.cue for word in span.text.lower().split())
    return known and bool(attribution.source or attribution.addressee)
