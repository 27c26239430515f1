"""Statistics are what can be counted in the files themselves."""

from __future__ import annotations

import json
from collections import Counter

import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

import strategies
from conftest import ROOT
from onrecord.release.statistics import Statistics, values
from onrecord.views import VIEWS

CORPUS = ROOT / "corpus"
STATISTICS = json.loads((CORPUS / "statistics.json").read_text("utf-8"))


def statistics(records):
    found = Statistics()
    for record in records:
        found.add(record)
        for name, view in VIEWS.items():
            found.rows[name][record.split] += sum(1 for _ in view.rows(record))
    return found


def lines():
    return [
        json.loads(line) for path in (CORPUS / "articles").glob("*.jsonl") for line in path.read_bytes().splitlines()
    ]


def test_those_of_the_corpus_are_counted_in_its_lines():
    counts = Counter(f"{line['layer']}s" for line in lines())
    for layer in ("segments", "speakers", "quotes", "dates", "numbers"):
        assert STATISTICS["counts"][layer]["all"] == counts[layer]
    assert STATISTICS["counts"]["articles"]["all"] == counts["documents"]
    assert STATISTICS["counts"]["characters"]["all"] == sum(
        len(line["text"]) for line in lines() if line["layer"] == "document"
    )
    kinds = Counter(line["kind"] for line in lines() if line["layer"] == "quote")
    assert STATISTICS["distributions"]["quotes.kind"] == kinds
    nested = sum(bool(line["parent"]) for line in lines() if line["layer"] == "quote")
    assert STATISTICS["distributions"]["quotes.with"]["parent"] == nested


def test_rows_are_those_of_the_files():
    for config, splits in STATISTICS["rows"].items():
        rows = {p.stem: pq.read_metadata(p).num_rows for p in (CORPUS / "data" / config).glob("*.parquet")}
        assert splits == {**rows, "all": sum(rows.values())}


@settings(max_examples=20)
@given(st.lists(strategies.records(), max_size=4))
def test_they_add_up(records):
    together = statistics(records).as_json()
    parts = [values(statistics([record]).as_json()) for record in records]
    for name, number in values(together).items():
        assert number == sum(part.get(name, 0) for part in parts)


def test_of_nothing_all_is_zero():
    assert set(values(Statistics().as_json()).values()) == {0}
