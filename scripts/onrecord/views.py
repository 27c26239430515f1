"""The views: each is its columns and a function from a record to rows (`view_rows`); `VIEWS` lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from onrecord.arrow import documents_schema
from onrecord.columns import Column, labels_of, made, of_field, token_labels
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
class View:
    """A configuration of the data set: its columns, the rows that a record gives, what tells a row from all others."""

    name: str
    summary: str
    columns: dict[str, Column]
    rows: Callable[[Record], Iterator[Row]]
    key: tuple[str, ...]


_JOINED = 'its texts joined with " … ", "" when there is none'
_TAGS = "a tag a token: B begins one, I goes on, O is in none"
_EDTF = made(pa.string(), 'The value as EDTF (ISO 8601-2:2019), "" where that has no form for it.')
_PARAGRAPH: dict[str, Column] = {
    "article": of_field("id"),
    "status": labels_of("annotation/status"),
    "segment": of_field("segment/id"),
    "paragraph": made(pa.string(), "The text of the headline or paragraph that the annotation begins in."),
    "paragraph_start": made(pa.int32(), "Where that begins: an offset minus this one is an offset into `paragraph`."),
}


_PUBLISHED: dict[str, Column] = {
    "published": of_field("published/date"),
    "published_earliest": of_field("published/earliest"),
    "published_latest": of_field("published/latest"),
}


_SPEAKER: dict[str, Column] = {
    "speaker": of_field("quote/speaker"),
    "speaker_name": of_field("speaker/name"),
    # No class label, which cannot be "".
    "speaker_kind": made(pa.string(), 'The kind of the speaker, "" where the speaker is not known.'),
    "speaker_role": of_field("speaker/role"),
    "speaker_affiliation": of_field("speaker/affiliation"),
}
_SPAN: dict[str, Column] = {name: of_field(f"span/{name}") for name in ("start", "end", "text")}


def _expression_columns(name: str, fields: Sequence[str], labels: str) -> dict[str, Column]:
    columns: dict[str, Column] = {name: of_field(f"{name}/id")}
    for field in fields:
        columns[field] = labels_of(f"{name}/{field}") if field == labels else of_field(f"{name}/{field}")
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
            "One row per article: the text with all its layers, nested.",
            {field.name: of_field(field.name) for field in documents_schema()},
            document_rows,
            ("id",),
        ),
        View(
            "quotes",
            "One row per quote: content, kind, cue, source, speaker with role and affiliation, its paragraph.",
            {
                **_PARAGRAPH,
                "quote": of_field("quote/id"),
                "start": made(pa.int32(), "Where the content begins in the article, in code points."),
                "end": made(pa.int32(), "Where its last part ends (half-open)."),
                "text": made(pa.string(), f"The content, {_JOINED}."),
                "kind": labels_of("quote/kind"),
                "cue": made(pa.string(), f"The words that make the attribution, {_JOINED}."),
                "cue_class": labels_of("quote/cue_class"),
                "source": made(pa.string(), f"Who it is attributed to, {_JOINED}."),
                "addressee": made(pa.string(), f"To whom it was said, {_JOINED}."),
                "negated": of_field("quote/negated"),
                **_SPEAKER,
                "parent": of_field("quote/parent"),
                **{name: of_field(f"quote/{field}") for name, field in QUOTE_SPANS.items()},
            },
            quote_rows,
            ("article", "quote"),
        ),
        View(
            "mentions",
            "One row per mention of a speaker, with role and affiliation: what a quote can be attributed to.",
            {
                **_PARAGRAPH,
                "mention": of_field("mention/id"),
                **_SPAN,
                "form": labels_of("mention/form"),
                **_SPEAKER,
                "speaker": of_field("speaker/id"),
            },
            mention_rows,
            ("article", "mention"),
        ),
        View(
            "dates",
            "One row per TIMEX3 expression, with its bounds, what it was resolved against, its value as EDTF.",
            {**_PARAGRAPH, **_PUBLISHED, **_expression_columns("date", _DATE_FIELDS, "type"), "edtf": _EDTF},
            date_rows,
            ("article", "date"),
        ),
        View(
            "numbers",
            "One row per number: value or range, modifier, unit, what is counted.",
            {**_PARAGRAPH, **_expression_columns("number", _NUMBER_FIELDS, "kind")},
            number_rows,
            ("article", "number"),
        ),
        View(
            "tokens",
            "One row per sentence: its text, tokens, offsets into the article, BIO tags.",
            {
                "article": of_field("id"),
                "status": labels_of("annotation/status"),
                "segment": of_field("segment/id"),
                "sentence": made(pa.int32(), "The place of the sentence in its segment, from 0."),
                **_SPAN,
                "tokens": made(pa.list_(pa.string()), "The tokens of the sentence."),
                "starts": made(pa.list_(pa.int32()), "Where each token begins in the article, in code points."),
                "ends": made(pa.list_(pa.int32()), "Where each token ends in the article (half-open)."),
                "attribution_tags": token_labels(ATTRIBUTION_TAGS, f"Sources, cues and contents of quotes, {_TAGS}."),
                "expression_tags": token_labels(EXPRESSION_TAGS, f"Dates and numbers, {_TAGS}."),
            },
            token_rows,
            ("article", "segment", "sentence"),
        ),
    )
}
