"""Layer 2: expressions of time, as TIMEX3.

A scanner (`scan`, `patterns`) finds what may be one, `senses` says whether it is, `readers` what it says by itself, a
`Reading`; the normaliser (`resolve`) brings that into a `Form` against a day, and `anchors` choose the day: that of
publication, the other side of a range, a date that the text named. The words are in the TOML files beside the modules.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.layers.dates.anchors import resolve
from onrecord.layers.dates.bracket import Bracket
from onrecord.layers.dates.scan import scan
from onrecord.layers.dates.tense import Tense
from onrecord.layers.segments import annotated, find_segments
from onrecord.model import Date, Published, Segment, Span

__all__ = ["find_dates", "infer_published"]


def find_dates(
    text: str, segments: Sequence[Segment], published: Published, *, language: str = "en"
) -> tuple[Date, ...]:
    """The dates of an article in order, resolved against the day of publication where that was given."""
    lowered = _lowered(text)
    sentences = [sentence for segment in annotated(segments) for sentence in segment.sentences]
    found = [item for sentence in sentences for item in scan(text, lowered, sentence, language)]
    return resolve(text, lowered, found, published)


def infer_published(text: str, dates: Sequence[Date]) -> Published:
    """Bounds of the day of publication where the text's own dates give both: the last past one, the first to come."""
    known = [found for found in dates if found.earliest and found.type == "DATE"]
    if len(known) < 2:
        return Published()
    lowered = _lowered(text)
    sentences = [sentence for segment in find_segments(text) for sentence in segment.sentences]
    bracket = Bracket.of(known, [_looks_ahead(lowered, sentences, found) for found in known])
    return bracket.published if bracket else Published()


def _looks_ahead(lowered: str, sentences: Sequence[Span], found: Date) -> bool | None:
    holder = bisect_right(sentences, found.start, key=lambda sentence: sentence.start) - 1
    if holder < 0:
        return None
    return Tense(lowered, sentences[holder].start, sentences[holder].end).looks_ahead(found.start, found.end)


def _lowered(text: str) -> str:
    """The text in lower case, character by character, so that offsets stay: "İ" alone would become two."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c if len(c.lower()) > 1 else c.lower() for c in text)
