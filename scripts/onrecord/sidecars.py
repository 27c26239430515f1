"""Sidecars: what is known about a text beside the text, in `NAME.json` or in a line of JSONL."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from onrecord.errors import InputError

ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}\Z")
_FILE_NAME = re.compile(r"[^/\\\0]+\.[A-Za-z0-9]+\Z")
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """What is known about a text beside the text; "" where it is not known.

    `seed` is the file as received where that is no text, and `extractor` the program, with its version, that made the
    text of it.
    """

    id: str = ""
    title: str = ""
    language: str = "en"
    publisher: str = ""
    url: str = ""
    licence: str = ""
    published: str = ""
    origin: str = "received"
    split: str = "train"
    seed: str = ""
    extractor: str = ""


SIDECAR_KEYS = [field.name for field in fields(Sidecar)]
LINE_KEYS = [key for key in SIDECAR_KEYS if key not in ("seed", "extractor")]  # a line holds its text
CHOICES = {"origin": ("received", "written"), "split": ("train", "validation", "test")}


def read_sidecar(path: Path) -> Sidecar:
    """What the sidecar says; an empty one where there is no such file. Raises `InputError`."""
    if not path.is_file():
        return Sidecar()
    try:
        values = json.loads(path.read_text("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(f"{path}{line}", f"not JSON ({error})", "write one JSON object with strings") from error
    if not isinstance(values, dict):
        raise InputError(str(path), f"a JSON {type(values).__name__}", f"write an object with keys of {SIDECAR_KEYS}")
    unknown = [key for key in values if key not in SIDECAR_KEYS]
    if unknown:
        raise InputError(str(path), f"unknown key {unknown[0]!r}", f"use keys of {', '.join(SIDECAR_KEYS)}")
    return sidecar_of(str(path), values)


def sidecar_of(place: str, values: dict[str, Any]) -> Sidecar:
    """The sidecar of values that were read at `place`. Raises `InputError`."""
    for key, value in values.items():
        if not isinstance(value, str):
            raise InputError(
                place, f"{key} is {json_kind(value)}", "write it as a string, or leave it out when it is not known"
            )
        check_characters(value, place, f"{key} has ")
        if key in CHOICES and value not in CHOICES[key]:
            raise InputError(place, f"{key} is {value!r}", f"write one of {', '.join(CHOICES[key])}")
    sidecar = Sidecar(**values)
    if sidecar.id and not ID.match(sidecar.id):
        raise InputError(place, f"id is {sidecar.id!r}", "use up to 200 ASCII letters, digits, '.', '_' and '-'")
    if sidecar.seed and not _FILE_NAME.match(sidecar.seed):
        raise InputError(place, f"seed is {sidecar.seed!r}", "name a file in the same folder, such as NAME.html")
    if not LANGUAGE.match(sidecar.language):
        raise InputError(place, f"language is {sidecar.language!r}", "write a BCP 47 tag such as en or en-GB")
    return sidecar


def check_characters(text: str, place: str, where: str = "") -> None:
    """Raise `InputError` for a text that UTF-8 cannot hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        found = f"{where}a lone surrogate (U+{ord(text[error.start]):04X}) at code point {error.start}"
        raise InputError(place, found, "repair the text's encoding") from error


def json_kind(value: object) -> str:
    """What a value is in JSON, for messages."""
    names = {
        "NoneType": "missing or null",
        "dict": "an object",
        "list": "a list",
        "str": "a string",
        "bool": "a boolean",
    }
    return names.get(type(value).__name__, "a number")
