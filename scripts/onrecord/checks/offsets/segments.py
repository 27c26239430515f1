"""The segments: they tile the text, hold their sentences, and nothing in boilerplate is annotated."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.checks.offsets.surfaces import span_lists
from onrecord.incident import Finding, Path, cut, quoted
from onrecord.model import Record, Segment


def check(record: Record) -> Iterator[Finding]:
    """Findings about the segments of a record."""
    yield from _tiling(record.segments, record.text)
    yield from _boilerplate(record)


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
