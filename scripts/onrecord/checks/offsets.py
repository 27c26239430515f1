"""Level 3: every span against the text, order, and the segments as a tiling.

What finds nothing must cost next to nothing: paths and words are made where something was found.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from operator import attrgetter, itemgetter, lt, sub
from typing import Any

from onrecord.articles import LAYERS, RANK, Annotation, extent, sort_key
from onrecord.incident import Finding, Path, cut, quoted
from onrecord.model import Record, Segment
from onrecord.tokens import cuts_grapheme, may_go_on

_LISTS = [name for name, _ in LAYERS.values()]
_RANKS = {name: RANK[layer] for layer, (name, _) in LAYERS.items()}

_NEAR = 10_000  # code points to either side, where a surface is looked for
_SHOWN = 100  # more of a surface than is ever shown
_LONGEST_CHARACTER = 64  # code points

Placed = tuple[Path, Annotation]


def check(record: Record, order: Sequence[Placed] | None = None) -> Iterator[Finding]:
    """Findings of level 3. `order` has the annotations as an article file has them, one list for all layers."""
    if not surfaces_hold(record):
        found = list(_surfaces(record))
        yield from found
        if any(finding.test_id == "span-outside" for finding in found):
            return  # what is outside the text has no place in it to be compared
    if order is None:
        for name in _LISTS:
            yield from _order(name, getattr(record, name))
    else:
        yield from _order_of_lines(order)
    yield from _tiling(record.segments, record.text)
    yield from _boilerplate(record)


def surfaces_hold(record: Record) -> bool:
    """Whether `_surfaces` finds nothing, for a fraction of its price (False where it would have to look closer)."""
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
    if [text[start:end] for start, end in zip(starts, ends, strict=True)] != surfaces:
        return False
    following = map(f"{text}\n".__getitem__, ends)
    return list(map(str.strip, surfaces)) == surfaces and not any(
        map(may_go_on, {*map(itemgetter(0), surfaces), *following})
    )


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


def _surfaces(record: Record) -> Iterator[Finding]:
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
            before, after = _edges(text, edge)
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


def _edges(text: str, inside: int) -> tuple[int, int]:
    """The edges of the character that goes on over a place; not farther away than any character of use is long."""
    before = after = inside
    while cuts_grapheme(text, before) and inside - before < _LONGEST_CHARACTER:
        before -= 1
    while cuts_grapheme(text, after) and after - inside < _LONGEST_CHARACTER:
        after += 1
    return before, after


def _overlap(path: Path, span: Any, last: int) -> Finding:
    return Finding(
        test_id="not-sorted",
        path=path,
        found=f"a span at {span.start} before the end of the one before it, {last}",
        expected="spans of a list in order of the text, none overlapping another",
        mend="order the spans, and part or join those that overlap",
        span=(span.start, span.end),
    )


def _order(name: str, annotations: Sequence[Annotation]) -> Iterator[Finding]:
    """The order of a list of a document record."""
    starts = list(map(_START[name], annotations))
    if all(map(lt, starts, islice(starts, 1, None))):
        return
    for i, (start, following) in enumerate(pairwise(starts), 1):
        if following <= start and sort_key(annotations[i]) < sort_key(annotations[i - 1]):
            expected = "annotations by first start, end, id"
            yield _disorder((name, i), annotations[i], annotations[i - 1], expected)


def _start_of_quote(quote: Any) -> int:
    """Where a quote begins whose lists of spans are in order."""
    start: int = quote.content[0].start
    if quote.cue and quote.cue[0].start < start:
        start = quote.cue[0].start
    if quote.source and quote.source[0].start < start:
        start = quote.source[0].start
    return start


_START: dict[str, Callable[[Any], int]] = {
    "segments": attrgetter("start"),
    "speakers": lambda speaker: speaker.mentions[0].start,
    "quotes": _start_of_quote,
    "dates": attrgetter("start"),
    "numbers": attrgetter("start"),
}


def _order_of_lines(order: Sequence[Placed]) -> Iterator[Finding]:
    """The order of the lines of an article file."""
    for (before, first), (path, second) in pairwise(order):
        if _line_key(path, second) < _line_key(before, first):
            yield _disorder(path, second, first, "lines by first start, end, layer, id")


def _line_key(path: Path, annotation: Annotation) -> tuple[Any, ...]:
    start, end, *name = sort_key(annotation)
    return start, end, _RANKS[str(path[0])], *name


def _disorder(path: Path, annotation: Annotation, before: Annotation, expected: str) -> Finding:
    return Finding(
        test_id="not-sorted",
        path=path,
        found=f"{cut(annotation.id)} at {extent(annotation)[0]} after {cut(before.id)} at {extent(before)[0]}",
        expected=expected,
        mend="move it to its place (onrecord fmt does)",
        span=extent(annotation),
    )


def _tiling(segments: Sequence[Segment], text: str) -> Iterator[Finding]:
    position = 0
    for i, segment in enumerate(segments):
        if segment.start < position:
            yield Finding(
                test_id="segments-overlap",
                path=("segments", i),
                found=f"{cut(segment.id)} starts at {segment.start}",
                expected=f"a start at or after {position}, where the one before it ends",
                mend="part them",
                span=(segment.start, segment.end),
            )
        elif (between := text[position : segment.start]) and not between.isspace():
            yield _gap(("segments", i), between, position)
        for j, sentence in enumerate(segment.sentences):
            if sentence.start < segment.start or sentence.end > segment.end:
                yield Finding(
                    test_id="sentence-outside",
                    path=("segments", i, "sentences", j),
                    found=f"a sentence [{sentence.start}, {sentence.end})",
                    expected=f"one inside its segment {cut(segment.id)}, [{segment.start}, {segment.end})",
                    mend="move it into its segment",
                    span=(sentence.start, sentence.end),
                )
        position = max(position, segment.end)
    if (rest := text[position:]) and not rest.isspace():
        yield _gap(("segments",), rest, position)


def _gap(path: Path, between: str, position: int) -> Finding:
    gap = between.strip()
    start = position + between.index(gap)
    return Finding(
        test_id="segments-gap",
        path=path,
        found=f"{quoted(gap)} in no segment",
        expected="segments that leave nothing out but white space",
        mend=f"add a segment for [{start}, {start + len(gap)}), or correct the one beside it",
        span=(start, start + len(gap)),
    )


def _boilerplate(record: Record) -> Iterator[Finding]:
    closed = [segment for segment in record.segments if segment.kind == "boilerplate"]
    if not closed:
        return
    for i, segment in enumerate(record.segments):
        if segment.kind == "boilerplate" and segment.sentences:
            yield _annotated(("segments", i, "sentences"), f"sentences in {cut(segment.id)}", segment)
    starts = [segment.start for segment in closed]
    for path, spans, _ in span_lists(record):
        if path[0] == "segments":
            continue
        for j, span in enumerate(spans):
            before = bisect_right(starts, span.end - 1) - 1
            if before >= 0 and closed[before].end > span.start:
                yield _annotated((*path, j), f"{quoted(span.text)}, which touches {cut(closed[before].id)}", span)


def _annotated(path: Path, found: str, span: Any) -> Finding:
    return Finding(
        test_id="in-boilerplate",
        path=path,
        found=found,
        expected="nothing annotated in boilerplate",
        mend="remove it, or correct the segment's kind or extent",
        span=(span.start, span.end),
    )
