"""WARC whatever is broken in it: what is whole is read, what is not is one piece, nothing is lost or raised."""

from __future__ import annotations

import gzip
import io
import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.crawl.items import InputFile, Raw
from onrecord.crawl.sources.warc import SOURCE, members, records
from onrecord.crawl.sources.warc.ahead import KEPT

PAGE = b"<!doctype html><title>Budget</title><p>The council approved the budget on Monday, after six hours."
FORMS = pytest.mark.parametrize("packed", [True, False], ids=["gzip", "plain"])


def member(number: int, *, packed: bool = True, kind: str = "response", body: bytes = PAGE) -> bytes:
    """A record of its own, in bytes that differ from those of every other number."""
    stream = io.BytesIO()
    writer = WARCWriter(stream, gzip=packed)
    head = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), ("X-Number", str(number))], protocol="HTTP/1.1")
    told = {"WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012}>", "WARC-Date": "2024-05-02T06:00:00Z"}
    url = f"https://news.example/{number}"
    payload = io.BytesIO(body)
    asked = StatusAndHeaders("GET / HTTP/1.1", [], is_http_request=True)
    http = {"response": head, "revisit": head, "request": asked}.get(kind)
    writer.write_record(
        writer.create_warc_record(
            url, kind, payload=payload, length=len(body), warc_headers_dict=told, http_headers=http
        )
    )
    return stream.getvalue()


def scanned(data: bytes, name: str = "news.warc.gz") -> list[Raw]:
    """What is read of a file, after the checks that hold for every file."""
    file = InputFile(name, "warc", len(data))
    raws = list(SOURCE.scan(io.BytesIO(data), file))
    assert [raw.position for raw in raws] == list(range(len(raws))) and len({raw.place for raw in raws}) <= len(raws)
    ends = [raw.end for raw in raws]
    assert ends == sorted(ends) and all(0 < end <= len(data) for end in ends)
    assert SOURCE.count(io.BytesIO(data), file) == len(raws)
    assert all(len(SOURCE.data(raw)) <= KEPT for raw in raws if raw.fault)
    return raws


def numbers(raws: list[Raw]) -> list[int | str]:
    """The numbers of the records, and for what cannot be read its fault; "" for a record whose number is broken."""
    found = [re.fullmatch("<urn:uuid:00000000-0000-4000-8000-([0-9]{12})>", _id(raw)) for raw in raws]
    return [int(match[1]) if match else raw.fault for raw, match in zip(raws, found, strict=True)]


def _id(raw: Raw) -> str:
    return raw.headers.get("warc-record-id", "")


@FORMS
def test_records_in_their_order_with_what_is_no_document_left_out(packed):
    kinds = ["warcinfo", "response", "request", "response", "metadata", "revisit", "resource", "response"]
    data = [member(number, packed=packed, kind=kind) for number, kind in enumerate(kinds)]
    raws = scanned(b"".join(data), "a.warc")
    assert numbers(raws) == [1, 3, 7]
    ends = list(itertools.accumulate(map(len, data)))
    assert [raw.end for raw in raws] == [ends[1], ends[3], ends[7]]
    assert [raw.place for raw in raws] == [f"a.warc, byte {ends[number - 1]}" for number in (1, 3, 7)]


@FORMS
def test_what_is_kept_is_a_warc_again(packed):
    raws = scanned(member(1, packed=packed) + member(2, packed=packed))
    again = scanned(b"\r\n\r\n".join(map(SOURCE.data, raws)))
    assert numbers(again) == [1, 2] and [raw.content for raw in again] == [raw.content for raw in raws]


def test_one_stream_of_all_records_is_read_record_by_record():
    plain = [member(number, packed=False) for number in range(50)]
    assert numbers(scanned(gzip.compress(b"".join(plain)))) == list(range(50))
    two = gzip.compress(b"".join(plain[:20])) + member(20) + gzip.compress(b"".join(plain[21:]))
    assert numbers(scanned(two)) == list(range(50))


def test_the_end_of_a_member_that_unpacks_to_much_is_found():
    """Where output is bounded, zlib has what follows the member in two places."""
    large = member(1, body=b"<p>" + b"ab" * 3_000_000)
    assert numbers(scanned(member(0) + large + member(2))) == [0, 1, 2]


CUT = "a gzip member that is cut off, where the file ends"
ODD = {
    "cut at the end": (lambda one: member(1) + one[:-7], [1, CUT]),
    "cut in its head": (lambda one: member(1) + one[:5], [1, CUT]),
    "cut in the middle": (lambda one: member(1) + one[:-60] + member(2), [1, "no whole gzip", 2]),
    "another sum": (lambda one: one[:-8] + bytes(4) + one[-4:] + member(2), ["no whole gzip", 2]),
    "something before": (lambda one: b"\0\0" + one, ["no whole gzip", 9]),
    "something between": (lambda one: member(1) + b"\x1f\x8b\x08 <html>" * 99 + one, [1, "no whole gzip", 9]),
    "something after": (lambda one: one + bytes(100), [9, "no whole gzip"]),
    "no record": (lambda one: gzip.compress(b"a text") + one, ["no WARC record: it begins with 'a text'", 9]),
    "a record and more": (
        lambda one: gzip.compress(gzip.decompress(one) + b"x") + member(1),
        [9, "no WARC record", 1],
    ),
    "nothing in it": (lambda one: one + gzip.compress(b"") + gzip.compress(b"\r\n") + member(1), [9, 1]),
    "not packed": (lambda one: gzip.decompress(one) + member(1, packed=False), [9, 1]),
    "nothing": (lambda one: b"", []),
}


