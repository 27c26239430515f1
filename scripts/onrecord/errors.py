"""What stops a run. Findings about data are incidents (`onrecord.incident`) and are never raised."""

from __future__ import annotations


class OnrecordError(Exception):
    """A run cannot go on; the message is for the user and says how to mend it."""


class InputError(OnrecordError):
    """An input cannot be read as what it should be."""

    def __init__(self, place: str, found: str, mend: str) -> None:
        super().__init__(place, found, mend)

    def __str__(self) -> str:
        place, found, mend = self.args
        return f"{place}: {found}; {mend}"
