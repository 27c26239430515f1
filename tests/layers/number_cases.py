"""The cases of the numbers layer, found in `tests/cases/numbers/*.toml`.

A case has a `text`, the surfaces of its `dates`, which the layer gets as they stand, a `language` where it matters,
and the `numbers` expected, one a string: `surface | kind | value | unit | modifier: its span | counted`, empty fields
at the end left out. A value is a number, `low..high`, `3:2` for terms (`3:2 = 1.5` for a ratio), or nothing.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from onrecord.layers.numbers import find_numbers
from onrecord.layers.segments import find_segments
from onrecord.model import Date, Number

CASES = Path(__file__).parents[1] / "cases" / "numbers"


@dataclass(frozen=True)
class Case:
    file: str
    text: str
    numbers: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    language: str = "en"
    friend: str = ""


def cases() -> list[Case]:
    found = []
    for path in sorted(CASES.glob("*.toml")):
        for row in tomllib.loads(path.read_text("utf-8"))["case"]:
            found.append(Case(path.stem, **{k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}))
    return found


def numbers_of(case: Case) -> tuple[Number, ...]:
    dates, position = [], 0
    for surface in case.dates:
        position = case.text.index(surface, position)
        dates.append(
            Date(
                id=f"d{len(dates) + 1}",
                start=position,
                end=position + len(surface),
                text=surface,
                type="DATE",
                value="",
            )
        )
        position += len(surface)
    return find_numbers(case.text, find_segments(case.text), dates, language=case.language)


def notation(number: Number) -> str:
    """A number as the cases write it."""
    value = "" if number.value is None else f"{number.value:.12g}"
    if number.low is not None:
        value = f"{number.low:.12g}..{number.high:.12g}"
    if number.terms:
        terms = ":".join(f"{term:.12g}" for term in number.terms)
        value = terms if number.value is None else f"{terms} = {value}"
    modifier = f"{number.modifier}: {number.modifier_spans[0].text}" if number.modifier else ""
    counted = number.counted[0].text if number.counted else ""
    return " | ".join([number.text, number.kind, value, number.unit, modifier, counted]).rstrip(" |")
