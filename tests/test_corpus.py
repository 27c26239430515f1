"""The gold article holds what the text says, and the draft of the seed is scored against it, as it is."""

from __future__ import annotations

import hashlib
import json

import pytest

from conftest import GOLD, ROOT, SEED
from onrecord.articles import read_article
from onrecord.pipeline import redraft
from onrecord.scoring import score
from onrecord.scoring.score_report import summary


@pytest.fixture(scope="module")
def gold():
    return read_article(GOLD)


def quotes_of(gold, name):
    ids = {speaker.id for speaker in gold.speakers if speaker.name == name}
    return [quote for quote in gold.quotes if quote.speaker in ids]


def test_the_seed_is_kept_to_the_byte(gold, seed_text):
    data = SEED.read_bytes()
    digest = "6c6360c5666f896aa9ae3a9c80a250c81542780032b66813a9843733644cf7db"
    assert hashlib.sha256(data).hexdigest() == digest == gold.source.sha256
    assert gold.text == seed_text and gold.text.endswith("\nim")
    assert gold.segments[-1].kind == "boilerplate" and gold.segments[-1].text == "im"
    sidecar = json.loads(SEED.with_suffix(".json").read_text("utf-8"))
    assert sidecar["publisher"] == "Ukrinform" and sidecar["language"] == "en"
    assert not {"published", "url", "licence"} & sidecar.keys()


def test_it_is_gold_by_two_annotators_and_says_what_they_are(gold):
    assert gold.annotation.status == "gold"
    tasks = [annotator.task for annotator in gold.annotation.annotators]
    assert tasks.count("annotate") >= 2 and "adjudicate" in tasks
    assert {annotator.kind for annotator in gold.annotation.annotators} == {"language model"}


@pytest.mark.parametrize(
    "speaker, kind, content",
    [
        ("Jens Stoltenberg", "indirect", "of consequences of invading Ukraine"),
        ("Jens Stoltenberg", "indirect", "This"),
        ("Jens Stoltenberg", "mixed", "There are reasons for concern about Russia's military buildup near Ukraine’s"),
        ("Jens Stoltenberg", "direct", "“We are sending a clear message to Russia that"),
        ("Jens Stoltenberg", "direct", "“the first task is to prevent that from happening.”"),
        ("Jens Stoltenberg", "indirect", "economic, financial, and diplomatic means"),
        ("Ukrinform", "indirect", "This was stated by NATO Secretary General Jens Stoltenberg"),
        ("Ukrinform", "indirect", "The Washington Post wrote citing sources"),
        ("The Washington Post", "indirect", "that the movement of Russian troops"),
        ("sources among the U.S. and EU officials", "indirect", "that the movement of Russian troops"),
        ("Kyrylo Budanov", "indirect", "that Russia had amassed more than 92,000 troops"),
        ("Oleksiy Danilov", "indirect", "there was no imminent threat of a Russian large-scale invasion, although"),
        ("Volodymyr Zelensky", "indirect", "that the possibility of a military escalation by Russia remains"),
    ],
)
def test_attributions(gold, speaker, kind, content):
    found = [q for q in quotes_of(gold, speaker) if q.content[0].text.startswith(content)]
    assert [quote.kind for quote in found] == [kind]


def test_nesting_marks_and_addressees(gold):
    by_id = {quote.id: quote for quote in gold.quotes}
    [stated] = [q for q in gold.quotes if q.content[0].text == "This"]
    assert by_id[stated.parent].source[0].text == "Ukrinform"
    [cited] = [q for q in gold.quotes if q.cue[0].text == "citing"]
    assert by_id[cited.parent].source[0].text == "The Washington Post"
    [mixed] = [q for q in quotes_of(gold, "Jens Stoltenberg") if q.kind == "mixed"]
    assert [mark.text for mark in mixed.marks] == ['"defend all allies in the region,"']
    addressees = {span.text for quote in gold.quotes for span in quote.addressee}
    assert {"Moscow", "Euractiv", "Military Times"} <= addressees


@pytest.mark.parametrize(
    "name, kind, role, affiliation",
    [
        ("Jens Stoltenberg", "person", "Secretary General", "NATO"),
        ("Ukrinform", "organisation", "", ""),
        ("The Washington Post", "organisation", "", ""),
        ("sources among the U.S. and EU officials", "unnamed", "officials", "U.S. and EU"),
        ("Kyrylo Budanov", "person", "head", "Ukrainian Defense Ministry's Main Intelligence Directorate"),
        ("Oleksiy Danilov", "person", "Secretary", "National Security and Defense Council"),
        ("Volodymyr Zelensky", "person", "President", "Ukraine"),
    ],
)
def test_speakers(gold, name, kind, role, affiliation):
    [speaker] = [speaker for speaker in gold.speakers if speaker.name == name]
    assert (speaker.kind, speaker.role, speaker.affiliation) == (kind, role, affiliation)


def test_stoltenberg_has_six_mentions(gold):
    [speaker] = [speaker for speaker in gold.speakers if speaker.name == "Jens Stoltenberg"]
    nato = "the NATO secretary general"
    assert [mention.text for mention in speaker.mentions] == [
        *("NATO chief", "NATO Secretary General Jens Stoltenberg", nato, "Stoltenberg", "Stoltenberg", nato)
    ]


def test_dates_and_numbers(gold):
    assert {(d.text, d.value, d.mod, d.anchor.basis) for d in gold.dates} == {
        ("April 2021", "2021-04", "", "none"),
        ("November 21", "2021-11-21", "", "inferred"),
        ("November 25", "2021-11-25", "", "inferred"),
        ("November 26", "2021-11-26", "", "inferred"),
        ("late January", "2022-01", "END", "date"),
        ("early February 2022", "2022-02", "START", "none"),
    }
    assert gold.published.date == "" and gold.published.basis == "inferred"
    assert [(n.text, n.kind, n.value, n.modifier, [s.text for s in n.counted]) for n in gold.numbers] == [
        ("first", "ordinal", 1, "", []),
        ("92,000", "cardinal", 92000, "more_than", ["troops"]),
    ]


def test_the_draft_of_the_seed_against_gold(gold, report):
    """The scores are reported, not asserted: the draft is what it is."""
    tally = score([(gold, redraft(gold))])
    report += ["", f"draft of {gold.id} against gold", *summary(tally)]
    scored = {key.layer for key, counts in tally.total().items() if counts.gold}
    assert scored == {"segments", "quotes", "speakers", "dates", "numbers"}


def test_the_corpus_is_valid(onrecord):
    result = onrecord("validate", ROOT / "corpus" / "articles")
    assert (result.code, result.out) == (0, "")


def test_a_corpus_is_its_articles_and_not_what_annotators_made_of_them_before(onrecord):
    result = onrecord("validate", ROOT / "corpus")
    assert (result.code, result.out) == (0, "") and "in 2 files (2 records)" in result.err
    assert "in 1 file (1 record)" in onrecord("validate", ROOT / "corpus" / "annotators" / "first").err
    for folder in (ROOT, ROOT / "corpus", ROOT / "corpus" / "articles"):
        exported = onrecord("export", "--to", "conll", folder, "-o", "-")
        assert (exported.code, exported.out.count("# newdoc id")) == (0, 2), exported.err
