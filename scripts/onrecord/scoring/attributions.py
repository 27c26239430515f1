"""Attributions against gold ones as the field reports them: content by fragment and by word, source and cue by
attribution.

Fragments are equal when they are so without the marks and punctuation at their edges; a content over paragraphs is one
fragment a paragraph on both sides. A source or cue is right when it
overlaps that of an attribution on the other side whose content overlaps too. Kinds follow double quotation marks alone,
so that they are the same for every system; speech-only recall is over direct attributions and those with a verb of
speech in their cue (PolNeAR also marks beliefs, wishes and deeds).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.model import Quote, Record
from onrecord.scoring.counts import Counts
from onrecord.spans import Offsets, merged, spans_of, touch, touches_any, touching

GROUPS = ("all", "direct", "indirect", "mixed")
_WORD = re.compile(r"\w+(?:[’'\-.]\w+)*")
_EDGE = " \n\t\r\u00a0\"'“”‘’.,;:!?-–—"
_LONGEST_OPEN = 3000  # code points of a quoted region that is never closed
# The forms that make an attribution one of speech, whatever it is called elsewhere in this package: a measure has to
# stay the same while the layers change.
_SPEECH = frozenset(
    "say says said saying tell tells told telling ask asks asked asking add adds added adding according write "
    "writes  wrote writing tweet tweets tweeted declare declared announce announces announced argue argues "
    "argued claim claims  claimed claiming note notes noted noting state states stated statement respond "
    "responded reply replied explain  explains explained warn warns warned warning insist insists insisted "
    "report reports reported reporting suggest  suggests suggested admit admitted deny denied denies accuse "
    "accused accusing promise promised pledge pledged vow  vowed urge urged urging predict predicted "
    "acknowledge acknowledged mention mentioned quip quipped remark remarked  recall recalled assert asserted "
    "contend contended confirm confirmed maintain maintained testify testified  complain complained joke "
    "joked caution cautioned allege alleged reiterate reiterated concede conceded stress stressed  emphasize "
    "emphasized point pointed".split()
)


@dataclass(slots=True)
class Scores:
    """The measures by (group, measure): `exact`, `overlap`, `token`, `source`, `cue` for each of `GROUPS`, and for the
    group `speech` the recalls `found`, `exact`, `source`.
    """

    measures: dict[tuple[str, str], Counts] = field(default_factory=lambda: defaultdict(Counts))

    def __getitem__(self, key: tuple[str, str]) -> Counts:
        return self.measures.get(key, Counts())

    def add(self, gold: Record, draft: Record) -> None:
        """Count one article. Raises `ValueError` when the texts differ."""
        if gold.text != draft.text:
            raise ValueError(f"{gold.id} and {draft.id} are records of different texts")
        for key, measure in _counts(gold, draft):
            self.measures[key] += measure


def score_attributions(pairs: Iterable[tuple[Record, Record]]) -> Scores:
    """The scores of all (gold, draft) pairs together. Raises `ValueError` when the texts of a pair differ."""
    scores = Scores()
    for gold, draft in pairs:
        scores.add(gold, draft)
    return scores


@dataclass(frozen=True, slots=True)
class _Item:
    kind: str
    content: tuple[Offsets, ...]
    cue: tuple[Offsets, ...]
    source: tuple[Offsets, ...]
    edges: list[Offsets]
    words: set[int]
    is_speech: bool


def _counts(gold: Record, draft: Record) -> Iterator[tuple[tuple[str, str], Counts]]:
    regions = list(_quoted_regions(gold.text))
    golds, drafts = ([_item(gold.text, quote, regions) for quote in record.quotes] for record in (gold, draft))
    near = touching([item.content for item in golds], [item.content for item in drafts])
    yield from _contents(golds, drafts)
    for role in ("source", "cue"):
        meeting = [(g, d) for g, d in near if touch(getattr(golds[g], role), getattr(drafts[d], role))]
        found, right = ({pair[side] for pair in meeting} for side in (0, 1))
        for group in GROUPS:
            of_gold, of_draft = (_places(items, group, role) for items in (golds, drafts))
            yield (group, role), _shared(of_draft, right, of_gold, found)
        if role == "source":
            yield from _speech(golds, drafts, {g for g, _ in near}, found)


def _contents(golds: Sequence[_Item], drafts: Sequence[_Item]) -> Iterator[tuple[tuple[str, str], Counts]]:
    gold_words, draft_words = (set().union(*(item.words for item in items)) for items in (golds, drafts))
    gold_edges, draft_edges = ({edge for item in items for edge in item.edges} for items in (golds, drafts))
    reached = _reached(gold_edges, draft_edges) | _reached(draft_edges, gold_edges)
    for group in GROUPS:
        of_gold, of_draft = ([item for item in items if group in ("all", item.kind)] for items in (golds, drafts))
        edges = [[edge for item in items for edge in item.edges] for items in (of_gold, of_draft)]
        words = [set().union(*(item.words for item in items)) for items in (of_gold, of_draft)]
        yield (group, "exact"), _shared(edges[1], gold_edges, edges[0], draft_edges)
        yield (group, "overlap"), _shared(edges[1], reached, edges[0], reached)
        yield (group, "token"), _shared(words[1], gold_words, words[0], draft_words)


def _speech(
    golds: Sequence[_Item], drafts: Sequence[_Item], near: set[int], sourced: set[int]
) -> Iterator[tuple[tuple[str, str], Counts]]:
    """The recalls of speech; `near` are the places of gold items with a touched content, `sourced` with source too."""
    draft_edges = {edge for item in drafts for edge in item.edges}
    for place, item in enumerate(golds):
        if item.is_speech:
            yield ("speech", "found"), Counts(found=place in near, gold=1)
            yield ("speech", "exact"), Counts(found=draft_edges.issuperset(item.edges), gold=1)
            if item.source:
                yield ("speech", "source"), Counts(found=place in sourced, gold=1)


def _places(items: Sequence[_Item], group: str, role: str) -> list[int]:
    return [n for n, item in enumerate(items) if group in ("all", item.kind) and getattr(item, role)]


def _reached(edges: Collection[Offsets], others: Collection[Offsets]) -> set[Offsets]:
    """The fragments that share text with one of the others."""
    reach = merged(others)
    return {edge for edge in edges if touches_any(edge, reach)}


def _shared(drafted: Collection[Any], right: Container[Any], gold: Collection[Any], found: Container[Any]) -> Counts:
    """The drafted that are among the right ones, and the gold that are among those found."""
    return Counts(sum(item in right for item in drafted), len(drafted), sum(item in found for item in gold), len(gold))


def _item(text: str, quote: Quote, regions: Sequence[Offsets]) -> _Item:
    content, cue, source = (spans_of(spans) for spans in (quote.content, quote.cue, quote.source))
    words = [match.span() for start, end in content for match in _WORD.finditer(text, start, end)]
    inside = sum(_is_inside(word, regions) for word in words)
    kind = "indirect" if not inside else "direct" if inside == len(words) else "mixed"
    cue_words = {word.lower().strip(",:") for start, end in cue for word in text[start:end].split()}
    edges = [edge for edge in (_trimmed(text, *span) for span in content) if edge[0] < edge[1]]
    return _Item(
        kind, content, cue, source, edges, {start for start, _ in words}, kind == "direct" or bool(cue_words & _SPEECH)
    )


def _is_inside(word: Offsets, regions: Sequence[Offsets]) -> bool:
    before = bisect_right(regions, word[0], key=lambda region: region[0]) - 1
    return before >= 0 and word[1] <= regions[before][1]


def _trimmed(text: str, start: int, end: int) -> Offsets:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _quoted_regions(text: str) -> Iterator[Offsets]:
    """Inside double marks, paragraph by paragraph; one left open runs to the paragraph's end."""
    for paragraph in re.finditer(r"[^\n]+", text):
        start = None
        for mark in re.finditer(r"[“”\"]", paragraph.group()):
            at = paragraph.start() + mark.start()
            if start is None and mark.group() != "”":
                start = at
            elif start is not None and mark.group() != "“":
                yield start, at + 1
                start = None
        if start is not None and paragraph.end() - start < _LONGEST_OPEN:
            yield start, paragraph.end()
