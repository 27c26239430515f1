"""How far annotators of the same articles agree: spans by pairs, tokens and attributes beyond chance, and where not.

Of each pair of annotators: F1 of spans and relations, strict and by overlap, which is the same both ways; `agr` (Wiebe,
Wilson and Cardie 2005, for attributions Pareti 2012), the share of one's items that share text with any of the other's,
which is not; and Cohen's κ of the attributes of matched items. Of all together: Krippendorff's α of tokens, labelled by
whether an annotation covers them, and by which kind of it, and of attributes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from onrecord.model import Record
from onrecord.scoring.coefficients import Unit
from onrecord.scoring.counts import Counts, Key, Tally
from onrecord.scoring.coverage import Coverage
from onrecord.scoring.disagreements import Disagreement, clusters, find_disagreements
from onrecord.scoring.items import ENTITY_ATTRIBUTES, LAYERS, PARTS, QUOTE_ROLES, common_names
from onrecord.scoring.layers import comparisons
from onrecord.scoring.pairing import articles_of, side_of
from onrecord.spans import Offsets, spans_of

Attribute = tuple[str, str, str]  # layer, part, name
Labels = tuple[str, str]  # layer, and what of it tokens are labelled by


@dataclass(slots=True)
class PairAgreement:
    """Two annotators: counts of F1 and `agr`, the first in the place of gold, and the labels of matched items."""

    annotators: tuple[str, str]
    tally: Tally = field(default_factory=Tally)
    labels: dict[Attribute, Counter[tuple[Hashable, Hashable]]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, first: Record, second: Record, layers: Sequence[str]) -> None:
        """Join one more article."""
        tokens = Coverage(first.text)
        counts: dict[Key, Counts] = {}
        for comparison in comparisons((first, second), layers=layers):
            counts |= {**dict(comparison.counts(tokens)), **dict(comparison.agr())}
            for name, ours, theirs in comparison.labels():
                pair = _label(first.id, name, ours), _label(first.id, name, theirs)
                self.labels[*comparison.part, name][pair] += 1
        self.tally.add(first.id, counts)


@dataclass(slots=True)
class Agreement:
    """What annotators agree on; `units` counts how often each combination of their labels falls to a token, and
    `attributes` how often each of values falls to what at least one of them has.
    """

    annotators: list[str]
    articles: list[str] = field(default_factory=list)
    pairs: list[PairAgreement] = field(default_factory=list)
    units: dict[Labels, Counter[Unit]] = field(default_factory=lambda: defaultdict(Counter))
    attributes: dict[Attribute, Counter[Unit]] = field(default_factory=lambda: defaultdict(Counter))
    disagreements: list[Disagreement] = field(default_factory=list)


def agree(
    annotators: Mapping[str, Iterable[Record]], *, layers: Sequence[str] = LAYERS, common: bool = False
) -> Agreement:
    """The agreement of two or more annotators, named, on the records that each made.

    Raises `OnrecordError` when the texts of an article differ, and when someone lacks an article, unless with `common`
    those are left out that fewer than two have.
    """
    sides = [side_of(name, records) for name, records in annotators.items()]
    return agreement_of(list(annotators), articles_of(sides, common=common), layers=layers)


def agreement_of(
    annotators: Sequence[str],
    articles: Iterable[tuple[str, Sequence[Record | None]]],
    *,
    layers: Sequence[str] = LAYERS,
) -> Agreement:
    """The agreement on articles, each with a record an annotator, or None."""
    found = Agreement(list(annotators), pairs=[PairAgreement(pair) for pair in combinations(annotators, 2)])
    for identifier, records in articles:
        found.articles.append(identifier)
        for pair, (first, second) in zip(found.pairs, combinations(records, 2), strict=True):
            if first and second:
                pair.add(first, second, layers)
        for labels, unit in _units(records, layers):
            found.units[labels][unit] += 1
        for attribute, unit in _attribute_units(records, layers):
            found.attributes[attribute][unit] += 1
        present = {name: record for name, record in zip(annotators, records, strict=True) if record}
        found.disagreements += find_disagreements(present, layers=layers)
    return found


def _units(records: Sequence[Record | None], layers: Sequence[str]) -> Iterator[tuple[Labels, Unit]]:
    """The labels of each token of an article, by what they are about."""
    present = [record for record in records if record]
    tokens = Coverage(present[0].text)
    labelled = [_token_labels(record, tokens) if record else None for record in records]
    for labels in _token_labels(present[0], tokens):
        if labels[0] in layers:
            columns = [each[labels] if each else [None] * len(tokens) for each in labelled]
            yield from ((labels, unit) for unit in zip(*columns, strict=True))


def _attribute_units(records: Sequence[Record | None], layers: Sequence[str]) -> Iterator[tuple[Attribute, Unit]]:
    """The values that annotators gave to what is taken for the same thing, None where one has nothing there."""
    present = {place: record for place, record in enumerate(records) if record}
    known = list(present.values())
    names = common_names(known)
    for part in (part for part in PARTS if part[0] in layers):
        for cluster in clusters(part, known, names):
            items = {place: cluster.get(index) for index, place in enumerate(present)}
            for name in next(iter(cluster.values())).attributes:
                found = (items.get(place) for place in range(len(records)))
                yield (
                    (*part, name),
                    tuple(_label(known[0].id, name, item.attributes[name]) if item else None for item in found),
                )


def _label(article: str, attribute: str, value: Hashable) -> Hashable:
    """A value as a label; the names of entities say nothing outside their article."""
    return (article, value) if attribute in ENTITY_ATTRIBUTES else value


def _token_labels(record: Record, tokens: Coverage) -> dict[Labels, Sequence[Hashable]]:
    """What each token is labelled with: whether something covers it, or of what kind the smallest is that does."""
    roles = [(role, span) for quote in record.quotes for role in QUOTE_ROLES for span in _of(quote, role)]
    mentions = [(m.form, span) for s in record.speakers for m in s.mentions for span in spans_of([m])]
    dates = [(date.type, span) for date in record.dates for span in spans_of([date])]
    numbers = [(number.kind, span) for number in record.numbers for span in spans_of([number])]
    segments = [(segment.kind, span) for segment in record.segments for span in spans_of([segment])]
    covered = {
        **{("quotes", role): [span for name, span in roles if name == role] for role in QUOTE_ROLES},
        ("speakers", "mentions"): [span for _, span in mentions],
        ("dates", "span"): [span for _, span in dates],
        ("numbers", "span"): [span for _, span in numbers],
    }
    kinds = {
        ("segments", "kind"): segments,
        ("quotes", "role"): roles,
        ("speakers", "form"): mentions,
        ("dates", "type"): dates,
        ("numbers", "kind"): numbers,
    }
    binary = {labels: tokens.mask(spans).tolist() for labels, spans in covered.items()}
    return {**binary, **{labels: tokens.labels(spans) for labels, spans in kinds.items()}}


def _of(quote: object, role: str) -> tuple[Offsets, ...]:
    return spans_of(getattr(quote, role))
