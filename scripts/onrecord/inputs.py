"""The inputs of a command: documents or records one at a time, an error in the place of each that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TypeVar

from onrecord.articles import article_of, documents_of
from onrecord.errors import InputError, OnrecordError
from onrecord.files import JSONL, PARQUET, STANDARD_STREAM, by_name, check_named, iter_lines, shown_name
from onrecord.model import Document, Record

_Read = TypeVar("_Read", bound=Document)
_PARQUET = (
    "Parquet, and not the records themselves",
    "name the corpus that it was built from, or read it with datasets, pandas, Polars or DuckDB",
)


def scan_records(path: str | Path) -> Iterator[Record | InputError]:
    """The records of an article file or of document JSONL (`-`: on standard input), or of all such files of a folder:
    its own, or where it has none those of the corpus that it is or has (`articles/`, `corpus/articles/`).
    """
    try:
        check_named(path)
        if str(path) == STANDARD_STREAM or not Path(path).is_dir():
            yield from _scan_file(path)
            return
        folders = (Path(path), Path(path, "articles"), Path(path, "corpus", "articles"))
        children = next(filter(None, map(_jsonl, folders)), [])
        if not children:
            raise InputError(str(path), "no .jsonl in it", "name a corpus, or a folder of article files or records")
        for child in children:
            yield from scan_records(child)
    except InputError as error:
        yield error


def _scan_file(path: str | Path) -> Iterator[Record | InputError]:
    place = shown_name(path)
    if str(path).endswith(PARQUET):
        raise InputError(place, *_PARQUET)
    lines = iter_lines(path)
    first = next(lines, (1, b""))
    read = chain([first] * bool(first[1]), lines)  # once: a pipe gives its lines to none but the first reader
    if first[1].lstrip().startswith(b'{"layer"'):
        yield article_of(read, place)
    else:
        yield from documents_of(read, place)


def _jsonl(folder: Path) -> list[Path]:
    return sorted((child for child in folder.glob("*") if child.name.endswith(JSONL)), key=by_name)


def article_path(name: str) -> str:
    """The file that is meant: one of that name (`-` and pipes too), or the article of that id in the corpus here."""
    places = [Path(name), Path("corpus", "articles", f"{name}.jsonl")]
    path = next((place for place in places if place.exists() and not place.is_dir()), None)
    if name != STANDARD_STREAM and path is None:
        if name and Path(name).is_dir():
            raise OnrecordError(f"{name}: a folder; name an article in it, or its id if it is in corpus/articles")
        raise OnrecordError(f"{name}: no such file, and no such id in corpus/articles")
    return str(path or name)


def scan_all(paths: Iterable[str], scan: Callable[[str], Iterator[_Read | InputError]]) -> Iterator[_Read | InputError]:
    """What `scan` reads at each path; an id that came before is an error in place of its document."""
    seen: set[str] = set()
    for path in paths:
        for item in scan(path):
            if isinstance(item, InputError):
                yield item
            elif item.id in seen:
                yield InputError(path, f"the id {item.id!r} for a second time", "give each document an id of its own")
            else:
                seen.add(item.id)
                yield item
