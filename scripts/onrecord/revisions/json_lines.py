"""Lines to JSON objects, strictly: what is wrong with a line is told with its number."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator

from onrecord.errors import InputError
from onrecord.incident import quoted
from onrecord.revisions.spans import Fields
from onrecord.strict_json import StrictError, parse

Line = tuple[int, bytes]  # its number, and its bytes with the LF
# What git writes around a conflict, in any length of seven and more.
_MARK = re.compile(rb"(<{7,}|={7,}|>{7,}|\|{7,})(?=\s|\Z)")


def json_objects(lines: Iterable[Line], name: str) -> Iterator[tuple[int, Fields]]:
    """Number and object of each line that is not blank. Raises `InputError`; `name` is what it calls the file."""
    for number, data in lines:
        body = data.removeprefix(BOM_UTF8) if number == 1 else data
        if not body.strip():
            continue
        place = f"{name}:{number}"
        if _MARK.match(body):
            mend = "choose between both sides, and remove the marks"
            raise InputError(place, "a mark of a conflict that was not settled", mend)
        try:
            value = parse(body.decode("utf-8"))
        except UnicodeDecodeError as error:
            raise InputError(place, f"not UTF-8 (byte 0x{body[error.start]:02x})", "save it as UTF-8") from error
        except StrictError as error:
            raise InputError(place, error.found, error.mend) from error
        if not isinstance(value, dict):
            raise InputError(place, quoted(value), "write one JSON object a line")
        yield number, value
