"""Valid records of tricky texts: emoji, combining marks, right-to-left, CRLF, U+2028, control characters."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from hypothesis import strategies as st

from onrecord.articles import ordered
from onrecord.layers.quotes.marks import find_regions
from onrecord.layers.quotes.nesting import kind_and_marks
from onrecord.layers.segments import find_segments
from onrecord.model import (
    Anchor,
    Annotation,
    Annotator,
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
from onrecord.timex import bounds
from onrecord.tokens import cuts_grapheme

TRICKY = [
    *("\N{FAMILY}", "👩‍👩‍👧", "🇺🇦", "é", "e\u0301", "a\u0323\u0302", "שלום", "مرحبا", "\u200f", "\u202e"),
    *("\u2028", "\u2029", "\u00a0", "\ufeff"),
    *("\r\n", "\n", "\n\n", "\t", "\x00", "\x1b[31m", "\x7f", "\x85", "“", "”", '"', "'", "’", "«", "»"),
    *("(", "[", "\\", "|", "<b>", "&amp;", "said", "Mr.", "U.S.", "May 2", "2021", "$3.5m", "first", "1,000"),
    *(" ", ". ", ", "),
]  # fmt: skip
DAY = "2024-05-02"
# Every type of date and kind of number, each with what is particular to it.
DATES = [
    ("DATE", DAY, {"alternatives": ("2024-02-05",)}),
    ("DATE", "2024-05", {"mod": "START"}),
    ("DATE", "199", {}),
    ("DATE", "2021-W47-WE", {}),
    ("DATE", "XXXX-WI", {}),
    ("DATE", "PRESENT_REF", {}),
    ("TIME", "2024-05-02T14:30", {"zone": "-05:00", "mod": "APPROX"}),
    ("TIME", "2024-05-02TNI", {}),
    ("DURATION", "P2DT3H", {"mod": "MORE_THAN"}),
    ("SET", "XXXX-WXX-1", {"quant": "EVERY"}),
    ("SET", "P1M", {"freq": "2X"}),
]
NUMBERS = [
    ("ordinal", {"value": 3}),
    ("money", {"value": 0.5, "unit": "USD"}),
    ("money", {"value": 50, "unit": "cGBP", "modifier": "about"}),
    ("percent", {"low": 5, "high": 10.5, "unit": "%"}),
    ("percent", {"value": 2, "unit": "%{point}", "modifier": "up_by"}),
    ("quantity", {"value": -5, "unit": "Cel"}),
    ("quantity", {"value": 7, "unit": "L/(100.km)"}),
    ("quantity", {"value": None, "unit": "[degF]"}),
    ("fraction", {"value": 0.2}),
    ("ratio", {"value": 5, "terms": (5, 1)}),
    ("score", {"terms": (12, 3, 1)}),
]
PEOPLE = [
    Annotator(name="A", kind="person", task="annotate"),
    Annotator(name="B", kind="language model", version="2", task="annotate"),
    Annotator(name="A", kind="person", task="adjudicate"),
]
ANNOTATIONS = [
    Annotation(),
    Annotation(status="reviewed", guidelines="", annotators=tuple(PEOPLE[:1])),
    Annotation(status="gold", annotators=tuple(PEOPLE)),
]

texts = st.lists(st.sampled_from(TRICKY) | st.text(max_size=5), min_size=1, max_size=60).map("".join).filter(str.strip)
# JSON cannot hold lone surrogates, and the readers refuse them.
texts = texts.filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text))
values = st.none() | st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9, allow_nan=False)


@st.composite
def apart_in(draw, text: str, start: int, end: int, most: int) -> list[Span]:
    """Up to `most` spans of `text[start:end]`, apart, of whole characters, without white space at their edges."""
    edges = [i for i in range(start, end + 1) if i in (start, end) or not cuts_grapheme(text, i)]
    solid = [(a, b) for a, b in pairwise(edges) if text[a:b] == text[a:b].strip()]
    firsts = sorted(draw(st.sets(st.integers(0, len(solid) - 1), min_size=1, max_size=most)))
    lasts = [draw(st.integers(first, stop - 1)) for first, stop in pairwise([*firsts, len(solid)])]
    return [Span.of(text, solid[first][0], solid[last][1]) for first, last in zip(firsts, lasts, strict=True)]


@st.composite
def quotes_of(draw, text: str) -> tuple[Quote, ...]:
    """A quote, maybe in two pieces, one inside it, and one of the same content by another source."""
    regions = [region for segment in find_segments(text) for region in find_regions(text, segment)]

    def quote(identifier: str, content: tuple[Span, ...], **parts: object) -> Quote:
        kind, marks = kind_and_marks(text, content, regions)
        return replace(Quote(id=identifier, kind=kind, content=content, marks=marks), **parts)

    spans = draw(apart_in(text, 0, len(text), 6))
    content = (spans[0], *spans[3:4])
    parts = {"cue": tuple(spans[1:2]), "source": tuple(spans[2:3]), "speaker": "s1" if spans[2:] else ""}
    quotes = [quote("q1", content, **parts, negated=draw(st.booleans()))]
    if spans[4:]:
        thought = {"cue_class": draw(st.sampled_from(["thought", "deed"]))}
        quotes.append(quote("q2", content, cue=(spans[4],), addressee=tuple(spans[5:]), parent="q1", **thought))
    inner = draw(apart_in(text, spans[0].start, spans[0].end, 2))
    if inner[1:]:
        quotes.append(quote("q3", (inner[0],), cue=(inner[1],), parent=quotes[-1].id))
    return tuple(quotes)


def speakers_of(quotes: tuple[Quote, ...], form: str, kind: str) -> tuple[Speaker, ...]:
    """The speaker of the first quote, if it has a source."""
    mentions = [
        Mention(id="m1", start=span.start, end=span.end, text=span.text, form=form) for span in quotes[0].source
    ]
    return tuple(Speaker(id="s1", name="Ann", kind=kind, mentions=(mention,)) for mention in mentions)


@st.composite
def expressions_of(draw, text: str, published: Published) -> tuple[tuple[Date, ...], tuple[Number, ...]]:
    """Dates and numbers, apart from each other, with what qualifies a number and what it counts."""
    dates: list[Date] = []
    numbers: list[Number] = []
    spans = draw(apart_in(text, 0, len(text), 8))
    while spans:
        span = spans.pop(0)
        place = {"start": span.start, "end": span.end, "text": span.text}
        if draw(st.booleans()):
            kind, value, particular = draw(st.sampled_from(DATES))
            earliest, latest = bounds(value) if kind in ("DATE", "TIME") else ("", "")
            date = Date(id=f"d{len(dates) + 1}", **place, type=kind, value=value, earliest=earliest, latest=latest)
            dates.append(replace(date, **particular, anchor=draw(anchors(dates, published))))
            continue
        kind, particular = draw(st.sampled_from(NUMBERS) | st.tuples(st.just("cardinal"), values.map(_value)))
        modifiers = (spans.pop(0),) if "modifier" in particular and spans else ()
        counted = (spans.pop(0),) if spans and kind == "cardinal" else ()
        if not modifiers:
            particular = {key: value for key, value in particular.items() if key != "modifier"}
        number = Number(id=f"n{len(numbers) + 1}", **place, kind=kind, modifier_spans=modifiers, counted=counted)
        numbers.append(replace(number, **particular))
    return tuple(dates), tuple(numbers)


def _value(value: float | None) -> dict[str, float | None]:
    return {"value": value}


def anchors(before: list[Date], published: Published) -> st.SearchStrategy[Anchor]:
    """Anchors that a date can have after others."""
    known = [Anchor()]
    if published.basis == "given":
        known.append(Anchor(basis="published", value=published.date))
    if before:
        known.append(Anchor(basis="date", value=before[0].value, dates=(before[0].id,)))
        known.append(Anchor(basis="inferred", value="2021-04/2022-01", dates=(before[0].id,)))
    return st.sampled_from(known)


def _inferred(dates: tuple[Date, ...]) -> Published:
    """Bounds of publication from two dates, where there are some."""
    known = sorted((date for date in dates if date.earliest), key=lambda date: (date.earliest, date.latest))
    if len(known) < 2 or known[0].earliest > known[-1].latest:
        return Published()
    evidence = sorted((Span(date.start, date.end, date.text) for date in (known[0], known[-1])), key=lambda s: s.start)
    earliest, latest = known[0].earliest, known[-1].latest
    return Published(basis="inferred", earliest=earliest, latest=latest, evidence=tuple(evidence))


@st.composite
def records(draw, text: st.SearchStrategy[str] = texts) -> Record:
    """A record that keeps to the schema, and to the checks of offsets, references and meaning."""
    content = draw(text)
    published = Published(date=DAY, earliest=DAY, latest=DAY, basis="given") if draw(st.booleans()) else Published()
    quotes = draw(quotes_of(content))
    dates, numbers = draw(expressions_of(content, published))
    if published.basis == "unknown" and draw(st.booleans()):
        published = _inferred(dates)
    form = draw(st.sampled_from(["name", "nominal", "pronoun"]))
    kind = draw(st.sampled_from(["person", "organisation", "group", "unnamed"]))
    record = Record(
        id="tricky",
        text=content,
        source=Source(publisher=draw(st.sampled_from(["", "A “B” \u2028 C"]))),
        published=published,
        annotation=draw(st.sampled_from(ANNOTATIONS)),
        segments=find_segments(content),
        speakers=speakers_of(quotes, form, kind),
        quotes=quotes,
        dates=dates,
        numbers=numbers,
    )
    if any(segment.kind == "boilerplate" for segment in record.segments):
        # Nothing may be annotated there; keep it simple and let the whole record go without.
        bare = Published() if published.basis == "inferred" else published
        record = replace(record, published=bare, speakers=(), quotes=(), dates=(), numbers=())
    return ordered(record)
