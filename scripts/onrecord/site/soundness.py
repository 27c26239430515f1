"""Records that pages can be made of: those that keep to the schema, and whose spans stand in their text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import msgspec

from onrecord.checks import shape
from onrecord.checks.offsets import surfaces
from onrecord.errors import InputError
from onrecord.incident import Finding, json_path, quoted
from onrecord.model import Record


def sound(records: Iterable[Record | InputError]) -> Iterator[Record | InputError]:
    """The records, with an error in the place of each that `onrecord validate` would refuse at its first levels."""
    for record in records:
        fault = None if isinstance(record, InputError) else _fault(record)
        if fault is None or isinstance(record, InputError):
            yield record
        else:
            place = f"{quoted(record.id)} {json_path(fault.path)}"
            yield InputError(place, f"{fault.found}, expected {fault.expected}", "run onrecord validate on it")


def _fault(record: Record) -> Finding | None:
    found = shape.check(msgspec.to_builtins(record))
    return next(found if surfaces.hold(record) else chain(found, surfaces.check(record)), None)
