"""Files to batches of lines: documents line by line, an article file as a whole, rows of Parquet; within limits."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from onrecord.errors import InputError, OnrecordError
from onrecord.files import JSONL, STANDARD_STREAM, NotWholeError, reading, shown_name
from onrecord.incident import Incident, quoted
from onrecord.lines import Line, of_file

# Limits of what is read into memory, and of what a small file may unpack to. An article of a million words makes a
# record of some 50 MB; JSONL of records packs to a tenth.
LONGEST_LINE = 128 * 2**20
UNPACKED_FREELY = 2**30
UNPACKED_TIMES = 200

MOST_LINES = 500_000  # of an article file
MOST_PASSED_OVER = 2**30  # bytes of a line that is too long, after which no end of it is looked for

_BATCH = 4 * 2**20
_LINES = 10_000
_ROWS = 64
PARQUET = ".parquet"


Item = Line | tuple[int, dict[str, Any]] | Incident


@dataclass(slots=True)
class Batch:
    """Lines or rows of one file in order, with incidents in the place of what was not read; an article file is one.

    `size` counts the bytes that were read.
    """

    file: str
    is_article: bool = False
    items: list[Item] = field(default_factory=list)
    size: int = 0


def files_of(path: str | Path) -> list[str]:
    """The file that a path names, or the JSONL of a folder at any depth, links to folders not followed; its Parquet
    where there is no JSONL. Raises `InputError` for what is not there, or holds none.
    """
    if str(path) == STANDARD_STREAM:
        return [STANDARD_STREAM]
    if not Path(path).is_dir():
        if not Path(path).exists():
            raise InputError(quoted(str(path), 200), "cannot be read (No such file or directory)", "check the name")
        return [str(path)]
    inside = sorted(str(Path(folder, name)) for folder, _, names in os.walk(path) for name in names)
    found = [file for file in inside if file.endswith(JSONL)] or [file for file in inside if file.endswith(PARQUET)]
    if odd := [file for file in found if Path(file).exists() and not Path(file).is_file()]:
        # To open a pipe would be to wait for a writer.
        raise InputError(quoted(odd[0], 200), "not a file but a pipe, socket or device", "remove it from the folder")
    if not found:
        mend = "name article files, document JSONL, Parquet of the documents view, or a folder of them"
        raise InputError(quoted(str(path), 200), "a folder without .jsonl files", mend)
    return found


def batches(file: str) -> Iterator[Batch]:
    """A file in batches of some megabytes. Raises `InputError` where it cannot be opened."""
    if file.endswith(PARQUET):
        yield from _rows(file)
        return
    name = shown_name(file)
    batch = Batch(name)
    for item in _items(file):
        if isinstance(item, Line):
            if item.number == 1:
                batch.is_article = item.data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b'{"layer"')
            batch.size += len(item.data)
            if batch.is_article and (fault := _unbounded(name, item.number, batch.size)):
                batch.items = [fault]
                break
        batch.items.append(item)
        if (batch.size >= _BATCH or len(batch.items) >= _LINES) and not batch.is_article:
            yield batch
            batch = Batch(name)
    if batch.items:
        yield batch


def _unbounded(file: str, number: int, size: int) -> Incident | None:
    """That an article file is larger than what is read whole, where it is."""
    if size > LONGEST_LINE:
        return _too_long(file, number, "an article file", LONGEST_LINE)
    if number > MOST_LINES:
        found, mend = f"an article file of more than {MOST_LINES:,} lines", "part it into articles"
        return of_file(file, number, "too-long", found=found, expected="fewer", mend=mend)
    return None


def _items(file: str) -> Iterator[Line | Incident]:
    """The lines of a file, and what prevents others from being read."""
    name = shown_name(file)
    number = 0
    try:
        with reading(file) as stream:
            for number, item in _limited(stream, file):
                yield Line(number, item) if isinstance(item, bytes) else item
    except NotWholeError as error:
        _, found, mend = error.args
        expected = "a file that can be unpacked to its end"
        yield of_file(name, number + 1, "not-whole", found=found, expected=expected, mend=mend)
        return
    if number == 0:
        mend = "write a record, or remove the file"
        yield of_file(name, 1, "empty-file", found="nothing", expected="at least one record", mend=mend)


def _limited(stream: IO[bytes], file: str) -> Iterator[tuple[int, bytes | Incident]]:
    """Number and bytes of each line, with an incident for one that is too long, up to the limit of what is unpacked."""
    limit = _limit(file)
    name = shown_name(file)
    number = total = 0
    while data := stream.readline(LONGEST_LINE + 1):
        number += 1
        total += len(data)
        if len(data) <= LONGEST_LINE:
            yield number, data
        else:
            passed = 0
            yield number, _too_long(name, number, "a line", LONGEST_LINE)
            while not data.endswith(b"\n") and total <= limit and (data := stream.readline(_BATCH)):
                total += len(data)
                passed += len(data)
                if passed > MOST_PASSED_OVER:
                    yield number, _too_long(name, number, "a line without end,", MOST_PASSED_OVER)
                    return
        if total > limit:
            yield number, _too_long(name, number, "unpacked bytes", limit)
            return


def _limit(file: str) -> float:
    """How many bytes a file may unpack to."""
    is_packed = file != STANDARD_STREAM and file.endswith((".gz", ".zst"))
    return _unpacked_limit(file) if is_packed else float("inf")


def _unpacked_limit(file: str) -> float:
    return max(UNPACKED_FREELY, UNPACKED_TIMES * Path(file).stat().st_size)


def _too_long(file: str, number: int, what: str, limit: float) -> Incident:
    size = f"{limit / 2**20:,.0f} MiB"
    mend = "part it into smaller files, and leave out what is no article"
    return of_file(file, number, "too-long", found=f"{what} of more than {size}", expected=f"at most {size}", mend=mend)


def _rows(file: str) -> Iterator[Batch]:
    """The rows of a Parquet file of the documents view."""
    try:
        import pyarrow as pa
        from pyarrow import parquet

        from onrecord.arrow import documents_schema
    except ModuleNotFoundError as error:
        raise OnrecordError(f"{file}: Parquet needs pyarrow: pip install 'onrecord[build]'") from error
    try:
        with parquet.ParquetFile(file) as source:
            if faults := _columns(source.schema_arrow, documents_schema()):
                yield Batch(file, items=[_wrong_columns(file, fault) for fault in faults])
                return
            if fault := _bomb(file, source.metadata):
                yield Batch(file, items=[fault])
                return
            number = 0
            for part in source.iter_batches(_rows_at_once(source.metadata)):
                rows = [_row(file, number + i, part.slice(i, 1)) for i in range(len(part))]
                yield Batch(file, items=rows, size=part.nbytes)
                number += len(part)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        found = quoted(str(error).partition("\n")[0], 200)
        expected = "a whole Parquet file"
        yield Batch(file, items=[of_file(file, 1, "not-whole", found=found, expected=expected, mend="write it again")])


def _bomb(file: str, metadata: Any) -> Incident | None:
    """That a Parquet file unpacks to more than is read of a packed one, where it does."""
    groups = [metadata.row_group(i) for i in range(metadata.num_row_groups)]
    limit = _unpacked_limit(file)
    too_much = sum(group.total_byte_size for group in groups) > limit
    return _too_long(file, 1, "unpacked bytes", limit) if too_much else None


def _rows_at_once(metadata: Any) -> int:
    """So many rows that they stay within the longest line, even if each has the largest value that there can be: in a
    dictionary one stands once, for all rows.
    """
    groups = [metadata.row_group(i) for i in range(metadata.num_row_groups)]
    chunks = [group.column(i).total_uncompressed_size for group in groups for i in range(group.num_columns)]
    return max(1, min(_ROWS, LONGEST_LINE // int(max([1, *chunks]))))


def _row(file: str, number: int, part: Any) -> Item:
    if part.nbytes > LONGEST_LINE:
        return _too_long(file, number + 1, "a row", LONGEST_LINE)
    try:
        return number + 1, part.to_pylist()[0]
    except UnicodeDecodeError as error:
        found = f"the byte 0x{error.object[error.start]:02x} in a string"
        return of_file(file, number + 1, "not-utf8", found=found, expected="UTF-8", mend="write the row again")


def _columns(found: Any, expected: Any) -> list[tuple[str, str, str]]:
    """The columns that are missing, of another type, or too many: name, found, expected."""
    faults = []
    for column in expected:
        if column.name not in found.names:
            faults.append((column.name, "no such column", str(column.type)))
        elif not found.field(column.name).type.equals(column.type):
            faults.append((column.name, str(found.field(column.name).type), str(column.type)))
    more = [name for name in found.names if name not in expected.names]
    return faults + [(name, str(found.field(name).type), "no such column") for name in more]


def _wrong_columns(file: str, fault: tuple[str, str, str]) -> Incident:
    name, found, expected = fault
    mend = "write the documents view (onrecord build does), with its explicit Arrow schema"
    return of_file(
        file,
        1,
        "wrong-columns",
        found=f"{quoted(name)}: {quoted(found, 200)}",
        expected=quoted(expected, 200),
        mend=mend,
    )
