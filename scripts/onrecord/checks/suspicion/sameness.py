"""The same string annotated in two ways: a cue in two classes, a name of two speakers, an expression in two senses."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.incident import Finding, Path, quoted
from onrecord.model import Record

_Use = tuple[str, str, Path, tuple[int, int]]  # what it is, how it is annotated, where, and its span


def check(record: Record) -> Iterator[Finding]:
    """A finding for each string at the first annotation that differs from the one before."""
    first: dict[tuple[str, str], str] = {}
    told: set[tuple[str, str, str]] = set()
    for text, value, path, span in _uses(record):
        layer = str(path[0])
        known = first.setdefault((layer, text), value)
        if known != value and (layer, text, value) not in told:
            told.add((layer, text, value))
            yield Finding(
                test_id="same-string",
                path=path,
                found=f"{quoted(text)} as {quoted(value)}, and as {quoted(known)} before",
                expected=quoted(known),
                mend="annotate the same words alike, unless they mean something else here",
                span=span,
            )


def _uses(record: Record) -> Iterator[_Use]:
    for i, quote in enumerate(record.quotes):
        if quote.cue:
            text = " … ".join(span.text for span in quote.cue).lower()
            yield text, quote.cue_class, ("quotes", i, "cue_class"), (quote.cue[0].start, quote.cue[-1].end)
    for i, speaker in enumerate(record.speakers):
        for j, mention in enumerate(speaker.mentions):
            if mention.form == "name":
                yield mention.text, speaker.name, ("speakers", i, "mentions", j), (mention.start, mention.end)
    for i, date in enumerate(record.dates):
        if date.anchor.basis == "none":  # what counts from another day means another one
            value = " ".join(filter(None, (date.type, date.value, date.mod)))
            yield date.text.lower(), value, ("dates", i, "value"), (date.start, date.end)
    for i, number in enumerate(record.numbers):
        value = f"{number.kind} {number.value} {number.unit}".strip()
        yield number.text.lower(), value, ("numbers", i), (number.start, number.end)
