"""Where in a text the selectors of an annotation point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.offset_units import OffsetError, OffsetUnits
from onrecord.spans import Offsets

_SURROGATE = re.compile("[\ud800-\udfff]")  # one alone: a browser has cut a context inside a character


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the selectors of one target say; `None` for a selector that is not there."""

    exact: str | None = None
    prefix: str = ""
    suffix: str = ""
    position: Offsets | None = None

    @classmethod
    def of(cls, selectors: list[dict[str, Any]]) -> Anchor:
        """Those of a target's selectors that are of the two kinds."""
        exact: str | None = None
        around = ["", ""]
        position: Offsets | None = None
        for selector in selectors:
            if selector.get("type") == "TextQuoteSelector" and isinstance(selector.get("exact"), str):
                exact = selector["exact"]
                around = [_SURROGATE.sub("", str(selector.get(name) or "")) for name in ("prefix", "suffix")]
            elif selector.get("type") == "TextPositionSelector":
                start, end = selector.get("start"), selector.get("end")
                position = (start, end) if type(start) is type(end) is int else None
        return cls(exact, around[0], around[1], position)

    def found(self, units: OffsetUnits) -> Offsets | None:
        """The place in code points that the position names, in code points or else in UTF-16 units: the quote stands
        there, if there is one, and its context where it stands at both. `None` where there is no such place.
        """
        places = [place for place in self._places(units) if self.exact in (None, units.text[place[0] : place[1]])]
        return next((place for place in places if self._fits(units.text, *place)), places[0] if places else None)

    def found_again(self, text: str) -> Offsets | None:
        """The one place where the quote stands with its context."""
        places = self._occurrences(text)
        first, second = next(places, None), next(places, None)
        return first if second is None else None

    def _places(self, units: OffsetUnits) -> Iterator[Offsets]:
        if self.position is None:
            return
        start, end = self.position
        if 0 <= start < end <= len(units.text):
            yield start, end
        try:
            yield units.span_from_utf16(self.position)
        except OffsetError:
            return

    def _occurrences(self, text: str) -> Iterator[Offsets]:
        start = text.find(self.exact) if self.exact else -1
        while self.exact and start >= 0:
            if self._fits(text, start, start + len(self.exact)):
                yield start, start + len(self.exact)
            start = text.find(self.exact, start + 1)

    def _fits(self, text: str, start: int, end: int) -> bool:
        before = text[max(0, start - len(self.prefix)) : start]
        return before == self.prefix and text[end : end + len(self.suffix)] == self.suffix
