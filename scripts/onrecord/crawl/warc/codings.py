"""The codings that content is sent in over HTTP, undone within a bound."""

from __future__ import annotations

import re
import sys
import zlib
from importlib import import_module
from io import BytesIO

from onrecord.errors import InputError
from onrecord.incident import quoted

LARGEST = 2**26  # bytes of a page
_MOST_CODINGS = 4
_GZIP = 16 + zlib.MAX_WBITS
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
    from warcio.bufferedreaders import ChunkedDataReader

    whole: bytes = ChunkedDataReader(BytesIO(content)).read()
    return whole


def is_like_html(content: bytes) -> bool:
    """Whether it begins as pages do."""
    return bool(_HTML.match(content.removeprefix(b"\xef\xbb\xbf")[:2000]))


def _freed(content: bytes, coding: str, place: str) -> bytes:
    """The first bytes of it unpacked, one more than the largest page has at most."""
    most = LARGEST + 1
    try:
        if coding in ("gzip", "x-gzip"):
            return zlib.decompressobj(_GZIP).decompress(content, most)
        if coding == "deflate":
            # Some servers take the word for the bare form.
            is_bare = content[:1] and (content[0] & 15 != 8 or int.from_bytes(content[:2], "big") % 31)
            return zlib.decompressobj(-zlib.MAX_WBITS if is_bare else zlib.MAX_WBITS).decompress(content, most)
        if coding == "br":
            unpacked: bytes = import_module("brotli").Decompressor().process(content, output_buffer_limit=most)
            return unpacked
        if coding == "zstd":
            module = import_module("compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd")
            unpacked = module.ZstdDecompressor().decompress(content, max_length=most)
            return unpacked
    except ImportError as error:
        raise InputError(place, f"sent in {coding}, which nothing here unpacks", "pip install brotli") from error
    except MemoryError:
        raise
    except Exception as error:  # each of these libraries has one of its own
        raise InputError(place, f"not {coding}, which it was sent in ({error})", "fetch the page again") from error
    raise InputError(place, f"sent in the coding {quoted(coding)}, which is not known", "leave it out")
