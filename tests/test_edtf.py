"""Dates as EDTF: each form by hand, and that python-edtf reads all of them and covers the same days."""

from __future__ import annotations

import pytest
from edtf import parse_edtf

import onrecord
from onrecord.edtf import to_edtf
from onrecord.model import Date
from onrecord.timex import bounds

FORMS = {
    "2021-11-21": "2021-11-21",
    "2021-11": "2021-11",
    "2021": "2021",
    "0987": "0987",
    "199": "199X",
    "199X": "199X",
    "19": "19XX",
    "19XX": "19XX",
    "XXXX-11-21": "XXXX-11-21",
    "XXXX-11": "XXXX-11",
    "XXXX-02-29": "XXXX-02-29",
    "2021-XX": "2021-XX",
    "2021-XX-XX": "2021-XX-XX",
    "2021-11-XX": "2021-11-XX",
    "2021-SP": "2021-21",
    "2021-SU": "2021-22",
    "2021-FA": "2021-23",
    "2021-WI": "2021-24",
    "2021-Q1": "2021-33",
    "2021-Q4": "2021-36",
    "2021-H1": "2021-40",
    "2021-H2": "2021-41",
    "2021-W47": "2021-11-22/2021-11-28",
    "2021-W47-WE": "2021-11-27/2021-11-28",
    "2021-W47-3": "2021-11-24",
    "2021-11-21TNI": "2021-11-21",
    "2021-11-21T14": "2021-11-21",
    "2021-11-21T14:30": "2021-11-21T14:30:00",
    "2021-11-21T14:30:15": "2021-11-21T14:30:15",
}
NONE = (
    *("PRESENT_REF", "PAST_REF", "FUTURE_REF", "XXXX", "XXXX-XX-XX", "XXXX-WXX-1", "XXXX-Q3", "XXXX-SU", "2021-WXX"),
    *(
        "2021-13",
        "2021-02-30",
        "XXXX-02-30",
        "XXXX-13",
        "2021-Q5",
        "2021-H3",
        "2021-W60",
        "2021-W60-3",
        "T14:30",
        "199XX",
    ),
)
MODS = {
    ("2021", "BEFORE"): "../2021",
    ("2021", "ON_OR_BEFORE"): "../2021",
    ("2021", "AFTER"): "2021/..",
    ("2021-11-21", "ON_OR_AFTER"): "2021-11-21/..",
    ("199", "BEFORE"): "../1999",
    ("19", "AFTER"): "1900/..",
    ("2021-Q1", "BEFORE"): "../2021-03",
    ("2021-W47", "AFTER"): "2021-11-22/..",
    ("2021-11-21T14:30", "BEFORE"): "../2021-11-21",
    ("2021-11-21", "APPROX"): "2021-11-21~",
    ("199", "APPROX"): "199X~",
    ("2021-XX", "APPROX"): "2021-XX~",
    ("2021-Q1", "APPROX"): "2021-01~/2021-03~",
    ("2021-W47", "APPROX"): "2021-11-22~/2021-11-28~",
    ("XXXX-11-21", "APPROX"): "",
    ("XXXX-11-21", "BEFORE"): "",
    ("2021", "START"): "2021",
    ("2021-11", "MID"): "2021-11",
    ("2021-W47", "END"): "2021-11-22/2021-11-28",
    ("2021", "MORE_THAN"): "",
}


def is_season(value: str) -> bool:
    """Whether it is a quarter of the year by the weather, of which python-edtf and news differ on the days."""
    return value[-2:] in ("SP", "SU", "FA", "WI")


def date(value: str, mod: str = "", *, zone: str = "", kind: str = "") -> Date:
    kind = kind or ("TIME" if "T" in value and not value.endswith("_REF") else "DATE")
    return Date(id="d1", start=0, end=1, text="x", type=kind, value=value, mod=mod, zone=zone)


@pytest.mark.parametrize(("value", "expected"), FORMS.items())
def test_values(value, expected):
    assert to_edtf(date(value)) == expected


@pytest.mark.parametrize("value", NONE)
def test_what_edtf_cannot_say_is_empty(value):
    assert to_edtf(date(value)) == ""


@pytest.mark.parametrize(("value", "mod"), MODS)
def test_modifiers(value, mod):
    assert to_edtf(date(value, mod)) == MODS[value, mod]


@pytest.mark.parametrize(("kind", "value"), [("DURATION", "P2D"), ("SET", "XXXX-11-21"), ("DURATION", "2021")])
def test_durations_and_sets_are_empty(kind, value):
    assert to_edtf(date(value, kind=kind)) == ""


@pytest.mark.parametrize(("zone", "end"), [("-05:00", "-05:00"), ("Z", "Z"), ("+00:00", "Z"), ("", "")])
def test_a_time_has_its_zone(zone, end):
    assert to_edtf(date("2021-11-21T14:30", zone=zone)) == f"2021-11-21T14:30:00{end}"


@pytest.mark.parametrize("expression", sorted({*FORMS.values(), *MODS.values()} - {""}))
def test_python_edtf_reads_all(expression):
    assert str(parse_edtf(expression)) == expression


@pytest.mark.parametrize("value", [value for value in FORMS if bounds(value)[0] and not is_season(value)])
def test_python_edtf_covers_the_same_days(value):
    expression = parse_edtf(to_edtf(date(value)))
    days = [
        f"{t.tm_year:04d}-{t.tm_mon:02d}-{t.tm_mday:02d}"
        for t in (expression.lower_strict(), expression.upper_strict())
    ]
    if value == "2021-WI":
        return  # python-edtf ends the winter on the last of December
    assert tuple(days) == bounds(value)


def test_it_is_public():
    assert onrecord.to_edtf(date("2021")) == "2021"
