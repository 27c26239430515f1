"""Differences in words: lines for people, and objects for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.text import Text

from onrecord.incident import ascii_controls
from onrecord.revisions.differences import Difference, Edit, FieldChange
from onrecord.revisions.entry_text import described, in_words, surface_of
from onrecord.revisions.records import Entry
from onrecord.revisions.spans import Fields, is_span, iter_spans, shown_span, shown_text
from onrecord.revisions.three_way import MISSING

MARKS = {"added": "+", "removed": "-", "changed": "~", "renumbered": "="}
STYLES = {"added": "green", "removed": "red", "changed": "yellow", "renumbered": "dim"}


def line_of(difference: Difference) -> Text:
    """`~ n1 “Five”: value 5 → 6`, `+ number n2 “le” at 54: kind cardinal, value 2`."""
    kind, entry = difference.kind, difference.entry
    told = f"{MARKS[kind]} {_name(difference)}"
    if kind in ("added", "removed"):
        details = described(entry)
        start = min((span["start"] for _, span in iter_spans(entry.value)), default=None)
        told += f" at {start}" if start is not None else ""
    else:
        details = ", ".join(map(_change, difference.changes)) or "renumbered"
    return Text(f"{told}: {details}" if details else told, style=STYLES[kind])


def edit_line(edit: Edit) -> Text:
    """`~ text at 5: “one” → “two”`."""
    what = f"{shown_text(edit.before)} → {shown_text(edit.after)}"
    return Text(f"~ text at {edit.offset}: {what}", style=STYLES["changed"])


def object_of(difference: Difference, place: dict[str, str]) -> Iterator[dict[str, Any]]:
    """A JSON object for each field that differs, or one for the whole annotation."""
    before, after, entry = difference.before, difference.after, difference.entry
    name = "" if entry.layer == "document" else entry.id
    about: dict[str, Any] = place | {"change": difference.kind, "layer": entry.layer, "id": name}
    if _old_id(difference):
        about["old_id"] = _old_id(difference)
    if not difference.changes:
        is_known = difference.kind != "renumbered"
        yield about | {"field": "", "before": _value(before, is_known), "after": _value(after, is_known)}
    for change in difference.changes:
        sides = {"before": change.before, "after": change.after}
        yield about | {"field": _path(change)} | {key: None if v is MISSING else v for key, v in sides.items()}


def _value(entry: Entry | None, is_known: bool) -> Fields | None:
    return entry.value if entry and is_known else None


def _name(difference: Difference) -> str:
    """`number n2 “le”` of what only one side has, else `n2 “le”`, or `n2 → n3 “le”`."""
    entry = difference.entry
    if entry.layer == "document":
        return entry.layer
    name = ascii_controls(entry.id)
    if difference.kind in ("added", "removed"):
        name = f"{ascii_controls(entry.layer)} {name}"
    if _old_id(difference):
        name = f"{ascii_controls(_old_id(difference))} → {name}"
    return f"{name} {shown_text(surface_of(entry))}"


def _old_id(difference: Difference) -> str:
    """The id that the annotation had, where it has another one now."""
    before, after = difference.before, difference.after
    is_other = before and after and before.layer != "document" and before.id != after.id
    return before.id if before and is_other else ""


def _change(change: FieldChange) -> str:
    if _is_spans(change.before) and _is_spans(change.after):
        parts = [f"−{shown_span(span)}" for span in change.before if span not in change.after]
        parts += [f"+{shown_span(span)}" for span in change.after if span not in change.before]
        return f"{_path(change)} {' '.join(parts)}"
    return f"{_path(change)} {in_words(change.before)} → {in_words(change.after)}"


def _path(change: FieldChange) -> str:
    return ascii_controls(".".join(map(str, change.path)))


def _is_spans(value: Any) -> bool:
    return isinstance(value, list) and all(is_span(item) and "id" not in item for item in value)
