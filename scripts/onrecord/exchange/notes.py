"""Values as one line that annotators can read and edit: `id: m1; name: Jens Stoltenberg; role: Secretary General`.

A value that would not come back so (with `;` or a line end in it, a list) is written as JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from onrecord.exchange.choices import is_flag, is_list, is_number
from onrecord.exchange.graph import FIELDS, Values

LINE_END = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")  # at which str.splitlines ends a line
_ENTRY = re.compile(r"\s*([a-z_]+)\s*:\s*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_AMBIGUOUS = re.compile(r'^["[]|^$|;')
_REST = re.compile("[^;]*")
_DECODER = json.JSONDecoder()


class NoteError(ValueError):
    """A value in a note that its field cannot hold."""


def to_note(values: Mapping[str, Any]) -> str:
    """The line of values."""
    return "; ".join(f"{key}: {_shown(value)}" for key, value in values.items())


def from_note(label: str, note: str) -> tuple[Values, list[str]]:
    """Inverse of `to_note` for the fields of a label; and what else somebody wrote. Raises `NoteError`."""
    values: Values = {}
    remarks: list[str] = []
    position = 0
    while position < len(note):
        entry = _ENTRY.match(note, position)
        known = entry is not None and entry[1] in ("id", *FIELDS.get(label, ()))
        value, end = _value(note, entry.end() if entry else position)
        if entry and known:
            values[entry[1]] = value if entry[1] == "id" else _typed(label, entry[1], value)
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


def _typed(label: str, field: str, value: Any) -> Any:
    if is_list(label, field):
        members = value if isinstance(value, list) else [part.strip() for part in str(value).split(",")]
        return [_scalar(label, field, member) for member in members]
    return _scalar(label, field, value)


def _scalar(label: str, field: str, value: Any) -> Any:
    if is_flag(label, field):
        return value in (True, "true", "yes")
    if not is_number(label, field):
        if isinstance(value, str) and not _SURROGATE.search(value):
            return value
        raise NoteError(f"{field} is {value!r}, not text")
    try:
        number = json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        number = None
    if isinstance(number, bool) or not isinstance(number, int | float) or number != number or abs(number) > 1e300:
        raise NoteError(f"{field} is {value!r}, not a number")
    return number
