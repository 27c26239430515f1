"""The data model: a `Document`, and the `Record` that layers and people make of it.

Every class mirrors one object of `schema/record.schema.json`, field by field and in the order of the canonical form
(`tests/test_model.py` proves it). Offsets are half-open and count Unicode code points of the unchanged `Document.text`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

SCHEMA_VERSION = "1.0.0"
GUIDELINES_VERSION = "1.2.0"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text; `text` repeats the surface, so `document.text[start:end] == text`."""

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span `[start, end)` of `text`."""
        return cls(start, end, text[start:end])

    @classmethod
    def stripped(cls, text: str, start: int, end: int) -> Span:
        """The span of what `[start, end)` of `text` holds, without the white space around it."""
        surface = text[start:end]
        start += len(surface) - len(surface.lstrip())
        return cls.of(text, start, start + len(surface.strip()))


def joined(spans: Sequence[Span]) -> str:
    """The surfaces of a discontinuous piece, with an ellipsis where it is interrupted."""
    return " … ".join(span.text for span in spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where the article came from; "" stands for what is not known."""

    publisher: str = ""
    url: str = ""
    licence: str = ""
    seed: str = ""
    sha256: str = ""
    origin: str = "received"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The document creation time: `date` where it was given, else the bounds that the text allows."""

    date: str = ""
    earliest: str = ""
    latest: str = ""
    basis: str = "unknown"
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotator:
    """Who or what annotated, and what they did."""

    name: str
    kind: str
    version: str = ""
    task: str = "draft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """How far the annotation has come (`draft`, `reviewed`, `gold`), by whom, by which guidelines."""

    status: str = "draft"
    guidelines: str = GUIDELINES_VERSION
    annotators: tuple[Annotator, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A headline, paragraph or boilerplate; segments tile the text but for white space."""

    id: str
    start: int
    end: int
    text: str
    kind: str
    sentences: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that names or refers to a speaker."""

    id: str
    start: int
    end: int
    text: str
    form: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """An entity of the article to which something is attributed."""

    id: str
    name: str
    kind: str
    role: str = ""
    affiliation: str = ""
    mentions: tuple[Mention, ...] = ()

    def is_meant_by(self, source: Span) -> bool:
        """Whether `source` holds a mention of the speaker or lies in one (guidelines 4.2); mentions are in order."""
        following = bisect_left(self.mentions, source.start, key=lambda mention: mention.start)
        inside = following < len(self.mentions) and self.mentions[following].end <= source.end
        before = self.mentions[bisect_right(self.mentions, source.start, key=lambda mention: mention.start) - 1]
        return inside or (before.start <= source.start and source.end <= before.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One attribution: content, the cue that attributes it, and its source."""

    id: str
    kind: str
    content: tuple[Span, ...]
    marks: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    cue_class: str = "speech"
    source: tuple[Span, ...] = ()
    speaker: str = ""
    addressee: tuple[Span, ...] = ()
    parent: str = ""
    negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """What a relative or incomplete date was resolved against."""

    basis: str = "none"
    value: str = ""
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A TIMEX3 expression."""

    id: str
    start: int
    end: int
    text: str
    type: str
    value: str
    alternatives: tuple[str, ...] = ()
    mod: str = ""
    quant: str = ""
    freq: str = ""
    zone: str = ""
    earliest: str = ""
    latest: str = ""
    anchor: Anchor = Anchor()


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """An expression of number with its currency or unit sign; a range has `low` and `high` in place of `value`."""

    id: str
    start: int
    end: int
    text: str
    kind: str
    value: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None
    terms: tuple[int | float, ...] = ()
    modifier: str = ""
    modifier_spans: tuple[Span, ...] = ()
    unit: str = ""
    counted: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article as received, with what is known about it."""

    schema_version: str = SCHEMA_VERSION
    id: str
    title: str = ""
    text: str
    language: str = "en"
    source: Source = Source()
    published: Published = Published()
    split: str = "train"
    annotation: Annotation = Annotation()


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(Document):
    """A document with its annotations; the row of the `documents` view."""

    segments: tuple[Segment, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    quotes: tuple[Quote, ...] = ()
    dates: tuple[Date, ...] = ()
    numbers: tuple[Number, ...] = ()

    def _repr_html_(self) -> str:
        """How notebooks show it."""
        from onrecord.html.article import notebook_html

        return notebook_html(self)
