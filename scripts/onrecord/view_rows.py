"""Records to the rows of the views: dictionaries by column, labels still as strings.

Time and rows are in the length of an article, and not in its square: what is of the article as a whole stands in a view
of its own (`mentions`), not in each row of another.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from onrecord.edtf import to_edtf
from onrecord.errors import InputError
from onrecord.incident import quoted
from onrecord.model import Date, Number, Quote, Record, Span, Speaker, joined
from onrecord.spans import touching
from onrecord.tagging import bio, labelled
from onrecord.tokens import iter_tokens

Row = dict[str, Any]
QUOTE_SPANS = {f"{name}_spans": name for name in ("content", "marks", "cue", "source", "addressee")}


class _Paragraphs:
    """The columns that lead back: article, its status, and the segment that holds a place."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._segments = sorted(record.segments, key=lambda segment: segment.start)
        self._starts = [segment.start for segment in self._segments]

    def at(self, place: int) -> Row:
        number = bisect_right(self._starts, place) - 1
        if number < 0 or self._segments[number].end <= place:
            found = f"an annotation at {place}, in no segment"
            raise InputError(quoted(self._record.id), found, "run onrecord validate on it")
        segment = self._segments[number]
        return {
            "article": self._record.id,
            "status": self._record.annotation.status,
            "segment": segment.id,
            "paragraph": segment.text,
            "paragraph_start": segment.start,
        }


def document_rows(record: Record) -> Iterator[Row]:
    """The record as it is."""
    yield msgspec.to_builtins(record)


def quote_rows(record: Record) -> Iterator[Row]:
    """A row a quote, by where it stands in the text."""
    paragraphs = _Paragraphs(record)
    speakers = {speaker.id: speaker for speaker in record.speakers}
    for quote in record.quotes:
        yield {
            **paragraphs.at(quote.content[0].start),
            **_quote(quote),
            **_speaker(quote.speaker, speakers.get(quote.speaker)),
            "parent": quote.parent,
            **{name: msgspec.to_builtins(getattr(quote, field)) for name, field in QUOTE_SPANS.items()},
        }


def _quote(quote: Quote) -> Row:
    return {
        "quote": quote.id,
        "start": quote.content[0].start,
        "end": quote.content[-1].end,
        "text": joined(quote.content),
        "kind": quote.kind,
        "cue": joined(quote.cue),
        "cue_class": quote.cue_class,
        "source": joined(quote.source),
        "addressee": joined(quote.addressee),
        "negated": quote.negated,
    }


def _speaker(identifier: str, speaker: Speaker | None) -> Row:
    return {
        "speaker": identifier,
        "speaker_name": speaker.name if speaker else "",
        "speaker_kind": speaker.kind if speaker else "",
        "speaker_role": speaker.role if speaker else "",
        "speaker_affiliation": speaker.affiliation if speaker else "",
    }


def mention_rows(record: Record) -> Iterator[Row]:
    """A row a mention of a speaker, in the order of the text: to whom the article's quotes can be attributed."""
    paragraphs = _Paragraphs(record)
    found = [(mention, speaker) for speaker in record.speakers for mention in speaker.mentions]
    for mention, speaker in sorted(found, key=lambda pair: (pair[0].start, pair[0].end)):
        values = msgspec.to_builtins(mention)
        row = {**paragraphs.at(mention.start), "mention": values.pop("id"), **values}
        yield {**row, **_speaker(speaker.id, speaker)}


def _expression_rows(name: str, record: Record, expressions: Iterable[Date | Number]) -> Iterator[Row]:
    paragraphs = _Paragraphs(record)
    for expression in expressions:
        values = msgspec.to_builtins(expression)
        yield {**paragraphs.at(expression.start), name: values.pop("id"), **values}


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
    """A row a sentence; boilerplate has none."""
    sentences = [
        (segment, index, sentence) for segment in record.segments for index, sentence in enumerate(segment.sentences)
    ]
    attribution = _by_sentence(
        [sentence for _, _, sentence in sentences],
        (
            (role, span)
            for quote in record.quotes
            for role in ("source", "cue", "content")
            for span in getattr(quote, role)
        ),
    )
    expressions = _by_sentence(
        [sentence for _, _, sentence in sentences],
        [*(("date", date) for date in record.dates), *(("number", number) for number in record.numbers)],
    )
    for number, (segment, index, sentence) in enumerate(sentences):
        offsets = list(iter_tokens(record.text, sentence.start, sentence.end))
        yield {
            "article": record.id,
            "status": record.annotation.status,
            "segment": segment.id,
            "sentence": index,
            **msgspec.to_builtins(sentence),
            "tokens": [record.text[start:end] for start, end in offsets],
            "starts": [start for start, _ in offsets],
            "ends": [end for _, end in offsets],
            "attribution_tags": bio(offsets, attribution[number]),
            "expression_tags": bio(offsets, expressions[number]),
        }


def _by_sentence(
    sentences: Sequence[Span], spans: Iterable[tuple[str, Any]]
) -> defaultdict[int, list[tuple[int, int, str]]]:
    """The labelled spans that share text with each sentence, by its number."""
    known = labelled(spans)
    found: defaultdict[int, list[tuple[int, int, str]]] = defaultdict(list)
    places = [[(sentence.start, sentence.end)] for sentence in sentences]
    for sentence, span in sorted(touching(places, [[(start, end)] for start, end, _ in known])):
        found[sentence].append(known[span])
    return found
