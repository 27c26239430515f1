"""The units of measurement that news names, with their codes in UCUM, from `units.toml`."""

from __future__ import annotations

from itertools import chain

from onrecord.layers.lexicon import by_phrase, load_lexicon

_UNITS = load_lexicon("numbers/units")


_NO_SYMBOLS = frozenset(_UNITS["no_symbols"]["symbols"].split())


def _prefixed() -> tuple[dict[str, str], dict[str, str]]:
    """Words and symbols of the units that take prefixes, with and without them."""
    words: dict[str, str] = {}
    symbols: dict[str, str] = {}
    for code, row in _UNITS["prefixed"].items():
        names, _, prefixes = row.partition(" : ")
        for prefix in ["", *prefixes.split()]:
            prefixed = _UNITS["prefixes"].get(prefix, "") + code
            words |= {prefix + name: prefixed for name in names.split("|")}
            # "metric kiloton" is none; a symbol is right where it is its own code and no other word.
            if prefix and code.isalpha() and prefixed not in _NO_SYMBOLS:
                symbols[prefixed] = prefixed
    return words, symbols


def _with_plurals(words: dict[str, str]) -> dict[str, str]:
    plurals = {word + "s": code for word, code in words.items() if word[-1].isalpha() and word[-1] != "s"}
    return plurals | words


_PREFIXED_WORDS, _PREFIXED_SYMBOLS = _prefixed()
WORDS: dict[str, str] = _with_plurals(_PREFIXED_WORDS | by_phrase(_UNITS["words"]))
# Symbols, whose case counts.
ATTACHED = frozenset(_UNITS["attached"]["symbols"].split())
SYMBOLS: dict[str, str] = (
    _PREFIXED_SYMBOLS
    | {symbol: symbol for symbol in chain(ATTACHED, _UNITS["codes"]["codes"].split())}
    | {"l": "L"}
    | by_phrase(_UNITS["symbols"])
)
# What a quantity is reckoned by, after "per", "a" or a stroke.
PER: dict[str, str] = _with_plurals(by_phrase(_UNITS["per"]))
PERCENT: dict[str, str] = by_phrase(_UNITS["percent"])
AGES: dict[str, str] = by_phrase(_UNITS["ages"])


def rate(code: str, per: str) -> str:
    """The code of a unit reckoned by another."""
    return f"{code}/{per}"
