"""JSON as the corpus wants it (no duplicate keys, NaN, lone surrogates), and where in a line a JSON path is."""

from __future__ import annotations

import json
import re
from collections import Counter
from math import isinf
from typing import Any, NoReturn

from onrecord.incident import Path

_SPACE = re.compile(r"[ \t\n\r]*")
_SURROGATE = re.compile("[\ud800-\udfff]")


class StrictError(ValueError):
    """What is wrong with a line: the test id, the offset in the line in code points, and the words for it."""

    def __init__(self, test_id: str, offset: int, found: str, mend: str) -> None:
        super().__init__(found)
        self.test_id, self.offset, self.found, self.mend = test_id, offset, found, mend


def parse(line: str) -> Any:
    """The value of one line. Raises `StrictError`."""
    try:
        value = _DECODER.decode(line)
    except json.JSONDecodeError as error:
        raise StrictError("not-json", error.pos, error.msg, "write one JSON object a line") from error
    except RecursionError as error:
        raise StrictError("not-json", 0, "nested too deeply", "write one JSON object a line") from error
    if "\\u" in line and (surrogate := _SURROGATE.search(json.dumps(value, ensure_ascii=False))):
        code = f"\\u{ord(surrogate.group()):04x}"
        offset = max(line.lower().find(code), 0)
        raise StrictError(
            "lone-surrogate", offset, f"{code} without its other half", "write the character it was meant to be"
        )
    return value


def locate(line: str, path: Path) -> int:
    """Offset in `line`, valid JSON, of the value at `path`, or of the innermost one on the way that exists."""
    position = _skip(line, 0)
    for step in path:
        found = _child(line, position, step)
        if found is None:
            break
        position = found
    return position


def _child(line: str, position: int, step: str | int) -> int | None:
    closing = {"{": "}", "[": "]"}.get(line[position : position + 1])
    if closing is None or (closing == "}") != isinstance(step, str):
        return None
    position, index = _skip(line, position + 1), 0
    while line[position] != closing:
        key: str | int = index
        if closing == "}":
            key, position = _PLAIN.raw_decode(line, position)
            position = _skip(line, _skip(line, position) + 1)
        if key == step:
            return position
        _, position = _PLAIN.raw_decode(line, position)
        position = _skip(line, position)
        if line[position] == ",":
            position = _skip(line, position + 1)
        index += 1
    return None


def _skip(line: str, position: int) -> int:
    match = _SPACE.match(line, position)
    return match.end() if match else position


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        double = Counter(key for key, _ in pairs).most_common(1)[0][0]
        raise StrictError("duplicate-key", 0, f"the key {double!r} twice in one object", "keep one of them")
    return value


def _no_constant(name: str) -> NoReturn:
    raise StrictError("not-json", 0, f"{name}, which JSON does not have", "write null for a number without a value")


def _number(digits: str) -> float:
    value = float(digits)
    if isinf(value):
        raise StrictError("not-json", 0, f"the number {digits[:20]}, which is too large", "write one below 1e308")
    return value


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise StrictError("not-json", 0, f"a whole number of {len(digits)} digits", f"write at most {_DIGITS}")
    return int(digits)


_DIGITS = 17  # with its sign; beyond 2 ** 53 readers of JSON disagree
_PLAIN = json.JSONDecoder()
_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_number, parse_int=_whole
)
