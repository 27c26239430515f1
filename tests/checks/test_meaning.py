"""Level 5: each test on its bad file, the records that are right, and the borders between the two."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import GOLD, ROOT
from onrecord import read_articles
from onrecord.articles import read_article
from onrecord.checks import TESTS, meaning, offsets, references
from onrecord.incident import json_path
from onrecord.model import Annotation, Annotator, Quote, Record, Span
from onrecord.pipeline import annotate, redraft
from strategies import records, texts

CASES = ROOT / "tests" / "cases"
# What each bad file gives: where, the words of the text that it is about, and a part of what is told.
EXPECTED = {
    "kind-marks": ("quotes[0].kind", "“We are ready,”", "mixed, with every word of the content in marks"),
    "marks-outside": ("quotes[0].marks[1]", "said", "'said', which is not in the content"),
    "speaker-source": ("quotes[0].source", "“We are ready,”", "no source, and 's1' as speaker"),
    "roles-overlap": ("quotes[0].addressee[0]", "Ann Lee", "addressee [22, 29) and source [16, 29) share text"),
    "contents-cross": ("quotes[1].content", "were shut and nobody came", "crosses the content of 'q1'"),
    "outside-parent": ("quotes[1].parent", "that nobody came", "'q1', whose content ('she was told that"),
    "inner-parent": ("quotes[1].parent", "that the gates were shut", "no parent, with content and cue inside"),
    "timex-value": ("dates[0].value", "May 2", "'2024-02-30'"),
    "timex-type": ("dates[0].type", "May 2", "TIME with the value '2024-05-02'"),
    "date-bounds": ("dates[0].latest", "May 2", "'2024-05-02' to '2024-05-31' for the value '2024-05-02'"),
    "alternatives": ("dates[0].alternatives[0]", "May 2", "'2024-05-02' beside '2024-05-02'"),
    "set-only": ("dates[0].quant", "May 2", "'EVERY' with the DATE '2024-05-02'"),
    "zone-clock": ("dates[0].zone", "May 2", "'Z' with the DATE '2024-05-02'"),
    "mod-length": ("dates[0].mod", "two days", "'BEFORE' with the DURATION 'P2D'"),
    "anchor": ("dates[0].anchor", "May 2", "basis published, value '2024-05-02'"),
    "number-value": ("numbers[0].value", "Five", "cardinal with value 5, low 5, high 6"),
    "number-terms": ("numbers[0].terms", "Five", "cardinal with terms [3, 2] and value 5"),
    "number-unit": ("numbers[0].unit", "Five", "cardinal in 'km'"),
    "currency-code": ("numbers[0].unit", "$5", "money in 'USX'"),
    "ucum-code": ("numbers[1].unit", "3 km", "quantity in 'kilometre'"),
    "ordinal-counted": ("numbers[0].counted", "first", "an ordinal that counts 'task'"),
    "modifier-spans": ("numbers[0].modifier_spans", "Five", "modifier 'about' with 0 spans"),
    "number-parts": ("numbers[0].counted[0]", "Five people", "shares text with the number 'Five'"),
    "date-number": ("numbers[0]", "2", "a number [42, 43) that shares text with d1 [38, 43)"),
    "expressions-overlap": ("numbers[1]", "Five people", "shares text with n1 [45, 49)"),
    "published": ("published", "", "basis given, date '2024-05-03', '2024-05-03' to '2024-05-04'"),
    "published-evidence": ("published.evidence", "April 2021", "'2021-04-01' to '2021-05-30' from"),
    "status-proof": ("annotation.annotators", "", "gold by 'A (person): annotate, B (person): annotate'"),
    "gold-guidelines": ("annotation.guidelines", "", '"" for a gold record'),
}
BASE = read_article(CASES / "valid" / "base.jsonl")


def found(record: Record) -> list[str]:
    return [finding.test_id for finding in meaning.check(record)]


def of_quotes(text: str, *quotes: Quote) -> list[str]:
    return found(Record(id="a", text=text, quotes=quotes))


def spans(text: str, *surfaces: str) -> tuple[Span, ...]:
    return tuple(Span.of(text, at := text.index(surface), at + len(surface)) for surface in surfaces)


def test_every_test_of_level_5_is_expected_here():
    assert {test for test, rule in TESTS.items() if rule.level == 5 and not test.startswith("seed-")} == set(EXPECTED)


@pytest.mark.parametrize("test_id", EXPECTED)
def test_a_bad_file_gives_the_one_finding(test_id):
    record = read_article(CASES / "invalid" / test_id / "base.jsonl")
    assert list(chain(offsets.check(record), references.check(record))) == []
    [finding] = meaning.check(record)
    path, surface, told = EXPECTED[test_id]
    assert (finding.test_id, json_path(finding.path)) == (test_id, f"$.{path}")
    assert told in finding.found and finding.expected and finding.mend
    assert record.text[slice(*finding.span)] == surface if finding.span else not surface


@pytest.mark.parametrize("path", sorted((CASES / "valid").glob("*.jsonl")), ids=lambda path: path.stem)
def test_tricky_good_files_have_a_meaning(path):
    if path.stem != "documents":
        record = read_article(path)
        assert list(chain(offsets.check(record), references.check(record), meaning.check(record))) == []


def test_people_and_layers_keep_to_it():
    written = [record for part in ("articles", "expressions") for folder in ("tuning", "held-back")
               for record in read_articles(ROOT / "tests" / part / folder)]  # fmt: skip
    assert len(written) == 70
    for record in [read_article(GOLD), *written]:
        assert list(meaning.check(record)) == [], record.id
        assert list(meaning.check(redraft(record))) == [], f"the draft of {record.id}"


@settings(max_examples=200)
@given(records())
def test_made_records_keep_to_it(record):
    assert list(meaning.check(record)) == []


def test_contents_of_two_quotes_nest_or_are_apart():
    text = "“One,” said Lee, “two,” Ray added, “three.”"
    whole = Quote(id="q1", kind="direct", content=spans(text, "“One,”", "“two,”", "“three.”"))
    whole = replace(whole, marks=whole.content)
    within = Quote(id="q2", kind="direct", content=spans(text, "“two,”"), marks=spans(text, "“two,”"))
    assert of_quotes(text, whole, within) == []  # an inserted quote
    half = Quote(id="q2", kind="mixed", content=spans(text, "“two,” Ray added"), marks=spans(text, "“two,”"))
    assert of_quotes(text, whole, half) == ["contents-cross"]  # holds a piece and not the others
    partly = Quote(id="q2", kind="mixed", content=spans(text, "“One,” said"), marks=spans(text, "“One,”"))
    first = replace(whole, content=whole.content[:1], marks=whole.marks[:1])
    assert of_quotes(text, first, partly) == []
    assert of_quotes(text, replace(whole, parent="q2"), replace(half, parent="")).count("contents-cross") == 1


def test_two_attributions_of_one_content_need_no_more_than_one_parent():
    text = "X wrote citing Y that Z"
    one = Quote(id="q1", kind="indirect", content=spans(text, "that Z"), cue=spans(text, "wrote"))
    other = replace(one, id="q2", cue=spans(text, "citing"), parent="q1")
    assert of_quotes(text, one, other) == []


@pytest.mark.parametrize(
    "value, type_, sound",
    [
        ("2021-11-21", "DATE", True), ("2021-11-21", "SET", False), ("2021-11-21T14:30", "DATE", False),
        ("2021-11-21TNI", "TIME", True), ("P2D", "DURATION", True), ("P2D", "SET", True), ("P2D", "DATE", False),
        ("PRESENT_REF", "DATE", True), ("PRESENT_REF", "SET", False), ("XXXX-WXX-1", "SET", True),
        ("XXXX-WXX-1", "DATE", True), ("XXXX-XX-XXT09:00", "SET", True), ("T09:00", "TIME", True),
        ("PT2H", "TIME", False), ("XXXX-WXX-WDT15:00", "SET", True),
    ],
)  # fmt: skip
def test_types_and_values(value, type_, sound):
    [date] = BASE.dates
    changed = replace(date, type=type_, value=value, earliest="", latest="", alternatives=())
    assert ("timex-type" in found(replace(BASE, dates=(changed,)))) == (not sound)


def test_a_value_without_end_is_none():
    date = replace(BASE.dates[0], type="DURATION", value="P" + "1Y" * 50_000, earliest="", latest="")
    assert found(replace(BASE, dates=(date,))) == ["timex-value"]


@pytest.mark.parametrize(
    "change, expected",
    [
        ({"kind": "ratio", "value": 3.33, "terms": (10, 3)}, []),
        ({"kind": "ratio", "value": 3, "terms": (10, 3)}, ["number-terms"]),
        ({"kind": "ratio", "value": 0, "terms": (0, 0)}, []),
        ({"kind": "ratio", "value": 1.5, "terms": (10**400, 3)}, ["number-terms"]),
        ({"kind": "score", "value": None, "terms": (3, 2)}, []),
        ({"kind": "score", "value": 3, "terms": (3, 2)}, ["number-value"]),
        ({"kind": "cardinal", "value": None, "low": 6, "high": 5}, ["number-value"]),
        ({"kind": "cardinal", "value": None, "low": 6}, ["number-value"]),
        ({"kind": "money", "unit": "cUSD"}, []),
        ({"kind": "money", "unit": "dUSD"}, ["currency-code"]),
        ({"kind": "money", "unit": ""}, []),
        ({"kind": "percent", "unit": ""}, ["number-unit"]),
        ({"kind": "quantity", "unit": "%"}, ["number-unit"]),
        ({"kind": "quantity", "unit": "km/h"}, []),
        ({"kind": "quantity", "unit": "(" * 100_000}, ["ucum-code"]),
        ({"kind": "score", "value": None, "terms": (54, 46), "unit": "%"}, []),
    ],
)
def test_numbers_by_kind(change, expected):
    number = replace(BASE.numbers[0], **({"counted": ()} | change))
    assert found(replace(BASE, numbers=(number,))) == expected


def people(*tasks: str) -> tuple[Annotator, ...]:
    """Annotators such as "A:annotate"; those named after a program are one."""
    names = [task.split(":") for task in tasks]
    return tuple(Annotator(name=n, kind="program" if n == "onrecord" else "person", task=t) for n, t in names)


@pytest.mark.parametrize(
    "status, annotators, proved",
    [
        ("gold", people("A:annotate", "B:annotate", "A:adjudicate"), True),
        ("gold", people("A:annotate", "A:annotate", "C:adjudicate"), False),
        ("gold", people("onrecord:draft", "A:check"), True),
        ("gold", people("A:annotate", "A:check"), False),
        ("gold", people("A:annotate", "B:check"), True),
        ("gold", people("A:check"), False),
        ("gold", people("onrecord:annotate", "B:annotate", "C:adjudicate"), False),
        ("reviewed", people("onrecord:draft", "A:check"), True),
        ("reviewed", people("onrecord:draft", "onrecord:check"), False),
        ("reviewed", (), False),
        ("draft", (), True),
    ],
)
def test_what_proves_a_status(status, annotators, proved):
    record = replace(BASE, annotation=Annotation(status=status, annotators=annotators))
    assert found(record) == ([] if proved else ["status-proof"])


def test_ten_thousand_quotes_are_swept_and_not_compared_in_pairs(monkeypatch):
    """Each span is looked up a few times, whether the quotes stand side by side or inside each other."""
    looked = 0

    def counting(span, outer, lies_in=meaning.contents.lies_in):
        nonlocal looked
        looked += 1
        return lies_in(span, outer)

    monkeypatch.setattr(meaning.contents, "lies_in", counting)
    text = "a " * 20_000
    apart = tuple(Quote(id=f"q{i}", kind="indirect", content=(Span(i, i + 1, "a"),)) for i in range(0, 40_000, 4))
    assert of_quotes(text, *apart) == []
    nested = [Quote(id=f"q{i}", kind="indirect", content=(Span(i, 40_000 - i, "a"),)) for i in range(1, 10_001)]
    assert of_quotes(text, *nested) == []
    assert looked < 100_000


def test_a_finding_is_fit_for_json():
    [finding] = meaning.check(read_article(CASES / "invalid" / "kind-marks" / "base.jsonl"))
    assert json.dumps([finding.found, finding.expected, finding.mend, finding.span])


@settings(max_examples=60)
@given(texts, st.sampled_from([None, "2024-05-02"]), st.booleans())
def test_drafts_of_any_text_keep_to_it(text, published, nested):
    record = annotate(text, published, nested=nested)
    assert list(chain(references.check(record), meaning.check(record))) == []
