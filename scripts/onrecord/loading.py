"""Files to batches of lines: documents line by line, an article file as a whole, rows of Parquet; within limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from onrecord.batches import Batch
from onrecord.files import PARQUET, STANDARD_STREAM, NotWholeError, reading, shown_name
from onrecord.incident import Incident
from onrecord.limits import LONGEST_LINE, MOST_LINES, MOST_PASSED_OVER, too_long, unpacked_limit
from onrecord.lines import Line, of_file
from onrecord.rows import parquet_batches

_BATCH = 4 * 2**20
_LINES = 10_000


def batches(file: str) -> Iterator[Batch]:
    """A file in batches of some megabytes. Raises `InputError` where it cannot be opened."""
    if file.endswith(PARQUET):
        yield from parquet_batches(file)
        return
    name = shown_name(file)
    batch = Batch(name)
    for item in _items(file):
        if isinstance(item, Line):
            if item.number == 1:
                batch.is_article = item.body.lstrip().startswith(b'{"layer"')
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
        return too_long(file, number, "an article file", LONGEST_LINE)
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
    is_packed = file != STANDARD_STREAM and file.lower().endswith((".gz", ".zst"))
    limit = unpacked_limit(file) if is_packed else float("inf")
    name = shown_name(file)
    number = total = 0
    while data := stream.readline(LONGEST_LINE + 1):
        number += 1
        total += len(data)
        if len(data) <= LONGEST_LINE:
            yield number, data
        else:
            passed = 0
            yield number, too_long(name, number, "a line", LONGEST_LINE)
            while not data.endswith(b"\n") and total <= limit and (data := stream.readline(_BATCH)):
                total += len(data)
                passed += len(data)
                if passed > MOST_PASSED_OVER:
                    yield number, too_long(name, number, "a line without end,", MOST_PASSED_OVER)
                    return
        if total > limit:
            yield number, too_long(name, number, "unpacked bytes", limit)
            return
