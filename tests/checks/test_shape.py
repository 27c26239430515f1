"""Level 2: both engines say the same of every record, and a closer look finds nothing in what is quickly proved."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from itertools import islice
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.articles import to_article, to_document_line
from onrecord.checks import shape
from onrecord.checks.offsets import surfaces
from onrecord.compiled import compiled
from onrecord.lines import strict_value
from onrecord.parsed import Reader
from onrecord.strict_json import parse
from onrecord.validation import Choice, validate
from strategies import records

CASES = Path(__file__).parents[1] / "cases"
FILES = sorted(path for path in (*CASES.glob("valid/*"), *CASES.glob("invalid/*/*")) if path.suffix != ".txt")
FILES = [path for path in FILES if path.is_file()]
ENGINES = sorted(shape.ENGINES)


@pytest.mark.parametrize("file", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_engines_agree_on_every_fixture(file):
    first, second = (list(validate([file], choice=Choice(reader=Reader(engine=name)))) for name in ENGINES)
    assert first == second


@pytest.mark.parametrize("case", ["missing-field", "wrong-type", "wrong-form", "schema", "empty-value"])
def test_engines_agree_on_the_command_line(case, onrecord):
    first, second = (onrecord("validate", CASES / "invalid" / case, "--engine", name) for name in ENGINES)
    assert first == second and first.code == 1


def faults(value) -> list:
    """What both engines find in a value, after it is seen that they agree."""
    first, second = (list(shape.check(value, engine=name)) for name in ENGINES)
    assert first == second
    return first


@settings(max_examples=100)
@given(records())
def test_engines_agree_that_valid_records_are_valid(record):
    assert faults(json.loads(to_document_line(record))) == []


# One for each way in which two readers of JSON Schema are known to differ.
VALUES = [
    *(None, True, False, 0, 1, -1, 1.0, -0.0, 0.5, 2.0**31, 2**31 - 1, 2**31, 2**63, 2**64, 10**30, 10**301, 10**400),
    *(1e300, 1.0000000000000002e300, -1e300, 1e-320, "", " ", "\n", "\0", "1.0.0\n", "1.0.0", "q1", "q1\n", "s1\r"),
    *("q\u0661", "\uff11\uff12", "20\u0662\u0664-05-02", "2024-05-02", "2024-05-02\n"),
    *("2024-05-02\u2028", "en\n"),
    *("en-ſt", "a" * 200, "a" * 201, "\U0001f600", "a" * 199 + "\U0001f600", "İ", "Z\n", "+01:00\n", "g1"),
    *("G1", "q0", "q01"),
    *([], [None], [[]], {}, {"a": 1}, [{}], "direct", "Direct", "direct "),
]  # fmt: skip


@st.composite
def mutilated(draw) -> object:
    """A record as parsed JSON, changed in a place or a few."""
    value = json.loads(to_document_line(draw(records())))
    for _ in range(draw(st.integers(1, 3))):
        places = list(_places(value))
        if not places:
            break
        holder, key = draw(st.sampled_from(places))
        match draw(st.integers(0, 4)):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, dict):
                holder[draw(st.sampled_from(["__proto__", "x", "Text", key + "s", "k" * 300, "\x1b"]))] = 1
            case 2:
                holder[key] = _off(holder[key], draw)
            case _:
                holder[key] = deepcopy(draw(st.sampled_from(VALUES)))
    return value


def _off(value, draw):
    """A value of the same type, a little off."""
    match value:
        case str():
            return draw(st.sampled_from([value + "\n", value + "\U0001f600", value[1:], value * 30, f" {value}"]))
        case bool() | None:
            return value
        case int() | float():
            return draw(st.sampled_from([float(value), -value - 1, value + 0.5, value * 10**20]))
        case list():
            return value + value[:1] if draw(st.booleans()) else value[:-1]
    return dict(reversed(value.items()))


def _places(value):
    pending = [value]
    while pending:
        holder = pending.pop()
        for key in list(holder) if isinstance(holder, dict) else range(len(holder)):
            yield holder, key
            if isinstance(holder[key], dict | list):
                pending.append(holder[key])


@settings(max_examples=400)
@given(mutilated())
def test_engines_agree_on_mutilated_records_and_the_quick_proof_is_none_of_what_is_wrong(value):
    found = faults(value)
    line = msgspec.json.encode(value)
    types = compiled()
    strict = strict_value(line, types.decode_record)
    if strict and types.keeps_schema(strict[0]):
        assert found == [] and list(shape.check_whole(value)) == []
        assert parse(line.decode()) == value
        if surfaces.hold(strict[0]):
            assert list(surfaces.check(strict[0])) == []
    elif not found and b"\\u" not in line:  # with which, out of order, it is looked at closer for doubled keys
        assert list(shape.check_whole(value)), "valid, and not proved"


@settings(max_examples=100)
@given(records())
def test_what_is_valid_and_canonical_is_proved_quickly(record):
    types = compiled()
    strict = strict_value(to_document_line(record)[:-1], types.decode_record)
    assert strict is not None and types.keeps_schema(strict[0])
    for line in to_article(record).splitlines():
        assert strict_value(line, types.decode_line) is not None
    # Where emoji and marks that combine stand at edges, the spans are looked at one by one.
    assert not surfaces.hold(strict[0]) or not list(surfaces.check(strict[0]))


class SlowReader(Reader):
    """A reader without the quick proof."""

    @property
    def types(self):
        return replace(super().types, decode_record=_refused, decode_line=_refused)


def _refused(body):
    raise msgspec.DecodeError


@pytest.mark.parametrize("file", FILES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_the_quick_proof_changes_no_report(file):
    assert list(validate([file])) == list(validate([file], choice=Choice(reader=SlowReader())))


def test_large_records_are_told_of_fault_by_fault():
    """The fast engine holds all its errors at once: a kilobyte for each of millions of values."""
    value = json.loads((CASES / "valid" / "documents.jsonl").read_bytes().split(b"\n")[0])
    value["quotes"] = [0] * 60_000
    first, second = (list(islice(shape.check(value, engine=name), 100)) for name in ENGINES)
    assert first == second and first[0].path == ("quotes", 0)
    value["quotes"] = []
    value["segments"] *= 2_000
    assert [list(shape.check(value, engine=name)) for name in ENGINES] == [[], []]
