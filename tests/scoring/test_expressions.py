"""Scores of dates and numbers: examples by hand, and another scorer's figures where it and its gold data are given."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import msgspec
import pytest

from onrecord.corpora.recognizers import MODELS, iter_recognizers
from onrecord.corpora.timeml import iter_timeml
from onrecord.layers.dates import find_dates
from onrecord.layers.numbers import find_numbers
from onrecord.layers.segments import find_segments
from onrecord.model import Date, Number, Record, Span
from onrecord.scoring.expressions import percent, score_cases, score_dates, score_quantities

TEXT = "Five men came on Monday, May 2, or so. About 20 to 30 dozens of troops paid $5 twice."


def span(words: str) -> Span:
    return Span.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


def date(words: str, value: str, kind: str = "DATE") -> Date:
    found = span(words)
    return Date(id="d1", start=found.start, end=found.end, text=words, type=kind, value=value)


def number(words: str, value: float | None = None, **more) -> Number:
    found = span(words)
    return Number(
        id="n1", start=found.start, end=found.end, text=words, kind=more.pop("kind", "cardinal"), value=value, **more
    )


def record(dates: tuple[Date, ...] = (), numbers: tuple[Number, ...] = ()) -> Record:
    return Record(id="a", text=TEXT, segments=find_segments(TEXT), dates=dates, numbers=numbers)


def of_dates(gold: tuple[Date, ...], draft: tuple[Date, ...]) -> dict[str, tuple[float, ...]]:
    scores = score_dates([(record(gold), record(draft))])
    return {name: (s.right, s.predicted, s.found, s.gold) for name, s in scores.items()}


def test_dates_by_tempeval():
    gold = (date("Monday, May 2", "2016-05-02"), date("twice", "P1D", "SET"))
    draft = (date("Five", "2005"), date("Monday", "2016-05-02T00:00"), date("twice", "p1d", "DURATION"))
    assert of_dates(gold, draft) == {
        "strict": (1, 3, 1, 2), "relaxed": (2, 3, 2, 2), "type": (1, 3, 1, 2), "value": (2, 3, 2, 2),
    }  # fmt: skip
    assert percent(score_dates([(record(gold), record(draft))])["relaxed"]) == 80.0


def test_a_draft_is_taken_once_and_the_longest_overlap_first():
    gold = (date("Monday, May", "2016"), date("2, or", "2016"))
    draft = (date("Monday", "2015"), date(", May 2, or so", "2016"))
    # The first takes the one with which it shares six characters, the first of two such would be "Monday".
    assert of_dates(gold, draft)["relaxed"][0] == 2
    assert of_dates(gold[:1], draft)["value"][0] == 0
    assert of_dates(gold, draft[1:])["relaxed"][0] == 1


def test_nothing_against_nothing_is_zero():
    assert percent(score_dates([(record(), record())])["strict"]) == 0.0


def of_cases(gold: tuple[Number, ...], draft: tuple[Number, ...], kind: str = "") -> dict[str, tuple[float, ...]]:
    scores = score_cases([(record(numbers=gold), record(numbers=draft))], kind=kind)
    return {name: (s.right, s.predicted, s.gold) for name, s in scores.items()}


def test_cases():
    gold = (number("Five", 5), number("$5", 5, kind="money"))
    assert of_cases(gold, gold) == {"span": (2, 2, 2), "span+value": (2, 2, 2), "cases": (1, 1, 1)}
    near = (number("Five", 5.000001), number("$5", 6, kind="money"), number("20", 20))
    assert of_cases(gold, near) == {"span": (2, 3, 2), "span+value": (1, 3, 2), "cases": (0, 1, 1)}
    assert of_cases(gold[1:], gold, "money")["cases"] == (1, 1, 1)
    assert of_cases((), (), "money")["cases"] == (1, 1, 1)
    assert of_cases((number("dozens"),), (number("dozens"),))["span+value"] == (1, 1, 1)
    assert of_cases((number("dozens"),), (number("dozens", 12),))["span+value"] == (0, 1, 1)


def test_whole_numbers_of_any_size_are_values():
    great = (number("Five", 10**400), number("$5", 10**400 + 1, kind="money"))
    assert of_cases(great, great)["cases"] == (1, 1, 1) and of_news(great, great) == [2, 2, 2]
    other = (number("Five", 10**401), number("$5", 5, kind="money"))
    assert of_cases(great, other)["span+value"] == (0, 2, 2) and of_news(great, other) == [0, 0, 0]


def of_news(gold: tuple[Number, ...], draft: tuple[Number, ...]) -> list[float]:
    return [score.right for score in score_quantities([(record(numbers=gold), record(numbers=draft))]).values()]


def test_quantities_by_sentence():
    gold = number("20 to 30", low=20, high=30, modifier="about", counted=(span("dozens of troops"),))
    assert of_news((gold,), (gold,)) == [1, 1, 1]
    elsewhere = number("twice", low=20, high=30, modifier="about", counted=(span("troops"),))
    assert of_news((gold,), (elsewhere,)) == [1, 1, 1]  # the same sentence, another span, the same head
    assert of_news((gold,), (replace(gold, start=0),)) == [0, 0, 0]  # the same span in another sentence
    assert of_news((gold,), (replace(gold, high=31),)) == [0, 0, 0]
    assert of_news((gold,), (replace(gold, modifier=""),)) == [1, 0, 1]
    assert of_news((gold,), (replace(gold, counted=()),)) == [1, 1, 0]
    assert of_news((gold,), (replace(gold, unit="USD"),)) == [1, 1, 0]
    assert of_news((gold,), (gold, gold)) == [1, 1, 1]  # each once


def test_values_that_are_none_are_their_words():
    dozens, score = number("dozens"), number("20 to 30", terms=(20, 30), kind="score")
    assert of_news((dozens, score), (dozens, replace(score, terms=(30, 20)))) == [1, 1, 1]
    assert of_news((dozens,), (number("troops"),)) == [0, 0, 0]


def test_texts_must_be_the_same():
    for score in (score_dates, score_cases, score_quantities):
        with pytest.raises(ValueError, match="different texts"):
            score([(record(), replace(record(), text=TEXT + " "))])


# ONRECORD_GOLD names a folder with timeml/ and recognizers/, ONRECORD_EVALUATE a program that scores by it.
MISSING = [name for name in ("ONRECORD_GOLD", "ONRECORD_EVALUATE") if name not in os.environ]
given = pytest.mark.skipif(bool(MISSING), reason=f"{' and '.join(MISSING)} not set")


def test_what_is_skipped_is_told(report):
    if MISSING:
        report.append(f"dates and numbers: not compared with another scorer's figures, {' and '.join(MISSING)} not set")


@pytest.fixture(scope="module")
def evaluate():
    program = Path(os.environ["ONRECORD_EVALUATE"])
    sys.path.insert(0, str(program.parent))
    yield import_module(program.stem)
    sys.path.remove(str(program.parent))


def drafted(gold: Record) -> Record:
    segments = find_segments(gold.text)
    dates = find_dates(gold.text, segments, gold.published)
    return replace(gold, segments=segments, dates=dates, numbers=find_numbers(gold.text, segments, dates))


def parsed(records: list[Record]) -> list[dict]:
    return json.loads(msgspec.json.encode(records))


@given
@pytest.mark.parametrize("part", ["AQUAINT", "TimeBank"])
def test_dates_agree_with_another_scorer(evaluate, part):
    folder = Path(os.environ["ONRECORD_GOLD"], "timeml", part)
    gold, documents = list(iter_timeml(folder)), list(evaluate.timeml(folder))
    assert [(r.id, r.text, len(r.dates)) for r in gold] == [(d["id"], d["text"], len(d["gold"])) for d in documents]
    drafts = [drafted(record) for record in gold]
    theirs = Counter(evaluate.score_dates(documents, parsed(drafts))["all"])
    ours = score_dates(zip(gold, drafts, strict=True))
    assert {name: round(percent(score), 1) for name, score in ours.items()} == {name: theirs[name] for name in ours}


@given
@pytest.mark.parametrize("model", MODELS)
def test_numbers_agree_with_another_scorer(evaluate, model):
    path = Path(os.environ["ONRECORD_GOLD"], "recognizers", f"{model}.json")
    gold, documents = list(iter_recognizers(path)), list(evaluate.numbers(path))
    assert [(r.id, r.text, len(r.numbers)) for r in gold] == [(d["id"], d["text"], len(d["gold"])) for d in documents]
    drafts = [drafted(record) for record in gold]
    theirs = evaluate.score_numbers(documents, parsed(drafts))["all"]
    ours = score_cases(zip(gold, drafts, strict=True), kind=MODELS[model])
    names = {"span": "span", "span+value": "span+value", "cases": "cases right %"}
    assert {name: round(percent(ours[name]), 1) for name in names} == {name: theirs[key] for name, key in names.items()}
