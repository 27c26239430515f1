"""A row or line with named values to a document: which column holds what, and values that are no text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from onrecord.crawl.sources import Columns
from onrecord.errors import InputError
from onrecord.model import Document
from onrecord.seeds import document_of, identifier
from onrecord.sidecars import LINE_KEYS, json_kind, sidecar_of


def mapped_document(values: Mapping[str, Any], columns: Columns, place: str, fallback: str) -> Document:
    """The document of values by column, as `annotate` reads it from a line of JSONL with the same values.

    Numbers that are ids, and dates, are written out; an id of another form is made one, and where there is none it is
    `fallback`. What is null is not known. Raises `InputError`.
    """
    column = columns.get("text", "text")
    text = values.get(column)
    if not isinstance(text, str):
        mend = f"map the column that holds the text: --column text=COLUMN (there are: {', '.join(values) or 'none'})"
        raise InputError(place, f"{column} is {json_kind(text)}", mend)
    named = {key: values.get(columns.get(key, key)) for key in LINE_KEYS}
    known = {key: _written(value) for key, value in named.items() if value is not None}
    given = known.pop("id", "")
    sidecar = sidecar_of(place, known)
    return document_of(text, replace(sidecar, id=identifier(str(given)) if given else fallback), place=place)


def _written(value: Any) -> Any:
    if isinstance(value, date):  # or a date and time
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
