"""Speakers: those to whom nothing is attributed, those without a name, and mentions that are missing or too many."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.checks.suspicion.cover import Cover, segments_of
from onrecord.incident import Finding, Path, quoted
from onrecord.layers.lexicon import trie
from onrecord.layers.speakers.vocabulary import PRONOUNS
from onrecord.model import Mention, Record, Speaker
from onrecord.spans import overlapping

_PRONOUNS = PRONOUNS | frozenset(["who", "which", "that", "this", "these", "those"])


def check(record: Record) -> Iterator[Finding]:
    """Findings about the speakers of a record."""
    quoted_ones = {quote.speaker for quote in record.quotes}
    sources = Cover(span for quote in record.quotes for span in quote.source)
    for i, speaker in enumerate(record.speakers):
        first = speaker.mentions[0]
        if speaker.id not in quoted_ones:
            found = f"{quoted(speaker.name)}, to whom no quote is attributed"
            mend = "name the speaker in a quote, or delete it"
            yield _finding("speaker-unquoted", ("speakers", i), found, "a speaker of a quote", mend, first)
        if all(mention.form == "pronoun" for mention in speaker.mentions):
            found = f"{quoted(speaker.name)}, named by pronouns alone"
            mend = "join it to the speaker that the pronoun means, or add the mention that names it"
            yield _finding(
                "speaker-pronoun", ("speakers", i), found, "a mention with a name or description", mend, first
            )
        for j, mention in enumerate(speaker.mentions):
            yield from _mention(("speakers", i, "mentions", j), mention, sources)
    yield from _overlaps(record.speakers)
    yield from _sources(record)
    yield from _unmentioned(record, sources)


def _finding(test_id: str, path: Path, found: str, expected: str, mend: str, mention: Mention) -> Finding:
    span = (mention.start, mention.end)
    return Finding(test_id=test_id, path=path, found=found, expected=expected, mend=mend, span=span)


def _mention(path: Path, mention: Mention, sources: Cover) -> Iterator[Finding]:
    is_pronoun = mention.text.lower() in _PRONOUNS
    if is_pronoun != (mention.form == "pronoun"):
        found = f"{quoted(mention.text)} as {mention.form}"
        expected = "pronoun" if is_pronoun else "name or nominal"
        yield _finding("mention-form", (*path, "form"), found, expected, "mend the form", mention)
    elif is_pronoun and not sources.holds(mention.start, mention.end):
        found = f"the pronoun {quoted(mention.text)}, in no source"
        mend = "delete the mention, or add the quote whose source it is"
        yield _finding("pronoun-mention", path, found, "a pronoun only where it is a source", mend, mention)


def _overlaps(speakers: tuple[Speaker, ...]) -> Iterator[Finding]:
    mentions = [
        (mention.start, mention.end, i, j)
        for i, speaker in enumerate(speakers)
        for j, mention in enumerate(speaker.mentions)
    ]
    for (_, _, one, first), (_, _, i, j) in overlapping(mentions):
        other, mention = speakers[one].mentions[first], speakers[i].mentions[j]
        found = f"{quoted(mention.text)} and {quoted(other.text)}, which share text"
        mend = "delete the one, or cut it where the other begins"
        expected = "mentions that do not nest or overlap"
        yield _finding("mentions-overlap", ("speakers", i, "mentions", j), found, expected, mend, mention)


def _sources(record: Record) -> Iterator[Finding]:
    """Findings about quotes without a speaker whose source is a mention of one."""
    owners = {(m.start, m.end): speaker for speaker in record.speakers for m in speaker.mentions}
    for i, quote in enumerate(record.quotes):
        for span in quote.source if not quote.speaker else ():
            if owner := owners.get((span.start, span.end)):
                yield Finding(
                    test_id="speaker-missing",
                    path=("quotes", i, "speaker"),
                    found=f'"", with {quoted(span.text)} as source, which is a mention of {quoted(owner.id)}',
                    expected=quoted(owner.id),
                    mend="name the speaker",
                    span=(span.start, span.end),
                )


def _unmentioned(record: Record, sources: Cover) -> Iterator[Finding]:
    """Findings about full names of speakers that are no mention; inside a longer source they describe somebody else."""
    names = {speaker.name: i for i, speaker in enumerate(record.speakers) if _is_full_name(speaker)}
    if not names:
        return
    mentions = Cover(mention for speaker in record.speakers for mention in speaker.mentions)
    pattern = re.compile(rf"\b(?:{trie(names)})\b")
    for _, segment in segments_of(record):
        for match in pattern.finditer(record.text, segment.start, segment.end):
            if not mentions.touches(*match.span()) and not sources.touches(*match.span()):
                yield Finding(
                    test_id="name-unmentioned",
                    path=("speakers", names[match[0]], "mentions"),
                    found=f"{quoted(match[0])}, which is no mention",
                    expected="all mentions of a speaker",
                    mend="add the mention, unless the name is a part of a title or of somebody else's description",
                    span=match.span(),
                )


def _is_full_name(speaker: Speaker) -> bool:
    return speaker.kind == "person" and " " in speaker.name
