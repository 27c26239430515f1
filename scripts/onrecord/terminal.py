"""A record for the terminal: the text with its spans coloured, and beneath each paragraph what they mean."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from onrecord.articles import extent
from onrecord.descriptions import (
    amount,
    annotator,
    attributed_to,
    identity,
    plain,
    publication,
    resolution,
    shown,
    time_value,
)
from onrecord.model import Date, Number, Quote, Record, Segment, Speaker, joined

# Chosen to stay apart without red and green: quotes by background and underline, the rest by colour.
STYLES = {
    "content": "underline",
    "direct": "underline bold",
    "cue": "magenta",
    "source": "bold cyan",
    "date": "black on yellow",
    "number": "black on bright_blue",
    "boilerplate": "dim strike",
    "headline": "bold",
}


def render(record: Record) -> Iterator[Text]:
    """Head, paragraphs each with its annotations, and the speakers; what belongs on a line of its own is an item."""
    yield Text(shown(record.title or record.id), style="bold")
    yield Text(_head(record), style="dim")
    styled = _styled(record)
    for segment in record.segments:
        yield Text()
        yield styled[segment.start : segment.end]
        for note in _notes(record, segment):
            yield Text(f"    {shown(note)}")
    yield Text("\nSpeakers", style="bold")
    for speaker in record.speakers:
        mentions = ", ".join(f"“{mention.text}”" for mention in speaker.mentions)
        yield Text(shown(f"  {speaker.id} {identity(speaker)} [{speaker.kind}]: {mentions}"))


def print_record(record: Record, console: Console) -> None:
    """Print it to `console`, which leaves colours out where the stream is no terminal or NO_COLOR is set."""
    for part in render(record):
        console.print(part, soft_wrap=not console.is_terminal, highlight=False, markup=False)


def _head(record: Record) -> str:
    by = ", ".join(map(annotator, record.annotation.annotators))
    publisher = record.source.publisher or "publisher not known"
    when = publication(record.published)
    return shown(f"{record.id} · {publisher} · {when} · {record.annotation.status} ({by})")


def _styled(record: Record) -> Text:
    """The whole text; later styles lie over earlier ones, so that what is nested stays to be seen."""
    text = Text(shown(record.text))
    for quote in record.quotes:
        style = STYLES["direct" if quote.kind == "direct" else "content"]
        for role, spans in ((style, quote.content), (STYLES["source"], quote.source), (STYLES["cue"], quote.cue)):
            for span in spans:
                text.stylize(role, span.start, span.end)
    for name, expressions in (("date", record.dates), ("number", record.numbers)):
        for expression in expressions:
            text.stylize(STYLES[name], expression.start, expression.end)
    for segment in record.segments:
        if segment.kind in STYLES:
            text.stylize(STYLES[segment.kind], segment.start, segment.end)
    return text


def _notes(record: Record, segment: Segment) -> Iterator[str]:
    if segment.kind == "boilerplate":
        yield "boilerplate, not annotated"
    speakers = {speaker.id: speaker for speaker in record.speakers}
    items: list[Quote | Date | Number] = [*record.quotes, *record.dates, *record.numbers]
    for item in sorted(items, key=extent):
        if segment.start <= (item.content[0] if isinstance(item, Quote) else item).start < segment.end:
            match item:
                case Quote():
                    yield _quote(item, speakers.get(item.speaker))
                case Date():
                    yield _date(item)
                case Number():
                    yield _number(item)


def _quote(quote: Quote, speaker: Speaker | None) -> str:
    who = attributed_to(quote, speaker)
    inside = f", inside {quote.parent}" if quote.parent else ""
    denied = ", denied" if quote.negated else ""
    to = f" to {joined(quote.addressee)}" if quote.addressee else ""
    cue = joined(quote.cue) or "no cue"
    return f"{quote.id} {quote.kind} {quote.cue_class}{denied}{inside}: {who} · {cue}{to} · {joined(quote.content)}"


def _date(date: Date) -> str:
    by = plain(resolution(date.anchor))
    return f"{date.id} {date.text} = {date.type} {time_value(date)}{by and f', {by}'}"


def _number(number: Number) -> str:
    modifier = f"{number.modifier} " if number.modifier else ""
    unit = f" {number.unit}" if number.unit else ""
    counted = f" · {joined(number.counted)}" if number.counted else ""
    return f"{number.id} {number.text} = {number.kind} {modifier}{amount(number) or 'no value'}{unit}{counted}"
