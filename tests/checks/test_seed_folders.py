"""Records against the folder of seeds: digests, texts, names that are no path."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import replace

import pytest

from conftest import GOLD, ROOT
from onrecord.articles import read_article
from onrecord.checks.seeds import SeedFolder, check
from onrecord.errors import InputError
from onrecord.model import Record, Source
from onrecord.seeds import read_text

CASES = ROOT / "tests" / "cases" / "invalid"


def record_of(data: bytes, text: str, name: str = "a.txt") -> Record:
    return Record(id="a", text=text, source=Source(seed=name, sha256=hashlib.sha256(data).hexdigest()))


def found(record: Record, seeds: SeedFolder) -> list[str]:
    return [finding.test_id for finding in check(record, seeds)]


@pytest.mark.parametrize(
    "test_id, told, expected",
    [
        ("seed-missing", "'other.txt', which is not in the folder", "the name of a file"),
        ("seed-sha256", "'000000000000…, which is not the digest of 'base.txt'", "2d3b4bb7"),
        ("seed-text", "'ive people came.\\nim' at code point 46, where 'base.txt' differs", "'our people came.\\nim'"),
    ],
)
def test_a_bad_seed_gives_the_one_finding(test_id, told, expected):
    record = read_article(CASES / test_id / "base.jsonl")
    [finding] = check(record, SeedFolder(CASES / test_id / "seeds"))
    assert finding.test_id == test_id
    assert told in finding.found and (expected in finding.expected or len(finding.expected) == 64)


def test_the_gold_article_has_its_seed():
    assert found(read_article(GOLD), SeedFolder(ROOT / "seeds")) == []


def test_a_data_set_without_its_seeds_is_valid(tmp_path):
    record = record_of(b"x", "x")
    assert found(record, SeedFolder(tmp_path)) == ["seed-missing"]
    assert found(record, SeedFolder(tmp_path, complete=False)) == []
    assert found(replace(record, source=Source()), SeedFolder(tmp_path)) == []


@pytest.mark.parametrize("data", [b"x", b"\xef\xbb\xbfx", "“é”\r\n\u2028".encode()], ids=["plain", "mark", "marks"])
def test_what_is_read_from_a_seed_is_its_text(tmp_path, data):
    for name, stored in (("a.txt", data), ("b.txt.gz", gzip.compress(data))):
        (tmp_path / name).write_bytes(stored)
        document = read_text(tmp_path / name)
        record = Record(id="a", text=document.text, source=document.source)
        assert found(record, SeedFolder(tmp_path)) == []
        assert found(replace(record, text=record.text + "!"), SeedFolder(tmp_path)) == ["seed-text"]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/passwd", "..", "sub/b.txt", "sub", "a.txt/", "\x00", "-"])
def test_a_name_from_data_is_no_path(tmp_path, name):
    folder = tmp_path / "seeds"
    (folder / "sub").mkdir(parents=True)
    for path in (tmp_path / "a.txt", folder / "a.txt", folder / "sub" / "b.txt"):
        path.write_bytes(b"x")
    assert found(record_of(b"x", "x", name), SeedFolder(folder)) == ["seed-missing"]


def test_what_is_no_utf8_or_no_folder_is_told(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xff")
    assert found(record_of(b"\xff", "\ud800"), SeedFolder(tmp_path)) == ["seed-text"]
    with pytest.raises(InputError, match="cannot be read"):
        SeedFolder(tmp_path / "a.txt")


def test_the_text_of_a_seed_that_is_no_text_stands_beside_it(tmp_path):
    (tmp_path / "a.html").write_bytes(b"<p>x")
    (tmp_path / "a.txt").write_bytes(b"x")
    (tmp_path / "a.json").write_text('{"seed": "a.html", "extractor": "by hand"}')
    document = read_text(tmp_path / "a.txt")
    assert document.source == record_of(b"<p>x", "x", "a.html").source
    assert found(Record(id="a", text="x", source=document.source), SeedFolder(tmp_path)) == []
    assert found(Record(id="a", text="<p>x", source=document.source), SeedFolder(tmp_path)) == ["seed-text"]
    (tmp_path / "a.html").write_bytes(b"<p>y")
    assert found(Record(id="a", text="x", source=document.source), SeedFolder(tmp_path)) == ["seed-sha256"]


@pytest.mark.parametrize(
    "seed, told",
    [("../a.html", "name a file in the same"), ("b.html", "whose text would be 'b.txt'"), ("a.docx", "cannot be read")],
)
def test_a_sidecar_names_no_other_seed(tmp_path, seed, told):
    (tmp_path / "a.txt").write_bytes(b"x")
    (tmp_path / "a.json").write_text(json.dumps({"seed": seed}))
    with pytest.raises(InputError, match=told):
        read_text(tmp_path / "a.txt")
