"""Level 3: every span against the text, order, and the segments as a tiling."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from onrecord.incident import Finding, Path, quoted

_LISTS = ("segments", "speakers", "quotes", "dates", "numbers")


def check(record: dict[str, Any]) -> Iterator[Finding]:
    """Findings of level 3."""
    text: str = record["text"]
    outside: list[Finding] = []
    spans = list(iter_spans(record))
    for path, span in spans:
        outside.extend(_outside(path, span, len(text)))
    yield from outside
    if outside:
        return
    for path, span in spans:
        yield from _surface(path, span, text)
    for name in _LISTS:
        yield from _list_order(name, record[name])
    yield from _span_order(record)
    yield from _tiling(record["segments"], text)
    yield from _boilerplate(record, spans)


def iter_spans(record: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every span of a record with its path, in the order of the lists."""
    for i, evidence in enumerate(record["published"]["evidence"]):
        yield ("published", "evidence", i), evidence
    for name in _LISTS:
        for i, annotation in enumerate(record[name]):
            if "start" in annotation:
                yield (name, i), annotation
            for field, value in annotation.items():
                if isinstance(value, list):
                    for j, span in enumerate(value):
                        if isinstance(span, dict):
                            yield (name, i, field, j), span


def extent(annotation: dict[str, Any]) -> tuple[int, int]:
    """From the first to the last span of an annotation: the twin of `articles.extent` on parsed JSON."""
    if "start" in annotation:
        return annotation["start"], annotation["end"]
    spans = [span for field in ("mentions", "content", "cue", "source") for span in annotation.get(field, [])]
    return min(span["start"] for span in spans), max(span["end"] for span in spans)


def _outside(path: Path, span: dict[str, Any], length: int) -> Iterator[Finding]:
    start, end = span["start"], span["end"]
    if not 0 <= start < end <= length:
        found = f"the span [{start}, {end}) in a text of {length} code points"
        yield Finding(test_id="span-outside", path=path, found=found, mend="set 0 <= start < end <= length")


def _surface(path: Path, span: dict[str, Any], text: str) -> Iterator[Finding]:
    start, end, surface = span["start"], span["end"], span["text"]
    actual = text[start:end]
    if actual != surface:
        found = f"text[{start}:{end}] is {quoted(actual)}, the span says {quoted(surface)}"
        yield Finding(test_id="span-text", path=(*path, "text"), found=found, mend=_nearest(text, surface, start))
    elif actual != actual.strip():
        stripped = start + len(actual) - len(actual.lstrip())
        mend = f"set start {stripped} and end {stripped + len(actual.strip())}"
        yield Finding(test_id="span-edge", path=path, found=f"white space at the edge of {quoted(actual)}", mend=mend)


def _nearest(text: str, surface: str, start: int) -> str:
    """Where the surface does stand: what is shifted is the usual fault, and then one place is meant."""
    before, after = text.rfind(surface, 0, start + len(surface)), text.find(surface, start)
    places = sorted((abs(place - start), place) for place in (before, after) if place >= 0)
    if not places:
        return "correct the offsets or the text (this surface is nowhere in the document)"
    return f"set start {places[0][1]} and end {places[0][1] + len(surface)}, where it stands"


def _list_order(name: str, annotations: list[dict[str, Any]]) -> Iterator[Finding]:
    keys = [(*extent(annotation), int(annotation["id"][1:])) for annotation in annotations]
    for i, (first, second) in enumerate(pairwise(keys), 1):
        if second < first:
            found = f"{annotations[i]['id']} at {second[0]} after {annotations[i - 1]['id']} at {first[0]}"
            mend = "order by first start, end, id"
            yield Finding(test_id="not-sorted", path=(name, i), found=found, mend=mend)


def _span_order(record: dict[str, Any]) -> Iterator[Finding]:
    for name in _LISTS:
        for i, annotation in enumerate(record[name]):
            for field, value in annotation.items():
                if isinstance(value, list) and value and isinstance(value[0], dict):
                    for j, (first, second) in enumerate(pairwise(value), 1):
                        if second["start"] < first["end"]:
                            found = f"a span at {second['start']} before the end of the one before it, {first['end']}"
                            mend = "order the spans and let none overlap"
                            yield Finding(test_id="not-sorted", path=(name, i, field, j), found=found, mend=mend)


def _tiling(segments: list[dict[str, Any]], text: str) -> Iterator[Finding]:
    position = 0
    for i, segment in enumerate(segments):
        if segment["start"] < position:
            found = f"{segment['id']} starts at {segment['start']}, before the one before it ends at {position}"
            yield Finding(test_id="segments-overlap", path=("segments", i), found=found, mend="part them")
        elif gap := text[position : segment["start"]].strip():
            found = f"{quoted(gap)} before {segment['id']} is in no segment"
            yield Finding(test_id="segments-gap", path=("segments", i), found=found, mend="add a segment for it")
        for j, sentence in enumerate(segment["sentences"]):
            if not segment["start"] <= sentence["start"] < sentence["end"] <= segment["end"]:
                found = f"[{sentence['start']}, {sentence['end']}) outside {segment['id']}"
                path = ("segments", i, "sentences", j)
                yield Finding(test_id="sentence-outside", path=path, found=found, mend="move it into its segment")
        position = max(position, segment["end"])
    if gap := text[position:].strip():
        found = f"{quoted(gap)} at the end is in no segment"
        yield Finding(test_id="segments-gap", path=("segments",), found=found, mend="add a segment for it")


def _boilerplate(record: dict[str, Any], spans: list[tuple[Path, dict[str, Any]]]) -> Iterator[Finding]:
    closed = [(s["start"], s["end"]) for s in record["segments"] if s["kind"] == "boilerplate"]
    starts = [start for start, _ in closed]
    for i, segment in enumerate(record["segments"]):
        if segment["kind"] == "boilerplate" and segment["sentences"]:
            found = f"sentences in the boilerplate {segment['id']}"
            path: Path = ("segments", i, "sentences")
            yield Finding(test_id="in-boilerplate", path=path, found=found, mend="empty the list")
    for path, span in spans:
        before = bisect_right(starts, span["end"] - 1) - 1
        if path[0] != "segments" and before >= 0 and closed[before][1] > span["start"]:
            found = f"{quoted(span['text'])} touches boilerplate"
            yield Finding(test_id="in-boilerplate", path=path, found=found, mend="remove it, or correct the segment")
