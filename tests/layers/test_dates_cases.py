"""Expressions of time in sentences, from tests/cases/dates/*.toml: what is found, and what each says."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, is_dataclass
from pathlib import Path

import pytest

from onrecord.layers.dates import find_dates
from onrecord.layers.segments import find_segments
from onrecord.model import Published

FILES = sorted((Path(__file__).parents[1] / "cases" / "dates").glob("*.toml"))
LOADED = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FILES}
CASES = [
    pytest.param({"published": loaded["published"], **case}, id=f"{name}-{number}-{case['text'][:40]}")
    for name, loaded in LOADED.items()
    for number, case in enumerate(loaded["case"], 1)
]

# What looks like an expression of time and is none, each with a case at least.
FALSE_FRIENDS = {
    *("may", "march", "second", "the first", "sun", "sat", "Julian", "Jan", "one of", "one", "phone number"),
    *("street number", "flight number", "version", "9/11", "F-16", "Boeing 737", "COVID-19", "G7", "Formula 1", "24/7"),
    *("section 230", "age"),
}


@pytest.mark.parametrize("case", CASES)
def test_case(case):
    text, day = case["text"], case["published"]
    published = Published(date=day, earliest=day, latest=day, basis="given") if day else Published()
    found = find_dates(text, find_segments(text), published, language=case.get("language", "en"))
    assert [date.text for date in found] == [expected["text"] for expected in case["dates"]]
    for date, expected in zip(found, case["dates"], strict=True):
        assert {name: _plain(getattr(date, name)) for name in expected} == expected


def _plain(value):
    if is_dataclass(value):
        return {name: _plain(part) for name, part in asdict(value).items()}
    return list(value) if isinstance(value, tuple) else value


def test_every_false_friend_has_a_case():
    assert {case.get("friend") for case in LOADED["false_friends"]["case"]} >= FALSE_FRIENDS
    assert all(case.get("friend") for case in LOADED["false_friends"]["case"])


def test_all_types_and_modifiers_have_a_case():
    dates = [date for loaded in LOADED.values() for case in loaded["case"] for date in case["dates"]]
    assert {date.get("type") for date in dates} >= {"DATE", "TIME", "DURATION", "SET"}
    assert {date.get("mod") for date in dates} >= {"START", "MID", "END", "APPROX", "MORE_THAN", "EQUAL_OR_MORE"}
