"""Level 4: ids and what points to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.articles import LAYERS
from onrecord.incident import Finding, Path, quoted
from onrecord.model import Quote, Record, Speaker


def check(record: Record) -> Iterator[Finding]:
    """Findings of level 4 inside one record."""
    yield from _unique_ids(record)
    speakers = {speaker.id: speaker for speaker in record.speakers}
    parents = {quote.id: quote.parent for quote in record.quotes}
    for i, quote in enumerate(record.quotes):
        if quote.speaker and quote.speaker not in speakers:
            yield _unknown("unknown-speaker", ("quotes", i, "speaker"), quote.speaker, speakers)
        elif quote.speaker:
            yield from _mention_under_source(i, quote, speakers[quote.speaker])
        if quote.parent and quote.parent not in parents:
            yield _unknown("unknown-parent", ("quotes", i, "parent"), quote.parent, parents)
        elif _in_cycle(quote.id, parents):
            found = f"{quote.id} is nested in itself by way of {quote.parent}"
            mend = 'name the enclosing quote, or ""'
            yield Finding(test_id="parent-cycle", path=("quotes", i, "parent"), found=found, mend=mend)
    dates = {date.id for date in record.dates}
    for i, date in enumerate(record.dates):
        for j, name in enumerate(date.anchor.dates):
            if name not in dates:
                yield _unknown("unknown-date", ("dates", i, "anchor", "dates", j), name, sorted(dates))


def _unique_ids(record: Record) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, identifier in _ids(record):
        if identifier in seen:
            found = f"the id {identifier} for a second time"
            mend = f"give it a new one, after the highest {identifier[0]} number in use"
            yield Finding(test_id="duplicate-id", path=path, found=found, mend=mend)
        seen.add(identifier)


def _ids(record: Record) -> Iterator[tuple[Path, str]]:
    for name, _ in LAYERS.values():
        for i, annotation in enumerate(getattr(record, name)):
            yield (name, i, "id"), annotation.id
    for i, speaker in enumerate(record.speakers):
        for j, mention in enumerate(speaker.mentions):
            yield ("speakers", i, "mentions", j, "id"), mention.id


def _unknown(test_id: str, path: Path, name: str, known: Iterable[str]) -> Finding:
    some = ", ".join(list(known)[:8]) or "none here"
    return Finding(test_id=test_id, path=path, found=f"{name} does not exist", mend=f"use one of: {some}")


def _in_cycle(start: str, parents: dict[str, str]) -> bool:
    """Whether the chain of parents comes back to its start."""
    seen: set[str] = set()
    current = parents[start]
    while current in parents and current not in seen:
        if current == start:
            return True
        seen.add(current)
        current = parents[current]
    return False


def _mention_under_source(i: int, quote: Quote, speaker: Speaker) -> Iterator[Finding]:
    for j, source in enumerate(quote.source):
        if not speaker.is_meant_by(source):
            found = f"{quoted(source.text)} holds no mention of {speaker.id} ({quoted(speaker.name)})"
            mend = "add the mention to the speaker, or name another speaker"
            yield Finding(test_id="source-mention", path=("quotes", i, "source", j), found=found, mend=mend)
