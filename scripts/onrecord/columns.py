"""The columns of the views: each has a type, and a part of the record's schema that says what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from onrecord.arrow import arrow_type, choices, field_node
from onrecord.schema import Node


@dataclass(frozen=True, slots=True)
class Labels:
    """The type of a column of class labels: one a row, or one a token."""

    names: tuple[str, ...]
    per_token: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a view."""

    type: pa.DataType | Labels
    node: Node  # of the schema; of a column that is made with the view, one that only describes
    is_made: bool = False

    @property
    def description(self) -> str:
        return str(self.node["description"])


def of_field(pointer: str) -> Column:
    """The column of the schema's field that `pointer` names, as in `quote/speaker` or `id` (of the document)."""
    node = field_node(pointer)
    return Column(arrow_type(node), node)


def labels_of(pointer: str) -> Column:
    """The same, as class labels: one for each value that the schema allows."""
    return Column(Labels(tuple(choices(pointer))), field_node(pointer))


def token_labels(names: Sequence[str], description: str) -> Column:
    """A column of class labels, one a token."""
    return Column(Labels(tuple(names), per_token=True), {"description": description}, is_made=True)


def made(type_: pa.DataType, description: str) -> Column:
    """A column that no field of the schema is, or that holds something else here."""
    return Column(type_, {"description": description}, is_made=True)
