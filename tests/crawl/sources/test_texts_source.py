"""Plain texts as a source: a folder gives the records of annotate, with its sidecars; and input behind a URL."""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import SEED
from onrecord.articles import to_document_line
from onrecord.crawl.items import InputFile
from onrecord.crawl.sources import source
from onrecord.crawl.sources.discovery import discovered, opened
from onrecord.errors import InputError
from onrecord.pipeline import annotate_document
from static_server import served

TEXTS = source("texts")


def documents(path: str):
    for file in discovered([path]):
        with opened(file) as stream:
            for raw in source(file.format).scan(stream, file):
                yield source(file.format).document(raw, file, {}, "fallback")


@pytest.fixture
def folder(tmp_path) -> Path:
    """Texts as annotators have them, packed and not, with and without a sidecar, and one with another seed."""
    top = tmp_path / "in"
    top.mkdir()
    for path in (SEED, SEED.with_suffix(".json")):
        shutil.copy(path, top)
    (top / "Ärzte & co.txt").write_bytes("\ufeffa\r\nb\u2028c “Yes,” she said.".encode())
    (top / "packed.txt.gz").write_bytes(gzip.compress("“No,” he said on 3 May.".encode()))
    (top / "packed.json").write_text(json.dumps({"id": "p", "title": "T", "published": "2024-05-02"}))
    (top / "page.txt").write_text("He said no.")
    (top / "page.html").write_text("<p>He said no.")
    (top / "page.json").write_text(json.dumps({"seed": "page.html", "url": "https://example.org/"}))
    return top


def test_a_folder_gives_the_records_of_annotate(folder, onrecord):
    names = sorted(folder.glob("*.txt*"))
    done = onrecord("annotate", *names, "--model", "fast")
    assert done.code == 0
    lines = [to_document_line(annotate_document(each, "fast")) for each in documents(str(folder))]
    assert sorted(lines) == sorted(done.out.encode().splitlines(keepends=True))
    assert len(lines) == 4


@given(st.binary(max_size=99), st.sampled_from(["x.txt", "x.txt.gz"]))
def test_no_bytes_make_it_raise(data, name):
    file = InputFile(name, "texts", len(data))
    (raw,) = TEXTS.scan(io.BytesIO(data), file)
    assert TEXTS.count(io.BytesIO(data), file) == 1
    assert raw.fault or TEXTS.data(raw) == (data if name == "x.txt" else gzip.decompress(data))


def test_texts_and_lines_behind_a_url(folder, tmp_path, monkeypatch):
    """No sidecar is looked for there, and none of the same name here."""
    monkeypatch.chdir(folder)
    (folder / "x.jsonl.gz").write_bytes(gzip.compress(b'{"text": "one"}\n\n{"text": "two"}'))
    with served(folder) as address:
        (packed,) = documents(f"{address}/packed.txt.gz")
        lines = [each.text for each in documents(f"{address}/x.jsonl.gz")]
        (file,) = discovered([f"{address}/x.jsonl.gz"])
        with opened(file) as stream:
            assert source("jsonl").count(stream, file) == 2
        (folder / "x.jsonl.gz").unlink()
        with pytest.raises(InputError, match=r"cannot be read"), opened(file):
            pass
    assert (packed.id, packed.title, packed.source.seed) == ("packed", "", "packed.txt.gz")
    assert lines == ["one", "two"]


def test_parquet_behind_a_url(tmp_path):
    """A large file is not read whole: it needs a server that gives parts of it, and this one does not."""
    pq.write_table(pa.table({"text": ["x"] * 9}), tmp_path / "small.parquet")
    texts = [os.urandom(2**20).hex() for _ in range(6)]
    pq.write_table(pa.table({"text": texts}), tmp_path / "large.parquet", compression="none")
    with served(tmp_path) as address:
        assert len(list(documents(f"{address}/small.parquet"))) == 9
        with pytest.raises(InputError, match=r"cannot be read .*range requests"):
            list(documents(f"{address}/large.parquet"))
    assert len(list(documents(f"file://{tmp_path}/large.parquet"))) == 6


@pytest.mark.parametrize("change", ["grown", "cut", "gone"])
def test_a_file_that_changes_is_told(tmp_path, change):
    path = tmp_path / "x.txt"
    path.write_text("one")
    (file,) = discovered([str(path)])
    changes = {"grown": lambda: path.write_text("more"), "cut": lambda: path.write_text("o"), "gone": path.unlink}
    with pytest.raises(InputError, match=r"bytes, and 3 when the crawl began|cannot be read"), opened(file):
        changes[change]()  # while it is read
    with pytest.raises(InputError, match=r"bytes, and 3 when the crawl began|cannot be read"), opened(file):
        pytest.fail("it was opened")
