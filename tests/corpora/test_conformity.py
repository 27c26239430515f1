"""Records of others made valid: each finding that their guidelines allow is mended by rule or left out, and told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.checks import meaning
from onrecord.corpora.conformity import conforming
from onrecord.losses import Losses
from onrecord.model import Anchor, Date, Number, Quote, Record, Span

TEXT = "Ann said that Bo thinks May 2 is a good day for five of us."
BARE = Record(id="a", text=TEXT)


def date(kind: str, value: str, words: str = "May 2", **more: object) -> Date:
    start = TEXT.index(words)
    return Date(id="d1", start=start, end=start + len(words), text=words, type=kind, value=value, **more)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def made(**lists) -> tuple[Record, list[str]]:
    losses = Losses()
    record = conforming(replace(BARE, **lists), losses)
    assert not list(meaning.check(record))
    assert all(place.startswith("a, '") for place in losses.places.values())
    return record, list(losses.counts)


@pytest.mark.parametrize(
    ("given", "kind", "value", "bounds"),
    [
        (date("DURATION", "1997"), "DATE", "1997", ("1997-01-01", "1997-12-31")),
        (date("DATE", "P1W"), "DURATION", "P1W", ("", "")),
        (date("TIME", "PAST_REF"), "DATE", "PAST_REF", ("", "")),
        (date("DURATION", "P1E"), "DURATION", "P1DE", ("", "")),
        (date("DURATION", "PXC"), "DURATION", "PXCE", ("", "")),
        (date("DATE", "2000-W7"), "DATE", "2000-W07", ("2000-02-14", "2000-02-20")),
        (date("DURATION", "2000-W7"), "DATE", "2000-W07", ("2000-02-14", "2000-02-20")),
    ],
)
def test_types_and_spellings_follow_the_value(given, kind, value, bounds):
    record, told = made(dates=(given,))
    [found] = record.dates
    assert (found.type, found.value, (found.earliest, found.latest)) == (kind, value, bounds)
    assert told


@pytest.mark.parametrize("value", ["PXX", "2000-13-40", "soon"])
def test_what_is_no_value_is_left_out_and_so_is_what_rests_on_it(value):
    other = replace(date("DURATION", "P1D", "day", anchor=Anchor(basis="date", value="2000", dates=("d1",))), id="d2")
    record, told = made(dates=(date("DATE", value), other))
    assert [d.id for d in record.dates] == ["d2"] and record.dates[0].anchor == Anchor()
    assert told == ["dates whose value is none of TIMEX3's"]


def test_fields_that_a_type_has_not_are_left_out():
    record, told = made(dates=(date("DURATION", "P2W", mod="ON_OR_BEFORE", quant="EVERY", freq="1X"),))
    assert (record.dates[0].mod, record.dates[0].quant, record.dates[0].freq) == ("", "", "")
    assert sorted(told) == [f"{name} of dates of a type that has none" for name in ("freq", "mod", "quant")]


def test_expressions_do_not_share_text():
    inner = replace(date("DURATION", "P1D", "2"), id="d2")
    number = Number(id="n1", start=span("May 2").start, end=span("May 2").end, text="May 2", kind="cardinal")
    record, told = made(dates=(date("DURATION", "P1D"), inner), numbers=(number,))
    assert [d.id for d in record.dates] == ["d1"] and not record.numbers
    assert told == [
        "dates that share text with another date or number",
        "numbers that share text with another date or number",
    ]


def test_contents_do_not_cross_and_parts_are_apart():
    one = Quote(id="q1", kind="indirect", content=(span("that Bo thinks May 2"),), source=(span("Ann"),))
    two = Quote(id="q2", kind="indirect", content=(span("May 2 is"),), parent="q1")
    three = Quote(id="q3", kind="indirect", content=(span("good day"),), cue=(span("day for"),), parent="q2")
    record, told = made(quotes=(one, two, three))
    assert [(q.id, q.parent, q.cue) for q in record.quotes] == [("q1", "", ()), ("q3", "", ())]
    assert told == [
        "quotes whose content crosses that of another",
        "cue spans that share text with another part of the quote",
    ]


def test_a_valid_record_stays_as_it_is():
    record = replace(BARE, dates=(date("DURATION", "P1D"),))
    losses = Losses()
    assert conforming(record, losses) is record and not losses.counts
