"""Vocabularies as data: a layer's words stand in TOML files beside it, which people extend without reading code."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.errors import InputError

_LAYERS = Path(__file__).parent


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
