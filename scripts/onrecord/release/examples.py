"""An example row of each view, as JSON; long texts and lists are shortened."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from onrecord.model import Record
from onrecord.views import VIEWS

_CHARACTERS = 120  # of a text that are shown
_ITEMS = {True: 1, False: 12}  # of a list: of objects inside a list or row, of texts and numbers


def examples(articles: Iterable[Record]) -> list[str]:
    """The first row of each view under its name; of a view without rows, nothing."""
    wanted = dict(VIEWS)
    found: dict[str, dict[str, Any]] = {}
    for record in articles:
        for name, view in list(wanted.items()):
            row = next(iter(view.rows(record)), None)
            if row is not None:
                found[name] = row
                del wanted[name]
        if not wanted:
            break
    lines: list[str] = []
    for name in VIEWS:
        if name in found:
            lines += [f"`{name}`:", "", "```json", *_shown(found[name]), "```", ""]
    return lines[:-1] or ["There are no rows yet."]


def _shown(row: dict[str, Any]) -> list[str]:
    """An object with a field a line."""
    fields = [f"  {json.dumps(key)}: {json.dumps(_short(row[key]), ensure_ascii=False)}" for key in row]
    return ["{", *(f"{line}," for line in fields[:-1]), fields[-1], "}"]


def _short(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= _CHARACTERS else value[:_CHARACTERS].rstrip() + " …"
    if isinstance(value, dict):
        return {key: _short(part) for key, part in value.items()}
    if isinstance(value, list):
        shown = _ITEMS[bool(value) and isinstance(value[0], dict)]
        return [*map(_short, value[:shown]), *(["…"] if len(value) > shown else [])]
    return value
