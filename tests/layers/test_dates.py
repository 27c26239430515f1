"""What dates are resolved against: the day of publication, each other, what the article's own dates allow."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.layers.dates import find_dates, infer_published
from onrecord.layers.segments import find_segments
from onrecord.model import Anchor, Published, Segment, Span


def given_on(day: str) -> Published:
    return Published(date=day, earliest=day, latest=day, basis="given")


def dates(text: str, day: str = ""):
    return find_dates(text, find_segments(text), given_on(day) if day else Published())


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


@pytest.mark.parametrize("gap", ["\n", "\r\n", "\u00a0", "  "])
def test_an_expression_may_hold_a_line_break(gap):
    text = f"It was shut for more than two{gap}years."
    sentence = Span(0, len(text), text)
    segment = Segment(id="g1", start=0, end=len(text), text=text, kind="paragraph", sentences=(sentence,))
    assert [d.value for d in find_dates(text, [segment], Published())] == ["P2Y"]


def test_boilerplate_is_left_alone():
    text = "Photo: Reuters, May 2, 2024\nIt opened in 2021.\n© 2024 The Paper"
    assert [date.text for date in dates(text)] == ["2021"]


def test_expressions_do_not_cross_segments():
    assert [date.text for date in dates("It opened late\nMay 2, 2021 was sunny.")] == ["May 2, 2021"]


def test_the_first_article_without_a_day_of_publication():
    text = (Path(__file__).parents[2] / "seeds" / "000_70e68fd428cc63c6.txt").read_bytes().decode()
    found = dates(text)
    assert [(d.text, d.value, d.mod, d.anchor.basis) for d in found] == [
        ("April 2021", "2021-04", "", "none"),
        ("November 21", "2021-11-21", "", "inferred"),
        ("late January", "2022-01", "END", "date"),
        ("early February 2022", "2022-02", "START", "none"),
        ("November 25", "2021-11-25", "", "inferred"),
        ("November 26", "2021-11-26", "", "inferred"),
    ]
    assert {(d.anchor.value, d.anchor.dates) for d in found if d.anchor.basis == "inferred"} == {
        ("2021-04/2022-01", (found[0].id, found[2].id))
    }
    assert found[2].anchor == Anchor(basis="date", value="2022", dates=(found[3].id,))
    published = infer_published(text, found)
    assert (published.date, published.earliest, published.latest) == ("", "2021-11-26", "2022-01-31")
    assert {span.text for span in published.evidence} == {"November 26", "late January"}


def test_a_day_of_a_range_takes_its_month_from_the_other():
    first, last = dates("It rained on Nov. 21-25.")
    assert (first.value, first.anchor.basis) == ("XXXX-11-21", "none")
    assert (last.value, last.anchor) == ("XXXX-11-25", Anchor(basis="date", value="XXXX-11", dates=(first.id,)))


def test_a_date_that_counts_from_another_names_it():
    opened, shut = dates("It opened in May 2019. The following year it shut.")
    assert (shut.value, shut.anchor) == ("2020", Anchor(basis="date", value="2019-05", dates=(opened.id,)))


@pytest.mark.parametrize("day", ["2024-02-29", "0001-01-01", "9999-12-31"])
def test_the_ends_of_the_calendar(day):
    text = "It was 900 billion years ago, last year, next century, next week, last Monday, Feb. 29 and 20,000 days ago."
    for date in dates(text, day):
        assert date.value and (date.earliest == "") == (date.latest == "")


def test_a_time_belongs_to_a_day_and_to_no_season():
    winter, nine, three = dates("He came in winter. It was 9 a.m. there, and 3 p.m. here.", "2019-03-06")
    assert winter.value == "2018-WI"
    assert [(time.type, time.value) for time in (nine, three)] == [
        ("TIME", "2019-03-06T09:00"), ("TIME", "2019-03-06T15:00"),
    ]  # fmt: skip


def test_a_time_of_weekdays_is_a_set():
    [time] = dates("It opens at 3 p.m. on weekdays.", "2019-03-06")
    assert (time.type, time.value, time.earliest) == ("SET", "XXXX-WXX-WDT15:00", "")
