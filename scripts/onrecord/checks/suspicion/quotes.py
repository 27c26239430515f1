"""Quotes: verbs of speech that are no cue, quotes that nobody says, quotes told twice, words that are no quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.checks.suspicion.cover import Cover, segments_of
from onrecord.incident import Finding, quoted
from onrecord.layers.lexicon import trie
from onrecord.layers.quotes.cues import FULL_BE, REPORTING
from onrecord.layers.quotes.rules.candidates import POSSESSIVES
from onrecord.layers.quotes.rules.phrases import ARTICLES
from onrecord.model import Quote, Record

# A verb of saying with what makes it one: "that", a quotation, or nothing for the plainest.
_REPORT = re.compile(
    rf"\b(?:(?:said|says)\b|{trie(REPORTING)}\b(?=,?\s+(?:that|whether)\s|[,:]?\s+[“\"‘]|:\s*$))",
    re.IGNORECASE | re.MULTILINE,
)
_BEFORE = re.compile(r"([\w’']{1,20})\s+\Z")
_REACH = 24  # code points that the word before and a space take
_NO_VERB_BEHIND = POSSESSIVES | ARTICLES | frozenset(["this", "that", "these", "those", "of", "some", "no", "any"])
_HEARING = FULL_BE | frozenset(["am", "hear", "hears", "heard", "reportedly", "allegedly"])
_LONE = re.compile(r"[“\"‘«'`]{1,2}[a-z][\w’'-]*[”\"’»'`]{1,2}")


def check(record: Record) -> Iterator[Finding]:
    """Findings about the quotes of a record that has some."""
    taken = Cover(span for quote in record.quotes for span in (*quote.cue, *quote.source, *quote.addressee))
    for start, end in reports(record, taken):
        yield Finding(
            test_id="uncued-verb",
            path=("quotes",),
            found=f"{quoted(record.text[start:end])}, in no cue",
            expected="a verb that reports in the cue of a quote",
            mend="annotate what it reports, also inside a quote; leave it where nobody is presented as saying it",
            span=(start, end),
        )
    seen: dict[tuple[int, ...], str] = {}
    for i, quote in enumerate(record.quotes):
        yield from _one(i, quote)
        offsets = tuple(offset for span in (*quote.content, *quote.cue) for offset in (span.start, span.end))
        if offsets in seen:
            yield _suspect(i, quote, "duplicate-quote", f"content and cue of {quoted(seen[offsets])} again")
        seen.setdefault(offsets, quote.id)


def reports(record: Record, taken: Cover) -> Iterator[tuple[int, int]]:
    """The verbs of the text that report something, and are not taken."""
    for _, segment in segments_of(record):
        for match in _REPORT.finditer(record.text, segment.start, segment.end):
            before = _BEFORE.search(record.text, max(segment.start, match.start() - _REACH), match.start())
            is_noun = before and before[1].lower() in _NO_VERB_BEHIND and match[0].lower() not in ("said", "says")
            if not is_noun and not taken.touches(*match.span()):
                yield match.span()


def _one(i: int, quote: Quote) -> Iterator[Finding]:
    """Findings about a quote by itself."""
    words = [word for span in quote.cue for word in span.text.lower().split()]
    is_open = not quote.source and not quote.speaker and (not words or quote.kind != "indirect")
    if is_open and _HEARING.isdisjoint(words):
        yield _suspect(i, quote, "bare-quote", "a quote without source and speaker, and no passive")
    if len(quote.content) == 1 and quote.kind == "direct" and _LONE.fullmatch(quote.content[0].text):
        yield _suspect(i, quote, "lone-word", f"{quoted(quote.content[0].text)} alone as a quote")


_SUSPECTED = {
    "duplicate-quote": ("each attribution once", "delete the one, or mend it"),
    "bare-quote": (
        "who said it, or a cue that leaves it open",
        "add cue and source, or join it to the quote before",
    ),
    "lone-word": ("more than one word in marks", "see that it is reported, and no word of the writer in scare quotes"),
}


def _suspect(i: int, quote: Quote, test_id: str, found: str) -> Finding:
    expected, mend = _SUSPECTED[test_id]
    span = (quote.content[0].start, quote.content[-1].end)
    return Finding(test_id=test_id, path=("quotes", i), found=found, expected=expected, mend=mend, span=span)
