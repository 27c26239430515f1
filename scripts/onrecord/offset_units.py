"""Offsets of one text in three units: Unicode code points (ours), UTF-16 units (JavaScript, Java) and UTF-8 bytes."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from onrecord.spans import Offsets


class OffsetError(ValueError):
    """An offset outside the text, or inside a character."""


@dataclass(frozen=True)
class OffsetUnits:
    """Converts offsets of `text`, which are the places between its characters, before the first and after the last.

    Every method raises `OffsetError` for an offset that is no such place.
    """

    text: str

    def to_utf16(self, offset: int) -> int:
        """The number of UTF-16 units before a place given in code points."""
        return self._place(self._utf16, offset)

    def from_utf16(self, offset: int) -> int:
        """The number of code points before a place given in UTF-16 units."""
        return _found(self._utf16, offset, "UTF-16 units")

    def to_bytes(self, offset: int) -> int:
        """The number of bytes of UTF-8 before a place given in code points."""
        return self._place(self._bytes, offset)

    def from_bytes(self, offset: int) -> int:
        """The number of code points before a place given in bytes of UTF-8."""
        return _found(self._bytes, offset, "bytes of UTF-8")

    def span_to_utf16(self, span: Offsets) -> Offsets:
        return self.to_utf16(span[0]), self.to_utf16(span[1])

    def span_from_utf16(self, span: Offsets) -> Offsets:
        return self.from_utf16(span[0]), self.from_utf16(span[1])

    @cached_property
    def _utf16(self) -> list[int] | range:
        if self.text.isascii():
            return range(len(self.text) + 1)
        return [0, *accumulate(1 + (char > "\uffff") for char in self.text)]

    @cached_property
    def _bytes(self) -> list[int] | range:
        if self.text.isascii():
            return range(len(self.text) + 1)
        return [0, *accumulate(len(char.encode("utf-8", "surrogatepass")) for char in self.text)]

    def _place(self, places: list[int] | range, offset: int) -> int:
        if not 0 <= offset < len(places):
            raise OffsetError(f"{offset} is outside a text of {len(self.text)} code points")
        return places[offset]


def _found(places: list[int] | range, offset: int, unit: str) -> int:
    at = bisect_left(places, offset)
    if at == len(places) or places[at] != offset:
        where = "outside the text" if offset < 0 or offset > places[-1] else "inside a character"
        raise OffsetError(f"{offset} is {where}, which has {places[-1]} {unit}")
    return at