@pytest.mark.parametrize("made, found", ODD.values(), ids=ODD)
def test_members_that_are_broken_cost_themselves(made, found):
    read = numbers(scanned(made(member(9))))
    assert len(read) == len(found)
    assert all(str(one).startswith(str(other)) for one, other in zip(read, found, strict=True)), read


HEAD = b"WARC/1.0\r\nWARC-Type: response\r\n"
BAD = {
    "cut": (HEAD + b"Content-Length: 9\r\n\r\n12345", "a WARC record that is cut off: 5 of 9 bytes"),
    "shorter": (HEAD + b"Content-Length: 2\r\n\r\n12345\r\n\r\n", "a WARC record that does not end where"),
    "longer": (HEAD + b"Content-Length: 9\r\n\r\n12345\r\n\r\nWARC", "a WARC record that does not end where"),
    "no length": (HEAD + b"\r\n12345", "a WARC record with 0 Content-Length"),
    "odd length": (HEAD + b"Content-Length: -1\r\n\r\n", "a WARC record whose Content-Length is '-1'"),
    "too long": (HEAD + b"Content-Length: 999999999\r\n\r\n", "a WARC record of 999,999,999 bytes, more than 256 MiB"),
    "no type": (b"WARC/1.0\r\nContent-Length: 0\r\n\r\n", "a WARC record with 0 WARC-Type"),
    "two heads": (HEAD + b"WARC-Type: request\r\nContent-Length: 0\r\n\r\n", "a WARC record with 2 WARC-Type"),
    "zeros": (HEAD + bytes(99) + b"\r\nContent-Length: 0\r\n\r\n", "a WARC record with control characters"),
    "no end": (HEAD + b"X: y\r\n" * 20_000, "a WARC record whose head does not end within 64 KiB"),
    "garbage": (b"\xff" * 300_000, "no WARC record: it begins with"),
}


@pytest.mark.parametrize("bad, told", BAD.values(), ids=BAD)
def test_records_that_are_broken_cost_themselves(bad, told):
    first, fault, last = numbers(scanned(member(1) + gzip.compress(bad) + member(2)))
    assert (first, last) == (1, 2) and fault.startswith(told)
    plain = [member(number, packed=False) for number in (1, 2)]
    first, fault, last = numbers(scanned(bad.join(plain), "a.warc"))
    assert (first, last) == (1, 2) and fault.startswith(told if "cut off" not in told else "a WARC record that does")


def test_a_member_without_end_is_bounded(monkeypatch):
    monkeypatch.setattr(members, "_LARGEST", 2**20)
    zeros = gzip.compress(bytes(2**22))
    told = "a gzip member that unpacks to more than 256 MiB without a record"
    assert numbers(scanned(member(1) + zeros + member(2))) == [1, told, 2]
    monkeypatch.setattr(records, "LARGEST", 1000)
    assert "more than" in numbers(scanned(member(1, body=bytes(2000)) + member(2)))[0]


def test_members_made_to_be_broken_late_cost_no_more_than_their_size(monkeypatch):
    """Each of them takes in all that follow; past the bound, these are passed over with it."""
    monkeypatch.setattr(members, "_WASTED_FREELY", 0)
    monkeypatch.setattr(members, "_WASTED_TIMES", 0)
    monkeypatch.setattr(members, "_LARGEST", 2**22)
    late = gzip.compress(HEAD + bytes(2**23), 0)[:1000] * 200 + member(2)
    assert len(scanned(late)) < 10
    monkeypatch.undo()
    assert len(scanned(late)) == 201 and numbers(scanned(late))[-1] == 2


EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=40)), min_size=1, max_size=4)


@given(EDITS, st.booleans(), st.integers(0, 5))
def test_whatever_is_broken_what_is_whole_is_read(edits, packed, first):
    """Bytes changed, taken out and put in anywhere in two neighbouring records of eight, their ends included."""
    parts = [member(number, packed=packed) for number in range(8)]
    damaged = b"".join(parts[first : first + 2])
    for where, size, instead in edits:
        at = round(where * len(damaged))
        damaged = damaged[:at] + instead + damaged[at + size :]
    name = "a.warc.gz" if packed else "a.warc"
    read = numbers(scanned(b"".join([*parts[:first], damaged, *parts[first + 2 :]]), name))
    whole = [number for number in range(8) if number not in (first, first + 1)]
    assert [number for number in read if number in whole] == whole


@given(st.binary(max_size=3000), st.booleans())
def test_what_is_no_archive_is_one_fault(data, packed):
    raws = scanned(data, "a.warc.gz" if packed else "a.warc")
    assert all(raw.fault for raw in raws) and bool(raws) == bool(data.strip(b"\r\n") or (packed and data))
