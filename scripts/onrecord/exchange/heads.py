"""The fields of a document, as far as tools hold them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

import msgspec

from onrecord.checks import shape
from onrecord.exchange.graph import Values
from onrecord.incident import quoted
from onrecord.losses import Losses
from onrecord.model import Document, Record
from onrecord.seeds import identifier

HEAD = tuple(field.name for field in fields(Document) if field.name != "text")


def head_of(name: str, given: Mapping[str, Any], place: str, losses: Losses) -> Values:
    """The fields of a document among those that are given, with a name as its id; what an id cannot hold is told."""
    losses.add("characters of names of documents that an id cannot hold", place, identifier(name) != name)
    head = {field: given[field] for field in HEAD if given.get(field) is not None}
    return head | {"id": identifier(name)}


def known_to_schema(document: Document, losses: Losses) -> Document:
    """The document without the fields that the schema does not know, which are told, but for its id."""
    unknown = dict(_unknown(document))
    for name, found in unknown.items():
        losses.add(f"values of {name} that the schema does not know", f"{document.id}, {found}")
    blank = Document(id=document.id, text=document.text)
    return replace(document, **{name: getattr(blank, name) for name in unknown})


def _unknown(document: Document) -> Iterator[tuple[str, str]]:
    """The fields with what is wrong in them."""
    for name in ("date", "earliest", "latest"):
        day = getattr(document.published, name)
        try:
            date.fromisoformat(day or "2024-01-01")
        except ValueError:
            yield "published", f"published.{name}: {quoted(day)}"
    bare = Record(**{field.name: getattr(document, field.name) for field in fields(Document)})
    for finding in shape.check(msgspec.to_builtins(bare)):
        if finding.path and finding.path[0] in HEAD and finding.path[0] != "id":
            yield str(finding.path[0]), f"{'.'.join(map(str, finding.path))}: {finding.found}"
