"""JSON of tools: read with the line of what is wrong, and a line a document written one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.errors import InputError
from onrecord.seeds import decoded
from onrecord.strict_json import StrictError, parse


def parse_json(data: bytes, place: str, line: int = 1) -> Any:
    """The value of JSON that begins at a line of a file. Raises `InputError` with the line."""
    text = decoded(data, place, line=line).rstrip()
    try:
        return parse(text)
    except StrictError as error:
        at = line + text.count("\n", 0, error.offset)
        raise InputError(f"{place}:{at}", f"no proper JSON ({error.found})", "export it from the tool again") from error


def joined_lines(documents: Iterable[bytes]) -> Iterator[bytes]:
    """One file of several documents of a line each."""
    yield from documents
