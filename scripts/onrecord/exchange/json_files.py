"""JSON from strangers: whole files and lines, with the line of what is wrong in them."""

from __future__ import annotations

from typing import Any

from onrecord.errors import InputError
from onrecord.files import reading
from onrecord.strict_json import StrictError, parse

LARGEST = 2**29  # bytes of a file that is read whole


def read_whole(path: str) -> bytes:
    """The bytes of a file, unpacked. Raises `InputError` for one that is too large."""
    with reading(path) as stream:
        data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise InputError(path, f"more than {LARGEST >> 20} MiB", "export fewer documents at a time")
    return data


def parse_json(data: bytes, place: str, line: int = 1) -> Any:
    """The value of JSON that begins at a line of a file. Raises `InputError` with the line."""
    try:
        text = data.decode("utf-8-sig").rstrip()
        return parse(text)
    except UnicodeDecodeError as error:
        at = line + data.count(b"\n", 0, error.start)
        raise InputError(f"{place}:{at}", f"not UTF-8 (byte 0x{data[error.start]:02x})", "convert it") from error
    except StrictError as error:
        at = line + text.count("\n", 0, error.offset)
        raise InputError(f"{place}:{at}", f"no proper JSON ({error.found})", "export it from the tool again") from error
