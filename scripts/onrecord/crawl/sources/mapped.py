"""A row or line with named values to a document: which column holds what, and values that are no text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from onrecord.crawl.sources import KEYS, Columns
from onrecord.errors import InputError
from onrecord.incident import quoted, some
from onrecord.model import Document
from onrecord.seeds import decoded, document_of, slug
from onrecord.sidecars import ID, json_kind, sidecar_of


def columns_of(columns: Columns) -> dict[str, str]:
    """By key, the column of each that is not left out."""
    return {key: column for key in KEYS if (column := columns.get(key, key))}


def mapped_document(values: Mapping[str, Any], columns: Columns, place: str, fallback: str) -> Document:
    """The document of values by column, as `annotate` reads it from a line of JSONL with the same values.

    Numbers that are ids, and dates, are written out, bytes are UTF-8; an id of another form is made one, and where
    there is none it is `fallback`. What is null is not known. Raises `InputError`.
    """
    names = columns_of(columns)
    text = values.get(column := names.pop("text"))
    if isinstance(text, bytes):
        text = decoded(text, place)
    if not isinstance(text, str):
        mend = f"map the column that holds the text: --column text=COLUMN (there are: {some(values) or 'none'})"
        raise InputError(place, f"{quoted(column)} is {json_kind(text)}", mend)
    named = ((key, values.get(name)) for key, name in names.items())
    known = {key: _written(value, place) for key, value in named if value is not None}
    given = known.pop("id", "")
    if not isinstance(given, str):
        raise InputError(place, f"id is {json_kind(given)}", "map another column: --column id=COLUMN, or id= for none")
    return document_of(text, replace(sidecar_of(place, known), id=_id(given) if given else fallback), place=place)


def _id(given: str) -> str:
    """The id, or one made of it: no two that differ give the same."""
    if ID.match(given):
        return given
    digest = hashlib.sha256(given.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{slug(given)[:180]}-{digest[:12]}"


def _written(value: Any, place: str) -> Any:
    if isinstance(value, bytes):
        return decoded(value, place)
    if isinstance(value, date):  # or a date and time
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
