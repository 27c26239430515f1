"""What can be seen of a crawl's input before anything is written: libraries, columns, whether it is input at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from itertools import islice
from pathlib import Path, PurePath

from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.items import InputFile
from onrecord.crawl.plan import Plan
from onrecord.crawl.sifting import languages
from onrecord.crawl.sources import Columns, source
from onrecord.crawl.sources.discovery import opened
from onrecord.errors import InputError, OnrecordError, needing
from onrecord.incident import ascii_controls, cut, quoted
from onrecord.reports.totals import counted
from onrecord.seeds import slug

_LIBRARIES = {"warc": ("warcio", "lxml", "trafilatura"), "parquet": ("pyarrow",)}
_LINES = 1000  # of JSONL that are looked at


def inspect(plan: Plan) -> Iterator[str]:
    """What a user should know before the crawl begins. Raises `OnrecordError` for what it cannot go well with."""
    _check_libraries({file.format for file in plan.inputs})
    _check_language(plan.parameters.language)
    _check_origin(plan.inputs)
    yield from _named_alike(plan.inputs)
    for format_ in ("parquet", "jsonl"):
        first = next((file for file in plan.inputs if file.format == format_), None)
        if first and (there := _columns_of(first)):
            yield from _missing(first, there, plan.parameters.columns)


def _check_libraries(formats: Iterable[str]) -> None:
    with needing("scale"):
        for name in (name for each in formats for name in _LIBRARIES.get(each, ())):
            if not find_spec(name):
                raise ModuleNotFoundError(name=name)


def _check_language(code: str) -> None:
    with needing("scale"):
        if code and code not in (known := languages()):
            mend = f"write one that is told from others: {', '.join(known)}"
            raise OnrecordError(f"--language {cut(ascii_controls(code))}: not known; {mend}")


def _check_origin(inputs: Iterable[InputFile]) -> None:
    """Raise `OnrecordError` for a file that a crawl wrote, wherever in the folder of the crawl it lies."""

    @cache
    def crawl_above(folder: Path) -> Path | None:
        crawl = CrawlFolder(folder)
        if crawl.manifest.exists() and crawl.inputs.exists():
            return folder
        return crawl_above(folder.parent) if folder.parent != folder else None

    for file in inputs:
        if "://" not in file.path and (crawl := crawl_above(Path(file.path).parent)):
            found = f"{quoted(file.path, 200)}: in the folder of a crawl, {quoted(str(crawl), 200)}"
            raise OnrecordError(f"{found}; name what that was made from, or move it out of the folder that you name")


def _named_alike(inputs: Iterable[InputFile]) -> Iterator[str]:
    """Text files that get the id of another one from their names, in whichever folders they are."""
    ids: set[str] = set()
    again = []
    for file in inputs:
        if file.format == "texts":
            name = slug(PurePath(file.path).name.removesuffix(".gz").removesuffix(".txt"))
            again += [file.path] if name in ids else []
            ids.add(name)
    if again:
        files = f"{quoted(again[0], 200)}" + (f" and {counted(len(again) - 1, 'more file')}" if len(again) > 1 else "")
        mend = "rename them, or give each an id in a sidecar"
        yield f"{files}: named so that the id is that of a file before, and no id may be there twice; {mend}"


def _columns_of(file: InputFile) -> set[str]:
    """The columns of a Parquet file, or the keys of the first lines of JSONL; none where they cannot be read."""
    try:
        with opened(file) as stream:
            if file.format == "parquet":
                import pyarrow.parquet as pq

                return set(pq.read_schema(stream).names)
            lines = (raw.content for raw in islice(source(file.format).scan(stream, file), _LINES) if not raw.fault)
            return {key for line in lines for key in _keys(line)}
    except Exception:  # whatever a file system or library gives; the crawl rejects the file with it
        return set()


def _keys(line: bytes) -> Iterable[str]:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return ()
    return values if isinstance(values, Mapping) else ()


def _missing(file: InputFile, there: set[str], columns: Columns) -> Iterator[str]:
    """Of columns that are not there, those of JSONL: later lines may have them, but for the text's.

    Raises `InputError` for the others.
    """
    wanted = {"text": "text", **columns}
    for key, column in wanted.items():
        if column and column not in there:
            found = f"no column {quoted(column)}" if file.format == "parquet" else f"no {quoted(column)} in its lines"
            mend = f"write --column {key}=COLUMN with one that is there ({quoted(', '.join(sorted(there)), 300)})"
            if key == "text" or file.format == "parquet":
                raise InputError(quoted(file.path, 200), found, mend)
            yield f"{quoted(file.path, 200)}: {found} up to line {_LINES:,}; then the records lack their {key}"
