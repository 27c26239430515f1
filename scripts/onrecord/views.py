"""Records to the rows of the views. A view is its columns and a function from a record to rows; `VIEWS` lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import msgspec
import pyarrow as pa

from onrecord.arrow import choices, column_type, documents_schema
from onrecord.edtf import to_edtf
from onrecord.model import Date, Number, Record, Segment, joined
from onrecord.tagging import ATTRIBUTION_TAGS, EXPRESSION_TAGS, bio, labelled
from onrecord.tokens import iter_tokens

Row = dict[str, Any]


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


def _document_rows(record: Record) -> Iterator[Row]:
    yield msgspec.to_builtins(record)


def _paragraph(record: Record, start: int) -> Row:
    """The columns that lead back: article, its status, and the segment that holds `start`."""
    segment = next(s for s in record.segments if s.start <= start < s.end)
    return {
        "article": record.id,
        "status": record.annotation.status,
        "segment": segment.id,
        "paragraph": segment.text,
        "paragraph_start": segment.start,
    }


_PARAGRAPH: dict[str, Column] = {
    "article": column_type("id"),
    "status": _labels("annotation/status"),
    "segment": column_type("segment/id"),
    "paragraph": column_type("segment/text"),
    "paragraph_start": column_type("segment/start"),
}


def _quote_rows(record: Record) -> Iterator[Row]:
    speakers = {speaker.id: speaker for speaker in record.speakers}
    for quote in record.quotes:
        speaker = speakers.get(quote.speaker)
        yield {
            **_paragraph(record, quote.content[0].start),
            "quote": quote.id,
            "text": joined(quote.content),
            "kind": quote.kind,
            "cue": joined(quote.cue),
            "cue_class": quote.cue_class,
            "source": joined(quote.source),
            "addressee": joined(quote.addressee),
            "negated": quote.negated,
            "speaker": quote.speaker,
            "speaker_name": speaker.name if speaker else "",
            "speaker_kind": speaker.kind if speaker else "",
            "speaker_role": speaker.role if speaker else "",
            "speaker_affiliation": speaker.affiliation if speaker else "",
            "parent": quote.parent,
            **{name: msgspec.to_builtins(getattr(quote, field)) for name, field in _QUOTE_SPANS.items()},
        }


_QUOTE_SPANS = {f"{name}_spans": name for name in ("content", "marks", "cue", "source", "addressee")}


def _expression_rows(name: str, record: Record, expressions: Iterable[Date | Number]) -> Iterator[Row]:
    for expression in expressions:
        values = msgspec.to_builtins(expression)
        yield {**_paragraph(record, expression.start), name: values.pop("id"), **values}


def _date_rows(record: Record) -> Iterator[Row]:
    for row, date in zip(_expression_rows("date", record, record.dates), record.dates, strict=True):
        yield {**row, "edtf": to_edtf(date)}


def _number_rows(record: Record) -> Iterator[Row]:
    return _expression_rows("number", record, record.numbers)


def _expression_columns(name: str, fields: Sequence[str], labels: str) -> dict[str, Column]:
    columns: dict[str, Column] = {**_PARAGRAPH, name: column_type(f"{name}/id")}
    for field in fields:
        columns[field] = _labels(f"{name}/{field}") if field == labels else column_type(f"{name}/{field}")
    return columns


def _token_rows(record: Record) -> Iterator[Row]:
    attribution = labelled(
        (role, span)
        for quote in record.quotes
        for role in ("source", "cue", "content")
        for span in getattr(quote, role)
    )
    expressions = labelled(
        [*(("date", date) for date in record.dates), *(("number", number) for number in record.numbers)]
    )
    for segment in record.segments:
        for index, sentence in enumerate(segment.sentences):
            offsets = list(iter_tokens(record.text, sentence.start, sentence.end))
            yield {
                **_sentence(record, segment, index),
                "tokens": [record.text[start:end] for start, end in offsets],
                "starts": [start for start, _ in offsets],
                "ends": [end for _, end in offsets],
                "attribution_tags": bio(offsets, attribution),
                "expression_tags": bio(offsets, expressions),
            }


def _sentence(record: Record, segment: Segment, index: int) -> Row:
    return {"article": record.id, "status": record.annotation.status, "segment": segment.id, "sentence": index}


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
            _document_rows,
        ),
        View(
            "quotes",
            "A row a quote: content, kind, cue, source, speaker with role and affiliation, its paragraph.",
            {
                **_PARAGRAPH,
                "quote": column_type("quote/id"),
                "text": pa.string(),
                "kind": _labels("quote/kind"),
                "cue": pa.string(),
                "cue_class": _labels("quote/cue_class"),
                "source": pa.string(),
                "addressee": pa.string(),
                "negated": column_type("quote/negated"),
                "speaker": column_type("quote/speaker"),
                "speaker_name": column_type("speaker/name"),
                "speaker_kind": pa.string(),  # "" where the speaker is not known, which a class label cannot be
                "speaker_role": column_type("speaker/role"),
                "speaker_affiliation": column_type("speaker/affiliation"),
                "parent": column_type("quote/parent"),
                **{name: column_type(f"quote/{field}") for name, field in _QUOTE_SPANS.items()},
            },
            _quote_rows,
        ),
        View(
            "dates",
            "A row a TIMEX3 expression, with its bounds, what it was resolved against, and its value as EDTF.",
            {**_expression_columns("date", _DATE_FIELDS, "type"), "edtf": pa.string()},
            _date_rows,
        ),
        View(
            "numbers",
            "A row a number: value or range, modifier, unit, what is counted.",
            _expression_columns("number", _NUMBER_FIELDS, "kind"),
            _number_rows,
        ),
        View(
            "tokens",
            "A row a sentence: tokens, offsets into the article, BIO tags.",
            {
                "article": column_type("id"),
                "status": _labels("annotation/status"),
                "segment": column_type("segment/id"),
                "sentence": pa.int32(),
                "tokens": pa.list_(pa.string()),
                "starts": pa.list_(pa.int32()),
                "ends": pa.list_(pa.int32()),
                "attribution_tags": Labels(ATTRIBUTION_TAGS, per_token=True),
                "expression_tags": Labels(EXPRESSION_TAGS, per_token=True),
            },
            _token_rows,
        ),
    )
}
