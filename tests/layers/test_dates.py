"""TIMEX3: spans, types, values, modifiers, bounds, and what they were resolved against."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.layers.dates import find_dates, infer_published
from onrecord.layers.segments import find_segments
from onrecord.model import Anchor, Published, Segment, Span
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


# 2024-05-15 is a Wednesday.
@pytest.mark.parametrize(
    "text, expected",
    [
        # calendar dates, as they are written on both sides of the Atlantic
        ("It shut on Monday 3 June.", [("Monday 3 June", "2024-06-03")]),
        ("It shut on Thursday, 4 July 2019, at dawn.", [("Thursday, 4 July 2019", "2019-07-04")]),
        ("It shut on Friday, Dec. 2, 2011.", [("Friday, Dec. 2, 2011", "2011-12-02")]),
        ("It shut on 21/11/2021, not 11/21/2021.", [("21/11/2021", "2021-11-21"), ("11/21/2021", "2021-11-21")]),
        ("It shut on 3.5.2019.", [("3.5.2019", "2019-05-03")]),
        ("In nineteen ninety-six it shut.", [("nineteen ninety-six", "1996")]),
        ("His failed 1996 campaign cost him dear.", [("1996", "1996")]),
        ("The March 2020 budget passed.", [("March 2020", "2020-03")]),
        ("It shut last Oct. 23.", [("last Oct. 23", "2023-10-23")]),
        ("It shut in June last year.", [("June last year", "2023-06")]),
        ("It shut on Christmas Eve.", [("Christmas Eve", "2023-12-24")]),
        ("It shut on Thanksgiving Day 2021.", [("Thanksgiving Day 2021", "2021-11-25")]),
        ("It shuts on Memorial Day.", [("Memorial Day", "2024-05-27")]),
        # quarters, halves, seasons, longer stretches
        ("Sales fell in Q3 2023.", [("Q3 2023", "2023-Q3")]),
        ("The third-quarter loss grew.", [("third-quarter", "2023-Q3")]),
        ("Last year's third quarter was bad.", [("Last year's third quarter", "2023-Q3")]),
        ("Sales fell in the first half of 2023.", [("the first half of 2023", "2023-H1")]),
        ("He left last spring.", [("last spring", "2023-SP")]),
        ("In the late 1980s and the mid-'90s it grew.", [("the late 1980s", "198"), ("the mid-'90s", "199")]),
        # times of day
        ("It ended at 10 p.m. EST Tuesday.", [("10 p.m. EST Tuesday", "2024-05-14T22:00")]),
        ("It ended at noon Friday.", [("noon Friday", "2024-05-10T12:00")]),
        ("It ended at 3pm on Monday.", [("3pm", "2024-05-13T15:00"), ("Monday", "2024-05-13")]),
        ("It ended at 14:30 GMT.", [("14:30 GMT", "2024-05-15T14:30")]),
        ("It ended early on yesterday morning.", [("yesterday morning", "2024-05-14TMO")]),
        # durations
        ("It took two and a half years.", [("two and a half years", "P2Y6M")]),
        ("It took 5 1/2 hours.", [("5 1/2 hours", "PT5H30M")]),
        ("It took half an hour.", [("half an hour", "PT30M")]),
        ("It took a year and a half.", [("a year and a half", "P1Y6M")]),
        ("It lasted for a fortnight.", [("a fortnight", "P2W")]),
        ("It will take 12 to 18 months.", [("12 to 18 months", "PXM")]),
        ("It took 1,500 days.", [("1,500 days", "P1500D")]),
        ("The decades-long war ended.", [("decades-long", "PXDE")]),
        ("The weeklong strike ended.", [("weeklong", "P1W")]),
        ("It worked all day.", [("all day", "P1D")]),
        ("For the year ended Jan. 31 it lost.", [("the year", "P1Y"), ("Jan. 31", "2024-01-31")]),
        # sets
        ("They meet on Sundays.", [("Sundays", "XXXX-WXX-7")]),
        ("They meet every other week.", [("every other week", "P2W")]),
        ("They meet each spring.", [("each spring", "XXXX-SP")]),
        ("They met on Tuesday nights.", [("Tuesday nights", "XXXX-WXX-2TNI")]),
        ("It is paid annually.", [("annually", "P1Y")]),
        # relative to publication
        ("It shut earlier this week.", [("earlier this week", "2024-W20")]),
        ("It shuts at the end of this year.", [("the end of this year", "2024")]),
        ("It shut by year-end.", [("year-end", "2024")]),
        ("It shut 10 days ago.", [("10 days ago", "2024-05-05")]),
        ("It shut two million years ago.", [("two million years ago", "XXXX")]),
        ("In recent weeks it rained.", [("recent weeks", "PAST_REF")]),
        ("At present it rains.", [("At present", "PRESENT_REF")]),
        ("It shut over the weekend.", [("the weekend", "2024-W19-WE")]),
        # relative to the text
        ("It opened in May 2019. Later that year it shut.", [("May 2019", "2019-05"), ("Later that year", "2019")]),
        ("June 3, 2019 was hot. The next day too.", [("June 3, 2019", "2019-06-03"), ("The next day", "2019-06-04")]),
        ("Net rose in Q3 from a year earlier.", [("Q3", "2023-Q3"), ("a year earlier", "2022-Q3")]),
        ("He left a year ago.", [("a year ago", "2023")]),
        # several
        ("From June 3 to 7 it rained.", [("June 3", "2024-06-03"), ("7", "2024-06-07")]),
        ("Between 3 and 5 May it rained.", [("3", "2024-05-03"), ("5 May", "2024-05-05")]),
        ("On April 30-May 2 it rained.", [("April 30", "2024-04-30"), ("May 2", "2024-05-02")]),
    ],
)  # fmt: skip
def test_expressions(text, expected):
    assert [(d.text, d.value) for d in dates(text, "2024-05-15")] == expected


@pytest.mark.parametrize(
    "text, value",
    [
        ("The talks will resume on Friday.", "2024-05-17"),
        ("The talks resumed on Friday.", "2024-05-10"),
        ("The group said on Friday that it will resume talks.", "2024-05-10"),
        ("The group plans to resume talks on Friday.", "2024-05-17"),
        ("On Friday, the group will resume talks.", "2024-05-17"),
        ("On Friday, the group resumed talks.", "2024-05-10"),
        ("It would look beyond Friday's vote.", "2024-05-10"),
        ("It closed on Wednesday.", "2024-05-15"),
        ("It will close in September.", "2024-09"),
        ("It closed in September.", "2023-09"),
        ("He retired in July.", "2023-07"),
        ("It may arrive next Friday.", "2024-05-17"),
        ("It arrived last Wednesday.", "2024-05-08"),
    ],
)
def test_the_verb_decides_between_past_and_future(text, value):
    [date] = dates(text, "2024-05-15")
    assert date.value == value


@pytest.mark.parametrize(
    "text",
    [
        "He was player of the year.", "A quarter of voters and three quarters of members stayed.", "It pays $5 a day.",
        "Act as soon as possible.", "The September 11 attacks changed it.", "He scored a goal in the second half.",
        "Windows 2000 ran in room 2020.", "I read it in The Sun.", "Leave at the same time, then, meanwhile.",
        "The annual, quarterly and previous ones are gone.", "Spring broke as prices fall.", "A 3-month-old law died.",
        "The ſunday and mаy 2 are not what they seem.", "ABC's This Week asked him.", "Version 1.2.21 came.",
    ],
)  # fmt: skip
def test_what_is_no_date_either(text):
    assert [date.text for date in dates(text, "2024-05-15")] == []


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


@pytest.mark.parametrize(
    "unit",
    ["1", " ", "(", '"', "a ", "two to ", "twenty-", "1-", "May 2, ", "will Monday ", "2021 ", "3 p.m. ", "İ May "],
)  # fmt: skip
def test_hostile_paragraphs_are_read_to_their_end(unit):
    text = f"It opened in May 2019. {unit * (30_000 // len(unit))} It shut in June 2021."
    found = dates(text, "2024-05-15")
    assert found[0].text == "May 2019" and found[-1].text == "June 2021"
    assert all(text[date.start : date.end] == date.text for date in found)


@settings(deadline=None)
@given(texts, st.sampled_from(["", "2024-02-29", "0001-01-01", "9999-12-31"]))
def test_dates_of_any_text_keep_their_invariants(text, day):
    end = 0
    for number, date in enumerate(dates(text, day), 1):
        assert date.id == f"d{number}" and date.value
        assert text[date.start : date.end] == date.text == date.text.strip() != "" and date.start >= end
        end = date.end
