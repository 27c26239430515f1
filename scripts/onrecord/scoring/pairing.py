"""Records of the same articles by different hands, brought together by id; never records of different texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from onrecord.checks import offsets
from onrecord.errors import InputError, OnrecordError, raising
from onrecord.files import STANDARD_STREAM
from onrecord.incident import json_path, quoted
from onrecord.inputs import scan_records
from onrecord.model import Record
from onrecord.spans import parting

_AROUND = 20  # code points shown on each side of where two texts part
_LONGEST = 400  # of such a piece with all its characters escaped
_NAMED = 5  # ids that an error names


@dataclass(frozen=True, slots=True)
class Side:
    """The records of one file or folder, by the name that reports give it."""

    name: str
    records: Mapping[str, Record]


def read_sides(paths: Sequence[str]) -> list[Side]:
    """The records at each path, under the name of its file or folder; where two have the same name, under the path.

    Raises `OnrecordError` for a path that comes twice, and for what cannot be read.
    """
    if len(set(paths)) < len(paths):
        raise OnrecordError("the same input is named twice; name different ones (only one can be -)")
    names = ["stdin" if path == STANDARD_STREAM else PurePath(path).name for path in paths]
    shown = [name if name and names.count(name) == 1 else path for name, path in zip(names, paths, strict=True)]
    return [side_of(name, _checked(name, scan_records(path))) for name, path in zip(shown, paths, strict=True)]


def _checked(name: str, records: Iterable[Record | InputError]) -> Iterator[Record]:
    """The records, up to the first whose spans are not what they say: it is wrong whatever it scores."""
    for record in raising(records):
        for finding in offsets.check(record):
            if finding.test_id in ("span-outside", "span-text"):
                place = f"{name}: {quoted(record.id)} {json_path(finding.path)}"
                raise InputError(place, finding.found, finding.mend)
        yield record


def side_of(name: str, records: Iterable[Record]) -> Side:
    """The records of one side. Raises `InputError` for an id that comes twice."""
    found: dict[str, Record] = {}
    for record in records:
        if record.id in found:
            raise InputError(name, f"the id {quoted(record.id)} for a second time", "give each record an id of its own")
        found[record.id] = record
    return Side(name, found)


def paired(
    gold: Iterable[Record], predicted: Iterable[Record], *, common: bool = False
) -> Iterator[tuple[Record, Record]]:
    """The gold and the predicted record of each article, by id; refused or left out is what `articles_of` says."""
    sides = [side_of("gold", gold), side_of("predicted", predicted)]
    for _, (ours, theirs) in articles_of(sides, common=common):
        if ours and theirs:
            yield ours, theirs


def articles_of(sides: Sequence[Side], *, common: bool = False) -> Iterator[tuple[str, list[Record | None]]]:
    """The id of each article with its records, one a side, in the order of the first side that has it.

    With `common` articles are left out that fewer than two sides have, and a side that lacks one has None; without it
    a lack raises `OnrecordError`, as do different texts and sides that have no article in common.
    """
    ids = _ids(sides)
    shared = [i for i in ids if sum(i in side.records for side in sides) > 1]
    if empty := next((side.name for side in sides if not side.records), ""):
        raise OnrecordError(f"{empty}: no record in it; name a file or folder of records")
    if not shared:
        raise OnrecordError(
            f"{' and '.join(side.name for side in sides)} have no article in common; records meet by id"
        )
    if not common and (lacking := missing(sides)):
        raise OnrecordError(f"{lacking}; add what is missing, or take what is there with --common")
    for identifier in shared:
        records = [side.records.get(identifier) for side in sides]
        check_texts(identifier, {side.name: r for side, r in zip(sides, records, strict=True) if r})
        yield identifier, records


def missing(sides: Sequence[Side]) -> str:
    """Which side lacks what another has, in words, with no more than a few ids of each; "" where none does."""
    told = []
    for side in sides:
        if ids := [identifier for identifier in _ids(sides) if identifier not in side.records]:
            named = ", ".join(quoted(identifier) for identifier in ids[:_NAMED])
            more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
            told.append(f"{side.name} lacks {len(ids)} article{'s' * (len(ids) > 1)}: {named}{more}")
    return "; ".join(told)


def _ids(sides: Sequence[Side]) -> list[str]:
    return list(dict.fromkeys(identifier for side in sides for identifier in side.records))


def check_texts(identifier: str, records: Mapping[str, Record]) -> None:
    """Raise `OnrecordError` when records of one article have different texts, and tell where they part."""
    (name, first), *others = records.items()
    for other, record in others:
        if record.text != first.text:
            at = parting(first.text, record.text)
            raise OnrecordError(
                f"{quoted(identifier)}: the texts differ from offset {at} on, {name} has {_around(first.text, at)}, "
                f"{other} has {_around(record.text, at)}; only records of the same text can be compared"
            )


def _around(text: str, at: int) -> str:
    """The character at which a text parts from another, by its code point too, and the text around it."""
    if at >= len(text):
        return f"its end, after {quoted(text[-_AROUND:], _LONGEST)}"
    return f"U+{ord(text[at]):04X} in {quoted(text[max(0, at - _AROUND) : at + _AROUND], _LONGEST)}"
