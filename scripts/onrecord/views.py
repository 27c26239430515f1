"""The views: each is its columns and a function from a record to rows (`view_rows`); `VIEWS` lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from onrecord.arrow import arrow_type, documents_schema, field_node
from onrecord.columns import Column, labels_of, made, of_field, token_labels
from onrecord.model import Record
from onrecord.schema import resolve
from onrecord.tagging import ATTRIBUTION_TAGS, EXPRESSION_TAGS
from onrecord.view_rows import QUOTE_SPANS, Row, date_rows, document_rows, number_rows, quote_rows, token_rows


@dataclass(frozen=True, slots=True)
class View:
    """A configuration of the data set: its columns, and the rows that a record gives."""

    name: str
    summary: str
    columns: dict[str, Column]
    rows: Callable[[Record], Iterator[Row]]


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


def _mentions() -> Column:
    """Mentions that name their speaker."""
    mention = field_node("speaker/mentions")["items"]
    fields = {"speaker": field_node("speaker/id"), **resolve(mention)["properties"]}
    node = {"type": "array", "items": {"type": "object", "properties": fields}}
    told = "All mentions of speakers in the article, in order of the text; a speaker that is known is among them."
    return Column(arrow_type(node), {**node, "description": told})


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
            "A row an article: the text with all its layers, nested.",
            {field.name: of_field(field.name) for field in documents_schema()},
            document_rows,
        ),
        View(
            "quotes",
            "A row a quote: content, kind, cue, source, speaker with role and affiliation, paragraph, all mentions.",
            {
                **_PARAGRAPH,
                "quote": of_field("quote/id"),
                "text": made(pa.string(), f"The content, {_JOINED}."),
                "kind": labels_of("quote/kind"),
                "cue": made(pa.string(), f"The words that make the attribution, {_JOINED}."),
                "cue_class": labels_of("quote/cue_class"),
                "source": made(pa.string(), f"Who it is attributed to, {_JOINED}."),
                "addressee": made(pa.string(), f"To whom it was said, {_JOINED}."),
                "negated": of_field("quote/negated"),
                "speaker": of_field("quote/speaker"),
                "speaker_name": of_field("speaker/name"),
                # No class label, which cannot be "".
                "speaker_kind": made(pa.string(), 'The kind of the speaker, "" where the speaker is not known.'),
                "speaker_role": of_field("speaker/role"),
                "speaker_affiliation": of_field("speaker/affiliation"),
                "mentions": _mentions(),
                "parent": of_field("quote/parent"),
                **{name: of_field(f"quote/{field}") for name, field in QUOTE_SPANS.items()},
            },
            quote_rows,
        ),
        View(
            "dates",
            "A row a TIMEX3 expression, with its bounds, what it was resolved against, its value as EDTF.",
            {**_PARAGRAPH, **_PUBLISHED, **_expression_columns("date", _DATE_FIELDS, "type"), "edtf": _EDTF},
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
                "article": of_field("id"),
                "status": labels_of("annotation/status"),
                "segment": of_field("segment/id"),
                "sentence": made(pa.int32(), "The place of the sentence in its segment, from 0."),
                "start": of_field("span/start"),
                "end": of_field("span/end"),
                "text": of_field("span/text"),
                "tokens": made(pa.list_(pa.string()), "The tokens of the sentence."),
                "starts": made(pa.list_(pa.int32()), "Where each token begins in the article, in code points."),
                "ends": made(pa.list_(pa.int32()), "Where each token ends in the article (half-open)."),
                "attribution_tags": token_labels(ATTRIBUTION_TAGS, f"Sources, cues and contents of quotes, {_TAGS}."),
                "expression_tags": token_labels(EXPRESSION_TAGS, f"Dates and numbers, {_TAGS}."),
            },
            token_rows,
        ),
    )
}
