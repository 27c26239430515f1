"""An annotation in words: what it is of, and what its fields hold."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.errors import InputError
from onrecord.incident import ascii_controls, quoted
from onrecord.revisions.json_lines import Line
from onrecord.revisions.records import Entry, scan_lines
from onrecord.revisions.spans import is_span, shown_span, shown_text
from onrecord.revisions.three_way import MISSING
from onrecord.strict_json import StrictError, parse

# What is in an annotation's name in words already, and sentences, which only repeat their segment.
_OWN = {"id", "start", "end", "text", "sentences"}
_SURFACE = {"quote": "content", "speaker": "name"}


def surface_of(entry: Entry) -> str:
    """What an annotation is of, in words of the text; a speaker's name."""
    value = entry.value.get(_SURFACE.get(entry.layer, "text"), "")
    if isinstance(value, list):
        return " … ".join(item["text"] for item in value if is_span(item))
    return str(value)


def described(entry: Entry, *, is_whole: bool = False) -> str:
    """The fields of an annotation that hold something, its surface aside; offsets are left out.

    Long surfaces are shortened unless `is_whole`.
    """
    parts = []
    for key, value in entry.value.items():
        if key not in _OWN | {_SURFACE.get(entry.layer, "text")} and not _is_empty(value):
            parts.append(f"{ascii_controls(key)} {in_words(value, has_places=False, is_whole=is_whole)}")
    return ", ".join(parts)


def in_words(value: Any, *, has_places: bool = True, is_whole: bool = False) -> str:
    """A field's value, safe for a terminal; `has_places`: spans with their offsets."""

    def words(value: Any) -> str:
        if value is MISSING:
            return "nothing"
        if is_span(value):
            name = f"{ascii_controls(str(value['id']))} " if "id" in value else ""
            surface = shown_text(value["text"], len(value["text"]) if is_whole else 60)
            return name + (shown_span(value) if has_places else surface)
        if isinstance(value, list):
            return " ".join(map(words, value)) or "nothing"
        if isinstance(value, dict):
            return (
                "(" + ", ".join(f"{ascii_controls(k)} {words(v)}" for k, v in value.items() if not _is_empty(v)) + ")"
            )
        if isinstance(value, str):
            return ascii_controls(value) if value and (is_whole or " " not in value) else quoted(value)
        return json.dumps(value)

    return words(value)


def text_lines(lines: Iterable[Line]) -> Iterator[str]:
    """A file of records as lines of text: what git compares where it shows a diff by lines.

    A line that is no JSON, such as a mark of a conflict, stays as it is.
    """
    for number, data in lines:
        try:
            value = parse(data.decode("utf-8"))
            if isinstance(value, dict) and value.get("layer", "document") != "document":
                yield _entry_line(Entry(str(value["layer"]), {k: v for k, v in value.items() if k != "layer"}))
                continue
            [record] = scan_lines([(number, data)], "")
        except (UnicodeDecodeError, StrictError, InputError, ValueError):
            yield ascii_controls(data.decode("utf-8", "replace").rstrip("\n"))
            continue
        for key, child in record.head.items():
            if key != "text":
                yield f"{ascii_controls(key)}: {in_words(child, has_places=False, is_whole=True)}"
        yield from map(ascii_controls, record.text.split("\n"))
        yield from map(_entry_line, record.entries)


def _entry_line(entry: Entry) -> str:
    name = f"{ascii_controls(entry.layer)} {ascii_controls(entry.id)}"
    return f"{name} “{ascii_controls(surface_of(entry))}”: {described(entry, is_whole=True)}"


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})
