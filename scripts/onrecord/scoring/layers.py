"""A record against a gold record of the same text, layer by layer: spans, tokens, attributes, relations, entities.

Items are matched one to one (`onrecord.scoring.matching`). `strict` counts matched items with equal spans, `overlap`
all matched ones, `token` the tokens that both sides cover. An attribute has an `accuracy`, over the matched items, and
counts as an item under `strict` and `overlap`: right where the item is matched so and the attribute is the same. A
relation is right where its first end is matched and its second is equal (`strict`) or touches (`overlap`); an entity is
right as a second end when CEAF-e aligns it. A `whole` quote has content, cue and source right, and by `token` the
tokens of all three.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain

from onrecord.model import Record
from onrecord.scoring.assignment import Pair
from onrecord.scoring.counts import Counts, Key
from onrecord.scoring.coverage import Coverage
from onrecord.scoring.entities import align, b_cubed, ceaf_e, mention_sets
from onrecord.scoring.items import LAYERS, PARTS, Item, Link, Names, Part, common_names, items_of
from onrecord.scoring.matching import match
from onrecord.spans import touch, touching

MEASURES = ("strict", "overlap", "token")
_WHOLE = ("content-cue", "content-source")
_Counted = Iterator[tuple[Key, Counts]]


def layer_counts(
    gold: Record, predicted: Record, *, layers: Sequence[str] = LAYERS, by_kind: bool = False
) -> dict[Key, Counts]:
    """The counts of one article for the layers named, with `by_kind` also of each kind of item by itself."""
    tokens = Coverage(gold.text)
    found: dict[Key, Counts] = {}
    for comparison in comparisons((gold, predicted), layers=layers):
        found.update(comparison.counts(tokens, by_kind=by_kind))
    for key in [key for key in found if key.measure == "token" and key.part in ("content", "cue", "source")]:
        whole = key._replace(part="whole")
        found[whole] = found.get(whole, Counts()) + found[key]
    if "speakers" in layers:
        sets = mention_sets(gold), mention_sets(predicted)
        for measure, count in (("b_cubed", b_cubed), ("ceaf_e", ceaf_e)):
            found[Key("speakers", "entities", measure)] = count(*sets)
    return found


def comparisons(records: Sequence[Record], *, layers: Sequence[str] = LAYERS) -> list[Comparison]:
    """Two records of a text compared, a part of a layer at a time."""
    names = common_names(records)
    return [Comparison(part, records, names) for part in PARTS if part[0] in layers]


class Comparison:
    """The items of one part of two records, and which are matched."""

    def __init__(self, part: Part, records: Sequence[Record], names: Sequence[Names]) -> None:
        self.part = part
        self.gold, self.predicted = (items_of(part, *one) for one in zip(records, names, strict=True))
        self.pairs: list[Pair] = matched(part, self.gold, self.predicted)

        self._groups = [""]

    def counts(self, tokens: Coverage, *, by_kind: bool = False) -> _Counted:
        """The counts of all measures, of all items together and, `by_kind`, of those of each kind."""
        if by_kind:
            everything = chain(self.gold, self.predicted)
            kinds = {f"{name}={kind}" for item in everything for name, kind in item.groups.items()}
            self._groups = ["", *sorted(kinds)]
        yield from self._spans(tokens)
        for name in dict.fromkeys(name for item in chain(self.gold, self.predicted) for name in item.attributes):
            yield from self._attribute(name)
        for name in dict.fromkeys(name for item in chain(self.gold, self.predicted) for name in item.links):
            yield from self._relation(name)
        if self.part == ("quotes", "content"):
            yield from self._whole()

    def agr(self) -> _Counted:
        """How many items of each side share text with any of the other: the markables of Wiebe et al. (2005)."""
        if self.part == ("speakers", "entities"):
            return
        pairs = touching([item.spans for item in self.gold], [item.spans for item in self.predicted])
        yield self._found_in(self.part[1], pairs)
        if self.part == ("quotes", "content"):
            yield self._found_in("whole", [pair for pair in pairs if self._linked_loosely(pair, _WHOLE)])

    def _found_in(self, part: str, pairs: Iterable[Pair]) -> tuple[Key, Counts]:
        gold, predicted = ({pair[side] for pair in pairs} for side in (0, 1))
        counts = Counts(len(predicted), len(self.predicted), len(gold), len(self.gold))
        return Key(self.part[0], part, "agr"), counts

    def labels(self) -> Iterator[tuple[str, Hashable, Hashable]]:
        """The value of each attribute on both sides, of each matched pair."""
        for gold, predicted in map(self._items, self.pairs):
            for name, value in gold.attributes.items():
                yield name, value, predicted.attributes[name]

    def _spans(self, tokens: Coverage) -> _Counted:
        yield from self._grouped(self.part[1], "strict", self._equal)
        yield from self._grouped(self.part[1], "overlap", lambda _: True)
        if self.part == ("speakers", "entities"):
            return
        ours, theirs = (tokens.mask(_spans(items)) for items in (self.gold, self.predicted))
        for group in self._groups:
            gold, predicted = (tokens.mask(_spans(_of(group, items))) for items in (self.gold, self.predicted))
            counts = ((predicted & ours).sum(), predicted.sum(), (gold & theirs).sum(), gold.sum())
            yield Key(*self.part, "token", group=group), Counts(*map(int, counts))

    def _attribute(self, name: str) -> _Counted:
        def agrees(pair: Pair) -> bool:
            gold, predicted = self._items(pair)
            return gold.attributes[name] == predicted.attributes[name]

        sides = [self.gold[g] for g, _ in self.pairs], [self.predicted[p] for _, p in self.pairs]
        yield from self._grouped(self.part[1], "accuracy", agrees, attribute=name, sides=sides)
        yield from self._grouped(self.part[1], "strict", lambda p: self._equal(p) and agrees(p), attribute=name)
        yield from self._grouped(self.part[1], "overlap", agrees, attribute=name)

    def _relation(self, name: str) -> _Counted:
        def linked(items: Iterable[Item]) -> list[Item]:
            return [item for item in items if item.links[name]]

        sides = linked(self.gold), linked(self.predicted)
        for measure, agrees in (("strict", self._linked_strictly), ("overlap", self._linked_loosely)):
            pairs = [pair for pair in self.pairs if self._items(pair)[0].links[name] and agrees(pair, [name])]
            yield from self._grouped(name, measure, set(pairs).__contains__, sides=sides)

    def _whole(self) -> _Counted:
        yield from self._grouped("whole", "strict", lambda pair: self._linked_strictly(pair, _WHOLE))
        yield from self._grouped("whole", "overlap", lambda pair: self._linked_loosely(pair, _WHOLE))

    def _grouped(
        self,
        part: str,
        measure: str,
        is_right: Callable[[Pair], bool],
        *,
        attribute: str = "",
        sides: tuple[list[Item], list[Item]] | None = None,
    ) -> _Counted:
        """The counts of the pairs that are right among the items of both `sides`, of all of them and by kind."""
        right = [self._items(pair) for pair in self.pairs if is_right(pair)]
        gold, predicted = sides or (self.gold, self.predicted)
        for group in self._groups:
            counts = Counts(
                len(_of(group, [pair[1] for pair in right])),
                len(_of(group, predicted)),
                len(_of(group, [pair[0] for pair in right])),
                len(_of(group, gold)),
            )
            yield Key(self.part[0], part, measure, attribute, group), counts

    def _items(self, pair: Pair) -> tuple[Item, Item]:
        return self.gold[pair[0]], self.predicted[pair[1]]

    def _equal(self, pair: Pair) -> bool:
        gold, predicted = self._items(pair)
        return gold.spans == predicted.spans

    def _linked_strictly(self, pair: Pair, names: Sequence[str]) -> bool:
        gold, predicted = self._items(pair)
        return self._equal(pair) and all(gold.links[name] == predicted.links[name] for name in names)

    def _linked_loosely(self, pair: Pair, names: Sequence[str]) -> bool:
        gold, predicted = self._items(pair)
        return all(meet(gold.links[name], predicted.links[name]) for name in names)


def meet(ours: Link, theirs: Link) -> bool:
    """Whether two links lead to the same entity, to spans that touch, or both nowhere."""
    if isinstance(ours, str) or isinstance(theirs, str) or not (ours and theirs):
        return ours == theirs
    return touch(ours, theirs)


def matched(part: Part, gold: Sequence[Item], predicted: Sequence[Item]) -> list[Pair]:
    """Entities are aligned by their mentions, all else by the text that is shared."""
    if part == ("speakers", "entities"):
        return align([item.spans for item in gold], [item.spans for item in predicted])
    return match(gold, predicted)


def _of(group: str, items: Sequence[Item]) -> Sequence[Item]:
    if not group:
        return items
    name, _, kind = group.partition("=")
    return [item for item in items if item.groups[name] == kind]


def _spans(items: Iterable[Item]) -> Iterator[tuple[int, int]]:
    return (span for item in items for span in item.spans)
