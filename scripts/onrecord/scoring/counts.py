"""What scores are made of: counts that add up over articles, each under a key that says what was counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Counts:
    """How many predicted items are right, and how many gold ones were found; the counts of several articles add up."""

    right: float = 0
    predicted: float = 0
    found: float = 0
    gold: float = 0

    @classmethod
    def matched(cls, pairs: float, predicted: float, gold: float) -> Counts:
        """The counts where items are matched one to one: as many are right as are found."""
        return cls(pairs, predicted, pairs, gold)

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.right + other.right, self.predicted + other.predicted, self.found + other.found, self.gold + other.gold
        )

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.found / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def defined(self) -> dict[str, float | None]:
        """Precision, recall and F1; None where nothing was predicted, nothing is gold, or neither.

        Where something was found though nothing was predicted only recall was counted, and there is no F1.
        """
        has_f1 = self.predicted or (self.gold and not self.found)
        return {
            "precision": self.precision if self.predicted else None,
            "recall": self.recall if self.gold else None,
            "f1": self.f1 if has_f1 else None,
        }


class Key(NamedTuple):
    """What a count is of: which layer, which of its parts or relations, by which measure; "" where it does not apply.

    `group` narrows it to the items of a kind ("kind=direct"). Gold items count in the group that gold puts them in, and
    predicted ones in that of the prediction: whether the kinds agree is an attribute of its own.
    """

    layer: str
    part: str
    measure: str
    attribute: str = ""
    group: str = ""

    @property
    def is_relation(self) -> bool:
        """Whether the part is a relation, which is named by its two ends: content-cue."""
        return "-" in self.part


@dataclass(slots=True)
class Tally:
    """The counts of articles, kept apart so that articles can be drawn again; an article is a row of numbers."""

    articles: list[str] = field(default_factory=list)
    _places: dict[Key, int] = field(default_factory=dict)
    _rows: list[NDArray[np.float64]] = field(default_factory=list)

    def add(self, article: str, counts: Mapping[Key, Counts]) -> None:
        """Join the counts of one more article."""
        for key in counts:
            self._places.setdefault(key, len(self._places))
        row = np.zeros((len(self._places), 4))
        for key, count in counts.items():
            row[self._places[key]] = count.right, count.predicted, count.found, count.gold
        self.articles.append(article)
        self._rows.append(row)

    @property
    def keys(self) -> list[Key]:
        """All keys in the order in which they first came up, but those of a layer's part, and of a group, together."""
        parts = list(dict.fromkeys((key.layer, key.part) for key in self._places))
        return sorted(self._places, key=lambda key: (parts.index((key.layer, key.part)), key.group))

    def table(self) -> NDArray[np.float64]:
        """All counts: (article, key as in `keys`, right predicted found gold)."""
        counts = np.zeros((len(self._rows), len(self._places), 4))
        for index, row in enumerate(self._rows):
            counts[index, : len(row)] = row
        return counts[:, [self._places[key] for key in self.keys]]

    def total(self) -> dict[Key, Counts]:
        """The counts of all articles together, by key."""
        return {key: Counts(*map(float, sums)) for key, sums in zip(self.keys, self.table().sum(axis=0), strict=True)}

    def __getitem__(self, key: tuple[str, ...]) -> Counts:
        """The counts of all articles under one key: (layer, part, measure[, attribute[, group]])."""
        return self.total().get(Key(*key), Counts())
