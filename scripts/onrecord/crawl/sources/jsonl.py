"""JSONL of texts as a source: a document a line that is not blank."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from onrecord.crawl.items import InputFile, Raw
from onrecord.crawl.sources import AS_NAMED, Columns, Source
from onrecord.crawl.sources.mapped import mapped_document
from onrecord.files import NotWholeError, read_errors, unpacked
from onrecord.limits import LONGEST_LINE
from onrecord.model import Document
from onrecord.seeds import json_object

_KEPT = 2**20  # bytes of a line that is too long


def _scan(
    stream: IO[bytes], file: InputFile, columns: Columns = AS_NAMED, longest: int = LONGEST_LINE
) -> Iterator[Raw]:
    position = number = 0
    try:
        with read_errors(file.path):
            lines = unpacked(stream, file.path)
            while line := lines.readline(longest + 1):
                number += 1
                fault, is_blank = "", not line.strip()
                if len(line) > longest and not line.endswith(b"\n"):
                    fault, line = f"a line of more than {longest:,} bytes", line[:_KEPT]
                    is_blank &= _pass_over(lines, longest)
                if not is_blank:
                    yield Raw(position, f"{file.path}:{number}", line, stream.tell(), fault=fault)
                    position += 1
    except NotWholeError as error:
        yield Raw(position, f"{file.path}:{number + 1}", b"", file.size, fault=error.args[1])


def _pass_over(lines: IO[bytes], most: int) -> bool:
    """Read to the end of a line; whether that is blank."""
    is_blank = True
    while rest := lines.readline(most):
        is_blank &= not rest.strip()
        if rest.endswith(b"\n"):
            break
    return is_blank


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
    except NotWholeError:
        return count + 1


def _data(raw: Raw) -> bytes:
    return bytes(raw.content)


SOURCE = Source(_scan, _document, _data, _count)
