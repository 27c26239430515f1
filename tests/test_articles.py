"""Article files, document records and Parquet rows hold the same, to the byte."""

from __future__ import annotations

import io

import msgspec
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from onrecord import from_hf, iter_documents, read_articles, write_article
from onrecord.articles import from_article, from_document_line, read_article, to_article, to_document_line
from onrecord.errors import InputError
from onrecord.model import Number, Record, Segment
from onrecord.tables import table, to_parquet
from onrecord.validation import validate
from onrecord.views import VIEWS
from strategies import records


@settings(max_examples=200)
@given(records())
def test_both_forms_are_lossless_and_canonical(record):
    article, line = to_article(record), to_document_line(record)
    assert from_article(map(msgspec.json.decode, article.split(b"\n")[:-1])) == record
    assert from_document_line(line) == record
    assert to_article(from_document_line(line)) == article
    assert line.count(b"\n") == 1 and b"\r" not in line


@settings(max_examples=50)
@given(records())
def test_parquet_is_lossless(record):
    rows = pq.read_table(io.BytesIO(to_parquet(table(VIEWS["documents"], [record])))).to_pylist()
    assert [from_hf(row) for row in rows] == [record]


@settings(max_examples=100)
@given(records())
def test_what_is_written_is_valid(record):
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = write_article(record, folder)
        assert list(read_articles(folder)) == [record]
        assert [str(incident) for incident in validate([path])] == []
        bulk = Path(folder) / "bulk.jsonl"
        bulk.write_bytes(to_document_line(record))
        assert list(iter_documents(bulk)) == [record]
        assert [str(incident) for incident in validate([bulk])] == []


def test_lines_stand_in_order_of_the_text_and_whole_values_have_no_fraction():
    text = "One. Two."
    record = Record(
        id="a",
        text=text,
        segments=(Segment(id="g1", start=0, end=9, text=text, kind="paragraph"),),
        numbers=(
            Number(id="n2", start=5, end=8, text="Two", kind="cardinal", value=2.0),
            Number(id="n1", start=0, end=3, text="One", kind="cardinal", value=1),
        ),
    )
    lines = [msgspec.json.decode(line) for line in to_article(record).split(b"\n")[:-1]]
    assert [line.get("id") for line in lines] == ["a", "n1", "g1", "n2"]
    assert b'"value":2,' in to_article(record)


def test_gzip_by_name(tmp_path):
    from onrecord.writes import writing

    record = Record(id="a", text="One.")
    path = tmp_path / "a.jsonl.gz"
    for _ in range(2):
        with writing(path) as stream:
            stream.write(to_document_line(record))
        first = path.read_bytes()
    assert path.read_bytes() == first and first[:2] == b"\x1f\x8b"
    assert list(iter_documents(path)) == [record]


def test_errors_name_file_and_line(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_bytes(to_document_line(Record(id="a", text="One.")) + b'{"id": 3}\n')
    stream = iter_documents(path)
    assert next(stream).id == "a"
    with pytest.raises(InputError, match=r"bad\.jsonl:2: not a document record"):
        next(stream)
    with pytest.raises(InputError, match="cannot be read"):
        list(iter_documents(tmp_path / "missing.jsonl"))


def test_an_article_file_that_is_not_utf8_is_told_by_its_line(tmp_path):
    path = tmp_path / "bad.jsonl"
    path.write_bytes(to_article(Record(id="a", text="One.")).replace(b"One.", b"On\xe9."))
    with pytest.raises(InputError, match=r"bad\.jsonl:1: not JSON .*utf-8"):
        read_article(path)
