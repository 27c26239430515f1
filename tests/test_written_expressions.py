"""The written articles with dates and numbers: valid, made as they say, and read as well as they were."""

from __future__ import annotations

from dataclasses import replace

import pytest

from conftest import ROOT
from onrecord.articles import read_article, read_articles
from onrecord.layers.dates import find_dates
from onrecord.layers.numbers import find_numbers
from onrecord.scoring.expressions import percent, score_dates, score_quantities
from onrecord.validation import validate

FOLDER = ROOT / "tests" / "expressions"
PATHS = sorted(FOLDER.glob("*/*.jsonl"))
PARTS = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
# What was reached, with room for a little: these keep it, and are no goals.
FLOORS = {
    "dates": {"strict": 85, "relaxed": 93, "value": 76},
    "numbers": {"value": 92, "value+modifier": 90, "value+unit": 86},
}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_an_article_is_valid_and_says_who_made_it(path):
    record = read_article(path)
    assert list(validate([path])) == []
    tasks = [(annotator.kind, annotator.task) for annotator in record.annotation.annotators]
    assert tasks == [("language model", task) for task in ("annotate", "annotate", "adjudicate")]
    assert (record.id, record.source.origin, record.published.basis) == (path.stem, "written", "given")
    assert record.annotation.status == "reviewed"
    taken = [(date.start, date.end) for date in record.dates]
    assert not any(number.start < end and start < number.end for number in record.numbers for start, end in taken)


def test_they_hold_what_they_were_written_for():
    records = [read_article(path) for path in PATHS]
    dates = [date for record in records for date in record.dates]
    numbers = [number for record in records for number in record.numbers]
    assert {date.type for date in dates} == {"DATE", "TIME", "DURATION", "SET"}
    assert {number.kind for number in numbers} >= {"cardinal", "ordinal", "money", "percent", "quantity", "score"}
    assert {record.language for record in records} >= {"en-US", "en-GB", "en-AU"}


@pytest.mark.parametrize("part", PARTS)
def test_dates_and_numbers_are_read_as_well_as_the_readme_says(part):
    pairs = []
    for gold in read_articles(FOLDER / part):
        dates = find_dates(gold.text, gold.segments, gold.published, language=gold.language)
        numbers = find_numbers(gold.text, gold.segments, dates, language=gold.language)
        pairs.append((gold, replace(gold, dates=dates, numbers=numbers)))
    dates, numbers = score_dates(pairs), score_quantities(pairs)
    for layer, scores in (("dates", dates), ("numbers", numbers)):
        assert {name: floor for name, floor in FLOORS[layer].items() if percent(scores[name]) < floor} == {}
    measured = [dates[name] for name in ("strict", "relaxed", "value")] + [*numbers.values()]
    row = f"| {part} | {' | '.join(f'{percent(counts):.1f}' for counts in measured)} |"
    assert row in (ROOT / "README.md").read_text("utf-8"), f"README has other figures than {row}"
