"""The words that make up numbers, from `words.toml`."""

from __future__ import annotations

from fractions import Fraction

from onrecord.layers.lexicon import load_lexicon

_WORDS = load_lexicon("numbers/words")

CARDINALS: dict[str, int] = _WORDS["cardinals"]
ZEROS = {word: value for word, value in CARDINALS.items() if value == 0}
ONES = {word: value for word, value in CARDINALS.items() if 0 < value < 10}
TENS = {word: value for word, value in CARDINALS.items() if value >= 20}

# What multiplies the number before it. A hundred and a dozen multiply a number below a hundred only.
SCALES: dict[str, int] = _WORDS["scales"]
ROUND: dict[str, int] = {**_WORDS["groups"], **SCALES}
SUFFIXES: dict[str, int] = _WORDS["suffixes"]
MONEY_SUFFIXES: dict[str, int] = {**SUFFIXES, **_WORDS["money_suffixes"]}
CELL_SUFFIXES: dict[str, int] = {**SUFFIXES, **_WORDS["cell_suffixes"]}

ORDINALS: dict[str, int] = _WORDS["ordinals"]
ORDINAL_ROUND = {word: value for word, value in ORDINALS.items() if value >= 100}

# The parts of a whole, of which one is meant and of which several are. "first" and "second" are none.
_ORDINAL_PARTS = {word: Fraction(1, value) for word, value in ORDINALS.items() if value > 2}
PARTS: dict[str, Fraction] = {
    **{word: Fraction(*part) for word, part in _WORDS["parts"].items() if word[-1] != "s"},
    **_ORDINAL_PARTS,
}
PLURAL_PARTS: dict[str, Fraction] = {
    **{word: Fraction(*part) for word, part in _WORDS["parts"].items() if word[-1] == "s"},
    **{word + "s": part for word, part in _ORDINAL_PARTS.items()},
}
SIGNS: dict[str, Fraction] = {sign: Fraction(*part) for sign, part in _WORDS["signs"].items()}

# Numbers without a value, alone ("dozens") or one of another ("hundreds of thousands").
VAGUE = frozenset(_WORDS["vague"]["words"].split("|"))
# Words that leave the number after them without a value.
LOOSE: tuple[str, ...] = tuple(_WORDS["vague"]["loose"].split("|"))
