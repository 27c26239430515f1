"""`onrecord fmt`: the same JSON in canonical form. Nothing is added, dropped or given another meaning."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from difflib import unified_diff

from onrecord.files import STANDARD_STREAM, iter_lines
from onrecord.incident import ascii_controls
from onrecord.revisions.records import name_of, scan, scan_lines, to_bytes
from onrecord.writes import writing


def formatted(path: str) -> Iterator[bytes]:
    """The canonical bytes of a file, record by record. Raises `InputError` for what is not JSON."""
    return map(to_bytes, scan(path))


def formatted_stream() -> tuple[bytes, bool]:
    """The canonical bytes of standard input, and whether they differ from it."""
    lines = list(iter_lines(STANDARD_STREAM))
    data = b"".join(map(to_bytes, scan_lines(lines, name_of(STANDARD_STREAM))))
    return data, data != b"".join(line for _, line in lines)


def is_formatted(path: str) -> bool:
    """Whether the file is in canonical form; it is read twice and never held as a whole."""
    return _digest(data for _, data in iter_lines(path)) == _digest(formatted(path))


def write_formatted(path: str) -> None:
    """Rewrite the file in canonical form, whole or not at all."""
    with writing(path) as stream:
        stream.writelines(formatted(path))


def formatting_diff(path: str) -> Iterator[str]:
    """The lines of a unified diff to the canonical form, safe for a terminal."""
    before, after = b"".join(data for _, data in iter_lines(path)), b"".join(formatted(path))
    return line_diff(before, after, name_of(path), f"{name_of(path)} (formatted)")


def line_diff(before: bytes, after: bytes, old_name: str, new_name: str) -> Iterator[str]:
    """The lines of a unified diff of two files, safe for a terminal."""
    old, new = (data.decode("utf-8", "replace").split("\n") for data in (before, after))
    return map(ascii_controls, unified_diff(old, new, old_name, new_name, n=1, lineterm=""))


def _digest(parts: Iterable[bytes]) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()
