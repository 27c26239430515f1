"""Codes of units and currencies: whether UCUM and ISO 4217 have them. The tables are those of the numbers layer.

The grammar is UCUM's (version 2.2), case-sensitive, with what its own examples ask beyond its printed rules: a factor
takes an annotation (100/{cells}), and so does what stands in brackets ((8.h){shift}). Zero is no factor or exponent.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from onrecord.layers.lexicon import load_lexicon, trie

_LONGEST = 200  # characters of a code; longer ones name no unit that anyone measures with
_ANNOTATION = r"\{[!-z|~]*\}"


@lru_cache(maxsize=1024)
def is_unit(code: str) -> bool:
    """Whether UCUM has the code: km, [mi_i]/h, 10*6.{pixel}."""
    return 0 < len(code) <= _LONGEST and _term_end(code, 0) == len(code)


def is_currency(code: str) -> bool:
    """Whether ISO 4217 has the code, of today or of the past; "c" before it makes hundredths of it."""
    return (code[1:] if len(code) == 4 and code[0] == "c" else code) in _currencies()


@cache
def percent_units() -> frozenset[str]:
    """The codes of what is told in parts of a hundred or ten thousand: %, %{point}, {basis_point}."""
    return frozenset(load_lexicon("numbers/units")["percent"])


@cache
def _currencies() -> frozenset[str]:
    tables = load_lexicon("numbers/currencies")
    return frozenset(tables["words"]) | frozenset(tables["unnamed"]["codes"].split())


def _term_end(code: str, start: int) -> int:
    """Where the term that begins at `start` ends, a stroke before it included; -1 where none begins."""
    at = start + code.startswith("/", start)
    while (at := _component_end(code, at)) >= 0 and code[at : at + 1] in (".", "/"):
        at += 1
    return at


def _component_end(code: str, start: int) -> int:
    component, annotation = _patterns()
    if not code.startswith("(", start):
        found = component.match(code, start)
        return found.end() if found else -1
    end = _term_end(code, start + 1)
    if end < 0 or code[end : end + 1] != ")":
        return -1
    noted = annotation.match(code, end + 1)
    return noted.end() if noted else end + 1


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A component outside brackets, and an annotation."""
    tables = load_lexicon("numbers/ucum")
    prefix, metric, plain = (trie(tables[name].split()) for name in ("prefixes", "metric", "plain"))
    simple = rf"(?:(?:{prefix})?(?:{metric})|{plain}|[1-9][0-9]*)(?:[+-]?[1-9][0-9]*)?"
    component = rf"(?:{simple}|{_ANNOTATION})(?:{_ANNOTATION})?(?=[./)]|\Z)"
    return re.compile(component), re.compile(_ANNOTATION)
