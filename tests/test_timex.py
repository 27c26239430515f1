"""The one form of a date, and the TIMEX3 values that it is written as."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.layers.dates.holidays import easter, holiday
from onrecord.layers.dates.vocabulary import HOLIDAYS
from onrecord.layers.dates.zones import offset
from onrecord.timex import Form, bounds, months, on, parse_value, week, years


@pytest.mark.parametrize(
    "value, first, last",
    [
        ("20", "2000-01-01", "2099-12-31"),
        ("199", "1990-01-01", "1999-12-31"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-H2", "2021-07-01", "2021-12-31"),
        ("2021-Q1", "2021-01-01", "2021-03-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2021-W47", "2021-11-22", "2021-11-28"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2021-W47-WE", "2021-11-27", "2021-11-28"),
        ("2021-11-21", "2021-11-21", "2021-11-21"),
        ("2021-11-21TNI", "2021-11-21", "2021-11-21"),
        ("2021-11-21T14:30", "2021-11-21", "2021-11-21"),
        ("2021-11-21T24:00", "2021-11-21", "2021-11-21"),
    ],
)
def test_bounds_of_a_stretch(value, first, last):
    form = parse_value(value)
    assert form is not None and form.value == value
    assert bounds(value) == form.bounds == (first, last)


@pytest.mark.parametrize(
    "value",
    [
        "PRESENT_REF", "PAST_REF", "FUTURE_REF", "P2D", "PXW", "P2Y6M", "PT24H", "PT5H30M", "P1DT12H", "P2.5Y", "P1DE",
        "P1CE", "P1WE", "PXDE", "P3Q", "PT0.25H", "XXXX-11-21", "XXXX-WXX-1", "XXXX-WXX-1TNI", "XXXX-WXX-WE",
        "XXXX-WXX-WD", "XXXX-XX-XXTNI", "XXXX-05", "XXXX-SU", "2021-SU", "2021-WI", "XXXX", "199X", "2021-XX",
        "2021-11-XX", "XXXX-QX", "2021-QX", "BC0044", "BC04", "XX", "T14:30",
    ],
)  # fmt: skip
def test_what_has_no_place_in_the_calendar_keeps_its_value(value):
    form = parse_value(value)
    assert form is not None and form.value == value and form.bounds == ("", "")


@pytest.mark.parametrize(
    "value",
    [
        "", "P", "PT", "P1DT", "2021-13", "2021-02-30", "2021-W54", "2021-Q5", "2021-H3", "0000", "2021-11-21T",
        "2021-11-21T25:00", "2021-11-21T14:30Z", "NOW", "2021 ", "2021\n", "٢٠٢١", "1999-99-99", "X",
    ],
)  # fmt: skip
def test_what_is_no_value(value):
    assert parse_value(value) is None and bounds(value) == ("", "")


stretches = st.one_of(
    st.builds(on, st.dates(), part=st.sampled_from(["", "NI", "MO", "14:30"])),
    st.builds(week, st.dates(date(1, 2, 1), date(9999, 11, 30)), st.sampled_from(["week", "weekend"])),
    st.builds(lambda year: years(year, 1, "year"), st.integers(1, 9999)),
    st.builds(lambda decade: years(decade * 10, 10, "decade"), st.integers(1, 999)),
    st.builds(lambda century: years(century * 100, 100, "century"), st.integers(1, 99)),
    st.builds(lambda year, n: months(year, n, n, "month"), st.integers(1, 9999), st.integers(1, 12)),
    st.builds(lambda year, n: months(year, 3 * n - 2, 3 * n, "quarter"), st.integers(1, 9999), st.integers(1, 4)),
    st.builds(lambda year, n: months(year, 6 * n - 5, 6 * n, "half"), st.integers(1, 9999), st.integers(1, 2)),
)


@given(stretches)
def test_a_form_and_its_value_are_the_same(form: Form):
    assert parse_value(form.value) == form
    assert bounds(form.value) == form.bounds and form.bounds[0] <= form.bounds[1]


@given(st.text(max_size=20) | st.text("0123456789PTXWQHSUDEYM-:_", max_size=12))
def test_any_text_is_a_value_or_none(text):
    form = parse_value(text)
    assert form is None or form.value == text


@pytest.mark.parametrize(
    "year, day",
    [
        (1818, "03-22"),
        (1943, "04-25"),
        (2000, "04-23"),
        (2013, "03-31"),
        (2016, "03-27"),
        (2024, "03-31"),
        (2038, "04-25"),
    ],
)
def test_easter(year, day):
    assert easter(year).isoformat() == f"{year}-{day}"


@pytest.mark.parametrize(
    "name, day",
    [
        ("thanksgiving", "2021-11-25"), ("black friday", "2021-11-26"), ("memorial day", "2021-05-31"),
        ("election day", "2020-11-03"), ("labor day", "2021-09-06"), ("pentecost", "2021-05-23"),
        ("martin luther king day", "2021-01-18"), ("christmas eve", "2021-12-24"), ("easter week", "2021-04-03"),
    ],
)  # fmt: skip
def test_holidays_by_rule(name, day):
    assert holiday(name, int(day[:4])).isoformat() == day


@given(st.sampled_from(sorted(HOLIDAYS)), st.integers(1600, 9900))
def test_every_holiday_falls_into_its_year(name, year):
    assert holiday(name, year).year == year


@pytest.mark.parametrize(
    "zone, day, expected",
    [
        ("est", "2021-07-01", "-05:00"), ("et", "2021-07-01", "-04:00"), ("et", "2021-01-01", "-05:00"),
        ("et", "2021-03-13", "-05:00"), ("et", "2021-03-14", "-04:00"), ("et", "2021-11-07", "-05:00"),
        ("cet", "2021-03-28", "+02:00"), ("cet", "2021-10-31", "+01:00"), ("gmt", "2021-07-01", "Z"),
        ("utc+5:30", "2021-07-01", "+05:30"), ("local time", "2021-07-01", ""), ("utc+99", "2021-07-01", ""),
    ],
)  # fmt: skip
def test_zones_follow_the_day(zone, day, expected):
    assert offset(zone, date.fromisoformat(day)) == expected


def test_a_zone_that_changes_its_clocks_is_open_without_a_day():
    assert offset("et", None) == "" and offset("est", None) == "-05:00"


def test_weeks_belong_to_the_year_of_their_thursday():
    assert week(date(2021, 1, 1), "week").value == "2020-W53"
    assert week(date(2021, 1, 1) + timedelta(days=3), "week").value == "2021-W01"
