"""The codings that content is sent in over HTTP, undone within a bound."""

from __future__ import annotations

import re
import zlib
from importlib import import_module
from io import BytesIO

from warcio.bufferedreaders import ChunkedDataReader

from onrecord.errors import InputError
from onrecord.files import zstd
from onrecord.incident import quoted

LARGEST = 2**26  # bytes of a page
_MOST_CODINGS = 4
_HTML = re.compile(
    rb"\s*(?:<!--[^>]{0,500}-->\s*)?<(?:!doctype\s+html|html|head|body|title|script|meta)\b", re.IGNORECASE
)


def freed(content: bytes, codings: str, place: str) -> bytes:
    """The content without the codings that a Content-Encoding names, as far as it goes where it is cut off.

    Archives may keep that header where they undid the coding: what begins as a page does is taken for one. Raises
    `InputError`.
    """
    names = [name for name in re.split(r"[\s,]+", codings.lower()) if name not in ("", "identity")]
    if len(names) > _MOST_CODINGS:
        raise InputError(place, f"sent in {len(names)} codings, one in the other", "leave it out")
    for name in reversed(names):
        if is_like_html(content):
            break
        content = _freed(content, name, place)
        if len(content) > LARGEST:
            raise InputError(place, f"a page of more than {LARGEST // 2**20} MiB", "leave it out")
    return content


def joined(content: bytes) -> bytes:
    """The chunks of a chunked transfer; the content itself where it is not in chunks, for archives undo them too."""
    whole: bytes = ChunkedDataReader(BytesIO(content)).read()
    return whole


def is_like_html(content: bytes) -> bool:
    """Whether it begins as pages do."""
    return bool(_HTML.match(content.removeprefix(b"\xef\xbb\xbf")[:2000]))


def _freed(content: bytes, coding: str, place: str) -> bytes:
    """Its first bytes unpacked, at most one more than the largest page has."""
    unpack = _UNPACKING.get(coding)
    if not unpack:
        raise InputError(place, f"sent in the coding {quoted(coding)}, which is not known", "leave it out")
    try:
        return unpack(content, LARGEST + 1)
    except ModuleNotFoundError as error:
        raise InputError(place, f"sent in {coding}, which nothing here unpacks", "pip install brotli") from error
    except MemoryError:
        raise
    except Exception as error:  # each of these libraries has one of its own
        raise InputError(place, f"not {coding}, which it was sent in ({error})", "fetch the page again") from error


def _gzip(content: bytes, most: int) -> bytes:
    return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(content, most)


def _deflate(content: bytes, most: int) -> bytes:
    """By the standard with a head of zlib; some servers take the word for the bare form."""
    has_head = len(content) > 1 and content[0] & 15 == 8 and int.from_bytes(content[:2], "big") % 31 == 0
    return zlib.decompressobj(zlib.MAX_WBITS if has_head else -zlib.MAX_WBITS).decompress(content, most)


def _brotli(content: bytes, most: int) -> bytes:
    return bytes(import_module("brotli").Decompressor().process(content, output_buffer_limit=most))


def _zstd(content: bytes, most: int) -> bytes:
    return bytes(zstd().ZstdDecompressor().decompress(content, max_length=most))


_UNPACKING = {"gzip": _gzip, "x-gzip": _gzip, "deflate": _deflate, "br": _brotli, "zstd": _zstd}
