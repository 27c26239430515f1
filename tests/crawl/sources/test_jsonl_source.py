"""JSONL as a source: no bytes make it raise or lose a line; a line gives the document that annotate reads."""

from __future__ import annotations

import gzip
import io
import json

import pytest
from backports import zstd
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.articles import to_document_line
from onrecord.crawl.items import InputFile, Raw
from onrecord.crawl.sources import source
from onrecord.errors import InputError
from onrecord.pipeline import annotate_document

JSONL = source("jsonl")
BYTES = st.lists(
    st.sampled_from([b"\n", b"\r", b" ", b"\t", b"{}", b"a", b"\xff", b"\0", "\u2028".encode()]), max_size=60
)


def scanned(data: bytes, name: str = "x.jsonl", **bounds: int) -> list[Raw]:
    return list(JSONL.scan(io.BytesIO(data), InputFile(name, "jsonl", len(data)), **bounds))


def counted(data: bytes, name: str = "x.jsonl") -> int:
    return JSONL.count(io.BytesIO(data), InputFile(name, "jsonl", len(data)))


def read(line: bytes, **columns: str):
    (raw,) = scanned(line)
    return JSONL.document(raw, InputFile("x.jsonl", "jsonl", 0), columns, "fallback")


@given(BYTES.map(b"".join), st.integers(1, 12))
@example(b"aaaa\nb\nc", 4)  # a line that is just as long as may be
@example(b"     \n  b\n", 2)
@example(b"  aaa\n", 2)
def test_each_line_that_is_not_blank_is_one_document(data, longest):
    lines = [(number, line) for number, line in enumerate(data.split(b"\n"), 1) if line.strip()]
    found = scanned(data, longest=longest)
    assert [raw.place for raw in found] == [f"x.jsonl:{number}" for number, _ in lines]
    assert [raw.position for raw in found] == list(range(len(lines)))
    assert counted(data) == len(lines)
    for raw, (_, line) in zip(found, lines, strict=True):
        assert bool(raw.fault) == (len(line) > longest)
        assert line.startswith(JSONL.data(raw).rstrip(b"\n"))


@pytest.mark.parametrize("pack, name", [(gzip.compress, "x.jsonl.gz"), (zstd.compress, "x.jsonl.zst")])
def test_a_packed_file_may_be_cut_anywhere(pack, name):
    lines = [json.dumps({"text": f"{i} " * 9}).encode() + b"\n" for i in range(20)]
    data = pack(b"".join(lines[:8])) + pack(b"".join(lines[8:]))  # as of files that were put together
    assert [JSONL.data(raw) for raw in scanned(data, name)] == lines
    for end in range(len(data)):
        found = scanned(data[:end], name)
        assert counted(data[:end], name) == len(found)
        whole = found[:-1] if found and found[-1].fault else found
        assert [JSONL.data(raw) for raw in whole] == lines[: len(whole)]
        assert not any(raw.fault for raw in whole)


@given(place=st.integers(0, 10**6), bit=st.integers(0, 7), pack=st.sampled_from(["gz", "zst"]))
def test_a_bit_of_a_packed_file_may_be_another(place, bit, pack):
    data = bytearray({"gz": gzip.compress, "zst": zstd.compress}[pack](b'{"text": "a"}\n' * 20))
    data[place % len(data)] ^= 1 << bit
    found = scanned(bytes(data), f"x.jsonl.{pack}")
    assert counted(bytes(data), f"x.jsonl.{pack}") == len(found)
    assert not any(raw.fault for raw in found[:-1])


class Broken(io.RawIOBase):
    """A file on a disk that fails."""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        raise OSError(5, "Input/output error")


@pytest.mark.parametrize("name", ["x.jsonl", "x.jsonl.gz", "x.jsonl.zst"])
def test_what_the_system_cannot_read_is_no_document(name):
    stream = io.BufferedReader(Broken())
    with pytest.raises((InputError, OSError), match="Input/output error"):
        list(JSONL.scan(stream, InputFile(name, "jsonl", 9)))


TEXTS = ["“Yes,” she said.", "a\r\nb\u2028c\x85d", "\U0001f600 e\u0301 שלום", "\tBob Smith said: “No.”\n\n"]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("escaped", [True, False])
def test_the_record_is_that_of_annotate(tmp_path, onrecord, text, escaped):
    known = {
        "id": "a",
        "title": "T – é",
        "published": "2024-05-02T10:00:00+02:00",
        "publisher": "P",
        "language": "en-GB",
    }
    line = json.dumps(known | {"text": text, "other": [1]}, ensure_ascii=escaped).encode() + b"\n"
    (tmp_path / "in.jsonl").write_bytes(line)
    done = onrecord("annotate", tmp_path / "in.jsonl", "--model", "fast", "-o", tmp_path / "out.jsonl")
    assert done.code == 0
    record = annotate_document(read(line), "fast")
    assert to_document_line(record) == (tmp_path / "out.jsonl").read_bytes()


# What annotate refuses in a line is refused here, for the same reason.
REFUSED = {
    "no JSON": b"x",
    "not UTF-8": b'{"id": "a", "text": "\xff"}',
    "a list": b"[]",
    "nested too deeply": b"[" * 100_000,
    "a long number": b'{"id": "a", "text": ' + b"1" * 5000 + b"}",
    "a lone surrogate": rb'{"id": "a", "text": "\ud800"}',
    "a lone surrogate in the title": rb'{"id": "a", "text": "x", "title": "\udfff"}',
    "white space": b'{"id": "a", "text": " \\n"}',
    "a date that is none": b'{"id": "a", "text": "x", "published": "May"}',
    "no text": b'{"id": "a", "text": 5}',
    "a split that is none": b'{"id": "a", "text": "x", "split": "dev"}',
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_annotate_refuses_is_refused(tmp_path, onrecord, name):
    path = tmp_path / "x.jsonl"
    path.write_bytes(REFUSED[name] + b"\n")
    told = onrecord("annotate", path, "--model", "fast").err
    with pytest.raises(InputError) as refused:
        read(REFUSED[name])
    found = str(refused.value.args[1]).replace("'text'", "text")
    assert f"onrecord: {path}:1: {found}" in told


def test_values_are_written_as_annotate_wants_them():
    assert read(b'{"text": "x"}').id == "fallback"
    assert read(b'{"text": "x", "id": null, "title": null}').id == "fallback"
    assert read(b'{"text": "x", "id": 17}').id == "17"
    assert read(b'{"body": "x", "text": 5, "uuid": "u"}', text="body", id="uuid").id == "u"
    assert read(b'{"text": "x", "id": "u", "language": "not one"}', language="").language == "en"
    with pytest.raises(InputError, match="id is a boolean"):
        read(b'{"text": "x", "id": true}')


@given(st.text(min_size=1), st.text(min_size=1))
def test_ids_that_differ_stay_different(one, other):
    first, second = (read(json.dumps({"text": "x", "id": each}).encode()).id for each in (one, other))
    assert (first == second) == (one == other)
