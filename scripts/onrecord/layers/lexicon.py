"""Vocabularies as data: a layer's words stand in TOML files beside it, which people extend without reading code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.errors import InputError

_LAYERS = Path(__file__).parent
_ALIKE = str.maketrans("ıİſ", "iis")


@cache
def load_lexicon(name: str) -> dict[str, Any]:
    """The tables of `layers/NAME.toml`, such as "numbers/units", in the order of the file.

    Raises `InputError` with the line when the file is no TOML.
    """
    path = _LAYERS / f"{name}.toml"
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(str(path), str(error), "mend the file: it is TOML 1.0 in UTF-8") from error


def phrases(listed: str) -> list[str]:
    """The phrases of a list in which bars part them; a line break in one is a space."""
    return [" ".join(phrase.split()) for phrase in listed.split("|")]


def folded(surface: str) -> str:
    """The key, in small letters, of what a pattern matched that ignores case: to one, ı and İ are i, and ſ is s."""
    return surface.translate(_ALIKE).lower()


def by_phrase(table: dict[str, str]) -> dict[str, str]:
    """What each phrase stands for, of a table that lists the phrases of each thing."""
    return {phrase: name for name, listed in table.items() for phrase in phrases(listed)}


def trie(phrases: Iterable[str], character: Callable[[str], str] = re.escape) -> str:
    """A pattern for any of the phrases, the longest where several fit: a tree that reads no character twice.

    `character` gives the pattern of one character.
    """
    tails: dict[str, list[str]] = {}
    for phrase in sorted(set(phrases)):
        tails.setdefault(phrase[:1], []).append(phrase[1:])
    optional = tails.pop("", None) is not None
    branches = [character(first) + trie(rest, character) for first, rest in tails.items()]
    if not branches:
        return ""
    tree = branches[0] if len(branches) == 1 and not optional else f"(?:{'|'.join(branches)})"
    return f"{tree}?" if optional else tree
