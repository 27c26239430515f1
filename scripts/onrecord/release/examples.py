"""An example row of each view, as JSON; long texts and lists are shortened."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.model import Record
from onrecord.views import VIEWS

_CHARACTERS = 120  # of a text that are shown
_VALUES = 24  # of a list of words or figures
_SPANS = 2  # of a list of spans; of a list of what has parts itself, one


def examples(articles: Iterable[Record]) -> list[str]:
    """A row of each view under its name, from the first article that has any; of a view without rows, nothing."""
    wanted = dict(VIEWS)
    found: dict[str, dict[str, Any]] = {}
    for record in articles:
        for name, view in list(wanted.items()):
            rows = list(view.rows(record))
            if rows:
                row = max(rows, key=_told)
                found[name] = {column: row[column] for column in view.columns}
                del wanted[name]
        if not wanted:
            break
    lines: list[str] = []
    for name in VIEWS:
        if name in found:
            lines += [f"`{name}`:", "", "```json", *_shown(found[name]), "```", ""]
    return lines[:-1] or ["There are no rows yet."]


def _told(row: dict[str, Any]) -> int:
    """How much a row shows: the number of different values in it."""
    return len(set(_leaves(row)))


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _leaves(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _leaves(part)
    else:
        yield repr(value)


def _shown(row: dict[str, Any]) -> list[str]:
    """An object with a field a line."""
    fields = [f"  {json.dumps(key)}: {_json(row[key])}" for key in row]
    return ["{", *(f"{line}," for line in fields[:-1]), fields[-1], "}"]


def _json(value: Any) -> str:
    """What would open a comment in the page around it is escaped as JSON has it."""
    return json.dumps(_short(value), ensure_ascii=False).replace("<!--", "\\u003c!--")


def _short(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= _CHARACTERS else value[:_CHARACTERS].rstrip() + " …"
    if isinstance(value, dict):
        return {key: _short(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        shown = _limit(value[0]) if value else 0
        return [*map(_short, value[:shown]), *(["…"] if len(value) > shown else [])]
    return value


def _limit(first: Any) -> int:
    if not isinstance(first, dict):
        return _VALUES
    return 1 if any(isinstance(part, list | tuple | dict) for part in first.values()) else _SPANS
