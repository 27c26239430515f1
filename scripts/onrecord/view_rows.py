"""Records to the rows of the views: dictionaries by column, labels still as strings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from onrecord.edtf import to_edtf
from onrecord.errors import InputError
from onrecord.incident import quoted
from onrecord.model import Date, Number, Record, Segment, joined
from onrecord.tagging import bio, labelled
from onrecord.tokens import iter_tokens

Row = dict[str, Any]


def document_rows(record: Record) -> Iterator[Row]:
    """The record as it is."""
    yield msgspec.to_builtins(record)


def _paragraph(record: Record, start: int) -> Row:
    """The columns that lead back: article, its status, and the segment that holds `start`."""
    segment = next((s for s in record.segments if s.start <= start < s.end), None)
    if segment is None:
        raise InputError(quoted(record.id), f"an annotation at {start}, in no segment", "run onrecord validate on it")
    return {
        "article": record.id,
        "status": record.annotation.status,
        "segment": segment.id,
        "paragraph": segment.text,
        "paragraph_start": segment.start,
    }


def quote_rows(record: Record) -> Iterator[Row]:
    """A row a quote, each with all mentions of the article: who can be its speaker is chosen among them."""
    speakers = {speaker.id: speaker for speaker in record.speakers}
    mentions = _mentions(record)
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
            "mentions": mentions,
            "parent": quote.parent,
            **{name: msgspec.to_builtins(getattr(quote, field)) for name, field in QUOTE_SPANS.items()},
        }


def _mentions(record: Record) -> list[Row]:
    """The mentions of all speakers in the order of the text, each with the speaker that it leads to."""
    found = [(mention, speaker.id) for speaker in record.speakers for mention in speaker.mentions]
    found.sort(key=lambda pair: (pair[0].start, pair[0].end))
    return [{"speaker": speaker, **msgspec.to_builtins(mention)} for mention, speaker in found]


QUOTE_SPANS = {f"{name}_spans": name for name in ("content", "marks", "cue", "source", "addressee")}


def _expression_rows(name: str, record: Record, expressions: Iterable[Date | Number]) -> Iterator[Row]:
    for expression in expressions:
        values = msgspec.to_builtins(expression)
        yield {**_paragraph(record, expression.start), name: values.pop("id"), **values}


def date_rows(record: Record) -> Iterator[Row]:
    """A row a date, each with what is known of the day of publication: "Tuesday" means nothing without it."""
    published = {
        "published": record.published.date,
        "published_earliest": record.published.earliest,
        "published_latest": record.published.latest,
    }
    for row, date in zip(_expression_rows("date", record, record.dates), record.dates, strict=True):
        yield {**row, **published, "edtf": to_edtf(date)}


def number_rows(record: Record) -> Iterator[Row]:
    """A row a number."""
    return _expression_rows("number", record, record.numbers)


def token_rows(record: Record) -> Iterator[Row]:
    """A row a sentence, boilerplate left out."""
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
    """The columns that lead back: article, its status, and the sentence by its number in the segment and its span."""
    return {
        "article": record.id,
        "status": record.annotation.status,
        "segment": segment.id,
        "sentence": index,
        **msgspec.to_builtins(segment.sentences[index]),
    }
