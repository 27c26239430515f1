"""Parquet of the documents view to batches of rows, within limits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.batches import Batch, Item
from onrecord.errors import OnrecordError
from onrecord.incident import Incident, quoted
from onrecord.limits import LONGEST_LINE, too_long, unpacked_limit
from onrecord.lines import of_file

_ROWS = 64


def parquet_batches(file: str) -> Iterator[Batch]:
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
            for part in source.iter_batches(rows_at_once(source.metadata)):
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
    limit = unpacked_limit(file)
    too_much = sum(group.total_byte_size for group in groups) > limit
    return too_long(file, 1, "unpacked bytes", limit) if too_much else None


def rows_at_once(metadata: Any, limit: int = LONGEST_LINE) -> int:
    """So many rows that they stay within `limit` bytes, even if each has the largest value that there can be: in a
    dictionary one stands once, for all rows.
    """
    groups = [metadata.row_group(i) for i in range(metadata.num_row_groups)]
    chunks = [group.column(i).total_uncompressed_size for group in groups for i in range(group.num_columns)]
    return max(1, min(_ROWS, limit // int(max([1, *chunks]))))


def _row(file: str, number: int, part: Any) -> Item:
    if part.nbytes > LONGEST_LINE:
        return too_long(file, number + 1, "a row", LONGEST_LINE)
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
