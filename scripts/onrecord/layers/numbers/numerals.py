"""What a number without its unit is, and the patterns that its readers share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from onrecord.layers.numbers.money import Purse

# White space inside an expression: a paragraph may be wrapped, but what stands far apart is not one expression.
GAP = r"\s{1,3}"
# Between the parts of a number: "twenty five", "twenty-five", "twenty - five".
JOINT = r"(?:\s{1,3}|\s{0,2}[-‐‑]\s{0,2})"
_MARGIN = 4  # characters


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a segment that lies between two dates: no expression leaves it."""

    text: str
    start: int
    end: int
    title: bool
    purse: Purse

    def is_cell(self, start: int, end: int) -> bool:
        """Whether it holds nothing but `[start, end)` and a minus, as the cell of a table does."""
        if start - self.start > _MARGIN or self.end - end > _MARGIN:
            return False
        return self.text[self.start : start].strip(" \n-−–") == "" == self.text[end : self.end].strip(" \n.?!")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number without its unit; `value` is None where it is vague or too large to hold."""

    start: int
    end: int
    value: Fraction | None
    form: str = "cardinal"
    # What the last scale word multiplied with, so that "5 to 10 million" can lend it to the 5.
    scale: int = 1
    # Whether it is a plain run of figures, as years and parts of names are.
    bare: bool = False


def alternatives(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first; a space in a word stands for any joint."""
    escaped = (_escaped(word) for word in sorted(words, key=len, reverse=True))
    return "|".join(escaped)


def _escaped(word: str) -> str:
    return JOINT.join("".join(f"\\{c}" if not c.isalnum() else c for c in part) for part in word.split(" "))
