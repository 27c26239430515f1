"""The words around numbers that say what they are, from `contexts.toml`, as patterns."""

from __future__ import annotations

import re

from onrecord.layers.lexicon import load_lexicon, phrases, trie

_CONTEXTS = load_lexicon("numbers/contexts")


def words(name: str, place: str) -> str:
    """A pattern for any word of a list, such as the words `before` a `score`, in lower case."""
    return trie(phrases(_CONTEXTS[name][place]), _character)


def _character(character: str) -> str:
    return {"*": r"\w*", " ": r"\s"}.get(character) or re.escape(character)
