"""Segments and sentences after an edit of the text: new text belongs to the segment on whose line it stands."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.revisions.alignment import Alignment
from onrecord.revisions.records import FileRecord
from onrecord.revisions.spans import Fields, extent_of, is_span, put, shown_text


def grow_segments(segments: list[Fields], text: str) -> None:
    """Let segments take in the text beside them that is in none and on the same line."""
    segments = sorted(filter(is_span, segments), key=extent_of)
    if not segments:
        return
    ends = [0, *(segment["end"] for segment in segments)]
    for segment, before in zip(segments, ends, strict=False):
        free = text[before : segment["start"]].rpartition("\n")[2]
        grown = len(free.lstrip())
        if free.strip():
            put(segment, segment["start"] - grown, segment["end"], text=text)
    starts = [*(segment["start"] for segment in segments[1:]), len(text)]
    for segment, after in zip(segments, starts, strict=True):
        free = text[segment["end"] : after].partition("\n")[0]
        if free.strip():
            put(segment, segment["start"], segment["end"] + len(free.rstrip()), text=text)


def uncovered(record: FileRecord, alignment: Alignment) -> Iterator[str]:
    """What must be said about text that is in no segment, and about new text that is in no sentence."""
    segments = [entry.value for entry in record.entries if entry.layer == "segment" and is_span(entry.value)]
    position = 0
    for segment in [*sorted(segments, key=extent_of), {"start": len(record.text), "end": 0}]:
        if segments and record.text[position : segment["start"]].strip():
            free = record.text[position : segment["start"]]
            start = position + len(free) - len(free.lstrip())
            surface = free.strip()
            place = f"[{start}, {start + len(surface)})"
            yield f"{record.line}: {place} {shown_text(surface)} is in no segment; add one"
        position = max(position, segment["end"])
    for start, end in alignment.gaps():
        for segment in segments:
            sentences = [span for span in segment.get("sentences", []) if is_span(span)]
            inside = segment["start"] <= start and end <= segment["end"]
            if inside and sentences and not any(s["start"] < end and start < s["end"] for s in sentences):
                surface = shown_text(alignment.new[start:end])
                yield f"{record.line}: [{start}, {end}) {surface} is in no sentence of {segment.get('id')}"
