"""The case files of Recognizers-Text (github.com/microsoft/Recognizers-Text, `Specs/`): numbers of seven models.

A file is a model's: `NumberModel.json` and the like, a list of cases. Each case becomes a record of its `Input`:

    {"Input": "I paid $12", "NotSupported": "java", "Results": [{"Text": "$12", "Start": 7, "End": 9,
     "TypeName": "currency", "Resolution": {"value": "12", "unit": "Dollar"}}]}

`End` is inclusive; where it is null or missing, `Length` or the length of `Text` stands in for it, and where `Start`
is, the one place of `Text` in the input. The unit's name becomes the code that the numbers layer gives to one of it
("1 kilometer"), and "" where it gives none. Modifiers and what is counted are not in these files.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.corpora.foreign_files import read_whole, scan_files, stem
from onrecord.corpora.imported import segments_around
from onrecord.errors import InputError, raising
from onrecord.files import STANDARD_STREAM, shown_name
from onrecord.layers.numbers import find_numbers
from onrecord.layers.segments import find_segments
from onrecord.losses import Losses
from onrecord.model import Annotation, Number, Record, Span
from onrecord.seeds import decoded, slug

# The kind of a model's numbers by the name of its file; "" where the model has several.
MODELS = {
    "NumberModel": "",
    "OrdinalModel": "ordinal",
    "PercentModel": "percent",
    "CurrencyModel": "money",
    "DimensionModel": "quantity",
    "AgeModel": "quantity",
    "TemperatureModel": "quantity",
}
_KINDS = {
    "number": "cardinal",
    "ordinal": "ordinal",
    "ordinal.relative": "ordinal",
    "percentage": "percent",
    "currency": "money",
    "dimension": "quantity",
    "age": "quantity",
    "temperature": "quantity",
}
_CODES = {"C": "Cel", "F": "[degF]", "Year": "a", "Month": "mo", "Week": "wk", "Day": "d"}
_SUFFIXES = (".json",)

Case = dict[str, Any]


def iter_recognizers(
    path: str | Path, losses: Losses | None = None, *, supported_by: str = "python"
) -> Iterator[Record]:
    """The cases of a model's file (`-`: of standard input; `.gz` by name), or of each model's file of a folder.

    A case that is marked as not supported by the implementation `supported_by` is left out and counted in `losses`;
    with "" none is. Raises `InputError` with file and case, counted from 0.
    """
    return raising(scan_recognizers(path, Losses() if losses is None else losses, supported_by=supported_by))


def scan_recognizers(
    path: str | Path, losses: Losses, *, supported_by: str = "python"
) -> Iterator[Record | InputError]:
    """As `iter_recognizers`, with the error in the place of a case that cannot be read."""

    def read(file: str) -> Iterator[Record | InputError]:
        place = shown_name(file)
        name = "case" if file == STANDARD_STREAM else model_of(file)
        for number, case in enumerate(_cases(file, place)):
            try:
                if supported_by and supported_by in _unsupported(case):
                    losses.add(f"cases that {supported_by} does not support", f"{place} case {number}")
                else:
                    yield _record(case, f"{slug(name)}-{number}", f"{place} case {number}", losses)
            except InputError as error:
                yield error

    mend = f"it should hold a model's cases, as {', '.join(MODELS)}"
    return scan_files(path, _SUFFIXES, read, mend=mend, is_meant=lambda file: model_of(file.name) in MODELS)


def model_of(path: str | Path) -> str:
    """The name of a file without its folder and ending: that of the model, as `MODELS` has it."""
    return stem(path, _SUFFIXES)


def _cases(path: str, place: str) -> list[Case]:
    try:
        cases = json.loads(decoded(read_whole(path), place))
    except (ValueError, RecursionError) as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(f"{place}{line}", f"not JSON ({error})", "name a case file of Recognizers-Text") from error
    if not isinstance(cases, list) or not all(isinstance(case, dict) for case in cases):
        raise InputError(place, "no list of objects", "name a case file of Recognizers-Text")
    return cases


def _unsupported(case: Case) -> set[str]:
    listed = f"{case.get('NotSupported') or ''},{case.get('NotSupportedByDesign') or ''}"
    return {name.strip().lower() for name in listed.split(",")}


def _record(case: Case, identifier: str, place: str, losses: Losses) -> Record:
    text, results = case.get("Input"), case.get("Results", [])
    if not isinstance(text, str) or not text.strip():
        raise InputError(place, "no Input", "give it a text, or leave the case out")
    if not isinstance(results, list) or not all(isinstance(result, dict) for result in results):
        raise InputError(place, "Results is no list of objects", "give it a list, or leave the case out")
    found = [(_offsets(text, result, place), result) for result in results]
    found.sort(key=lambda pair: pair[0])
    return Record(
        id=identifier,
        text=text,
        annotation=Annotation(status="draft", guidelines=""),
        segments=segments_around(text, "", [offsets for offsets, _ in found]),
        numbers=tuple(
            _number(f"n{number}", Span.of(text, *offsets), result, place, losses)
            for number, (offsets, result) in enumerate(found, 1)
        ),
    )


def _number(identifier: str, span: Span, result: Case, place: str, losses: Losses) -> Number:
    kind = _KINDS.get(str(result.get("TypeName")))
    if kind is None:
        known = ", ".join(_KINDS)
        raise InputError(place, f"TypeName is {result.get('TypeName')!r}", f"only numbers can be read: {known}")
    resolution = result.get("Resolution") or {}
    if kind == "cardinal" and resolution.get("subtype") == "fraction":
        kind = "fraction"
    name = str(resolution.get("unit") or "")
    currency = str(resolution.get("isoCurrency") or "")
    is_code = len(currency) == 3 and currency.isascii() and currency.isupper()  # "_BTC" is none
    unit = "%" if kind == "percent" else currency if is_code else unit_code(name)
    if name and not unit:
        losses.add("names of units that have no code", place)
    value = _value(resolution.get("value"))
    return Number(id=identifier, start=span.start, end=span.end, text=span.text, kind=kind, value=value, unit=unit)


def _offsets(text: str, result: Case, place: str) -> tuple[int, int]:
    """Where the result lies; raises `InputError` where the file does not tell, or tells what is not there."""
    surface, start, end = str(result.get("Text") or ""), result.get("Start"), result.get("End")
    if start is None and surface and text.lower().count(surface.lower()) == 1:
        start = text.lower().index(surface.lower())
    if isinstance(start, int):
        end = end + 1 if isinstance(end, int) else start + (result.get("Length") or len(surface))
        if 0 <= start < end <= len(text) and text[start:end].lower() == (surface or text[start:end]).lower():
            return start, end
    found = f"Start {result.get('Start')}, End {result.get('End')} is not {surface!r} in the input"
    raise InputError(place, found, "mend the offsets; End is that of the last character")


def _value(written: object) -> int | float | None:
    """The value of a resolution: "75000000", "1E-12", "20%"; None for "null" and what is relative ("end-1")."""
    try:
        value = Decimal(str(written).replace(",", "").rstrip("%"))
    except InvalidOperation:
        return None
    if not value.is_finite():
        return None
    return int(value) if value == value.to_integral_value() and abs(value) < 2**53 else float(value)


@cache
def unit_code(name: str) -> str:
    """The code that the numbers layer gives to one of a unit ("Kilometer per hour"), "" where it gives none."""
    if not name or name in _CODES:
        return _CODES.get(name, "")
    text = f"It was 1 {name.lower()}."
    found = find_numbers(text, find_segments(text), ())
    whole = [number for number in found if number.end == len(text) - 1 and number.value == 1]
    return whole[0].unit if whole else ""
