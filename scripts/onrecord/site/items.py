"""What the search finds: articles, quotes, dates and numbers, each with what is shown of it and what it is found by.

A term is a word, or a filter: a sign of the filter, a colon, and its value. `page/finding.js` knows the signs.
The sign `e` is of no filter: it tells the words of a date or number itself, with its value, from those around it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.descriptions import amount, grouped
from onrecord.incident import cut
from onrecord.model import Date, Number, Quote, Record, Segment, Span, joined
from onrecord.site.entries import Entry
from onrecord.site.tally import cue_of
from onrecord.site.words import words

KINDS = ("articles", "quotes", "dates", "numbers")

_LONGEST = 320  # code points of a quote or a beginning that is shown
_NAME = 200  # code points of a name
_BRIEF = 80  # code points of a quote up to which it is shown with the text around it
_AROUND = 70  # code points of it on either side


@dataclass(frozen=True, slots=True)
class Item:
    """A result: what is shown of it, strings in the order that the page knows, and the terms that find it."""

    shown: tuple[str, ...]
    terms: frozenset[str]


def items(record: Record, entry: Entry) -> dict[str, list[Item]]:
    """The items of an article by kind."""
    return {
        "articles": [_article(record, entry)],
        "quotes": list(_quotes(record)),
        "dates": [_date(record, date) for date in record.dates],
        "numbers": [_number(record, number) for number in record.numbers],
    }


def _article(record: Record, entry: Entry) -> Item:
    """Found also by who is quoted in it, and by which cues."""
    terms = {*words(record.title), *words(record.text)}
    for quote in _quotes(record):
        terms |= {term for term in quote.terms if ":" in term}
    terms |= {f"d:{date.type}" for date in record.dates} | {f"n:{number.kind}" for number in record.numbers}
    body = next((part for part in record.segments if part.kind == "paragraph"), None)
    counts = (str(entry.quotes), str(entry.dates), str(entry.numbers))
    return Item(("", _shortened(_beginning(body)), *counts, entry.status, entry.split), frozenset(terms))


def _beginning(body: Segment | None) -> str:
    return body.text if body else ""


def _quotes(record: Record) -> Iterator[Item]:
    speakers = {speaker.id: speaker for speaker in record.speakers}
    for quote in record.quotes:
        speaker = speakers.get(quote.speaker)
        name = speaker.name if speaker else ""
        belongs = speaker.affiliation if speaker else ""
        about = ", ".join(part for part in (speaker.role, speaker.affiliation) if part) if speaker else ""
        before, content, after = _content(record.text, quote)
        said = (quote.id, before, content, after)
        shown = (
            *said,
            quote.kind,
            *(cut(part, _NAME) for part in (name or joined(quote.source), about, cue_of(quote))),
        )
        said_by = words(name or joined(quote.source))
        terms = {f"k:{quote.kind}", f"t:{quote.cue_class}", *words(joined(quote.content)), *said_by}
        terms |= {f"s:{word}" for word in words(name)} | {f"a:{word}" for word in words(belongs)}
        terms |= {term for word in words(cue_of(quote)) for term in (word, f"c:{word}")}
        yield Item((*shown, "negated" if quote.negated else ""), frozenset(terms))


def _content(text: str, quote: Quote) -> tuple[str, str, str]:
    """The content, with the text around it where it says little by itself."""
    first = quote.content[0]
    if len(quote.content) > 1 or first.end - first.start > _BRIEF:
        return "", _shortened(joined(quote.content)), ""
    before, after = _around(text, first)
    return before, _shortened(first.text), after


def _date(record: Record, date: Date) -> Item:
    return _expression(record, date, f"d:{date.type}", (date.type, date.value))


def _number(record: Record, number: Number) -> Item:
    measure = f"{amount(number, grouped)} {number.unit}".strip()
    return _expression(record, number, f"n:{number.kind}", (number.kind, measure))


def _expression(record: Record, found: Date | Number, filter_term: str, facts: tuple[str, str]) -> Item:
    """A date or number with the text around it; `facts` are its kind and its value, which find it as its words do."""
    before, after = _around(record.text, found)
    own = {*words(found.text), *words(facts[1])}
    terms = {filter_term, *own, *words(before), *words(after), *(f"e:{word}" for word in own)}
    return Item((found.id, before, found.text, after, *facts), frozenset(terms))


def _around(text: str, span: Span | Date | Number) -> tuple[str, str]:
    """The text of the line before and after the span, cut at words."""
    before = text[max(0, span.start - _AROUND) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + _AROUND].partition("\n")[0]
    if span.start > _AROUND and len(before) == _AROUND:
        before = "…" + before.partition(" ")[2]
    if len(text) > span.end + _AROUND and len(after) == _AROUND:
        after = after.rpartition(" ")[0] + "…"
    return before, after


def _shortened(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= _LONGEST else one_line[:_LONGEST].rpartition(" ")[0] + " …"
