"""Entities against gold ones: B³, CEAF-e, and how often a mention and a quote have the right entity.

An entity is the set of its mentions. B³ (Bagga and Baldwin 1998) scores each mention by the overlap of its two
entities; CEAF-e (Luo 2005) aligns entities one to one for the greatest total of φ4 = 2|K ∩ R| / (|K| + |R|); both count
mentions that only one side has as Pradhan et al. (2014) settled it. Needs scipy, for the alignment.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

from onrecord.model import Record, Speaker
from onrecord.score import Counts

Entity = Collection[Hashable]

_NONE = Counts()


def b_cubed(gold: Sequence[Entity], draft: Sequence[Entity]) -> Counts:
    """B³ of two partitions of mentions."""
    right = sum(len(set(r) & set(k)) ** 2 / len(r) for r in draft for k in gold)
    found = sum(len(set(r) & set(k)) ** 2 / len(k) for r in draft for k in gold)
    return Counts(right, sum(map(len, draft)), found, sum(map(len, gold)))


def ceaf_e(gold: Sequence[Entity], draft: Sequence[Entity]) -> Counts:
    """CEAF-e of two partitions of mentions."""
    total = sum(_similarity(gold[k], draft[r]) for k, r in align(gold, draft))
    return Counts(total, len(draft), total, len(gold))


def align(gold: Sequence[Entity], draft: Sequence[Entity]) -> list[tuple[int, int]]:
    """Which gold entity is which drafted one, as pairs of indices: the alignment of CEAF-e."""
    from scipy.optimize import linear_sum_assignment

    if not gold or not draft:
        return []
    similar = [[_similarity(k, r) for r in draft] for k in gold]
    pairs = zip(*linear_sum_assignment(similar, maximize=True), strict=True)
    return [(int(k), int(r)) for k, r in pairs if similar[k][r] > 0]


def _similarity(key: Entity, response: Entity) -> float:
    return 2 * len(set(key) & set(response)) / (len(key) + len(response))


@dataclass(frozen=True, slots=True)
class Speakers:
    """The scores of the speakers of some articles; `mentions` and `quotes` are shares of gold ones with the right
    entity.
    """

    mentions: Counts = _NONE
    quotes: Counts = _NONE
    b_cubed: Counts = _NONE
    ceaf_e: Counts = _NONE

    def __add__(self, other: Speakers) -> Speakers:
        return Speakers(
            self.mentions + other.mentions,
            self.quotes + other.quotes,
            self.b_cubed + other.b_cubed,
            self.ceaf_e + other.ceaf_e,
        )


def score_speakers(gold: Record, draft: Record) -> Speakers:
    """The scores of one article. A drafted quote is a gold one when content and cue are equal; the entity of "" is
    none's.
    """
    same = {key.id: response.id for key, response in aligned_speakers(gold, draft)} | {"": ""}
    owner_gold, owner_draft = ({(m.start, m.end): s.id for s in r.speakers for m in s.mentions} for r in (gold, draft))
    right = sum(owner_draft.get(mention) == same.get(owner, 0) for mention, owner in owner_gold.items())
    drafted = {(quote.content, quote.cue): quote.speaker for quote in draft.quotes}
    matched = [
        (quote.speaker, drafted[quote.content, quote.cue])
        for quote in gold.quotes
        if (quote.content, quote.cue) in drafted
    ]
    said = sum(same.get(key, 0) == response for key, response in matched)
    return Speakers(
        Counts(right, len(owner_draft), right, len(owner_gold)),
        Counts(said, len(matched), said, len(gold.quotes)),
        b_cubed(_entities(gold), _entities(draft)),
        ceaf_e(_entities(gold), _entities(draft)),
    )


def aligned_speakers(gold: Record, draft: Record) -> list[tuple[Speaker, Speaker]]:
    """The gold speakers with the drafted ones that they are aligned with."""
    return [(gold.speakers[k], draft.speakers[r]) for k, r in align(_entities(gold), _entities(draft))]


def _entities(record: Record) -> list[Entity]:
    return [{(mention.start, mention.end) for mention in speaker.mentions} for speaker in record.speakers]
