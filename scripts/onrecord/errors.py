"""What stops a run. Findings about data are incidents (`onrecord.incident`) and are never raised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
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


@contextmanager
def needing(extra: str) -> Iterator[None]:
    """Raise `OnrecordError` for a module of an extra of the package that is imported inside and is not installed."""
    try:
        yield
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] == "onrecord":
            raise
        found = f"this needs {error.name}, which is not installed"
        raise OnrecordError(f"{found}: pip install 'onrecord[{extra}]'") from error


def raising(items: Iterable[_Item | InputError]) -> Iterator[_Item]:
    """The items up to the first error, which is raised."""
    for item in items:
        if isinstance(item, InputError):
            raise item
        yield item
