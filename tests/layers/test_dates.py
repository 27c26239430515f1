"""TIMEX3: spans, types, values, modifiers, bounds, and what they were resolved against."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.layers.dates import find_dates, infer_published
from onrecord.layers.segments import find_segments
from onrecord.model import Published
from strategies import texts


def given_on(day: str) -> Published:
    return Published(date=day, earliest=day, latest=day, basis="given")


def dates(text: str, day: str = ""):
    return find_dates(text, find_segments(text), given_on(day) if day else Published())


# 2024-05-15 is a Wednesday.
@pytest.mark.parametrize(
    "text, expected",
    [
        ("It opened on May 2.", ("May 2", "DATE", "2024-05-02", "")),
        ("It opened on May 2, 2023.", ("May 2, 2023", "DATE", "2023-05-02", "")),
        ("It opened on 2 May 2023.", ("2 May 2023", "DATE", "2023-05-02", "")),
        ("It opened on the 2nd of May.", ("the 2nd of May", "DATE", "2024-05-02", "")),
        ("It opened on Nov. 21.", ("Nov. 21", "DATE", "2023-11-21", "")),
        ("It will open on Nov. 21.", ("Nov. 21", "DATE", "2024-11-21", "")),
        ("It opened on 2023-05-02.", ("2023-05-02", "DATE", "2023-05-02", "")),
        ("It opened in April 2021.", ("April 2021", "DATE", "2021-04", "")),
        ("It opened in late April.", ("late April", "DATE", "2024-04", "END")),
        ("It opened in 1998.", ("1998", "DATE", "1998", "")),
        ("It opened in the 1990s.", ("the 1990s", "DATE", "199", "")),
        ("It opened in the 19th century.", ("the 19th century", "DATE", "18", "")),
        ("It opened in the third quarter of 2023.", ("the third quarter of 2023", "DATE", "2023-Q3", "")),
        ("It opened in the summer of 2023.", ("the summer of 2023", "DATE", "2023-SU", "")),
        ("It opened last summer.", ("last summer", "DATE", "2023-SU", "")),
        ("It opened on Monday.", ("Monday", "DATE", "2024-05-13", "")),
        ("It will open on Monday.", ("Monday", "DATE", "2024-05-20", "")),
        ("It opened yesterday.", ("yesterday", "DATE", "2024-05-14", "")),
        ("It opened last week.", ("last week", "DATE", "2024-W19", "")),
        ("It opened last month.", ("last month", "DATE", "2024-04", "")),
        ("It opened last year.", ("last year", "DATE", "2023", "")),
        ("It opened three days ago.", ("three days ago", "DATE", "2024-05-12", "")),
        ("It opened two years ago.", ("two years ago", "DATE", "2022", "")),
        ("It opens now.", ("now", "DATE", "PRESENT_REF", "")),
        ("It opened recently.", ("recently", "DATE", "PAST_REF", "")),
        ("It opened Monday night.", ("Monday night", "TIME", "2024-05-13TNI", "")),
        ("It opened last night.", ("last night", "TIME", "2024-05-14TNI", "")),
        ("It opened at 3:30 p.m. with a song.", ("3:30 p.m.", "TIME", "2024-05-15T15:30", "")),
        ("It took two years.", ("two years", "DURATION", "P2Y", "")),
        ("It took more than two years.", ("more than two years", "DURATION", "P2Y", "MORE_THAN")),
        ("It was a two-day trip.", ("two-day", "DURATION", "P2D", "")),
        ("It took several weeks.", ("several weeks", "DURATION", "PXW", "")),
        ("It took 24 hours.", ("24 hours", "DURATION", "PT24H", "")),
        ("It grew over the past two years.", ("the past two years", "DURATION", "P2Y", "")),
        ("It meets every Monday.", ("every Monday", "SET", "XXXX-WXX-1", "")),
        ("It meets twice a month.", ("twice a month", "SET", "P1M", "")),
    ],
)
def test_one_expression(text, expected):
    assert [(d.text, d.type, d.value, d.mod) for d in dates(text, "2024-05-15")] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "He may march on.", "May we ask?", "Some 2000 troops and 1,500 people came.", "The 35-year-old man left.",
        "The second man fell.", "Mayor Mar sat in the sun.", "It cost $2021.", "The vote was 2015 to 1.",
    ],
)  # fmt: skip
def test_what_is_no_date(text):
    assert [date.text for date in dates(text, "2024-05-15")] == []


@pytest.mark.parametrize(
    "text, value",
    [
        ("It opened on November 21.", "XXXX-11-21"),
        ("It opened yesterday.", "XXXX-XX-XX"),
        ("It opened last year.", "XXXX"),
        ("It opened on Monday.", "XXXX-WXX-1"),
        ("It opened in 2021.", "2021"),
    ],
)
def test_without_a_day_of_publication_nothing_is_guessed(text, value):
    [date] = dates(text)
    assert (date.value, date.anchor.basis) == (value, "none")
    assert (date.earliest == "") == ("X" in value)


def test_ranges_share_their_year():
    left, right = dates("It could open in late January-early February 2022.")
    assert (left.value, left.mod, left.anchor.basis, left.anchor.dates) == ("2022-01", "END", "date", (right.id,))
    assert (right.value, right.mod) == ("2022-02", "START")
    december, january = dates("from December to January 2022")
    assert (december.value, january.value) == ("2021-12", "2022-01")
    first, last = dates("It rained Nov. 21-25.", "2021-12-01")
    assert (first.text, first.value, last.text, last.value) == ("Nov. 21", "2021-11-21", "25", "2021-11-25")
    assert [date.value for date in dates("the season of 2012-13")] == ["2012", "2013"]


def test_the_texts_own_dates_leave_one_year():
    text = "It recalled April 2021. On November 21, he said it could start in February 2022."
    april, november, february = dates(text)
    assert november.value == "2021-11-21" and november.anchor.basis == "inferred"
    assert november.anchor.dates == (april.id, february.id) and november.anchor.value == "2021-04/2022-02"
    published = infer_published(text, (april, november, february))
    assert (published.basis, published.earliest, published.latest) == ("inferred", "2021-11-21", "2022-02-28")
    assert [span.text for span in published.evidence] == ["November 21", "February 2022"]


def test_the_texts_own_dates_that_leave_two_years_leave_it_open():
    [_, november, _] = dates("It recalled April 2019. On November 21, he said it could start in February 2022.")
    assert november.value == "XXXX-11-21"
    assert infer_published("It opened in 2019.", dates("It opened in 2019.")) == Published()


def test_bounds_are_of_the_value():
    [date] = dates("in late January 2022")
    assert (date.earliest, date.latest) == ("2022-01-01", "2022-01-31")
    [date] = dates("in the 1990s")
    assert (date.earliest, date.latest) == ("1990-01-01", "1999-12-31")
    [date] = dates("last week", "2024-05-15")
    assert (date.earliest, date.latest) == ("2024-05-06", "2024-05-12")


def test_the_anchor_names_the_day_of_publication():
    [date] = dates("It opened yesterday.", "2024-05-15")
    assert (date.anchor.basis, date.anchor.value) == ("published", "2024-05-15")


@settings(deadline=None)
@given(texts, st.sampled_from(["", "2024-02-29", "0001-01-01", "9999-12-31"]))
def test_dates_of_any_text_keep_their_invariants(text, day):
    end = 0
    for number, date in enumerate(dates(text, day), 1):
        assert date.id == f"d{number}" and date.value
        assert text[date.start : date.end] == date.text == date.text.strip() != "" and date.start >= end
        end = date.end
