"""The spans in parsed JSON: every object with `start`, `end` and `text`, at any depth, named by the schema or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.incident import Path, ascii_controls

Json = Any
Fields = dict[str, Json]
PLACE = ("start", "end", "text")  # what makes an object a span


def is_span(value: Json) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        return False
    return all(isinstance(value.get(key), int) and not isinstance(value[key], bool) for key in ("start", "end"))


def iter_spans(value: Json, path: Path = ()) -> Iterator[tuple[Path, Fields]]:
    """Each span with its path, outer ones first; they are the objects themselves, not copies."""
    if is_span(value):
        yield path, value
    if isinstance(value, dict):
        for key, child in value.items():
            yield from iter_spans(child, (*path, key))
    elif isinstance(value, list):
        for i, child in enumerate(value):
            yield from iter_spans(child, (*path, i))


def extent_of(span: Fields) -> tuple[int, int]:
    return span["start"], span["end"]


def stands(span: Fields, text: str) -> bool:
    """Whether the text holds the span's surface where the span says."""
    start, end = extent_of(span)
    return bool(0 <= start < end <= len(text) and text[start:end] == span["text"])


def put(span: Fields, start: int, end: int, *, text: str) -> None:
    """Let the span be `[start, end)` of the document's `text`."""
    span.update(start=start, end=end, text=text[start:end])


def shown_span(span: Fields) -> str:
    """`[16, 29) “Mayor Ann Lee”`, safe for a terminal."""
    return f"[{span['start']}, {span['end']}) {shown_text(span['text'])}"


def shown_text(text: str, limit: int = 60) -> str:
    """A surface in quotation marks, on one line; of a long one both ends."""
    if len(text) > limit:
        text = f"{text[: limit // 2]} … {text[-limit // 2 + 3 :]}"
    return f"“{ascii_controls(text)}”"
