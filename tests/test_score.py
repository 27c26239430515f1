"""Scores of a record against another: strict and by overlap."""

from __future__ import annotations

from dataclasses import replace

import pytest

from onrecord.model import Date, Quote, Record, Span
from onrecord.score import score, to_table

TEXT = "Lee said it rained on May 2. Cole said no."


def record(*contents: tuple[int, int], value: str = "2024-05-02") -> Record:
    quotes = tuple(
        Quote(id=f"q{n}", kind="indirect", content=(Span.of(TEXT, *offsets),)) for n, offsets in enumerate(contents, 1)
    )
    date = Date(id="d1", start=22, end=27, text="May 2", type="DATE", value=value)
    return Record(id="a", text=TEXT, quotes=quotes, dates=(date,))


def by_measure(gold: Record, draft: Record) -> dict:
    return {strict.measure: (strict, overlap) for strict, overlap in score(gold, draft)}


def test_the_same_record_scores_one():
    same = record((9, 27), (39, 41))
    for strict, overlap in by_measure(same, same).values():
        assert (strict.gold, strict.f1) == (overlap.gold, overlap.f1)
        assert strict.f1 == (1.0 if strict.gold else 0.0)


def test_precision_and_recall():
    strict, overlap = by_measure(record((9, 27), (39, 41)), record((9, 18), (39, 41), (0, 3)))["quotes: content"]
    assert (strict.precision, strict.recall) == (pytest.approx(1 / 3), 0.5)
    assert (overlap.precision, overlap.recall) == (pytest.approx(2 / 3), 1.0)


def test_attributes_must_be_equal():
    scores = by_measure(record(), record(value="2023-05-02"))
    assert scores["dates: span"][0].f1 == 1.0 and scores["dates: type, value, mod"][1].f1 == 0.0


def test_records_of_different_texts_are_refused():
    with pytest.raises(ValueError, match="different texts"):
        score(record(), replace(record(), text="Another."))


def test_the_table_has_a_row_a_measure():
    lines = to_table(score(record(), record()))
    assert len(lines) == 2 + 13 and "| dates: span | 1 | 1 | 100.0 / 100.0 / 100.0 | 100.0 |" in lines
