"""Valid records of tricky texts: emoji, combining marks, right-to-left, CRLF, U+2028, control characters."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import strategies as st

from onrecord.articles import ordered
from onrecord.layers.segments import find_segments
from onrecord.model import (
    Anchor,
    Date,
    Mention,
    Number,
    Published,
    Quote,
    Record,
    Source,
    Span,
    Speaker,
)
from onrecord.tokens import cuts_grapheme

TRICKY = [
    *("\N{FAMILY}", "👩‍👩‍👧", "🇺🇦", "é", "e\u0301", "a\u0323\u0302", "שלום", "مرحبا", "\u200f", "\u202e"),
    *("\u2028", "\u2029", "\u00a0", "\ufeff"),
    *("\r\n", "\n", "\n\n", "\t", "\x00", "\x1b[31m", "\x7f", "\x85", "“", "”", '"', "'", "’", "«", "»"),
    *("(", "[", "\\", "|", "<b>", "&amp;", "said", "Mr.", "U.S.", "May 2", "2021", "$3.5m", "first", "1,000"),
    *(" ", ". ", ", "),
]  # fmt: skip

texts = st.lists(st.sampled_from(TRICKY) | st.text(max_size=5), min_size=1, max_size=60).map("".join).filter(str.strip)
# JSON cannot hold lone surrogates, and the readers refuse them.
texts = texts.filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))


@st.composite
def spans_of(draw, text: str) -> Span:
    """A span of whole characters without white space at its edges; `text` has a character that is none."""
    edges = [i for i in range(len(text) + 1) if not cuts_grapheme(text, i)]
    solid = [(a, b) for a, b in pairwise(edges) if text[a:b] == text[a:b].strip()]
    first, last = sorted((draw(st.sampled_from(solid)), draw(st.sampled_from(solid))))
    return Span.of(text, first[0], last[1])


@st.composite
def records(draw, text: st.SearchStrategy[str] = texts) -> Record:
    """A record that keeps to the schema and to the checks of offsets and references."""
    content = draw(text)
    span = spans_of(content)
    mention = draw(span)
    speaker = Speaker(
        id="s1",
        name="Ann",
        kind="person",
        mentions=(Mention(id="m1", start=mention.start, end=mention.end, text=mention.text, form="name"),),
    )
    value = st.none() | st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9, allow_nan=False)
    quote = Quote(
        id="q1", kind="indirect", content=(draw(span),), cue=(draw(span),), source=(mention,), speaker="s1",
        negated=draw(st.booleans()),
    )  # fmt: skip
    date, number = draw(span), draw(span)
    segments = find_segments(content)
    closed = [s for s in segments if s.kind == "boilerplate"]
    record = Record(
        id="tricky",
        text=content,
        source=Source(publisher=draw(st.sampled_from(["", "A “B” \u2028 C"]))),
        published=Published(date="2024-05-02", earliest="2024-05-02", latest="2024-05-02", basis="given"),
        segments=segments,
        speakers=(speaker,),
        quotes=(quote,),
        dates=(
            Date(
                id="d1", start=date.start, end=date.end, text=date.text, type="DATE", value="2024-05-02",
                alternatives=draw(st.sampled_from([(), ("2024-02-05",)])), zone=draw(st.sampled_from(["", "-05:00"])),
                earliest="2024-05-02", latest="2024-05-02", anchor=Anchor(basis="date", value="2024", dates=("d1",)),
            ),
        ),
        numbers=(
            Number(
                id="n1", start=number.start, end=number.end, text=number.text, kind="cardinal", value=draw(value),
                terms=draw(st.sampled_from([(), (3, 2), (1, 0.5)])),
            ),
        ),
    )  # fmt: skip
    if closed:  # nothing may be annotated there; keep it simple and let the whole record go without
        record = replace(record, speakers=(), quotes=(), dates=(), numbers=())
    return ordered(record)
