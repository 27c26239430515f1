"""Maps of the types of others: what each is in a record."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.errors import InputError
from onrecord.exchange.choices import is_known
from onrecord.exchange.graph import FIELDS, LABELS, LAYOUT, LINKS, Values
from onrecord.exchange.typed_values import FieldError, typed
from onrecord.incident import quoted
from onrecord.seeds import decoded

ENTITIES = tuple(label for label in LABELS if label not in (*LAYOUT, "marks"))
PARTS = ("content", "cue", "source", "addressee")  # that an event joins to a quote
TRIGGER = "trigger"
SECTIONS = ("entities", "events", "relations", "attributes", "notes", "normalizations")


@dataclass(frozen=True, slots=True)
class Entity:
    """The label of a type of span, and the values that all of its spans have."""

    label: str
    values: Values = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Value:
    """The field of a label that an attribute, a note or a normalization gives, and what its words stand for."""

    label: str
    key: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StandoffMap:
    """What each type is; `values` by section and type."""

    entities: Mapping[str, Entity] = field(default_factory=dict)
    events: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    relations: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[tuple[str, str], Value] = field(default_factory=dict)

    def part(self, event: str, role: str) -> str:
        """What an argument of an event is; brat counts those of one role: Content, Content2. "" where it is nothing."""
        roles = self.events.get(event, {})
        return roles.get(role) or roles.get(role.rstrip("0123456789"), "")


def read_map(path: str | Path) -> StandoffMap:
    """The map of a TOML file. Raises `InputError`."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise InputError(str(path), f"cannot be read ({error.strerror})", "name the map, a TOML file") from error
    try:
        tables = tomllib.loads(decoded(data, str(path)))
    except tomllib.TOMLDecodeError as error:
        raise InputError(str(path), f"not TOML ({error})", "mend it there") from error
    return _Maker(str(path)).of(tables)


@dataclass(frozen=True, slots=True)
class _Maker:
    place: str

    def of(self, tables: Mapping[str, Any]) -> StandoffMap:
        for name, table in tables.items():
            self._one_of("section", name, SECTIONS)
            if not isinstance(table, dict):
                raise InputError(self.place, f"{name} is no table", f"write [{name}] on a line of its own")
        found = StandoffMap(
            {name: self._entity(name, given) for name, given in tables.get("entities", {}).items()},
            {name: self._event(name, given) for name, given in tables.get("events", {}).items()},
            {name: self._link(name, given) for name, given in tables.get("relations", {}).items()},
            {(s, name): self._value(f"{s}.{name}", v) for s in SECTIONS[3:] for name, v in tables.get(s, {}).items()},
        )
        if not found.entities and not found.events:
            raise InputError(self.place, "no type is mapped", "name types in [entities] or [events]")
        return found

    def _entity(self, name: str, given: Any) -> Entity:
        table = dict(given) if isinstance(given, dict) else {"label": given}
        label = self._one_of(f"label of {name}", table.pop("label", ""), ENTITIES)
        values = {key: self._fitting(f"entities.{name}.{key}", label, key, v) for key, v in table.items()}
        return Entity(label, values)

    def _event(self, name: str, given: Any) -> dict[str, str]:
        if not isinstance(given, dict):
            raise InputError(self.place, f"events.{name} is no table", f'write {name} = {{ Role = "content", … }}')
        roles = {role: self._one_of(f"argument {role} of {name}", part, PARTS) for role, part in given.items()}
        if "content" not in roles.values():
            found = f"events.{name} has no argument that is the content"
            raise InputError(self.place, found, "say which is: a quote has a content")
        return roles

    def _link(self, name: str, given: Any) -> str:
        return self._one_of(f"relation {name}", given, [link for link in LINKS if link not in ("marks",)])

    def _value(self, name: str, given: Any) -> Value:
        table = given if isinstance(given, dict) else {"field": given}
        label, _, key = str(table.get("field", "")).partition(".")
        self._one_of(f"label of {name}", label, [one for one in ENTITIES if FIELDS.get(one)])
        self._one_of(f"field of {name}", key, FIELDS[label])
        words = table.get("values", {})
        if not isinstance(words, dict) or set(table) - {"field", "values"}:
            raise InputError(
                self.place, f"{name} is {quoted(given)}", 'write { field = "label.field", values = { … } }'
            )
        return Value(label, key, {word: self._fitting(name, label, key, value) for word, value in words.items()})

    def _fitting(self, name: str, label: str, key: str, value: Any) -> Any:
        """The value as the field has it."""
        self._one_of(f"field of {name}", key, FIELDS.get(label, ()))
        try:
            fitting = typed(label, key, value)
        except FieldError as error:
            raise InputError(self.place, f"{name}: {error}", "write what the field can hold") from error
        if not is_known(label, key, fitting):
            raise InputError(self.place, f"{name} is {quoted(value)}", f"write a value that the {key} of a {label} has")
        return fitting

    def _one_of(self, what: str, given: Any, known: Iterable[str]) -> str:
        known = list(known)
        if not isinstance(given, str) or given not in known:
            raise InputError(self.place, f"{what} is {quoted(given)}", f"use one of {', '.join(known) or 'none'}")
        return given
