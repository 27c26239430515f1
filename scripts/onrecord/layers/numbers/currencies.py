"""The currencies that news names, with their codes in ISO 4217, from `currencies.toml`."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain

from onrecord.layers.lexicon import load_lexicon, phrases

_TABLES = load_lexicon("numbers/currencies")

# Every code, and the region of a language whose dollar is its own.
CODES = frozenset(_TABLES["words"])
REGIONS: dict[str, str] = _TABLES["regions"]
LARGE_ONLY = frozenset(_TABLES["large_only"]["words"].split("|"))


def _split(table: dict[str, str]) -> dict[str, list[str]]:
    return {code: phrases(words) for code, words in table.items()}


def _plurals(words: list[str]) -> list[str]:
    return words + [word + "s" for word in words if word[-1].isalpha() and word[-1] != "s"]


_COUNTRIES = _split(_TABLES["countries"])
_WORDS = {code: _plurals(words) for code, words in _split(_TABLES["words"]).items()}
WORDLIKE = frozenset(_TABLES["wordlike"]["codes"].split("|"))
HISTORIC = frozenset(_TABLES["historic"]["codes"].split("|"))
_QUALIFIED_ONLY = frozenset(_TABLES["qualified_only"]["words"].split("|"))
_OWNERS: dict[str, list[str]] = defaultdict(list)
for _code, _words in _WORDS.items():
    for _word in _words:
        _OWNERS[_word].append(_code)

SHARED_SIGNS: dict[str, str] = _TABLES["shared_signs"]
# Signs before or after an amount with their code; those of several currencies with the code that they have by default.
SIGNS: dict[str, str] = {
    **{code: code for code in CODES},
    **{sign: code for code, signs in _split(_TABLES["signs"]).items() for sign in signs},
    **SHARED_SIGNS,
}


def _defaults() -> dict[str, str]:
    """The code of each word alone; "" where it belongs to several and none is the usual one."""
    usual = _TABLES["defaults"] | {word + "s": code for word, code in _TABLES["defaults"].items()}
    return {
        word: usual.get(word, codes[0] if len(codes) == 1 else "")
        for word, codes in _OWNERS.items()
        if word not in _QUALIFIED_ONLY
    }


# Words alone, and with the country before them.
DEFAULTS = _defaults()
_QUALIFIED = {
    f"{country} {word}": code
    for code, words in _WORDS.items()
    for country in _COUNTRIES.get(code, ())
    for word in words
}
NAMES: dict[str, str] = {**_QUALIFIED, **DEFAULTS}
# Words of several currencies, with the codes of the countries that use them.
SHARED_WORDS: dict[str, list[str]] = {
    word: codes for word, codes in _OWNERS.items() if len(codes) > 1 and word in DEFAULTS
}
# The countries' names of each code, for what stands near a shared word or sign.
COUNTRIES: dict[str, str] = {name: code for code, names in _COUNTRIES.items() for name in names}

_CENTS = _TABLES["cents"]["codes"].split("|")
_HUNDREDTHS = _split(_TABLES["hundredths"])
# Hundredths by their words, with the country before them or alone; shared ones are those of the last one here.
HUNDREDTHS: dict[str, str] = {
    **{
        f"{country} {cents}": f"c{code}"
        for code in _CENTS
        for country in _COUNTRIES.get(code, ())
        for cents in ("cent", "cents")
    },
    **{word: f"c{code}" for code in reversed(list(_HUNDREDTHS)) for word in _HUNDREDTHS[code]},
}
ALL_WORDS = frozenset(chain(NAMES, HUNDREDTHS))
