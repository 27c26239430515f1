"""What stops a run. Findings about data are incidents (`onrecord.incident`) and are never raised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

_Item = TypeVar("_Item")


class OnrecordError(Exception):
    """A run cannot go on; the message is for the user and says how to mend it."""


class InputError(OnrecordError):
    """An input cannot be read as what it should be."""

    def __init__(self, place: str, found: str, mend: str) -> None:
        super().__init__(place, found, mend)

    def __str__(self) -> str:
        place, found, mend = self.args
        return f"{place}: {found}; {mend}"


def raising(items: Iterable[_Item | InputError]) -> Iterator[_Item]:
    """The items up to the first error, which is raised."""
    for item in items:
        if isinstance(item, InputError):
            raise item
        yield item
