"""Inputs to `Document`s: seeds with their sidecars, plain text, JSONL of texts. No other place knows these forms.

A seed is kept as received, to the byte. Where it is no text (`NAME.html`), its text stands beside it in `NAME.txt`, as
it was extracted, and the sidecar `NAME.json` names both the seed and the extractor.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from onrecord.errors import InputError
from onrecord.files import JSONL, STANDARD_STREAM, iter_lines, reading, shown_name
from onrecord.incident import quoted
from onrecord.model import Document, Published, Source
from onrecord.sidecars import ID, LINE_KEYS, Sidecar, check_characters, json_kind, read_sidecar, sidecar_of

# A text that was read, or the error that stands in its place: one bad document never ends a run.
Input = Document | InputError


def iter_inputs(path: str | Path, warn: Callable[[str], None]) -> Iterator[Input]:
    """The documents of a `.txt` file, of a `.jsonl` file (`-`: of standard input), or of all such files of a folder."""
    if str(path) != STANDARD_STREAM and Path(path).is_dir():
        for child in sorted(Path(path).iterdir()):
            if child.suffix == ".txt" or child.name.endswith(JSONL):
                yield from iter_inputs(child, warn)
        return
    if str(path) != STANDARD_STREAM and not Path(path).exists():
        yield InputError(str(path), "no such file or folder", "check the name")
    elif str(path) == STANDARD_STREAM or str(path).endswith(JSONL):
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
    return text_document(path, _bytes(path))


def text_document(path: str | Path, data: bytes) -> Document:
    """The document of a text file whose bytes, unpacked, these are. Raises `InputError`."""
    name = Path(path).name.removesuffix(".gz").removesuffix(".txt")
    sidecar = read_sidecar(Path(path).with_name(f"{name}.json"))
    seed = (Path(path).name, data)
    if sidecar.seed:
        if Path(sidecar.seed).stem != name:
            found = f"the seed {quoted(sidecar.seed)}, whose text would be {quoted(Path(sidecar.seed).stem + '.txt')}"
            raise InputError(str(path), found, "give both the same name")
        seed = (sidecar.seed, _bytes(Path(path).with_name(sidecar.seed)))
    sidecar = replace(sidecar, id=sidecar.id or slug(name))
    return document_of(decoded(data, str(path)), sidecar, place=str(path), seed=seed)


def decoded(data: bytes, place: str, *, line: int = 1, encoding: str = "utf-8-sig") -> str:
    """The text of bytes that are UTF-8, and begin at a line of a file. Raises `InputError` with the line.

    A byte order mark signs the encoding and is no part of the text, but in "utf-8", for what counts it.
    """
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line += data.count(b"\n", 0, error.start)
        raise InputError(
            f"{place}:{line}",
            f"not UTF-8 (byte 0x{data[error.start]:02x} at offset {error.start})",
            "convert it to UTF-8",
        ) from error


def _bytes(path: str | Path) -> bytes:
    with reading(path) as stream:
        return stream.read()


def slug(name: str) -> str:
    """A document id made of a file's name or a title: ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._]+", "-", plain).strip("-._")[:200].rstrip("-._") or "untitled"


def identifier(name: str) -> str:
    """The name where it can be an id, else an id made of it."""
    return name if ID.match(name) else slug(name)


def _iter_jsonl(path: str | Path, warn: Callable[[str], None]) -> Iterator[Input]:
    warned: set[str] = set()
    try:
        for number, line in iter_lines(path):
            place = f"{shown_name(path)}:{number}"
            if not line.strip():
                continue
            try:
                values = json_object(place, line)
                for key in values.keys() - {"text", *LINE_KEYS} - warned:
                    warned.add(key)
                    warn(f"{place}: key {key!r} is not known and is left out (known: text, {', '.join(LINE_KEYS)})")
                text = values.pop("text", None)
                if not isinstance(text, str):
                    raise InputError(place, f"text is {json_kind(text)}", 'give every line a string "text"')
                sidecar = sidecar_of(place, {key: value for key, value in values.items() if key in LINE_KEYS})
                if not sidecar.id:
                    raise InputError(place, "no id", 'give every line an "id" that no other has')
                yield document_of(text, sidecar, place=place)
            except InputError as error:
                yield error
    except InputError as error:
        yield error


def json_object(place: str, line: bytes) -> dict[str, Any]:
    """The JSON object of a line of UTF-8. Raises `InputError`."""
    try:
        values = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(
            place, f"not UTF-8 (byte {error.start + 1} of the line)", "convert the file to UTF-8"
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError(place, f"not JSON ({error})", "write one JSON object a line") from error
    if not isinstance(values, dict):
        raise InputError(place, f"{json_kind(values)}", 'write one JSON object a line, with "id" and "text"')
    return values


def document_of(text: str, sidecar: Sidecar, *, place: str, seed: tuple[str, bytes] | None = None) -> Document:
    """The document of a text, what is known about it, and its seed, name and bytes; `place` is what an error names.

    Raises `InputError`.
    """
    check_text(text, place)
    known = {"publisher": sidecar.publisher, "url": sidecar.url, "licence": sidecar.licence, "origin": sidecar.origin}
    known |= {"seed": seed[0], "sha256": hashlib.sha256(seed[1]).hexdigest()} if seed else {}
    return Document(
        id=sidecar.id,
        title=sidecar.title,
        text=text,
        language=sidecar.language,
        source=Source(**known),
        published=given(sidecar.published, place),
        split=sidecar.split,
    )


def check_text(text: str, place: str) -> None:
    """Raises `InputError` for a text that is none, or that UTF-8 cannot hold."""
    if not text.strip():
        raise InputError(place, "no text" if not text else "nothing but white space", "leave it out, or add its text")
    check_characters(text, place)


def given(published: str, place: str) -> Published:
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
