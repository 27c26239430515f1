"""The records of a packed WARC: each is a gzip member of its own, or all of them are one.

A member that is broken may take in the ones after it until it is found out: what it was read from is kept until it is
known to be whole, and the next is looked for from its second byte on.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from onrecord.crawl.sources.warc.ahead import Ahead, passed_over
from onrecord.crawl.sources.warc.records import LARGEST, Piece, pieces

MAGIC = b"\x1f\x8b\x08"
_GZIP = 16 + zlib.MAX_WBITS
_PACKED = 2**13  # bytes that are read of a member at once; most are not much longer
_UNPACKED = 2**20  # bytes that are unpacked at once
_HEAD = 2**12  # bytes of a member that are looked at to see whether a record begins in it
_LARGEST = LARGEST + 2 * _UNPACKED  # as it is unpacked, the beginning of the next record comes with one
_WASTED_FREELY, _WASTED_TIMES = 2**30, 16


class MemberError(Exception):
    """That what lies ahead is no whole gzip member, and why."""


class Member(Ahead):
    """What is unpacked of the gzip member that lies ahead in a file."""

    def __init__(self, file: Ahead) -> None:
        super().__init__()
        self._file = file
        self._inflater = zlib.decompressobj(_GZIP)
        self.taken = self.unpacked = 0  # bytes, since it was last settled

    def span(self) -> tuple[int, int]:
        return self._file.offset, self._file.offset + self.taken

    def settle(self) -> None:
        self._file.drop(self.taken)
        self.taken, self.unpacked = 0, len(self.bytes)

    def _more(self) -> bytes:
        while not self._inflater.eof:
            self._file.fill(self.taken + 1)
            packed = bytes(self._file.bytes[self.taken : self.taken + _PACKED])
            try:
                more = self._inflater.decompress(packed, _UNPACKED)
            except zlib.error as error:
                raise MemberError(f"no whole gzip member ({error})") from error
            # At the end of a member, where output is bounded, zlib has its rest as both.
            rest = self._inflater.unused_data if self._inflater.eof else self._inflater.unconsumed_tail
            self.taken += len(packed) - len(rest)
            self.unpacked += len(more)
            if max(self.taken, self.unpacked) > _LARGEST:
                raise MemberError(f"a gzip member that unpacks to more than {LARGEST // 2**20} MiB without a record")
            if more:
                return more
            if not packed:
                raise MemberError("a gzip member that is cut off, where the file ends")
        return b""


def packed_pieces(file: Ahead) -> Iterator[Piece]:
    """All that lies ahead: records, and what cannot be read or unpacked, each as one piece."""
    wasted = 0
    while file.fill(1):
        member = Member(file)
        try:
            yield from pieces(member)
            member.settle()
        except MemberError as error:
            start = file.offset
            wasted += max(member.taken, member.unpacked)
            # Members made to be broken after much work would be that work for each of their bytes.
            least = member.taken if wasted > _WASTED_FREELY + _WASTED_TIMES * start else 1
            data = passed_over(file, MAGIC, begins=member_begins, least=max(least, 1))
            yield Piece(start, file.offset, data, fault=str(error))


def member_begins(file: Ahead, at: int) -> bool:
    """Whether a member begins there that begins with a record."""
    file.fill(at + _HEAD)
    try:
        return zlib.decompressobj(_GZIP).decompress(bytes(file.bytes[at : at + _HEAD]), 5) == b"WARC/"
    except zlib.error:
        return False
