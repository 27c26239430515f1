"""Files to incidents: loads the records and runs the checks on them, level by level."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import msgspec

from onrecord.articles import to_article, to_document_line
from onrecord.checks import offsets, references, shape
from onrecord.errors import InputError
from onrecord.files import STANDARD_STREAM
from onrecord.incident import Finding, Incident, quoted
from onrecord.loading import Parsed, load
from onrecord.model import Record


@dataclass(slots=True)
class Seen:
    """How many records were looked at, and where each article's id was met, over all files validated together."""

    records: int = 0
    articles: dict[str, str] = field(default_factory=dict)


def validate(
    paths: Iterable[str | Path],
    seen: Seen | None = None,
    *,
    level: int = 4,
    progress: Callable[[int], object] = lambda size: None,
) -> Iterator[Incident]:
    """All incidents of the files (folders: of their `.jsonl` and `.jsonl.gz` files, at any depth), up to `level`.

    `progress` is told the bytes of each line that was read. Raises `InputError` for a path that cannot be read.
    """
    seen = seen if seen is not None else Seen()
    for path in paths:
        for file in _files(path):
            for item in load(file, progress):
                if isinstance(item, Incident):
                    yield item
                    continue
                seen.records += 1
                for findings in islice(_levels(item, seen), level - 1):
                    yield from map(item.incident, findings)
                    if findings:
                        break


def _files(path: str | Path) -> Iterator[str]:
    if str(path) == STANDARD_STREAM or not Path(path).is_dir():
        yield str(path)
        return
    found = sorted(p for p in Path(path).rglob("*") if p.name.endswith((".jsonl", ".jsonl.gz")))
    if not found:
        mend = "name article files, document JSONL, or their folder"
        raise InputError(str(path), "a folder without .jsonl files", mend)
    yield from map(str, found)


def _levels(parsed: Parsed, seen: Seen) -> Iterator[list[Finding]]:
    """The findings of levels 2, 3, …; each is to be asked for only when the one before found nothing."""
    yield list(shape.check(parsed.record))
    record = msgspec.convert(parsed.record, Record)
    yield list(offsets.check(record)) or list(_canonical(parsed, record))
    yield [*references.check(record), *_identity(parsed, record.id, seen)]


def _canonical(parsed: Parsed, record: Record) -> Iterator[Finding]:
    """The lines against what the writer would have written."""
    data = to_article(record) if parsed.is_article else to_document_line(record)
    canonical = data.decode().split("\n")[:-1]
    known = set(canonical)
    paths = {line.number: path for path, line in parsed.origins.items()}
    for line, expected in zip(parsed.lines, canonical, strict=True):
        path = paths.get(line.number, ())
        if line.text in known and line.text != expected:
            found = f"line {line.number} stands out of order"
            mend = "order lines by first start, end, layer, id"
            yield Finding(test_id="not-sorted", path=path, found=found, mend=mend)
            return
        if line.text != expected:
            mend = f"write {quoted(expected, 200)}"
            yield Finding(test_id="not-canonical", path=path, found="another form of JSON", mend=mend)


def _identity(parsed: Parsed, identifier: str, seen: Seen) -> Iterator[Finding]:
    place = f"{parsed.file}:{parsed.head.number}"
    first = seen.articles.setdefault(identifier, place)
    if first != place:
        found = f"the article {quoted(identifier)}, which is also at {first}"
        mend = "keep one of them, or give it another id"
        yield Finding(test_id="duplicate-article", path=("id",), found=found, mend=mend)
    name = Path(parsed.file).name
    if parsed.is_article and parsed.file != STANDARD_STREAM and _stem(name) != identifier:
        found = f"the id {quoted(identifier)} in a file named {quoted(name)}"
        mend = f"rename the file {identifier}.jsonl, or correct the id"
        yield Finding(test_id="file-name", path=("id",), found=found, mend=mend)


def _stem(name: str) -> str:
    return name.removesuffix(".gz").removesuffix(".jsonl")
