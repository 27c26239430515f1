"""Entities against gold ones: B³, CEAF-e, and how often a mention and a quote have the right entity.

An entity is the set of its mentions. B³ (Bagga and Baldwin 1998) scores each mention by the overlap of its two
entities; CEAF-e (Luo 2005) aligns entities one to one for the greatest total of φ4 = 2|K ∩ R| / (|K| + |R|); both count
mentions that only one side has as Pradhan et al. (2014) settled it. Needs scipy, for the alignment.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

from onrecord.model import Record

Entity = Collection[Hashable]


@dataclass(frozen=True, slots=True)
class Ratio:
    """Right ones of all on each side; the sums of several articles' are those of all of them."""

    precise: float = 0.0
    drafted: float = 0.0
    recalled: float = 0.0
    gold: float = 0.0

    def __add__(self, other: Ratio) -> Ratio:
        return Ratio(
            self.precise + other.precise,
            self.drafted + other.drafted,
            self.recalled + other.recalled,
            self.gold + other.gold,
        )

    @property
    def precision(self) -> float:
        return self.precise / self.drafted if self.drafted else 0.0

    @property
    def recall(self) -> float:
        return self.recalled / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(gold: Sequence[Entity], draft: Sequence[Entity]) -> Ratio:
    """B³ of two partitions of mentions."""
    precise = sum(len(set(r) & set(k)) ** 2 / len(r) for r in draft for k in gold)
    recalled = sum(len(set(r) & set(k)) ** 2 / len(k) for r in draft for k in gold)
    return Ratio(precise, sum(map(len, draft)), recalled, sum(map(len, gold)))


def ceaf_e(gold: Sequence[Entity], draft: Sequence[Entity]) -> Ratio:
    """CEAF-e of two partitions of mentions."""
    total = sum(_similarity(gold[k], draft[r]) for k, r in align(gold, draft))
    return Ratio(total, len(draft), total, len(gold))


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

    mentions: Ratio = Ratio()
    quotes: Ratio = Ratio()
    b_cubed: Ratio = Ratio()
    ceaf_e: Ratio = Ratio()

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
    keys, responses = ([{(m.start, m.end) for m in s.mentions} for s in record.speakers] for record in (gold, draft))
    same = {gold.speakers[k].id: draft.speakers[r].id for k, r in align(keys, responses)} | {"": ""}
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
        Ratio(right, len(owner_draft), right, len(owner_gold)),
        Ratio(said, len(matched), said, len(gold.quotes)),
        b_cubed(keys, responses),
        ceaf_e(keys, responses),
    )
