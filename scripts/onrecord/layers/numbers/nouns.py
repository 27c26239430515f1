"""Closed word lists that tell where the noun after a number begins and ends, from `nouns.toml`."""

from __future__ import annotations

from onrecord.layers.lexicon import load_lexicon

_NOUNS = {name: frozenset(words.split()) for name, words in load_lexicon("numbers/nouns").items()}

IRREGULAR_PLURALS = _NOUNS["irregular_plurals"]
NO_PLURALS = _NOUNS["no_plurals"]
ING_NOUNS = _NOUNS["nouns_in_ing"]
QUANTIFIERS = _NOUNS["quantifiers"]
NO_MODIFIERS = _NOUNS["ends"]
