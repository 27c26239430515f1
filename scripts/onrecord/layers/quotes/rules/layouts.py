"""Attributions by the layout of a paragraph: a quotation signed with a name, and a line of a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.layers.quotes.attribution import Attribution
from onrecord.layers.quotes.marks import Region
from onrecord.model import Segment, Span

_SIGNED = re.compile(r"\s*(?P<dash>[—–―]|--?)\s*(?P<name>[^\W\d_a-z][^\n“”\"!?;:]{1,80}?)[\s.]*\Z")
_LABEL = re.compile(r"[“\"]?(?P<name>[A-Z][A-Z.'’-]+(?:\s[A-Z][A-Z.'’-]+){0,3})(?P<colon>:)\s+(?=\S)")
_SMALL = frozenset("of the for and at in de la von van der bin al el a an".split())
_MOST_WORDS = 8


def find_layouts(text: str, segment: Segment, regions: Sequence[Region]) -> Iterator[Attribution]:
    """The attribution that a paragraph with these quoted regions is as a whole, if it is one."""
    if regions and regions[0][0] == segment.start:
        yield from _signed(text, segment, regions)
    elif segment.kind == "paragraph":
        yield from _labelled(text, segment)


def _signed(text: str, segment: Segment, regions: Sequence[Region]) -> Iterator[Attribution]:
    """“Nobody asked us.” — Ann Lee"""
    match = _SIGNED.match(text, regions[-1][1], segment.end)
    if match is None or len(match["name"].split()) > _MOST_WORDS or not _names(match["name"].split(",")[0]):
        yield from _labelled(text, segment)
        return
    if text[regions[0][1] : regions[-1][0]].strip() and len(regions) > 1:
        return
    yield Attribution(
        content=tuple(Span.of(text, *region) for region in regions),
        cue=(Span.of(text, *match.span("dash")),),
        source=(Span.of(text, *match.span("name")),),
        pattern="signed",
    )


def _names(words: str) -> bool:
    """Whether all words but small ones have a capital."""
    return all(word[0].isupper() or word in _SMALL for word in words.split())


def _labelled(text: str, segment: Segment) -> Iterator[Attribution]:
    """LEE: Nobody asked us."""
    match = _LABEL.match(text, segment.start, segment.end)
    if match is not None and match.end() < segment.end:
        yield Attribution(
            content=(Span.of(text, match.end(), segment.end),),
            cue=(Span.of(text, *match.span("colon")),),
            source=(Span.of(text, *match.span("name")),),
            pattern="labelled",
        )
