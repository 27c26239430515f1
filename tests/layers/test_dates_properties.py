"""What holds of the dates of any text, in any place and on any day of publication."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from unicodedata import combining

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from onrecord.layers.dates import find_dates
from onrecord.layers.dates.vocabulary import HOLIDAYS, MONTHS, TABLES, WEEKDAYS
from onrecord.layers.segments import find_segments
from onrecord.model import Published
from onrecord.timex import parse_value
from strategies import texts


def dates(text: str, day: str = "", language: str = "en"):
    published = Published(date=day, earliest=day, latest=day, basis="given") if day else Published()
    return find_dates(text, find_segments(text), published, language=language)


# Text of the words, figures and marks that expressions of time are made of.
_WORDS = sorted({word for table in TABLES for phrase in table for word in phrase.split()})
_FIGURES = ["1", "2", "21", "31", "2021", "1998", "2012-13", "3/4/2021", "12:30", "p.m.", "'90s", "1990s", "2nd", "Q3"]
_LINKS = ["of", "to", "and", "-", ",", ".", "ago", "'s", "in", "on", "by", "will", "said", "EST", "é", "\n", "\u0301"]
babble = st.lists(
    st.sampled_from([*_WORDS, *(word.capitalize() for word in _WORDS), *_FIGURES, *_LINKS]), max_size=25
).map(" ".join)
DAYS = ["", "2024-02-29", "2024-05-15", "0001-01-01", "9999-12-31"]


@given(texts | babble, st.sampled_from(DAYS), st.sampled_from(["en", "en-GB", "en-US", ""]))
def test_dates_of_any_text_keep_their_invariants(text, day, language):
    end = 0
    for number, found in enumerate(dates(text, day, language), 1):
        assert found.id == f"d{number}"
        assert text[found.start : found.end] == found.text == found.text.strip() != "" and found.start >= end
        assert not (found.end < len(text) and combining(text[found.end]))
        form = parse_value(found.value)
        assert form is not None and form.value == found.value
        assert found.earliest <= found.latest and (found.earliest == "") == (found.latest == "")
        if found.type in ("DATE", "TIME"):
            assert (found.earliest, found.latest) == form.bounds
        assert all(parse_value(other) for other in found.alternatives)
        assert set(found.anchor.dates) <= {f"d{n}" for n in range(1, len(text) + 1)} - {found.id}
        end = found.end


EXPRESSIONS = [
    "May 2, 2021", "21 November 2021", "April 2021", "late April 2021", "the 1990s", "the 19th century", "Q3 2021",
    "the summer of 2021", "two and a half years", "every Monday", "twice a month", "yesterday", "last week",
    "three days ago", "this morning", "Christmas 2011", "recently", "3 p.m. EST", "2130 GMT", "fiscal 2013",
]  # fmt: skip
NEUTRAL = ["The council met here", "It rained", "There was a quarrel about the bridge", "“No,” Ann Lee said"]


@given(st.sampled_from(EXPRESSIONS), st.lists(st.sampled_from(NEUTRAL), max_size=4), st.sampled_from(NEUTRAL))
def test_an_expression_says_the_same_anywhere(expression, before, clause):
    [alone] = dates(f"It rained in {expression}.", "2024-05-15")
    [found] = dates("".join(f"{sentence}. " for sentence in before) + f"{clause} in {expression}.", "2024-05-15")
    assert (found.text, found.type, found.value, found.mod, found.zone) == (
        *(alone.text, alone.type, alone.value, alone.mod, alone.zone),
    )


RELATIVE = [
    "last year", "next month", "three days ago", "two weeks ago", "five years ago", "yesterday", "last night", "today",
    "on Monday", "last Friday", "next Tuesday", "in April", "on June 3", "last summer", "this quarter", "the weekend",
    "in the third quarter", "at Thanksgiving", "a decade ago", "in two months",
]  # fmt: skip


@given(
    st.sampled_from(RELATIVE), st.dates(date(1700, 1, 1), date(2200, 12, 31)), st.sampled_from(["shut", "will shut"])
)
def test_four_hundred_years_on_all_is_four_hundred_years_later(expression, day, verb):
    """The Gregorian calendar repeats after 400 years, weekdays and leap years included."""
    then = day.replace(year=day.year + 400)
    [now], [later] = (dates(f"It {verb} {expression}.", d.isoformat()) for d in (day, then))
    assert (later.text, later.type, later.mod) == (now.text, now.type, now.mod)
    if now.earliest:
        for bound in ("earliest", "latest"):
            first = date.fromisoformat(getattr(now, bound))
            assert date.fromisoformat(getattr(later, bound)) == first.replace(year=first.year + 400)


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.sampled_from(sorted(WEEKDAYS)))
def test_a_bare_weekday_is_within_a_week(day, name):
    [past] = dates(f"It shut on {name.capitalize()}.", day.isoformat())
    [ahead] = dates(f"It will shut on {name.capitalize()}.", day.isoformat())
    assert timedelta(0) <= day - date.fromisoformat(past.value) < timedelta(7)
    assert timedelta(0) <= date.fromisoformat(ahead.value) - day < timedelta(7)
    assert date.fromisoformat(past.value).isoweekday() == WEEKDAYS[name]


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.sampled_from(sorted(MONTHS)))
def test_a_bare_month_is_within_a_year(day, name):
    [past] = dates(f"It shut in {name.capitalize()}.", day.isoformat())
    first = date.fromisoformat(past.earliest)
    assert first.month == MONTHS[name] and abs((day - first).days) < 366


@pytest.mark.parametrize("name", sorted(HOLIDAYS))
@pytest.mark.parametrize("mark", ["'", "’"])
def test_every_holiday_is_found(name, mark):
    said = name.title().replace("'S", "'s").replace("'", mark).removeprefix("The ")
    [found] = dates(f"It shut on {said} 2019.", "2024-05-15")
    assert found.text.endswith("2019") and found.earliest[:4] == "2019"


HOSTILE = tomllib.loads((ROOT / "tests" / "cases" / "hostile.toml").read_text("utf-8"))
REPEATED = HOSTILE["texts"] | HOSTILE["expressions"]


@pytest.mark.parametrize("unit", REPEATED.values(), ids=REPEATED)
def test_hostile_paragraphs_are_read_to_their_end(unit):
    text = f"It opened in May 2019. {unit * (30_000 // len(unit))} It shut in June 2021."
    found = dates(text, "2024-05-15")
    assert found[0].text == "May 2019" and found[-1].text.endswith("June 2021")
    assert all(text[date.start : date.end] == date.text for date in found)
