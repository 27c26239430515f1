"""The records of a WARC, one after the other; where one is broken, reading goes on at the next that begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import NamedTuple

from warcio.statusandheaders import StatusAndHeadersParser

from onrecord.crawl.sources.warc.ahead import Ahead, passed_over
from onrecord.incident import quoted

LARGEST = 2**28  # bytes of a record, unpacked; Common Crawl cuts pages at 2**20
_LONGEST_HEAD = 2**16
_BLANK = b"\r\n"
_END = b"\r\n\r\n"  # of a record, by the standard; some have less, or more
_MOST_BLANK = 2**10
_MARK = b"WARC/"
_LONGEST_BEGIN = 2**8
_BEGIN = re.compile(rb"WARC/\d\.\d{1,2}[ \t]*\r?\n[A-Za-z][A-Za-z-]{0,99}[ \t]*:")
_CONTROL = re.compile(rb"[^\t\r\n -~\x80-\xff]")
_END_OF_HEAD = re.compile(rb"\n\r?\n")


class Piece(NamedTuple):
    """A piece of a file, from where to where in it: a record with its head, or with a `fault` what cannot be read."""

    start: int
    end: int
    data: bytes
    body: int = 0  # where in `data` its content begins
    headers: Mapping[str, str] = {}
    fault: str = ""


class RecordError(Exception):
    """That what lies ahead is no whole record, and why."""


class HeadParser(StatusAndHeadersParser):  # type: ignore[misc]
    """warcio's parser of heads. Raises `RecordError` for control characters, as where a block of a disk is lost."""

    @staticmethod
    def decode_header(line: bytes) -> str:
        if _CONTROL.search(line):
            raise RecordError("a WARC record with control characters in its head")
        return str(StatusAndHeadersParser.decode_header(line))


def pieces(ahead: Ahead) -> Iterator[Piece]:
    """All that lies ahead: records, and what is between them where that cannot be read, each as one piece."""
    _drop_blank(ahead)
    while ahead.fill(1):
        start = ahead.span()[0]
        try:
            body, size, headers = _measured(ahead)
            _check_next(ahead, size)
            data, fault = ahead.first(size), ""
            ahead.drop(size)
        except RecordError as error:
            data, fault, body, headers = passed_over(ahead, _MARK, begins=record_begins), str(error), 0, {}
        _drop_blank(ahead)
        yield Piece(start, ahead.span()[1], data, body, headers, fault)
        ahead.settle()


def _measured(ahead: Ahead) -> tuple[int, int, dict[str, str]]:
    """Of the record ahead: where its content begins and ends, and what its head says. Raises `RecordError`."""
    ahead.fill(_LONGEST_HEAD)
    if not _BEGIN.match(ahead.bytes):
        raise RecordError(f"no WARC record: it begins with {quoted(ascii(ahead.first(20))[2:-1])}")
    end = _END_OF_HEAD.search(ahead.bytes, 0, _LONGEST_HEAD)
    if not end:
        raise RecordError(f"a WARC record whose head does not end within {_LONGEST_HEAD // 2**10} KiB")
    body = end.end()
    headers = headers_of(HeadParser([], verify=False).parse(BytesIO(ahead.first(body))).headers)
    length = headers["content-length"]
    if not re.fullmatch(r"[0-9]{1,18}", length):
        raise RecordError(f"a WARC record whose Content-Length is {quoted(length)}")
    if body + int(length) > LARGEST:
        raise RecordError(f"a WARC record of {int(length):,} bytes, more than {LARGEST // 2**20} MiB")
    if not ahead.fill(body + int(length)):
        raise RecordError(f"a WARC record that is cut off: {len(ahead.bytes) - body:,} of {int(length):,} bytes")
    return body, body + int(length), headers


def headers_of(named: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The headers of a record by their names in lower case. Raises `RecordError` where one that counts is not there
    once: two heads run into one when what parted them is broken.
    """
    lower = [(name.strip().lower(), value.strip()) for name, value in named]
    for needed in ("WARC-Type", "Content-Length"):
        if (times := [name for name, _ in lower].count(needed.lower())) != 1:
            raise RecordError(f"a WARC record with {times} {needed}")
    return dict(lower)


def _check_next(ahead: Ahead, size: int) -> None:
    """Raises `RecordError` where after so many bytes there is neither the end of a record, nor that of all, nor one."""
    ahead.fill(size + _MOST_BLANK + len(_MARK))
    rest = bytes(ahead.bytes[size : size + _MOST_BLANK + len(_MARK)])
    if not rest.startswith(_END) and not rest.lstrip(_BLANK).startswith(_MARK) and rest.strip(_BLANK):
        raise RecordError("a WARC record that does not end where its Content-Length says")


def _drop_blank(ahead: Ahead) -> None:
    while ahead.fill(1) and ahead.bytes[0] in _BLANK:
        first = ahead.first(_MOST_BLANK)  # of all that lies ahead, which may be much
        ahead.drop(len(first) - len(first.lstrip(_BLANK)))


def record_begins(ahead: Ahead, at: int) -> bool:
    """Whether a record may begin there, at the beginning of a line or not: that end of line may be broken."""
    ahead.fill(at + _LONGEST_BEGIN)
    return bool(_BEGIN.match(ahead.bytes, at))
