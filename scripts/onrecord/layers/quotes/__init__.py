"""Layer 4: attributions, as a model reads them and as the guidelines' rules have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Protocol

from onrecord.layers.quotes.attribution import Attribution
from onrecord.layers.quotes.decoder import Decoder, Frame, Part, Reading, Words
from onrecord.layers.quotes.frames import to_attribution
from onrecord.layers.quotes.inner import find_inner
from onrecord.layers.quotes.merging import merge
from onrecord.layers.quotes.nesting import nest
from onrecord.layers.quotes.rules import find_attributions, find_layouts, iter_units
from onrecord.layers.quotes.words import Paragraph, Stretch, to_paragraphs
from onrecord.layers.segments import annotated
from onrecord.model import Quote, Segment

_WINDOWS = 256  # decoded at once: what a network says takes a kilobyte a word


class Model(Protocol):
    """What reads paragraphs: `onrecord.models` holds those that can."""

    @property
    def decoder(self) -> Decoder: ...

    def read_paragraphs(self, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[list[Part], Reading]]: ...


def find_quotes(text: str, segments: Sequence[Segment], model: Model, *, nested: bool = False) -> tuple[Quote, ...]:
    """The quotes of an article in order of the text; `speaker` is "" until the speakers layer has run. Inside the
    content of others only sure ones are looked for unless `nested`.
    """
    segments = annotated(segments)
    found = to_paragraphs(text, segments)
    ruled: list[Attribution] = []
    for segment, (paragraph, regions) in zip(segments, found, strict=True):
        ruled += find_layouts(text, segment, regions)
        for unit in iter_units(paragraph, segment, regions):
            ruled += find_attributions(unit)
    merged = merge(list(_read([paragraph for paragraph, _ in found], model)), ruled)
    if nested:
        merged += find_inner(text, merged, lambda paragraphs: _read(paragraphs, model))
    return nest(text, merged, [region for _, regions in found for region in regions])


def _read(paragraphs: Sequence[Paragraph], model: Model) -> Iterator[Attribution]:
    windows = iter(model.read_paragraphs(paragraphs))
    while batch := list(islice(windows, _WINDOWS)):
        lengths = [[last - first for _, first, last in parts] for parts, _ in batch]
        found = model.decoder.frames([reading for _, reading in batch], lengths)
        for (parts, _), frames in zip(batch, found, strict=True):
            words = [(number, i) for number, first, last in parts for i in range(first, last)]
            for frame in frames:
                attribution = to_attribution(*_stretches(paragraphs, words, frame))
                if attribution is not None:
                    yield attribution


def _stretches(
    paragraphs: Sequence[Paragraph], words: Sequence[tuple[int, int]], frame: Frame
) -> tuple[tuple[Stretch, ...], Stretch | None, Stretch | None]:
    """Content, cue and source of a frame."""
    content = tuple(_stretch(paragraphs, words, span) for span in frame.content)
    cue, source = (_stretch(paragraphs, words, span) if span else None for span in (frame.cue, frame.source))
    return content, cue, source


def _stretch(paragraphs: Sequence[Paragraph], words: Sequence[tuple[int, int]], span: Words) -> Stretch:
    number, first = words[span[0]]
    return Stretch(paragraphs[number], first, words[span[1] - 1][1] + 1)
