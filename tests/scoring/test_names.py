"""Entities of several annotators have one name, whatever each calls them."""

from __future__ import annotations

from onrecord.model import Mention, Record, Speaker
from onrecord.scoring.items import common_names

TEXT = "Lee and Cole and Lee and Dee"


def record(**speakers: tuple[str, list[int]]) -> Record:
    made = [
        Speaker(
            id=identifier,
            name=name,
            kind="person",
            mentions=tuple(Mention(id="m", start=s, end=s + 3, text=TEXT[s : s + 3], form="name") for s in starts),
        )
        for identifier, (name, starts) in speakers.items()
    ]
    return Record(id="a", text=TEXT, speakers=tuple(made))


def test_the_first_name_stays_and_equal_names_are_numbered():
    ann = record(s1=("Lee", [0]), s2=("Lee", [17]), s3=("", [8]))
    bob = record(s1=("Cole", [8]), s2=("Ann Lee", [17]), s9=("Lee", [25]))
    assert common_names([ann, bob]) == [
        {"s1": "Lee", "s2": "Lee (2)", "s3": "s3"},
        {"s1": "s3", "s2": "Lee (2)", "s9": "Lee (3)"},
    ]
    assert common_names([record(s1=("x (2)", [0]), s2=("x", [8]), s3=("x", [17]))]) == [
        {"s1": "x (2)", "s2": "x", "s3": "x (3)"}
    ]
