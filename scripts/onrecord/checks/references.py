"""Level 4: ids and what points to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from operator import attrgetter
from typing import Any

from onrecord.articles import LAYERS
from onrecord.incident import Finding, Path, cut, quoted
from onrecord.model import Quote, Record, Speaker

_LISTS = [name for name, _ in LAYERS.values()]
_ID = attrgetter("id")


def check(record: Record) -> Iterator[Finding]:
    """Findings of level 4 inside one record."""
    yield from _unique_ids(record)
    yield from _speakers(record)
    yield from _parents(record.quotes)
    dates = dict.fromkeys(date.id for date in record.dates)
    for i, date in enumerate(record.dates):
        for j, name in enumerate(date.anchor.dates):
            if name not in dates:
                yield _unknown("unknown-date", ("dates", i, "anchor", "dates", j), name, dates)


def _unique_ids(record: Record) -> Iterator[Finding]:
    lists = [getattr(record, name) for name in _LISTS] + [speaker.mentions for speaker in record.speakers]
    ids = list(map(_ID, chain.from_iterable(lists)))
    if len(set(ids)) == len(ids):
        return
    seen: dict[str, Any] = {}
    for path, identifier in _ids(record):
        if identifier in seen:
            yield Finding(
                test_id="duplicate-id",
                path=path,
                found=f"the id {cut(identifier)} for a second time",
                expected="ids that stand once in an article",
                mend=f"give it a new one, after the highest {identifier[0]} number in use",
            )
        seen[identifier] = path


def _ids(record: Record) -> Iterator[tuple[Path, str]]:
    for name in _LISTS:
        for i, annotation in enumerate(getattr(record, name)):
            yield (name, i, "id"), annotation.id
    for i, speaker in enumerate(record.speakers):
        for j, mention in enumerate(speaker.mentions):
            yield ("speakers", i, "mentions", j, "id"), mention.id


def _unknown(test_id: str, path: Path, name: str, known: Iterable[str]) -> Finding:
    some = ", ".join(map(cut, islice(known, 8))) or "none here"
    return Finding(
        test_id=test_id,
        path=path,
        found=f"{cut(name)}, which the article does not have",
        expected=f"one of its ids: {some}",
        mend="correct the id, or add what it names",
    )


def _speakers(record: Record) -> Iterator[Finding]:
    """The speaker of each quote: that it is there, and has a mention at each source."""
    speakers = {speaker.id: speaker for speaker in record.speakers}
    exact = {(speaker.id, m.start, m.end) for speaker in record.speakers for m in speaker.mentions}
    for i, quote in enumerate(record.quotes):
        if not quote.speaker:
            continue
        speaker = speakers.get(quote.speaker)
        if speaker is None:
            yield _unknown("unknown-speaker", ("quotes", i, "speaker"), quote.speaker, speakers)
            continue
        for j, source in enumerate(quote.source):
            is_exact = (speaker.id, source.start, source.end) in exact
            if not is_exact and not Speaker.is_meant_by(speaker, source):
                whom = f"{cut(speaker.id)} ({quoted(speaker.name)})"
                yield Finding(
                    test_id="source-mention",
                    path=("quotes", i, "source", j),
                    found=f"{quoted(source.text)}, which holds no mention of {whom}",
                    expected="a source that holds a mention of the quote's speaker, or lies in one",
                    mend="add the mention to the speaker, or name another speaker",
                    span=(source.start, source.end),
                )


def _parents(quotes: Iterable[Quote]) -> Iterator[Finding]:
    parents = {quote.id: quote.parent for quote in quotes if quote.parent}
    if not parents:
        return
    ids = [quote.id for quote in quotes]
    known, cyclic = set(ids), _cyclic(parents)
    for i, quote in enumerate(quotes):
        if quote.parent and quote.parent not in known:
            yield _unknown("unknown-parent", ("quotes", i, "parent"), quote.parent, ids)
        elif quote.id in cyclic:
            yield Finding(
                test_id="parent-cycle",
                path=("quotes", i, "parent"),
                found=f"{cut(quote.id)} is nested in itself by way of {cut(quote.parent)}",
                expected="parents that lead to a quote that has none",
                mend='name the enclosing quote, or ""',
            )


def _cyclic(parents: dict[str, str]) -> set[str]:
    """The nested quotes from which the chain of parents comes back to them."""
    cyclic: set[str] = set()
    done: set[str] = set()
    for start in parents:
        chain_: list[str] = []
        place: dict[str, int] = {}
        current = start
        while current in parents and current not in done:
            if current in place:
                cyclic.update(chain_[place[current] :])
                break
            place[current] = len(chain_)
            chain_.append(current)
            current = parents[current]
        done.update(chain_)
    return cyclic
