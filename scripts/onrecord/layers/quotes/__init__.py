"""Layer 4: attributions, found paragraph by paragraph from quotation marks and cues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.layers.quotes.attributions import find_attributions
from onrecord.layers.quotes.marks import Region, carries_on, find_regions
from onrecord.layers.quotes.nesting import to_quotes
from onrecord.layers.quotes.patterns import Attribution
from onrecord.layers.quotes.units import PUNCTUATION, Unit, iter_units
from onrecord.layers.segments import annotated
from onrecord.model import Quote, Segment, Span

_MOST_SPANS = 20  # of one quote; a longer run of quotations without a cue is parted


def find_quotes(text: str, segments: Sequence[Segment]) -> tuple[Quote, ...]:
    """The quotes of an article in order of the text; `speaker` is "" until the speakers layer has run."""
    regions: list[Region] = []
    attributions: list[Attribution] = []
    for segment in annotated(segments):
        found = find_regions(text, segment)
        goes_on = bool(regions and found) and carries_on(text, regions[-1], found[0], segment)
        regions += found
        for unit in iter_units(text, segment, found):
            fresh = find_attributions(unit)
            if not fresh and attributions and _is_quoted(unit):
                _continue(text, attributions, unit, since=0 if goes_on else segment.start)
            attributions += fresh
            goes_on = False
    return to_quotes(text, attributions, regions)


def _is_quoted(unit: Unit) -> bool:
    """Whether the unit is a quotation and nothing else."""
    return all(region >= 0 or word in PUNCTUATION for region, word in zip(unit.region_of, unit.words, strict=True))


def _continue(text: str, attributions: list[Attribution], unit: Unit, *, since: int) -> None:
    """A quotation without a cue goes on with the attribution before it if that begins at `since`, or stands alone."""
    content = tuple(Span.of(text, *unit.regions[region]) for region in sorted(set(unit.region_of) - {-1}))
    if not content:
        return
    last = attributions[-1]
    end = max(span.end for span in (*last.content, *last.cue, *last.source))
    joins = last.content[0].start >= since and end <= content[0].start and len(last.content) < _MOST_SPANS
    if joins and (last.source or since == 0):
        attributions[-1] = replace(last, content=last.content + content)
    else:
        attributions.append(Attribution(content=content))
