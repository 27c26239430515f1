"""Plain text files as a source: a document a file, with what its sidecar says, as `annotate` reads it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO
from urllib.parse import urlsplit

from onrecord.crawl.items import InputFile, Raw
from onrecord.crawl.sources import AS_NAMED, Columns, Source
from onrecord.files import NotWholeError, read_errors, unpacked
from onrecord.limits import LARGEST_FILE
from onrecord.model import Document
from onrecord.seeds import decoded, document_of, slug, text_document
from onrecord.sidecars import Sidecar


def _scan(stream: IO[bytes], file: InputFile, columns: Columns = AS_NAMED) -> Iterator[Raw]:
    try:
        with read_errors(file.path):
            data = unpacked(stream, file.path).read(LARGEST_FILE + 1)
    except NotWholeError as error:
        yield Raw(0, file.path, b"", file.size, fault=error.args[1])
        return
    fault = f"a text of more than {LARGEST_FILE:,} bytes" if len(data) > LARGEST_FILE else ""
    yield Raw(0, file.path, data[:LARGEST_FILE], file.size, fault=fault)


def _document(raw: Raw, file: InputFile, columns: Columns, fallback: str) -> Document:
    if "://" not in file.path:
        return text_document(file.path, raw.content)
    name = PurePosixPath(urlsplit(file.path).path).name  # beside a URL no sidecar is looked for
    known = Sidecar(id=slug(name.removesuffix(".gz").removesuffix(".txt")))
    return document_of(decoded(raw.content, raw.place), known, place=raw.place, seed=(name, raw.content))


def _data(raw: Raw) -> bytes:
    return bytes(raw.content)


def _count(stream: IO[bytes], file: InputFile) -> int:
    return 1


SOURCE = Source(_scan, _document, _data, _count)
