"""What people and tools write for a value, a word or its JSON, as a record has it: flags, numbers, texts, lists."""

from __future__ import annotations

import json
import re
from typing import Any

from onrecord.exchange.choices import is_flag, is_list, is_number
from onrecord.incident import quoted

_SURROGATE = re.compile("[\ud800-\udfff]")


class FieldError(ValueError):
    """A value that its field cannot hold."""


def typed(label: str, field: str, value: Any) -> Any:
    """The value as the field of a label has it. Raises `FieldError`."""
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
        raise FieldError(f"{field} is {quoted(value)}, not text")
    try:
        number = json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        number = None
    if isinstance(number, bool) or not isinstance(number, int | float) or number != number or abs(number) > 1e300:
        raise FieldError(f"{field} is {quoted(value)}, not a number")
    return number
