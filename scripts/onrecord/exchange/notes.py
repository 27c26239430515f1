"""Values as one line that annotators can read and edit: `id: m1; name: Jens Stoltenberg; role: Secretary General`.

A value that would not come back so (with `;` or a line end in it, a list) is written as JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from onrecord.exchange.graph import FIELDS, Values
from onrecord.exchange.typed_values import typed

LINE_END = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")  # at which str.splitlines ends a line
_ENTRY = re.compile(r"\s*([a-z_]+)\s*:\s*")
_AMBIGUOUS = re.compile(r'^["[]|^$|;')
_REST = re.compile("[^;]*")
_DECODER = json.JSONDecoder()


def to_note(values: Mapping[str, Any]) -> str:
    """The line of values."""
    return "; ".join(f"{key}: {_shown(value)}" for key, value in values.items())


def from_note(label: str, note: str) -> tuple[Values, list[str]]:
    """Inverse of `to_note` for the fields of a label; and what else somebody wrote. Raises `FieldError`."""
    values: Values = {}
    remarks: list[str] = []
    position = 0
    while position < len(note):
        entry = _ENTRY.match(note, position)
        known = entry is not None and entry[1] in ("id", *FIELDS.get(label, ()))
        value, end = _value(note, entry.end() if entry else position)
        if entry and known:
            values[entry[1]] = value if entry[1] == "id" else typed(label, entry[1], value)
        elif note[position:end].strip():
            remarks.append(note[position:end].strip())
        position = end + 1
    return values, remarks


def _shown(value: Any) -> str:
    if isinstance(value, str) and value == value.strip() and value.isprintable() and not _AMBIGUOUS.search(value):
        return value
    shown = json.dumps(value, ensure_ascii=False)
    return LINE_END.sub(lambda match: f"\\u{ord(match[0]):04x}", shown)


def _value(note: str, start: int) -> tuple[Any, int]:
    """The value that begins at `start`, and where the `;` after it is or the note ends."""
    if note[start : start + 1] in ('"', "["):
        try:
            value, end = _DECODER.raw_decode(note, start)
        except (ValueError, RecursionError):
            pass
        else:
            rest = _REST.match(note, end)
            if rest and not rest[0].strip():
                return value, rest.end()
    match = _REST.match(note, start)
    assert match is not None  # it may be empty
    return match[0].strip(), match.end()
