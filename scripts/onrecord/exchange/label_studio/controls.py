"""The controls for the values of regions: which there are, of which kind, and how a value stands in an entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.exchange.choices import choices, is_flag, is_list, is_number
from onrecord.exchange.graph import FIELDS


@dataclass(frozen=True, slots=True)
class Control:
    """What asks for a field of the regions of a label; its entries are of type `kind`: choices, textarea or number."""

    label: str
    field: str
    kind: str
    choices: tuple[str, ...] = ()
    is_list: bool = False
    read: Callable[[str], Any] = str

    @property
    def name(self) -> str:
        return f"{self.label}_{self.field}"

    def written(self, value: Any) -> dict[str, Any]:
        """The value as an entry has it."""
        if self.kind == "number":
            return {"number": value}
        if self.kind == "choices":
            return {"choices": [self.field if value is True else value]}
        return {"text": [str(item) for item in value] if self.is_list else [value]}

    def value(self, entry: list[str]) -> Any:
        """Inverse of `written` for choices and lines of text. Raises `ValueError` for a line that is no number."""
        if self.is_list:
            return [self.read(line) for line in entry]
        return True if self.choices == (self.field,) else entry[0]


@cache
def controls() -> dict[str, Control]:
    """The controls by name, in the order of the labels' fields."""
    found = [_control(label, field) for label, fields in FIELDS.items() for field in fields]
    return {control.name: control for control in found}


def _control(label: str, field: str) -> Control:
    if is_flag(label, field):
        return Control(label, field, "choices", (field,))
    if is_list(label, field):
        return Control(label, field, "textarea", is_list=True, read=_number if is_number(label, field) else str)
    if is_number(label, field):
        return Control(label, field, "number")
    known = choices(label).get(field, ())
    return Control(label, field, "choices" if known else "textarea", known)


def _number(line: str) -> int | float:
    return int(line) if line.lstrip("-").isdecimal() and len(line) < 300 else float(line)
