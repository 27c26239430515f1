"""The parts of a task that are read; Label Studio writes more, and other kinds of projects other values."""

from __future__ import annotations

from typing import Any

import msgspec


class Value(msgspec.Struct):
    """Where a region is, in code points, and what it is: its labels, or one of its values."""

    start: int = -1
    end: int = -1
    text: str | list[str] | None = None
    labels: list[str] = []
    choices: list[str] = []
    number: int | float | None = None


class Entry(msgspec.Struct):
    """A region, a value of one, or a relation."""

    id: str = ""
    type: str = ""
    from_name: str = ""
    value: Value = msgspec.field(default_factory=Value)
    meta: dict[str, Any] | None = None
    from_id: str = ""
    to_id: str = ""
    direction: str = ""
    labels: list[str] | None = None


class Answer(msgspec.Struct):
    """An annotation or a prediction. `completed_by` is a person's number, or an object with it."""

    result: list[Entry] = []
    was_cancelled: bool | None = None
    updated_at: str | None = None
    completed_by: Any = None


class Task(msgspec.Struct):
    """Annotations and predictions are numbers alone in exports that leave them out."""

    data: dict[str, Any]
    id: int | None = None
    meta: dict[str, Any] | None = None
    annotations: list[Answer | int] = []
    predictions: list[Answer | int] = []
    drafts: list[Any] = []
