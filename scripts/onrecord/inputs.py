"""The inputs of a command: documents or records one at a time, an error in the place of each that cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TypeVar

from onrecord.articles import article_of, documents_of
from onrecord.errors import InputError, OnrecordError
from onrecord.files import PARQUET, STANDARD_STREAM, check_named, is_jsonl, iter_lines, jsonl_in, shown_name
from onrecord.model import Document, Record

_Read = TypeVar("_Read", bound=Document)
_PARQUET = (
    "Parquet, and not the records themselves",
    "name the corpus that it was built from, or read it with datasets, pandas, Polars or DuckDB",
)


def scan_records(path: str | Path) -> Iterator[Record | InputError]:
    """The records of an article file, of document JSONL (`-`: on standard input), or of all such files of a folder, at
    any depth: its own, or where it has none those of the corpus that it is or has (`articles/`, `corpus/articles/`).
    """
    try:
        check_named(path)
        if str(path) == STANDARD_STREAM or not Path(path).is_dir():
            yield from _scan_file(path)
            return
        children = jsonl_in(_records_of(Path(path)))
        if not children:
            raise InputError(str(path), "no .jsonl in it", "name a corpus, or a folder of article files or records")
        for child in children:
            yield from scan_records(child)
    except InputError as error:
        yield error


def _records_of(folder: Path) -> Path:
    """The folder that the records of a folder are in."""
    if any(is_jsonl(child.name) for child in folder.glob("*")):
        return folder
    corpora = (folder / "articles", folder / "corpus" / "articles")
    return next((articles for articles in corpora if articles.is_dir()), folder)


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
