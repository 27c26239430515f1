"""Inputs to `Document`s: seeds with their sidecars, plain text, JSONL of texts. No other place knows these forms."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from onrecord.errors import InputError
from onrecord.files import JSONL, STANDARD_STREAM, iter_lines, reading, shown_name
from onrecord.model import Document, Published, Source

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,199}\Z")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sidecar:
    """What is known about a text beside the text; "" where it is not known."""

    id: str = ""
    title: str = ""
    language: str = "en"
    publisher: str = ""
    url: str = ""
    licence: str = ""
    published: str = ""
    origin: str = "received"
    split: str = "train"


SIDECAR_KEYS = [field.name for field in fields(Sidecar)]
_CHOICES = {"origin": ("received", "written"), "split": ("train", "validation", "test")}

# A text that was read, or the error that stands in its place: one bad document never ends a run.
Input = Document | InputError


def iter_inputs(path: str | Path, warn: Callable[[str], None]) -> Iterator[Input]:
    """The documents of a `.txt` file, of a `.jsonl` file (`-`: of standard input), or of all such files of a folder."""
    if str(path) != STANDARD_STREAM and Path(path).is_dir():
        for child in sorted(Path(path).iterdir()):
            if child.suffix == ".txt" or child.name.endswith(JSONL):
                yield from iter_inputs(child, warn)
        return
    if str(path) == STANDARD_STREAM or str(path).endswith(JSONL):
        yield from _iter_jsonl(path, warn)
    elif str(path).endswith((".txt", ".txt.gz")):
        try:
            yield read_text(path)
        except InputError as error:
            yield error
    else:
        yield InputError(
            str(path), "not a .txt or .jsonl file (.gz allowed) nor a folder", "rename it, or use - for JSONL on stdin"
        )


def read_text(path: str | Path) -> Document:
    """The document of a text file and, where there is one, of its sidecar `NAME.json`. Raises `InputError`."""
    with reading(path) as stream:
        data = stream.read()
    name = Path(path).name.removesuffix(".gz").removesuffix(".txt")
    sidecar = read_sidecar(Path(path).with_name(f"{name}.json"))
    try:
        # A byte order mark signs the encoding and is no part of the text.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{path}:{line}",
            f"not UTF-8 (byte 0x{data[error.start]:02x} at offset {error.start})",
            "convert it to UTF-8",
        ) from error
    seed = {"seed": Path(path).name, "sha256": hashlib.sha256(data).hexdigest()}
    return document_of(text, replace(sidecar, id=sidecar.id or slug(name)), place=str(path), seed=seed)


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
    return _sidecar(str(path), values)


def slug(name: str) -> str:
    """A document id made of a file's name or a title: ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._]+", "-", plain).strip("-._")[:200].rstrip("-._") or "untitled"


def identifier(name: str) -> str:
    """The name where it can be an id, else an id made of it."""
    return name if _ID.match(name) else slug(name)


def _iter_jsonl(path: str | Path, warn: Callable[[str], None]) -> Iterator[Input]:
    warned: set[str] = set()
    try:
        for number, line in iter_lines(path):
            place = f"{shown_name(path)}:{number}"
            if not line.strip():
                continue
            try:
                values = _json_object(place, line)
                for key in values.keys() - {"text", *SIDECAR_KEYS} - warned:
                    warned.add(key)
                    warn(f"{place}: key {key!r} is not known and is left out (known: text, {', '.join(SIDECAR_KEYS)})")
                text = values.pop("text", None)
                if not isinstance(text, str):
                    raise InputError(place, f"text is {_kind(text)}", 'give every line a string "text"')
                sidecar = _sidecar(place, {key: value for key, value in values.items() if key in SIDECAR_KEYS})
                if not sidecar.id:
                    raise InputError(place, "no id", 'give every line an "id" that no other has')
                yield document_of(text, sidecar, place=place)
            except InputError as error:
                yield error
    except InputError as error:
        yield error


def _json_object(place: str, line: bytes) -> dict[str, Any]:
    try:
        values = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(
            place, f"not UTF-8 (byte {error.start + 1} of the line)", "convert the file to UTF-8"
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(place, f"not JSON ({error})", "write one JSON object a line") from error
    if not isinstance(values, dict):
        raise InputError(place, f"{_kind(values)}", 'write one JSON object a line, with "id" and "text"')
    return values


def _sidecar(place: str, values: dict[str, Any]) -> Sidecar:
    for key, value in values.items():
        if not isinstance(value, str):
            raise InputError(
                place, f"{key} is {_kind(value)}", "write it as a string, or leave it out when it is not known"
            )
        if key in _CHOICES and value not in _CHOICES[key]:
            raise InputError(place, f"{key} is {value!r}", f"write one of {', '.join(_CHOICES[key])}")
    sidecar = Sidecar(**values)
    if sidecar.id and not _ID.match(sidecar.id):
        raise InputError(place, f"id is {sidecar.id!r}", "use up to 200 ASCII letters, digits, '.', '_' and '-'")
    if not _LANGUAGE.match(sidecar.language):
        raise InputError(place, f"language is {sidecar.language!r}", "write a BCP 47 tag such as en or en-GB")
    return sidecar


def document_of(text: str, sidecar: Sidecar, *, place: str, seed: dict[str, str] | None = None) -> Document:
    """The document of a text and what is known about it; `place` is what an error names. Raises `InputError`."""
    if not text.strip():
        raise InputError(place, "no text" if not text else "nothing but white space", "leave it out, or add its text")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        found = f"a lone surrogate (U+{ord(text[error.start]):04X}) at code point {error.start}"
        raise InputError(place, found, "repair the text's encoding") from error
    known = {"publisher": sidecar.publisher, "url": sidecar.url, "licence": sidecar.licence, "origin": sidecar.origin}
    return Document(
        id=sidecar.id,
        title=sidecar.title,
        text=text,
        language=sidecar.language,
        source=Source(**known, **(seed or {})),
        published=_given(sidecar.published, place),
        split=sidecar.split,
    )


def _given(published: str, place: str) -> Published:
    """The date of publication from an ISO date, or date and time, whose zone is kept as it is; unknown for ""."""
    if not published:
        return Published()
    try:
        day = (
            datetime.fromisoformat(published).date() if len(published) > 10 else date.fromisoformat(published)
        ).isoformat()
    except ValueError as error:
        raise InputError(place, f"published is {published!r}", "write it as YYYY-MM-DD, or leave it out") from error
    return Published(date=day, earliest=day, latest=day, basis="given")


def _kind(value: object) -> str:
    names = {
        "NoneType": "missing or null",
        "dict": "an object",
        "list": "a list",
        "str": "a string",
        "bool": "a boolean",
    }
    return names.get(type(value).__name__, "a number")
