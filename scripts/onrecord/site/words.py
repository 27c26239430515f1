"""The words of a text as the search knows them. `page/words.js` has the same rules; a test holds them together."""

from __future__ import annotations

import unicodedata
from typing import Any

import regex

_WORD = regex.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[\p{L}\p{N}]+")
_LONGEST = 100  # code points; what is longer nobody searches for
_MARKS = regex.compile(r"\p{M}+")


def words(text: str) -> list[str]:
    """The words in order: in lower case, without accents, compatible forms as one ("ﬁ" is "fi"), 1,000 as 1000."""
    found: Any = _WORD.findall(_MARKS.sub("", unicodedata.normalize("NFKD", text).lower()))
    return [word.replace(",", "") for word in found if len(word) <= _LONGEST]


def code_units(word: str) -> bytes:
    """What words are sorted by, so that JavaScript, which compares units of UTF-16, has the same order."""
    return word.encode("utf-16-be", "surrogatepass")
