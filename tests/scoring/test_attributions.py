"""Attribution scores on records made for it: each measure counts what its definition says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.layers.segments import find_segments
from onrecord.model import Quote, Record, Span
from onrecord.scoring.attributions import score_attributions

TEXT = "Lee said “the dam will hold.” Cole fears floods. The report, Ann wrote, was late."


def record(*quotes: dict[str, str]) -> Record:
    def spans(words: str) -> tuple[Span, ...]:
        return tuple(
            Span.of(TEXT, TEXT.index(part), TEXT.index(part) + len(part)) for part in words.split(" … ") if part
        )

    made = [
        Quote(id=f"q{n}", kind="", **{role: spans(words) for role, words in quote.items()})
        for n, quote in enumerate(quotes, 1)
    ]
    return Record(id="a", text=TEXT, segments=find_segments(TEXT), quotes=tuple(made))


SAID = {"content": "“the dam will hold.”", "cue": "said", "source": "Lee"}
FEARS = {"content": "floods", "cue": "fears", "source": "Cole"}
WROTE = {"content": "The report … was late", "cue": "wrote", "source": "Ann"}
GOLD = record(SAID, FEARS, WROTE)


def f1(draft: Record, group: str, measure: str) -> float:
    return round(score_attributions([(GOLD, draft)])[group, measure].f1, 3)


def test_a_record_against_itself_is_all_right():
    scores = score_attributions([(GOLD, GOLD)])
    assert {measure.f1 for (group, _), measure in scores.measures.items() if group != "speech" and measure.gold} == {
        1.0
    }
    assert scores["speech", "found"].gold == 2  # the one with marks and the one with a verb of speech


def test_marks_and_punctuation_at_the_edges_do_not_count():
    assert f1(record(SAID | {"content": "the dam will hold"}, FEARS, WROTE), "all", "exact") == 1.0


def test_fragments_count_by_themselves():
    # Two of three fragments drafted and right, of four in gold: "was late" and the content of "fears" are missing.
    draft = record(SAID, WROTE | {"content": "The report"})
    measure = score_attributions([(GOLD, draft)])["all", "exact"]
    assert (measure.right, measure.predicted, measure.found, measure.gold) == (2, 2, 2, 4)


def test_tokens_count_words_of_all_contents_together():
    draft = record(SAID | {"content": "dam will"}, FEARS, WROTE)
    measure = score_attributions([(GOLD, draft)])["all", "token"]
    assert (measure.right, measure.predicted, measure.found, measure.gold) == (7, 7, 7, 9)


def test_a_source_is_right_only_with_its_content():
    swapped = record(SAID | {"source": "Cole"}, FEARS | {"source": "Lee"}, WROTE)
    assert f1(swapped, "all", "source") == round(1 / 3, 3)
    assert f1(swapped, "all", "cue") == 1.0


def test_kinds_are_groups():
    assert score_attributions([(GOLD, GOLD)])["direct", "exact"].gold == 1
    assert f1(record(FEARS, WROTE), "direct", "exact") == 0.0


def test_texts_must_be_the_same():
    with pytest.raises(ValueError, match="different texts"):
        score_attributions([(GOLD, replace(GOLD, text=TEXT + " "))])
