"""What one form holds and another has no place for: counted by kind, so that nothing is left out in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Losses:
    """How often each kind of thing was left out, and where first."""

    counts: Counter[str] = field(default_factory=Counter)
    places: dict[str, str] = field(default_factory=dict)

    def add(self, kind: str, place: str, number: int = 1) -> None:
        """Count `number` things of a kind, such as "EVENT elements", at a file and line, or in a record."""
        if number:
            self.counts[kind] += number
            self.places.setdefault(kind, place)

    def lines(self) -> Iterator[str]:
        """A line a kind, in the order in which they came."""
        for kind, place in self.places.items():
            yield f"left out: {kind} ({self.counts[kind]:,}, the first at {place})"
