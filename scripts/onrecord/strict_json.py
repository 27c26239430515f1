"""JSON as the corpus wants it (no duplicate keys, NaN, lone surrogates), and where in a line a JSON path is."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from math import isinf
from typing import Any, NoReturn

from onrecord.incident import Path, quoted

_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*"|[{}\[\]]|-?(?:NaN|Infinity)|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?')
_KEY = re.compile(r"[ \t\n\r]*:")
_SPACE = re.compile(r"[ \t\n\r]*")
_SURROGATE = re.compile("[\ud800-\udfff]")
_DEEPEST = 64  # lists and objects in each other; a record has 6, and what walks through it has no more than the stack


class StrictError(ValueError):
    """What is wrong with a line: the test id, the offset in the line in code points, and the words for it."""

    def __init__(self, test_id: str, offset: int, *, found: str, expected: str, mend: str) -> None:
        super().__init__(found)
        self.test_id, self.offset = test_id, offset
        self.found, self.expected, self.mend = found, expected, mend


def parse(line: str) -> Any:
    """The value of one line. Raises `StrictError`."""
    try:
        value = _DECODER.decode(line)
    except StrictError as error:
        error.offset = _place(line, error.test_id)
        raise
    except json.JSONDecodeError as error:
        raise _not_json(error.msg, "one JSON object", "correct it there", error.pos) from error
    except RecursionError as error:
        raise _too_deep() from error
    if is_deep(value):
        raise _too_deep()
    if "\\u" in line and (surrogate := _SURROGATE.search(json.dumps(value, ensure_ascii=False))):
        code = f"\\u{ord(surrogate.group()):04x}"
        place = re.search(re.escape(code), line, re.IGNORECASE)
        offset = place.start() if place else 0
        raise StrictError(
            "lone-surrogate",
            offset,
            found=f"{code} without its other half",
            expected="strings of whole characters",
            mend="write the character it was meant to be",
        )
    return value


_HOLDERS = frozenset((dict, list))  # what parsed JSON nests


def is_deep(value: Any) -> bool:
    """Whether lists and objects are nested deeper than is read."""
    level = [value] if type(value) in _HOLDERS else []
    for _ in range(_DEEPEST):
        if not level:
            return False
        children = (holder.values() if type(holder) is dict else holder for holder in level)
        level = [child for some in children for child in some if type(child) in _HOLDERS]
    return bool(level)


def _place(line: str, test_id: str) -> int:
    """Where the first thing of this kind stands in a line that json could read: the decoder's hooks know no offsets."""
    seen: list[set[str]] = []
    for token in _TOKEN.finditer(line):
        mark = token.group()
        if mark == "{" or mark == "[":
            seen.append(set())
        elif mark == "}" or mark == "]":
            seen.pop()
        elif test_id == "duplicate-key" and mark[0] == '"' and _KEY.match(line, token.end()):
            key = json.loads(mark)
            if key in seen[-1]:
                return token.start()
            seen[-1].add(key)
        elif test_id == "not-json" and _is_no_number(mark):
            return token.start()
    return 0


def _is_no_number(mark: str) -> bool:
    if mark.lstrip("-") in ("NaN", "Infinity"):
        return True
    is_number = mark[0] in "-0123456789"
    return is_number and (isinf(float(mark)) if set(mark) & set(".eE") else len(mark) > _DIGITS)


class Places:
    """Where the values of a line of JSON stand. What was passed on the way to one is not read again for the next: a
    line may be long, and have findings in all its parts.
    """

    def __init__(self, line: str) -> None:
        self._line = line
        self._known: dict[int, dict[str | int, int]] = {}
        self._rest: dict[int, Iterator[tuple[str | int, int]]] = {}

    def of(self, path: Path) -> int:
        """Offset in the line of the value at `path`, or of the innermost one on the way that exists."""
        position = _skip(self._line, 0)
        for step in path:
            found = self._child(position, step)
            if found is None:
                break
            position = found
        return position

    def _child(self, position: int, step: str | int) -> int | None:
        known = self._known.setdefault(position, {})
        if step not in known:
            for key, place in self._rest.setdefault(position, _children(self._line, position)):
                known[key] = place
                if key == step:
                    break
        return known.get(step)


def _children(line: str, position: int) -> Iterator[tuple[str | int, int]]:
    """The keys or indices of an object or list, each with the offset of its value; none of any other value."""
    closing = {"{": "}", "[": "]"}.get(line[position : position + 1])
    position, index = _skip(line, position + 1), 0
    while closing and line[position] != closing:
        key: str | int = index
        if closing == "}":
            key, position = _PLAIN.raw_decode(line, position)
            position = _skip(line, _skip(line, position) + 1)
        yield key, position
        _, position = _PLAIN.raw_decode(line, position)
        position = _skip(line, position)
        if line[position] == ",":
            position = _skip(line, position + 1)
        index += 1


def _skip(line: str, position: int) -> int:
    match = _SPACE.match(line, position)
    return match.end() if match else position


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        double = Counter(key for key, _ in pairs).most_common(1)[0][0]
        found = f"the key {quoted(double)} twice in one object"
        raise StrictError("duplicate-key", 0, found=found, expected="keys that stand once", mend="keep one of them")
    return value


def _not_json(found: str, expected: str, mend: str, offset: int = 0) -> StrictError:
    return StrictError("not-json", offset, found=found, expected=expected, mend=mend)


def _too_deep() -> StrictError:
    return _not_json("nested too deeply", f"at most {_DEEPEST} lists and objects in each other", "write it flatter")


def _no_constant(name: str) -> NoReturn:
    raise _not_json(f"{name}, which JSON does not have", "a number or null", "write null for a number without a value")


def _number(digits: str) -> float:
    value = float(digits)
    if isinf(value):
        raise _not_json(f"the number {digits[:20]}, which is too large", "a number below 1e308", "correct it")
    return value


def _whole(digits: str) -> int:
    if len(digits) > _DIGITS:
        raise _not_json(f"a whole number of {len(digits)} digits", f"at most {_DIGITS}", "correct it")
    return int(digits)


_DIGITS = 4300  # with the sign: what msgspec reads, and what Python reads by default
_PLAIN = json.JSONDecoder()
_DECODER = json.JSONDecoder(
    object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_number, parse_int=_whole
)
