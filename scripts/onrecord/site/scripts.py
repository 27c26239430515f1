"""Data as scripts, for pages that are opened as files can load nothing else: each hands a value over under its name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

SIZE = 24_000  # characters of a script, about, beyond which the next one begins

_Row = TypeVar("_Row")
_ESCAPED = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029", "<": "\\u003c", "\ufeff": "\\ufeff"})


def json_text(value: Any) -> str:
    """The value as JSON that means the same in a script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def script(name: str, value: Any) -> bytes:
    """A script that hands over the value."""
    return f"onrecord.receive({json_text(name)},{json_text(value)});\n".encode("utf-8", "replace")


class Cut(Generic[_Row]):
    """Rows cut into scripts of about `SIZE`; `firsts` has the first key of each."""

    def __init__(self) -> None:
        self.firsts: list[Any] = []
        self._rows: list[_Row] = []
        self._size = 0

    def add(self, key: Any, row: _Row, size: int) -> Sequence[_Row] | None:
        """Take a row; returns the rows of a script that it made full."""
        full = None
        if self._rows and self._size + size > SIZE:
            full = self.rest()
        if not self._rows:
            self.firsts.append(key)
        self._rows.append(row)
        self._size += size
        return full

    def rest(self) -> Sequence[_Row]:
        """The rows that no script has yet."""
        rows, self._rows, self._size = self._rows, [], 0
        return rows
