"""The words around numbers that say what they are, from `contexts.toml`, as patterns."""

from __future__ import annotations

import re

from onrecord.layers.lexicon import load_lexicon, trie

_CONTEXTS = load_lexicon("numbers/contexts")


def words(name: str, place: str) -> str:
    """A pattern for any word of a list, such as the words `before` a `score`, in lower case."""
    listed = [" ".join(word.split()) for word in _CONTEXTS[name][place].split("|")]
    return trie(listed, _character)


def _character(character: str) -> str:
    return {"*": r"\w*", " ": r"\s"}.get(character) or re.escape(character)
