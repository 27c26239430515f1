"""What a new annotation holds before a person says otherwise: what the layers read where it stands.

Somebody marks a stretch of the text, or an importer brings one: its value, unit, kind and the like are those that the
layer would have drafted for it. What the layers cannot read is left as empty as the schema allows. Their vocabularies
take a while to load, so each is loaded when it is first needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from onrecord.layers.quotes.frames import cue_class, is_negated
from onrecord.layers.quotes.marks import find_regions
from onrecord.layers.quotes.nesting import kind_and_marks
from onrecord.layers.segments import find_segments
from onrecord.layers.sentences import split_sentences
from onrecord.model import Date, Document, Mention, Number, Published, Quote, Segment, Span, Speaker
from onrecord.tokens import iter_tokens

Fields = dict[str, Any]
Spans = Mapping[str, Sequence[Span]]  # by role: content, cue, source …, or span for what is one stretch
_LINE_BREAK = re.compile(r"[\r\n\u2028\u2029]")
_Expression = Date | Number


def completed(document: Document, layer: str, *, spans: Spans, fields: Fields | None = None) -> Fields:
    """The annotation of a layer at these spans, in the schema's shape but for its id; `fields` win.

    `layer` may be `mention`. Spans lie in the text, each list in its order. What names other annotations (speaker,
    parent, dates of an anchor) is empty. Raises `KeyError` where the span that the layer cannot do without is missing.
    """
    return _MAKERS[layer](document, spans) | (fields or {})


def load() -> None:
    """Load the layers, where the first annotation should not wait for them."""
    import onrecord.layers.dates
    import onrecord.layers.numbers
    import onrecord.layers.speakers  # noqa: F401


def sentences(text: str, start: int, end: int) -> list[Fields]:
    """The sentences of a headline or paragraph."""
    return [_plain(Span.of(text, *offsets)) for offsets in split_sentences(text, start, end)]


def quoted_parts(text: str, content: Sequence[Span], paragraphs: Iterable[Segment]) -> tuple[str, list[Fields]]:
    """The kind of a content, and its marks: what of it is in quoted regions of the paragraphs in which it stands."""
    regions = sorted({region for paragraph in paragraphs for region in find_regions(text, paragraph)})
    kind, marks = kind_and_marks(text, content, regions)
    return kind, [_plain(mark) for mark in marks]


def _plain(value: Any) -> Fields:
    """The value as JSON has it: lists, where the model has tuples."""
    fields: Fields = msgspec.json.decode(msgspec.json.encode(value))
    return fields


def _line(text: str, start: int, end: int) -> Segment:
    """The line around a stretch, or the lines, as a paragraph."""
    before = max(text.rfind(mark, 0, start) for mark in "\r\n\u2028\u2029") + 1
    after = _LINE_BREAK.search(text, end)
    return _paragraph(text, before, after.start() if after else len(text))


def _lines(text: str, span: Span) -> Iterator[Segment]:
    """The lines that a span touches, each as a paragraph: marks end with theirs."""
    start = span.start
    while start < span.end:
        line = _line(text, start, start)
        yield line
        start = max(line.end, start) + 1


def _paragraph(text: str, start: int, end: int) -> Segment:
    found = tuple(Span.of(text, *offsets) for offsets in split_sentences(text, start, end))
    return Segment(id="g1", start=start, end=end, text=text[start:end], kind="paragraph", sentences=found)


def _segment(document: Document, spans: Spans) -> Fields:
    [span] = spans["span"]
    return _plain(span) | {"kind": "paragraph", "sentences": sentences(document.text, span.start, span.end)}


def _date(document: Document, spans: Spans) -> Fields:
    [span] = spans["span"]

    from onrecord.layers.dates import find_dates

    def find(segments: Sequence[Segment]) -> Sequence[Date]:
        return find_dates(document.text, segments, document.published, language=document.language)

    found = _in_context(document, span) or _reading(document.text, span, find)
    fields = _plain(found or Date(id="d1", start=0, end=0, text="", type="DATE", value="XXXX"))
    if fields["anchor"]["dates"]:  # other dates of this reading, which may be no annotations
        fields["anchor"] = {"basis": "date", "value": "", "dates": []}
    return _at(span, fields)


def _in_context(document: Document, span: Span) -> Date | None:
    """The date just at a span as the whole article lets it be read: dates rest on one another."""
    found = _dates(document.text, document.title, document.published, document.language)
    return next((date for date in found if (date.start, date.end) == (span.start, span.end)), None)


@lru_cache(maxsize=8)
def _dates(text: str, title: str, published: Published, language: str) -> tuple[Date, ...]:
    from onrecord.layers.dates import find_dates

    return tuple(find_dates(text, find_segments(text, title), published, language=language))


def _number(document: Document, spans: Spans) -> Fields:
    [span] = spans["span"]

    from onrecord.layers.numbers import find_numbers

    def find(segments: Sequence[Segment]) -> Sequence[Number]:
        return find_numbers(document.text, segments, (), language=document.language)

    found = _reading(document.text, span, find)
    fields = _plain(found or Number(id="n1", start=0, end=0, text="", kind="cardinal"))
    for role in ("modifier_spans", "counted"):
        around = [one for one in fields[role] if one["end"] <= span.start or span.end <= one["start"]]
        fields[role] = [_plain(one) for one in spans.get(role, ())] or around
    if not fields["modifier_spans"] and fields["kind"] != "ordinal":
        fields["modifier"] = fields["modifier"] if found and not found.modifier_spans else ""
    return _at(span, fields)


def _at(span: Span, fields: Fields) -> Fields:
    del fields["id"]
    return fields | _plain(span)


def _reading(text: str, span: Span, find: Callable[[Sequence[Segment]], Sequence[Any]]) -> Any:
    """What a layer reads at a span: just there, in its line or by itself; else what shares most text with it."""
    lines, alone = find([_line(text, span.start, span.end)]), find([_paragraph(text, span.start, span.end)])
    found = [one for one in (*lines, *alone) if one.start < span.end and span.start < one.end]
    exact = [one for one in found if (one.start, one.end) == (span.start, span.end)]
    if exact:
        return exact[0]
    return max(found, key=lambda one: min(one.end, span.end) - max(one.start, span.start), default=None)


def _quote(document: Document, spans: Spans) -> Fields:
    text, content, cue = document.text, spans["content"], spans.get("cue", ())
    kind, marks = quoted_parts(text, content, (line for span in content for line in _lines(text, span)))
    words = [text[a:b].lower() for span in cue for a, b in iter_tokens(text, span.start, span.end)]
    quote = Quote(
        id="q1",
        kind=kind,
        content=tuple(content),
        cue=tuple(cue),
        cue_class=cue_class(words, "speech") if words else "speech",
        source=tuple(spans.get("source", ())),
        addressee=tuple(spans.get("addressee", ())),
        negated=bool(words) and is_negated(words),
    )
    fields = _plain(quote) | {"marks": marks}
    del fields["id"]
    return fields


def _mention(document: Document, spans: Spans) -> Fields:
    [span] = spans["span"]
    _, form = _speaker_at(document, span)
    return _plain(span) | {"form": form}


def _speaker(document: Document, spans: Spans) -> Fields:
    """A speaker with a mention at each span; the mentions have no ids."""
    mentions = [_plain(span) | {"form": _speaker_at(document, span)[1]} for span in spans["span"]]
    found, _ = _speaker_at(document, spans["span"][0])
    fields = _plain(found)
    del fields["id"]
    return fields | {"mentions": mentions}


def _speaker_at(document: Document, span: Span) -> tuple[Speaker, str]:
    """The speaker whom the layer sees in a source at the span, and the form of the mention there."""
    from onrecord.layers.speakers import find_speakers

    text = document.text
    line = _line(text, span.start, span.end)
    quote = Quote(id="q1", kind="indirect", content=(span,), source=(span,))
    speakers, [resolved] = find_speakers(text, [line], [quote])
    for speaker in speakers:
        if speaker.id == resolved.speaker:
            inside = [m for m in speaker.mentions if span.start <= m.start and m.end <= span.end]
            return speaker, inside[0].form if inside else form_of(span.text)
    mention = Mention(id="m1", start=span.start, end=span.end, text=span.text, form=form_of(span.text))
    kind = "person" if mention.form == "name" else "unnamed"
    return Speaker(id="s1", name=span.text, kind=kind, mentions=(mention,)), mention.form


def form_of(surface: str) -> str:
    """The form of a mention by its words: a pronoun, a name, or a nominal."""
    from onrecord.layers.speakers.vocabulary import PRONOUNS

    if surface.lower() in PRONOUNS:
        return "pronoun"
    return "name" if surface[:1].isupper() and not surface.startswith(("The ", "A ", "An ")) else "nominal"


_MAKERS: dict[str, Callable[[Document, Spans], Fields]] = {
    "segment": _segment,
    "date": _date,
    "number": _number,
    "quote": _quote,
    "mention": _mention,
    "speaker": _speaker,
}
