"""Level 6: each test on a file that is legal and suspicious, silence over gold, and what is left alone on purpose."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

import pytest

from conftest import GOLD, ROOT
from onrecord import read_articles
from onrecord.articles import read_article
from onrecord.checks import TESTS, meaning, offsets, references, suspicion
from onrecord.checks.suspicion.cover import Cover
from onrecord.incident import json_path
from onrecord.layers.segments import find_segments
from onrecord.model import Quote, Record, Span

CASES = ROOT / "tests" / "cases" / "suspicious"
EXPECTED = {
    "layer-empty": ("quotes", "“We are ready,”", "no quotes in a text with"),
    "unquoted-marks": ("quotes", "“no dogs and no cats”", "in no quote"),
    "unmarked-words": ("quotes[0].marks", "“bold but late”", "in the content, and not in marks"),
    "odd-marks": ("segments[0]", "”", "3 quotation marks in a paragraph"),
    "boilerplate-quote": ("segments[1].kind", "“We see the end of it,”", "boilerplate with"),
    "uncued-verb": ("quotes", "announced", "'announced', in no cue"),
    "bare-quote": ("quotes[1]", "“The gates are shut.”", "without source and speaker"),
    "duplicate-quote": ("quotes[1]", "“We are ready,”", "content and cue of 'q1' again"),
    "lone-word": ("quotes[0]", "“fraud”", "alone as a quote"),
    "speaker-unquoted": ("speakers[1]", "Bo Ray", "'Bo Ray', to whom no quote is attributed"),
    "speaker-pronoun": ("speakers[0]", "she", "'she', named by pronouns alone"),
    "speaker-missing": ("quotes[1].speaker", "Lee", "which is a mention of 's1'"),
    "mention-form": ("speakers[0].mentions[1].form", "she", "'she' as nominal"),
    "pronoun-mention": ("speakers[0].mentions[1]", "she", "the pronoun 'she', in no source"),
    "mentions-overlap": ("speakers[1].mentions[0]", "Lee", "'Lee' and 'Mayor Ann Lee', which share text"),
    "name-unmentioned": ("speakers[0].mentions", "Ann Lee", "'Ann Lee', which is no mention"),
    "undated-year": ("dates", "2022", "'2022', in no date"),
    "unnumbered-figures": ("numbers", "12", "'12', in no number"),
    "far-date": ("dates[0].value", "May 2", "'2042-05-02', in an article of 2024-05-03"),
    "anchor-open": ("dates[0].anchor", "May 2", "in 1 dates"),
    "same-string": ("dates[1].value", "2021", "'2021' as 'DATE 2021 START', and as 'DATE 2021' before"),
}


def test_every_test_of_level_6_is_expected_here():
    assert {test for test, rule in TESTS.items() if rule.level == 6} == set(EXPECTED)
    assert {case.name for case in CASES.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("test_id", EXPECTED)
def test_a_suspicious_file_is_valid_and_gives_the_one_finding(test_id):
    record = read_article(CASES / test_id / "base.jsonl")
    assert list(chain(offsets.check(record), references.check(record), meaning.check(record))) == []
    [finding] = suspicion.check(record)
    path, surface, told = EXPECTED[test_id]
    assert (finding.test_id, json_path(finding.path)) == (test_id, f"$.{path}")
    assert told in finding.found and finding.expected and finding.mend
    assert record.text[slice(*finding.span)] == surface


def test_gold_is_above_suspicion():
    assert list(suspicion.check(read_article(GOLD))) == []


def test_what_people_wrote_is_hardly_suspected():
    """Layers that were left out are told once each; of the rest few findings are left, and each was looked at."""
    told = [
        finding.test_id
        for part in ("articles", "expressions")
        for record in read_articles(ROOT / "tests" / part / "tuning")
        for finding in suspicion.check(record)
    ]
    assert told.count("layer-empty") <= 36 * 2 + 12
    rest = {test_id: told.count(test_id) for test_id in set(told) - {"layer-empty", "anchor-open"}}
    assert rest == {"same-string": 2, "name-unmentioned": 1, "undated-year": 1}


def spans(text: str, *surfaces: str) -> tuple[Span, ...]:
    return tuple(Span.of(text, at := text.index(surface), at + len(surface)) for surface in surfaces)


@pytest.mark.parametrize(
    "more",
    [
        "Her album, “Nearly Nothing,” came out.",
        "A so-called “healthy option” sold well.",
        "It was “so” good.",
        "The 6\" pipe broke.",
        "States that vote late, and the claim that he won, are news.",
        "Reports that he won were wrong.",
    ],
)  # fmt: skip
def test_names_titles_words_and_nouns_are_left_alone(more):
    text = f"“We are ready,” Lee said. {more}\n"
    content = spans(text, "“We are ready,”")
    quote = Quote(
        id="q1", kind="direct", content=content, marks=content, cue=spans(text, "said"), source=spans(text, "Lee")
    )
    found = suspicion.check(Record(id="a", text=text, segments=find_segments(text), quotes=(quote,)))
    assert [finding.test_id for finding in found if finding.test_id != "uncued-verb"] == []


def test_a_quotation_that_goes_on_in_the_next_paragraph_has_a_lone_mark():
    text = "“We are ready,” Lee said. “We are here.\n“We stay,” Lee said.\n"
    content = spans(text, "“We are ready,”", "“We are here.", "“We stay,”")
    cue, source = spans(text, "said"), spans(text, "Lee")
    quote = Quote(id="q1", kind="direct", content=content, marks=content, cue=cue, source=source)
    record = Record(id="a", text=text, segments=find_segments(text), quotes=(quote,))
    assert [finding.test_id for finding in suspicion.check(record)] == ["uncued-verb"]  # the second "said"
    last = replace(record, segments=record.segments[1:])
    assert "odd-marks" not in [finding.test_id for finding in suspicion.check(last)]


@pytest.mark.parametrize("start, end, touched, held", [(0, 2, False, False), (0, 3, True, False), (2, 9, True, True)])
def test_cover_joins_what_meets(start, end, touched, held):
    cover = Cover([Span(5, 9, "x"), Span(2, 5, "x"), Span(12, 13, "x"), Span(7, 6, "x")])
    assert (cover.touches(start, end), cover.holds(start, end)) == (touched, held)
