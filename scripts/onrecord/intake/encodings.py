"""The characters of web pages: in which encoding they are, as browsers see it, but that none is ever guessed."""

from __future__ import annotations

import codecs
import contextlib
import re

from onrecord.errors import InputError
from onrecord.incident import quoted

REPLACED = "\ufffd"  # what stands for bytes that are in no encoding
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_DECLARED_XML = re.compile(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})")
# Of browsers' encodings some are larger than what Python has under the name, with the marks that news is full of.
_AS_BROWSERS = {
    "ascii": "cp1252",
    "big5": "big5hkscs",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "iso8859-11": "cp874",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "tis-620": "cp874",
}
_NO_PAGES = ("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7")
_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


class EncodingError(InputError):
    """A page that is in none of the encodings that it should be in."""


def decoded_page(data: bytes, place: str, charset: str = "") -> str:
    """The characters of a page, in the encoding that its mark, its sender or itself declares, else UTF-8.

    One that the bytes disprove gives way to the next. Raises `EncodingError` where it is in none of them: an encoding
    is never guessed.
    """
    told = _told(data, charset)
    for name in filter(None, map(_codec, told)):
        with contextlib.suppress(UnicodeError):
            return data.decode(name)
    raise EncodingError(place, f"not in the encoding {quoted(told[0])} that holds for it", "save the page as UTF-8")


def mended_page(data: bytes, place: str, charset: str = "") -> str:
    """The characters of a page that is in none of its encodings, in the first of them, with `REPLACED` for what is not.

    Raises `EncodingError` where what it is told to be in is no encoding of pages.
    """
    told = _told(data, charset)
    name = next(filter(None, map(_codec, told)), "")
    if not name:
        raise EncodingError(place, f"not in the encoding {quoted(told[0])}, which is none", "save the page as UTF-8")
    return data.decode(name, "replace")


def _told(data: bytes, charset: str) -> list[str]:
    """What encodings the page is told to be in, in the order in which browsers believe it."""
    if mark := next((name for mark, name in _MARKS.items() if data.startswith(mark)), ""):
        return [mark]
    found = _DECLARED_XML.match(data[:1024]) or _DECLARED.search(data[:4096])
    declared = found[1].decode("ascii") if found else ""
    if declared.lower().startswith("utf-16"):  # which could not be read there
        declared = "utf-8"
    return [name for name in (charset, declared) if name] or ["utf-8"]


def _codec(name: str) -> str:
    """Python's name of what browsers read a page as that is told to be in that encoding; "" for none of theirs."""
    try:
        codec = codecs.lookup(name.lower().removeprefix("x-")).name
        b"    ".decode(codec)  # which fails for what is no encoding of texts
    except (LookupError, ValueError):
        return ""
    return "" if codec in _NO_PAGES else _AS_BROWSERS.get(codec, codec)
