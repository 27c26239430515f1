"""The forms of input: how the documents of a file are found, read and counted. One module a form.

A source is four functions. `scan` gives the documents of an open file in their order, as they lie, and never raises for
one of them: what cannot be read between documents it gives as a `Raw` with a `fault`, and goes on after it. Where the
rest of the file is not what it should be, it gives that rest as one such `Raw` and ends; where the system cannot read
the file, which is no fault of it, it raises. What `columns` does not name it may leave out. `document` makes one into a
`Document`: it raises `InputError` for what cannot be read, which is rejected, and `UnfitError` for what is no article,
which is filtered. `data` are its bytes as received. `count` counts anew, in a way of its own where there is one, what
`scan` gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import IO, Protocol, cast

from onrecord.crawl.items import InputFile, Raw
from onrecord.model import Document
from onrecord.sidecars import LINE_KEYS

KEYS = ("text", *LINE_KEYS)  # of what is known of a document
Columns = Mapping[str, str]  # by key, the column that holds it; "" for none. A key that is not there is its own.
AS_NAMED: Columns = MappingProxyType({})


class Scan(Protocol):
    """What finds the documents of an open file."""

    def __call__(self, stream: IO[bytes], file: InputFile, columns: Columns = AS_NAMED) -> Iterator[Raw]: ...


@dataclass(frozen=True, slots=True)
class Source:
    """A form of input."""

    scan: Scan
    document: Callable[[Raw, InputFile, Columns, str], Document]  # the last: the id where the document has none
    data: Callable[[Raw], bytes]
    count: Callable[[IO[bytes], InputFile], int]


# By format, the endings of files that have it; a module of that name has it as `SOURCE`.
SOURCES = {
    "jsonl": (".jsonl", ".jsonl.gz", ".jsonl.zst"),
    "parquet": (".parquet",),
    "warc": (".warc", ".warc.gz", ".warc.wet", ".warc.wet.gz"),
    "texts": (".txt", ".txt.gz"),
}


def source(format_: str) -> Source:
    """The source of that format; its libraries are imported now."""
    return cast("Source", import_module(f"onrecord.crawl.sources.{format_}").SOURCE)


def format_of(name: str) -> str:
    """The format of a file of that name; "" for none that is read."""
    return next((key for key, endings in SOURCES.items() if name.lower().endswith(endings)), "")
