"""Parquet as a source: whatever is broken, each row has its place, and what is whole is read."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.crawl.items import InputFile, Raw
from onrecord.crawl.sources import AS_NAMED, source
from onrecord.errors import InputError
from onrecord.model import Document

PARQUET = source("parquet")


def packed(table: pa.Table, **options: Any) -> bytes:
    stream = io.BytesIO()
    pq.write_table(table, stream, **options)
    return stream.getvalue()


def scanned(data: bytes, columns: dict[str, str] = AS_NAMED) -> list[Raw]:
    return list(PARQUET.scan(io.BytesIO(data), InputFile("x.parquet", "parquet", len(data)), columns))


def counted(data: bytes) -> int:
    return PARQUET.count(io.BytesIO(data), InputFile("x.parquet", "parquet", len(data)))


def document(raw: Raw, **columns: str) -> Document:
    return PARQUET.document(raw, InputFile("x.parquet", "parquet", 0), columns, "fallback")


def first(**columns: pa.Array) -> Document:
    """The document of the first row of a table with these columns, and a text where there is none."""
    text = columns.pop("text", pa.array(["x"]))
    (raw, *_) = scanned(packed(pa.table({"text": text, **columns}), store_schema=True))
    assert not raw.fault
    return document(raw)


TEXTS = [f"text {i} " * 30 for i in range(40)]
GROUPS = packed(pa.table({"text": TEXTS}), row_group_size=10, use_dictionary=False, write_page_checksum=True)


def test_rows_are_in_their_order_over_groups():
    found = scanned(GROUPS)
    assert [raw.content["text"] for raw in found] == TEXTS
    assert [raw.position for raw in found] == list(range(40))
    assert [raw.place for raw in found[:2]] == ["x.parquet: row 1", "x.parquet: row 2"]
    assert found[-1].end == len(GROUPS)
    assert counted(GROUPS) == 40


def test_a_broken_group_costs_its_rows_alone():
    whole = packed(pa.table({"text": TEXTS}), row_group_size=10, compression="none", write_page_checksum=True)
    found = scanned(whole.replace(b"text 15 ", b"text 51 ", 1))
    assert [raw.position for raw in found] == list(range(40))
    assert [raw.position for raw in found if raw.fault] == list(range(10, 20))
    assert all(raw.content == {"text": TEXTS[raw.position]} for raw in found if not raw.fault)


@given(place=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_no_bit_makes_it_raise_or_lose_a_row(place, bit):
    data = bytearray(GROUPS)
    data[place % len(data)] ^= 1 << bit
    found = scanned(bytes(data))
    assert counted(bytes(data)) == len(found) in (1, 40)
    assert [raw.position for raw in found] == list(range(len(found)))


@given(st.integers(0, len(GROUPS) - 1))
def test_a_cut_file_is_one_fault(end):
    (raw,) = scanned(GROUPS[:end])
    assert raw.fault.startswith("not Parquet, or not whole")
    assert counted(GROUPS[:end]) == 1


@given(st.binary(max_size=200))
def test_no_bytes_make_it_raise(data):
    assert counted(data) == len(scanned(data)) == 1


def test_a_file_without_rows_has_no_documents():
    data = packed(pa.table({"text": pa.array([], pa.string())}))
    assert (scanned(data), counted(data)) == ([], 0)


@pytest.mark.parametrize(
    "type_",
    [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), pa.string()), pa.binary()],
    ids=str,
)
def test_a_text_may_have_any_type_of_text(type_):
    assert first(text=pa.array(["\U0001f600 e\u0301\r\n"]).cast(type_)).text == "\U0001f600 e\u0301\r\n"


def test_ids_and_dates_may_have_types_of_their_own():
    assert first(id=pa.array([7])).id == "7"
    assert first(id=pa.array([None], pa.int64())).id == "fallback"
    assert first(id=pa.array([2**63], pa.uint64())).id == str(2**63)
    assert first(published=pa.array([date(2024, 5, 2)])).published.date == "2024-05-02"
    assert first(published=pa.array([None], pa.date32())).published.date == ""
    moment = datetime(2024, 5, 2, 23, 30, tzinfo=UTC)
    for unit in ("s", "ms", "us", "ns"):
        assert first(published=pa.array([moment], pa.timestamp(unit, "UTC"))).published.date == "2024-05-02"
    assert first(published=pa.array([moment], pa.timestamp("us", "Asia/Tokyo"))).published.date == "2024-05-03"
    assert first(published=pa.array([1714692600000000001], pa.timestamp("ns"))).published.date == "2024-05-02"
    assert first(title=pa.array(["T"]).dictionary_encode()).title == "T"


def test_a_value_that_python_does_not_have_costs_its_row_alone():
    far = pa.array([0, 2**60, 0], pa.timestamp("ms"))
    found = scanned(packed(pa.table({"text": ["a", "b", "c"], "published": far})))
    assert [bool(raw.fault) for raw in found] == [False, True, False]
    assert "a value that cannot be read" in found[1].fault
    bad = pa.Array.from_buffers(pa.string(), 3, pa.array([b"a", b"\xff", b"c"]).buffers())
    found = scanned(packed(pa.table({"text": bad})))
    assert [raw.content.get("text") for raw in found] == ["a", None, "c"]


@pytest.mark.parametrize(
    "text, told",
    [
        (pa.array([None], pa.string()), "'text' is missing or null"),
        (pa.array([5]), "'text' is a number"),
        (pa.array([["a"]]), "'text' is a list"),
        (pa.array([b"\xff"]), "not UTF-8"),
        (pa.array([""]), "no text"),
    ],
    ids=str,
)
def test_what_is_no_text_is_refused(text, told):
    with pytest.raises(InputError, match=told):
        first(text=text)


def test_only_the_columns_that_are_mapped_are_read():
    table = pa.table({"body": ["x"], "text": ["y"], "url": ["u"], "embedding": [[0.5] * 9], "nested": [{"id": "z"}]})
    (raw,) = scanned(packed(table), {"text": "body", "url": ""})
    assert raw.content == {"body": "x"}
    assert json.loads(PARQUET.data(raw)) == {"body": "x"}
    (raw,) = scanned(packed(table.select(["nested"])))
    with pytest.raises(InputError, match=r"--column text=COLUMN \(there are: none\)"):
        document(raw)


def test_a_stream_that_has_no_parts_is_told():
    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

    with pytest.raises(InputError, match="no parts can be had"):
        next(PARQUET.scan(Stream(GROUPS), InputFile("x.parquet", "parquet", 9)))


def test_what_the_system_cannot_read_is_no_document():
    class Stream(io.BytesIO):
        def read(self, size: int = -1) -> bytes:
            if self.tell() < len(GROUPS) // 2:
                raise OSError(5, "Input/output error")
            return super().read(size)

    with pytest.raises(OSError, match="Input/output error"):
        list(PARQUET.scan(Stream(GROUPS), InputFile("x.parquet", "parquet", len(GROUPS))))
