"""The order of annotations: in the lists of a document record, or in the lines of an article file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from operator import attrgetter, lt
from typing import Any

from onrecord.articles import LAYER_OF, LAYERS, RANK, Annotation, extent, sort_key
from onrecord.incident import Finding, Path, cut
from onrecord.model import Record

Placed = tuple[Path, Annotation]


def check(record: Record, lines: Sequence[Placed] | None) -> Iterator[Finding]:
    """Findings about the order of the lists of a record, or of the lines that it was read from."""
    if lines is not None:
        yield from _of_lines(lines)
        return
    for name, _ in LAYERS.values():
        yield from _of_list(name, getattr(record, name))


def _of_list(name: str, annotations: Sequence[Annotation]) -> Iterator[Finding]:
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


def _of_lines(order: Sequence[Placed]) -> Iterator[Finding]:
    """The order of the lines of an article file."""
    for (before, first), (path, second) in pairwise(order):
        if _line_key(path, second) < _line_key(before, first):
            yield _disorder(path, second, first, "lines by first start, end, layer, id")


def _line_key(path: Path, annotation: Annotation) -> tuple[Any, ...]:
    start, end, *name = sort_key(annotation)
    return start, end, RANK[LAYER_OF[str(path[0])]], *name


def _disorder(path: Path, annotation: Annotation, before: Annotation, expected: str) -> Finding:
    return Finding(
        test_id="not-sorted",
        path=path,
        found=f"{cut(annotation.id)} at {extent(annotation)[0]} after {cut(before.id)} at {extent(before)[0]}",
        expected=expected,
        mend="move it to its place (onrecord fmt does)",
        span=extent(annotation),
    )
