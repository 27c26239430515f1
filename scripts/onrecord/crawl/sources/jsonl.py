"""JSONL of texts as a source: a document a line that is not blank."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from onrecord.crawl.items import InputFile, Raw
from onrecord.crawl.sources import Columns, Source
from onrecord.crawl.sources.mapped import mapped_document
from onrecord.errors import InputError
from onrecord.files import read_errors, unpacked
from onrecord.limits import LONGEST_LINE
from onrecord.model import Document
from onrecord.seeds import json_object

_KEPT = 2**20  # bytes of a line that is too long


def _scan(stream: IO[bytes], file: InputFile) -> Iterator[Raw]:
    position = number = 0
    try:
        with read_errors(file.path):
            lines = unpacked(stream, file.path)
            while line := lines.readline(LONGEST_LINE + 1):
                number += 1
                fault = ""
                if len(line) > LONGEST_LINE:
                    fault, line = f"a line of more than {LONGEST_LINE:,} bytes", line[:_KEPT]
                    while (rest := lines.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                        pass
                if line.strip():
                    yield Raw(position, f"{file.path}:{number}", line, stream.tell(), fault=fault)
                    position += 1
    except InputError as error:
        yield Raw(position, f"{file.path}:{number + 1}", b"", file.size, fault=error.args[1])


def _document(raw: Raw, file: InputFile, columns: Columns, fallback: str) -> Document:
    return mapped_document(json_object(raw.place, raw.content), columns, raw.place, fallback)


def _count(stream: IO[bytes], file: InputFile) -> int:
    count, open_line = 0, False
    try:
        with read_errors(file.path):
            lines = unpacked(stream, file.path)
            while chunk := lines.readline(2**16):
                open_line = open_line or bool(chunk.strip())
                if chunk.endswith(b"\n"):
                    count += open_line
                    open_line = False
            return count + open_line
    except InputError:
        return count + 1


def _data(raw: Raw) -> bytes:
    return bytes(raw.content)


SOURCE = Source(_scan, _document, _data, _count)
