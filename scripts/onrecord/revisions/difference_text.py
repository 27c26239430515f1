"""Differences in words: lines for people, and objects for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from rich.text import Text

from onrecord.incident import ascii_controls, quoted
from onrecord.revisions.differences import Difference, Edit, FieldChange
from onrecord.revisions.records import Entry, FileRecord
from onrecord.revisions.spans import is_span, shown_span, shown_text
from onrecord.revisions.three_way import MISSING

MARKS = {"added": "+", "removed": "-", "changed": "~", "renumbered": "="}
STYLES = {"added": "green", "removed": "red", "changed": "yellow", "renumbered": "dim"}
_OWN = {"id", "start", "end", "text", "sentences"}


def line_of(difference: Difference) -> Text:
    """`~ n1 “Five”: value 5 → 6`."""
    entry, kind = difference.entry, difference.kind
    name = f"{entry.layer} {entry.id}".strip() if kind in ("added", "removed") else entry.id or entry.layer
    if entry.layer == "document":
        name = "document"
    before, after = difference.before, difference.after
    if before and after and before.id != after.id and entry.layer != "document":
        name = f"{before.id} → {after.id}"
    told = f"{MARKS[kind]} {ascii_controls(name)}"
    if entry.layer != "document":
        told += f" {shown_text(surface_of(entry))}"
    details = ", ".join(map(_change, difference.changes)) if difference.changes else described(entry)
    if kind == "renumbered":
        details = "renumbered"
    return Text(f"{told}: {details}" if details else told, style=STYLES[kind])


def edit_line(edit: Edit) -> Text:
    """`~ text at 5: “one” → “two”`."""
    what = f"{shown_text(edit.before)} → {shown_text(edit.after)}"
    return Text(f"~ text at {edit.offset}: {what}", style=STYLES["changed"])


def surface_of(entry: Entry) -> str:
    """What an annotation is of, in words of the text; a speaker's name."""
    value = entry.value
    if entry.layer == "quote":
        content = value.get("content")
        spans = [span["text"] for span in content if is_span(span)] if isinstance(content, list) else []
        return " … ".join(spans)
    return str(value.get("name" if entry.layer == "speaker" else "text", ""))


def described(entry: Entry) -> str:
    """The fields of an annotation that hold something, its surface aside."""
    named = {"quote": "content", "speaker": "name"}.get(entry.layer, "text")
    parts = []
    for key, value in entry.value.items():
        if key not in _OWN | {named} and not _is_empty(value):
            parts.append(f"{ascii_controls(key)} {_value(value)}")
    return ", ".join(parts)


def lines_of(record: FileRecord) -> Iterator[str]:
    """A record as lines of text, without offsets: what git compares where it shows a diff by lines."""
    for key, value in record.head.items():
        if key != "text":
            yield f"{ascii_controls(key)}: {_value(value)}"
    yield from map(ascii_controls, record.text.split("\n"))
    for entry in record.entries:
        yield f"{entry.layer} {ascii_controls(entry.id)} “{ascii_controls(surface_of(entry))}”: {described(entry)}"


def object_of(difference: Difference, place: dict[str, str]) -> Iterator[dict[str, Any]]:
    """A JSON object for each field that differs, or one for the whole annotation."""
    before, after = difference.before, difference.after
    entry = difference.entry
    about = place | {
        "change": difference.kind,
        "layer": entry.layer,
        "id": "" if entry.layer == "document" else entry.id,
    }
    if before and after and entry.layer != "document" and before.id != after.id:
        about["old_id"] = before.id
    if not difference.changes:
        whole = difference.kind != "renumbered"
        yield about | {
            "field": "",
            "before": before.value if before and whole else None,
            "after": after.value if after and whole else None,
        }
    for change in difference.changes:
        sides = {"before": change.before, "after": change.after}
        yield about | {"field": _path(change)} | {key: None if v is MISSING else v for key, v in sides.items()}


def _change(change: FieldChange) -> str:
    if _is_spans(change.before) and _is_spans(change.after):
        parts = [f"−{shown_span(span)}" for span in change.before if span not in change.after]
        parts += [f"+{shown_span(span)}" for span in change.after if span not in change.before]
        return f"{_path(change)} {' '.join(parts)}"
    return f"{_path(change)} {_value(change.before)} → {_value(change.after)}"


def _path(change: FieldChange) -> str:
    return ascii_controls(".".join(map(str, change.path)))


def _value(value: Any) -> str:
    if value is MISSING:
        return "nothing"
    if is_span(value):
        return shown_span(value) if "id" not in value else f"{ascii_controls(str(value['id']))} {shown_span(value)}"
    if isinstance(value, list):
        return " ".join(map(_value, value)) or "nothing"
    if isinstance(value, dict):
        return "(" + ", ".join(f"{ascii_controls(k)} {_value(v)}" for k, v in value.items() if not _is_empty(v)) + ")"
    if isinstance(value, str):
        return ascii_controls(value) if value and " " not in value else quoted(value)
    return json.dumps(value)


def _is_empty(value: Any) -> bool:
    return value is None or value is False or value in ("", [], {})


def _is_spans(value: Any) -> bool:
    return isinstance(value, list) and all(is_span(item) and "id" not in item for item in value)
