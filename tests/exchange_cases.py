"""What tests of exchange formats share: a record with all that is tricky in a real tool, random ones, and the way of
records to files of a tool and back, as the commands export and import go it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings

from conftest import ROOT
from onrecord.errors import InputError
from onrecord.exchange.side_map import SUFFIX, SideMaps
from onrecord.formats import FORMATS
from onrecord.losses import Losses
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


def written(name: str, record: Record) -> bytes:
    """The tool's file of one record."""
    form = FORMATS[name]
    data = form.writers()[form.suffix](record, Losses())
    join = form.joiner()
    return b"".join(join([data])) if join else data


def write(name: str, records: Iterable[Record], path: Path) -> Path:
    """Write one file, and its side map if the format has one."""
    form = FORMATS[name]
    records = list(records)
    write, join = form.writers()[form.suffix], form.joiner()
    data = [write(record, Losses()) for record in records]
    path.write_bytes(b"".join(join(data)) if join else data[0])
    if form.has_map:
        maps = [form.writers()[SUFFIX](record, Losses()) for record in records]
        path.with_name(path.name + SUFFIX).write_bytes(b"".join(maps))
    return path


def read(name: str, path: Path) -> tuple[Sequence[Record | InputError], list[str]]:
    """What a file or folder holds, and what was lost."""
    losses = Losses()
    found = list(FORMATS[name].reader(SideMaps.beside)(str(path), losses))
    return found, list(losses.lines())
