"""Files of others: which are read of a folder, and that none fills the memory, packed or not."""

from __future__ import annotations

import gzip
import os
import zipfile
import zlib
from pathlib import Path

import pytest

import onrecord.corpora.foreign_files
from onrecord.corpora.foreign_files import scan_files, stem
from onrecord.errors import InputError
from onrecord.exchange.side_map import SideMaps
from onrecord.formats import FORMATS, IMPORTED
from onrecord.losses import Losses

SMALL = 2**16
NAMES = {
    "timeml": "a.tml.gz",
    "tempeval3": "a.tml.gz",
    "meantime": "a.xml.gz",
    "recognizers": "NumberModel.json.gz",
    "brat": "a.ann.gz",
    "label-studio": "a.json.gz",
    "doccano": "a.jsonl.gz",
    "cas-xmi": "a.xmi.gz",
    "cas-json": "a.json.gz",
    "spacy": "a.spacy.gz",
    "prodigy": "a.jsonl.gz",
    "web-annotation": "a.jsonld.gz",
}


@pytest.fixture
def small(monkeypatch):
    """Limits that a test reaches."""
    for name in ("LARGEST_FILE", "LONGEST_LINE"):
        monkeypatch.setattr(onrecord.corpora.foreign_files, name, SMALL)


def found(name, path):
    return list(FORMATS[name].reader(SideMaps.beside)(str(path), Losses()))


@pytest.mark.parametrize("name", [name for name in IMPORTED if name != "polnear"])
def test_a_packed_file_that_would_fill_the_memory_is_refused(tmp_path, small, name):
    path = tmp_path / NAMES[name]
    path.write_bytes(gzip.compress(b" " * (2 * SMALL)))
    if name in ("brat", "web-annotation"):
        (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"It rained."))
    (error,) = found(name, path)
    assert isinstance(error, InputError) and "more than 0 MiB" in str(error) and path.name in str(error)


def test_what_is_packed_in_a_format_is_bounded_too(tmp_path, small):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xmi", b" " * (2 * SMALL))
    (tmp_path / "a.spacy").write_bytes(zlib.compress(b" " * (2 * SMALL)))
    (tmp_path / "a.sidemap").write_bytes(b" " * (2 * SMALL))
    for name, path in (("cas-xmi", "a.zip"), ("spacy", "a.spacy")):
        (error,) = list(FORMATS[name].reader(lambda _: SideMaps())(str(tmp_path / path), Losses()))
        assert "more than 0 MiB" in str(error)
    with pytest.raises(InputError, match="a line of more than"):
        SideMaps.beside(tmp_path)


def test_the_files_of_a_folder(tmp_path):
    for name in ("b.x", "a.x.gz", "c.y", "no.x", "d.x.zst"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "e.x").mkdir()
    (tmp_path / "e.x" / "b.x").write_bytes(b"")
    os.mkfifo(tmp_path / "f.x")  # to open it would be to wait for a writer
    read: list[str] = []
    found = scan_files(
        tmp_path, (".x",), lambda file: read.append(file) or (), is_meant=lambda file: file.name != "no.x"
    )
    assert not list(found)
    assert [stem(file, (".x",)) for file in read] == ["a", "b", "d"]
    assert not list(scan_files(tmp_path, (".x",), lambda file: read.append(file) or (), deep=True))
    assert [str(Path(file).relative_to(tmp_path)) for file in read[3:]] == [
        "a.x.gz",
        "b.x",
        "d.x.zst",
        "e.x/b.x",
        "no.x",
    ]
    (error,) = scan_files(tmp_path, (".z", ".w"), lambda _: (), mend="write some")
    assert str(error) == f"{tmp_path}: no .z or .w in it; write some"
    assert (stem("-", (".x",)), stem("a.x.y", (".x", ".y"))) == ("<stdin>", "a.x")
