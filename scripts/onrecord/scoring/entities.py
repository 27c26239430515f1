"""Entities against gold ones: B³, CEAF-e, and how often a mention and a quote have the right entity.

An entity is the set of its mentions. B³ (Bagga and Baldwin 1998) scores each mention by the overlap of its two
entities; CEAF-e (Luo 2005) aligns entities one to one for the greatest total of φ4 = 2|K ∩ R| / (|K| + |R|); both count
mentions that only one side has as Pradhan et al. (2014) settled it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass

from onrecord.model import Record, Speaker
from onrecord.scoring.assignment import Pair, best_pairs
from onrecord.scoring.counts import Counts
from onrecord.spans import spans_of

Entity = Collection[Hashable]

_NONE = Counts()


def b_cubed(gold: Sequence[Entity], draft: Sequence[Entity]) -> Counts:
    """B³ of two partitions of mentions."""
    shared = _shared(gold, draft)
    right = sum(count**2 / len(draft[r]) for (_, r), count in shared.items())
    found = sum(count**2 / len(gold[k]) for (k, _), count in shared.items())
    return Counts(right, sum(map(len, draft)), found, sum(map(len, gold)))


def ceaf_e(gold: Sequence[Entity], draft: Sequence[Entity]) -> Counts:
    """CEAF-e of two partitions of mentions."""
    similar = _similarities(gold, draft)
    return Counts.matched(sum(similar[pair] for pair in best_pairs(similar)), len(draft), len(gold))


def align(gold: Sequence[Entity], draft: Sequence[Entity]) -> list[Pair]:
    """Which gold entity is which drafted one, as pairs of indices: the alignment of CEAF-e."""
    return best_pairs(_similarities(gold, draft))


def _similarities(gold: Sequence[Entity], draft: Sequence[Entity]) -> dict[Pair, float]:
    """φ4 of the entities that share a mention."""
    return {(k, r): 2 * n / (len(gold[k]) + len(draft[r])) for (k, r), n in _shared(gold, draft).items()}


def _shared(gold: Sequence[Entity], draft: Sequence[Entity]) -> Counter[Pair]:
    """How many mentions two entities share, of those that share some."""
    owners = defaultdict(list)
    for index, entity in enumerate(draft):
        for mention in set(entity):
            owners[mention].append(index)
    return Counter((k, r) for k, entity in enumerate(gold) for mention in set(entity) for r in owners[mention])


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
        Counts.matched(right, len(owner_draft), len(owner_gold)),
        Counts.matched(said, len(matched), len(gold.quotes)),
        b_cubed(mention_sets(gold), mention_sets(draft)),
        ceaf_e(mention_sets(gold), mention_sets(draft)),
    )


def aligned_speakers(gold: Record, draft: Record) -> list[tuple[Speaker, Speaker]]:
    """The gold speakers with the drafted ones that they are aligned with."""
    return [(gold.speakers[k], draft.speakers[r]) for k, r in align(mention_sets(gold), mention_sets(draft))]


def mention_sets(record: Record) -> list[frozenset[Hashable]]:
    """The speakers of a record, each as the set of its mentions' offsets."""
    return [frozenset(spans_of(speaker.mentions)) for speaker in record.speakers]
