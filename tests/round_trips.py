"""Records to files of a tool and back, as the commands export and import do it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.errors import InputError
from onrecord.exchange.side_map import SUFFIX, SideMaps
from onrecord.formats import FORMATS
from onrecord.losses import Losses
from onrecord.model import Record


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
