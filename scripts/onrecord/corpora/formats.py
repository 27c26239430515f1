"""The formats of others that `onrecord import` reads and `onrecord export` writes, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any, TypeAlias

from onrecord.corpora.losses import Losses
from onrecord.errors import InputError
from onrecord.model import Record

Scan: TypeAlias = Callable[[str, Losses], Iterator[Record | InputError]]
Write: TypeAlias = Callable[[Record, Losses], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """One format; `read` and `write` name the functions as `module:function`, "" where there is none.

    They are loaded when they are called for, so that a command's help does not wait for them. `write` makes one
    document a record, in a file whose name ends in `suffix`.
    """

    read: str = ""
    write: str = ""
    suffix: str = ""

    def reader(self) -> Scan:
        """What reads a path into records, with an error in the place of each that cannot be read."""
        scan: Scan = _load(self.read)
        return scan

    def writer(self) -> Write:
        """What makes a document of a record; raises `InputError` for a record that the format cannot hold."""
        write: Write = _load(self.write)
        return write


FORMATS = {
    "timeml": Format(
        read="onrecord.corpora.timeml:scan_timeml",
        write="onrecord.corpora.timeml:to_timeml",
        suffix=".tml",
    ),
    "recognizers": Format(
        read="onrecord.corpora.recognizers:scan_recognizers",
    ),
    "polnear": Format(read="onrecord.corpora.polnear:scan_polnear"),
}
IMPORTED = [name for name, form in FORMATS.items() if form.read]
EXPORTED = [name for name, form in FORMATS.items() if form.write]


def _load(home: str) -> Any:
    module, _, name = home.partition(":")
    return getattr(import_module(module), name)
