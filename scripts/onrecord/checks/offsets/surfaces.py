"""Each span against the text: inside it, with its surface, whole characters, in order and apart where that is asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter, sub
from typing import Any

from onrecord.incident import Finding, Path, quoted
from onrecord.model import Record
from onrecord.tokens import cuts_grapheme, grapheme, may_go_on

_NEAR = 10_000  # code points to either side, where a surface is looked for
_SHOWN = 100  # more of a surface than is ever shown
_KNOWN_APART = frozenset(map(chr, range(0x250))) | frozenset("‐‑‒–—―‘’‚“”„•…′″‹›€™−")  # none goes on from another
_LONGEST_CHARACTER = 64  # code points


def hold(record: Record) -> bool:
    """Whether `check` finds nothing, for a fraction of its price (False where it would have to look closer)."""
    text = record.text
    spans: list[Any] = [*record.segments, *record.dates, *record.numbers, *record.published.evidence]
    for some in _apart(record):
        if len(some) > 1:
            last = 0
            for span in some:
                if span.start < last:
                    return False
                last = span.end
        spans += some
    if not spans:
        return True
    starts = [span.start for span in spans]
    ends = [span.end for span in spans]
    surfaces = [span.text for span in spans]
    # Lengths first: of a short surface with a long span, and of a thousand such, no slice is made.
    if list(map(sub, ends, starts)) != list(map(len, surfaces)) or max(ends) > len(text):
        return False
    if not all(map(text.startswith, surfaces, starts)) or list(map(str.strip, surfaces)) != surfaces:
        return False
    at_edges = {*map(itemgetter(0), surfaces), *map(f"{text}\n".__getitem__, ends)}
    return _KNOWN_APART.issuperset(at_edges) or not any(map(may_go_on, at_edges))


def _apart(record: Record) -> list[Sequence[Any]]:
    """The lists of spans that stand in order and apart."""
    lists: list[Sequence[Any]] = [segment.sentences for segment in record.segments]
    lists += [speaker.mentions for speaker in record.speakers]
    for quote in record.quotes:
        lists += quote.content, quote.marks, quote.cue, quote.source, quote.addressee
    for number in record.numbers:
        lists += number.modifier_spans, number.counted
    return lists


def span_lists(record: Record) -> Iterator[tuple[Path, Sequence[Any], bool]]:
    """The lists of spans of a record, each with its path, and whether its spans stand in order and apart."""
    yield ("segments",), record.segments, False
    yield ("dates",), record.dates, False
    yield ("numbers",), record.numbers, False
    if record.published.evidence:
        yield ("published", "evidence"), record.published.evidence, False
    for i, segment in enumerate(record.segments):
        yield ("segments", i, "sentences"), segment.sentences, True
    for i, speaker in enumerate(record.speakers):
        yield ("speakers", i, "mentions"), speaker.mentions, True
    for i, quote in enumerate(record.quotes):
        yield ("quotes", i, "content"), quote.content, True
        if quote.marks:
            yield ("quotes", i, "marks"), quote.marks, True
        yield ("quotes", i, "cue"), quote.cue, True
        yield ("quotes", i, "source"), quote.source, True
        if quote.addressee:
            yield ("quotes", i, "addressee"), quote.addressee, True
    for i, number in enumerate(record.numbers):
        if number.modifier_spans:
            yield ("numbers", i, "modifier_spans"), number.modifier_spans, True
        if number.counted:
            yield ("numbers", i, "counted"), number.counted, True


def check(record: Record) -> Iterator[Finding]:
    """Each span against the text, and the spans of a list against each other."""
    text = record.text
    length = len(text)
    for path, spans, apart in span_lists(record):
        for j, span in enumerate(spans):
            end, surface = span.end, span.text
            if end - span.start != len(surface) or not text.startswith(surface, span.start) or end > length:
                yield _mismatch((*path, j), span, text)
            elif surface != surface.strip():
                yield _edge((*path, j), span)
            else:
                yield from _grapheme((*path, j), span, text)
        if apart and len(spans) > 1:
            for j, (before, span) in enumerate(pairwise(spans), 1):
                if span.start < before.end:
                    yield _overlap((*path, j), span, before.end)


def _mismatch(path: Path, span: Any, text: str) -> Finding:
    if not span.start < span.end <= len(text):
        return Finding(
            test_id="span-outside",
            path=path,
            found=f"the span [{span.start}, {span.end})",
            expected=f"0 <= start < end <= {len(text)}, the length of the text in code points",
            mend=_nearest(text, span),
        )
    there = quoted(text[span.start : min(span.end, span.start + _SHOWN)])
    return Finding(
        test_id="span-text",
        path=(*path, "text"),
        found=quoted(span.text),
        expected=f"{there}, which is text[{span.start}:{span.end}]",
        mend=_nearest(text, span),
        span=(span.start, span.end),
    )


def _nearest(text: str, span: Any) -> str:
    """Where the surface does stand: what is shifted is the usual fault, and then the nearest place is meant."""
    size = len(span.text)
    before = text.rfind(span.text, max(0, span.start - _NEAR), span.start + size)
    after = text.find(span.text, span.start, span.start + size + _NEAR)
    places = sorted((abs(place - span.start), place) for place in (before, after) if place >= 0)
    if not places:
        where = "nowhere in the document" if len(text) <= _NEAR else "nowhere near"
        return f"correct the offsets or the surface, which is {where}"
    return f"set start {places[0][1]} and end {places[0][1] + size}, where the surface stands"


def _edge(path: Path, span: Any) -> Finding:
    inner = span.text.strip()
    start = span.start + len(span.text) - len(span.text.lstrip())
    return Finding(
        test_id="span-edge",
        path=path,
        found=f"white space at the edge of {quoted(span.text)}",
        expected="a span that begins and ends with something else",
        mend=f"set start {start} and end {start + len(inner)}" if inner else "remove it",
        span=(span.start, span.end),
    )


def _grapheme(path: Path, span: Any, text: str) -> Iterator[Finding]:
    for edge, name in ((span.start, "start"), (span.end, "end")):
        if cuts_grapheme(text, edge):
            before, after = grapheme(text, edge, edge + _LONGEST_CHARACTER)
            whole = before if name == "start" else after
            mend = f"set {name} {whole}" if after - before < _LONGEST_CHARACTER else "move it off the character"
            yield Finding(
                test_id="half-grapheme",
                path=(*path, name),
                found=f"{name} {edge}, inside the character {quoted(text[before:after])}",
                expected="spans that hold whole characters, with all that combines with them",
                mend=mend,
                span=(span.start, span.end),
            )


def _overlap(path: Path, span: Any, last: int) -> Finding:
    return Finding(
        test_id="not-sorted",
        path=path,
        found=f"a span at {span.start} before the end of the one before it, {last}",
        expected="spans of a list in order of the text, none overlapping another",
        mend="order the spans, and part or join those that overlap",
        span=(span.start, span.end),
    )
