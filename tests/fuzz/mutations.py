"""Bytes of a file to other bytes: flips and splices, JSON changed value by value, hostile Unicode put in."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence

LONGEST = 12_000  # bytes; what is longer is tried by tests/test_hostile.py

_CHARACTERS = [
    *("\x00", "\x1b[2J", "\x9b", "\x7f", "\x85", "\r", "\r\n", "\n", "\t", "\u00a0", "\u2028", "\u2029"),
    *("\u200d", "\ufeff", "\u202e", "\u2066", "e\u0301", "\u0301", "👩‍👩‍👧", "🇺🇦", "🇺", "\U0001f3fd"),
    *("각", "ᄀ", "\u0600", "\ufffe", "\U0010ffff", "٣", "²"),
    *('"', "\\", "/", "'", "⟦", "⟧", "[x](y)", "`", "|", "<", "&", "]]>", "::error::", "%0A", "“", "”"),
]  # fmt: skip
_BYTES = [
    *(b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\xe2\x80", b"\xef\xbb\xbf", b"\xff\xfe", b"\x00"),
    *(b"\\ud800", b"\\udc00\\ud83d", b"\\u0000", b"\\u001b", b"\\/", b"\n", b"\r\n", b"\n\n", b"<<<<<<< HEAD\n"),
    *(b"NaN", b"-Infinity", b"1e999", b"-", b"1E400", b"9" * 400, b"0.0", b"[" * 1200, b'{"a":' * 150),
    *(b"]", b"}", b","),
    *(b'"__proto__":1,', b'"layer":"quote",', b'{"layer":"document"}', b" ", b"true", b"null", b'"id":"q1",'),
]  # fmt: skip
_SCALARS = [
    *(None, True, False, 0, -0.0, 1, -1, 1.0, 5.5, 2**31 - 1, 2**31, 2**53, 2**63, 2**64, 10**30, 10**299, 10**301),
    *(1e300, 1e301, -1e300, 1e-320, "", " ", "q1", "q1\n", "s1", "d1", "m1", "q٣", "q0", "q01", "q" + "9" * 5000),
    *("2024-05-02", "2024-05-02\n", "２０２４-05-02", "../../etc/passwd", "/", "a" * 200, "a" * 201, "😀" * 3),
    *("direct", "document", "constructor", "k" * 1024, [], {}, [[]], [None], {"start": 0, "end": 1, "text": "x"}),
]  # fmt: skip

_FREE = ("title", "publisher", "url", "licence", "role", "affiliation", "name")


def mutated(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """`data` after one change or a few, some of them with parts of `others`; not longer than `LONGEST`."""
    for _ in range(chance.choice([1, 1, 1, 2, 3, 6])):
        way = chance.choices([_json, _bytes, _lines], [6, 3, 2])[0]
        data = way(data, others, chance)[:LONGEST]
    return data


def _bytes(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    place = chance.randint(0, len(data))
    end = min(len(data), place + chance.choice([0, 1, 1, 2, 8, 64, 1000]))
    other = chance.choice(others)
    start = chance.randint(0, len(other))
    put = chance.choice(
        [
            lambda: b"",
            lambda: bytes([chance.randrange(256)]),
            lambda: chance.choice(_BYTES),
            lambda: chance.choice(_CHARACTERS).encode(),
            lambda: other[start : start + chance.choice([1, 8, 64, 1000])],
            lambda: data[place:end] * chance.choice([2, 3, 50]),
        ]
    )()
    return data[:place] + put + data[end:]


def _lines(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """Lines doubled, moved, removed, taken from another file."""
    lines = data.splitlines(keepends=True) or [b""]
    place = chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            lines.insert(chance.randint(0, len(lines)), lines[place])
        case 1:
            lines.insert(chance.randint(0, len(lines)), lines.pop(place))
        case 2:
            del lines[place]
        case _:
            lines[place] = chance.choice(chance.choice(others).splitlines(keepends=True) or [b""])
    return b"".join(lines)


def _json(data: bytes, others: Sequence[bytes], chance: random.Random) -> bytes:
    """A line read as JSON, one of its values or keys changed, and written again."""
    lines = data.split(b"\n")
    place = chance.randrange(len(lines))
    try:
        value = json.loads(lines[place])
    except (ValueError, RecursionError):
        return _bytes(data, others, chance)
    places = list(_places(value))
    if chance.random() < 0.2:  # what may hold anything, so that the file stays valid
        places = [place for place in places if place[1] in _FREE] or places
    if not places:
        return _bytes(data, others, chance)
    holder, key = chance.choice(places)
    _change(holder, key, chance)
    tight = (",", ":") if chance.random() < 0.9 else (", ", ": ")
    written = json.dumps(value, ensure_ascii=chance.random() < 0.1, separators=tight)
    lines[place] = written.encode("utf-8", "surrogatepass")
    return b"\n".join(lines)


def _places(value):
    """Every (object or list, key or index) in a value."""
    pending = [value]
    while pending:
        holder = pending.pop()
        if isinstance(holder, dict | list):
            for key in holder if isinstance(holder, dict) else range(len(holder)):
                yield holder, key
                pending.append(holder[key])


def _change(holder, key, chance: random.Random) -> None:
    changes: list[Callable[[], object]] = [
        lambda: holder.__setitem__(key, chance.choice(_SCALARS)),
        lambda: holder.__setitem__(key, _near(holder[key], chance)),
        lambda: holder.__setitem__(key, _near(holder[key], chance)),
        lambda: holder.__delitem__(key),
    ]
    if isinstance(holder, list):
        changes += [
            lambda: holder.insert(key, holder[key]),
            lambda: chance.shuffle(holder),
            lambda: holder.reverse(),
            lambda: holder.extend([holder[key]] * chance.choice([3, 300])),
        ]
    else:
        name = chance.choice(
            ["__proto__", "constructor", "k" * 1024, key.upper(), key + "s", "acme:x", "\x1b[2J", "\n"]
        )
        changes += [
            lambda: holder.__setitem__(name, holder.pop(key)),
            lambda: holder.__setitem__(name, 1),
            lambda: holder.__setitem__(key, holder.pop(key)),
        ]
    chance.choice(changes)()


def _near(value, chance: random.Random):
    """A value of the same type that is a little off."""
    match value:
        case bool():
            return not value
        case int() if abs(value) >= 10**300:
            return value // 10
        case int() | float():
            return chance.choice([value + 1, value - 1, -value, float(value), value * 10, value / 3])
        case str():
            place = chance.randint(0, len(value))
            return value[:place] + chance.choice([*_CHARACTERS, "", value]) + value[place + chance.randint(0, 1) :]
        case list():
            return value + value
        case dict():
            return dict(reversed(value.items()))
    return chance.choice(_SCALARS)
