"""Records that tests of exchange formats share: one with all that is tricky in a real tool, and random ones."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, seed, settings

from conftest import ROOT
from onrecord.model import Record
from strategies import records

CASES = ROOT / "tests" / "cases" / "exchange"
# Emoji of several code points, combining marks, right-to-left, CR LF, U+2028, markup, contents in two parts, in each
# other and of the same words; its last year is not annotated.
TRICKY = CASES / "tricky.jsonl"


def random_records(number: int = 20) -> list[Record]:
    """The same records each time, the longest of twice as many, each with an id of its own."""
    found: list[Record] = []

    @seed(7)
    @settings(max_examples=2 * number, database=None, suppress_health_check=list(HealthCheck))
    @given(records())
    def collect(record: Record) -> None:
        found.append(record)

    collect()
    found.sort(key=lambda record: len(record.text), reverse=True)
    return [replace(record, id=f"random-{i}") for i, record in enumerate(found[:number])]
