"""The views: each is its columns and a function from a record to rows (`view_rows`); `VIEWS` lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import pyarrow as pa

from onrecord.arrow import choices, column_type, documents_schema
from onrecord.model import Record
from onrecord.tagging import ATTRIBUTION_TAGS, EXPRESSION_TAGS
from onrecord.view_rows import (
    QUOTE_SPANS,
    Row,
    date_rows,
    document_rows,
    mention_rows,
    number_rows,
    quote_rows,
    token_rows,
)


@dataclass(frozen=True, slots=True)
class Labels:
    """The type of a column of class labels: one a row, or one a token."""

    names: tuple[str, ...]
    per_token: bool = False


Column: TypeAlias = pa.DataType | Labels


@dataclass(frozen=True, slots=True)
class View:
    """A configuration of the data set: its columns, and the rows that a record gives."""

    name: str
    summary: str
    columns: dict[str, Column]
    rows: Callable[[Record], Iterator[Row]]


def _labels(pointer: str) -> Labels:
    return Labels(tuple(choices(pointer)))


_PARAGRAPH: dict[str, Column] = {
    "article": column_type("id"),
    "status": _labels("annotation/status"),
    "segment": column_type("segment/id"),
    "paragraph": column_type("segment/text"),
    "paragraph_start": column_type("segment/start"),
}


_PUBLISHED: dict[str, Column] = {
    "published": column_type("published/date"),
    "published_earliest": column_type("published/earliest"),
    "published_latest": column_type("published/latest"),
}


_SPEAKER: dict[str, Column] = {
    "speaker": column_type("quote/speaker"),
    "speaker_name": column_type("speaker/name"),
    "speaker_kind": pa.string(),  # "" where the speaker of a quote is not known, which a class label cannot be
    "speaker_role": column_type("speaker/role"),
    "speaker_affiliation": column_type("speaker/affiliation"),
}
_SPAN: dict[str, Column] = {name: column_type(f"span/{name}") for name in ("start", "end", "text")}


def _expression_columns(name: str, fields: Sequence[str], labels: str) -> dict[str, Column]:
    columns: dict[str, Column] = {name: column_type(f"{name}/id")}
    for field in fields:
        columns[field] = _labels(f"{name}/{field}") if field == labels else column_type(f"{name}/{field}")
    return columns


_DATE_FIELDS = (
    *("start", "end", "text", "type", "value", "alternatives", "mod", "quant", "freq", "zone"),
    *("earliest", "latest", "anchor"),
)
_NUMBER_FIELDS = (
    *("start", "end", "text", "kind", "value", "low", "high", "terms"),
    *("modifier", "modifier_spans", "unit", "counted"),
)

VIEWS: dict[str, View] = {
    view.name: view
    for view in (
        View(
            "documents",
            "A row an article: the text with all its layers, nested.",
            {field.name: field.type for field in documents_schema()},
            document_rows,
        ),
        View(
            "quotes",
            "A row a quote: content, kind, cue, source, speaker with role and affiliation, its paragraph.",
            {
                **_PARAGRAPH,
                "quote": column_type("quote/id"),
                **_SPAN,
                "kind": _labels("quote/kind"),
                "cue": pa.string(),
                "cue_class": _labels("quote/cue_class"),
                "source": pa.string(),
                "addressee": pa.string(),
                "negated": column_type("quote/negated"),
                **_SPEAKER,
                "parent": column_type("quote/parent"),
                **{name: column_type(f"quote/{field}") for name, field in QUOTE_SPANS.items()},
            },
            quote_rows,
        ),
        View(
            "mentions",
            "A row a mention of a speaker, with role and affiliation: what a quote can be attributed to.",
            {
                **_PARAGRAPH,
                "mention": column_type("mention/id"),
                **_SPAN,
                "form": _labels("mention/form"),
                **_SPEAKER,
            },
            mention_rows,
        ),
        View(
            "dates",
            "A row a TIMEX3 expression, with its bounds, what it was resolved against, its value as EDTF.",
            {**_PARAGRAPH, **_PUBLISHED, **_expression_columns("date", _DATE_FIELDS, "type"), "edtf": pa.string()},
            date_rows,
        ),
        View(
            "numbers",
            "A row a number: value or range, modifier, unit, what is counted.",
            {**_PARAGRAPH, **_expression_columns("number", _NUMBER_FIELDS, "kind")},
            number_rows,
        ),
        View(
            "tokens",
            "A row a sentence: its text, tokens, offsets into the article, BIO tags.",
            {
                "article": column_type("id"),
                "status": _labels("annotation/status"),
                "segment": column_type("segment/id"),
                "sentence": pa.int32(),
                **_SPAN,
                "tokens": pa.list_(pa.string()),
                "starts": pa.list_(pa.int32()),
                "ends": pa.list_(pa.int32()),
                "attribution_tags": Labels(ATTRIBUTION_TAGS, per_token=True),
                "expression_tags": Labels(EXPRESSION_TAGS, per_token=True),
            },
            token_rows,
        ),
    )
}
