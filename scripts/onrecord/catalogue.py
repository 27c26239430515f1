"""schema/CHECKS.md: every check, why it is made, a file that fails it, and what is said of that file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from onrecord.checks import LEVELS, TESTS, VALID
from onrecord.errors import OnrecordError
from onrecord.incident import Incident
from onrecord.reports.markdown import block, code
from onrecord.reports.text import shown

_BEFORE, _AFTER = 40, 120  # code points of the faulty line on either side of the column
_TEXT_FILES = (".jsonl", ".json")
_ABOUT = {
    "file": "bytes and lines: can the file be read at all, and is it written in the canonical form",
    "schema": "fields, types and values, against `record.schema.json`",
    "offsets": "spans against the text, order, and the segments as a tiling of it",
    "references": "ids, and what points to them",
    "meaning": "values against the words that they stand for, and annotations against each other",
    "suspicion": "what is allowed and yet most often a mistake; only `onrecord check` tells it",
}
_INTRODUCTION = f"""\
# Checks

Made by `onrecord build` from the table of checks and from `tests/cases/`, where each has a minimal bad file and its
exact report, `expected.txt`, in `invalid/` or, for what is legal, in `suspicious/`. Do not edit this page.

`onrecord validate` runs levels 1 to {VALID}: a file in which they find nothing is valid. A level is run on a record if
the one before found nothing in it, and all findings of a level are told. `--level N` stops after level N; `--only ID`
and `--skip ID` choose checks by id. Ids are stable: one that is dropped is not used again for something else.
"""


def page(cases: Path, find: Callable[[Path], Iterable[Incident]]) -> str:
    """The page; `find` gives the incidents of a folder of `cases`, one of which there has to be a test id: `invalid/`
    holds those for what is wrong, `suspicious/` those for what is legal.

    Raises `OnrecordError` for a check without a case, and for a case without a finding of its check.
    """
    examples = {
        test_id: _example(cases / ("invalid" if rule.level <= VALID else "suspicious") / test_id, find)
        for test_id, rule in TESTS.items()
    }
    return "\n".join([_INTRODUCTION, *_levels(), "", *_table(), *_sections(examples)])


def excerpt(file: Path, line: int, column: int) -> str:
    """The line of a file around a column (both from 1); what is no text, or empty, is told by its size."""
    size = file.stat().st_size
    if not size or not file.name.endswith(_TEXT_FILES):
        return f"({size} bytes)"
    with file.open("rb") as stream:
        data = next(islice(stream, line - 1, None), b"").removesuffix(b"\n")
    text = data.decode("utf-8", "backslashreplace")
    start, end = max(0, column - 1 - _BEFORE), column - 1 + _AFTER
    return f"{'…' * (start > 0)}{text[start:end]}{'…' * (end < len(text))}"


def _example(case: Path, find: Callable[[Path], Iterable[Incident]]) -> list[str]:
    """The lines of a section that show the case; names of files are told as they are in its folder."""
    found = find(case) if case.is_dir() else ()
    incident = next((incident for incident in found if incident.test_id == case.name), None)
    if incident is None:
        raise OnrecordError(f"{case}: no bad file here gives the finding [{case.name}]; put one there")
    file = Path(incident.file)
    report = shown(incident).replace(f"{case}{os.sep}", "")
    return [
        f"Line {incident.line} of {code(file.name)}, around column {incident.column}:",
        "",
        *block([excerpt(file, incident.line, incident.column)]),
        "",
        "gives",
        "",
        *block(report.splitlines(), limit=1000),
        "",
    ]


def _levels() -> Iterator[str]:
    yield "| level | checks | what they look at |"
    yield "|---|---:|---|"
    for level, name in LEVELS.items():
        count = sum(rule.level == level for rule in TESTS.values())
        yield f"| {level}, {name} | {count} | {_ABOUT[name]} |"


def _table() -> Iterator[str]:
    yield "| level | check | rule |"
    yield "|---|---|---|"
    for test_id, rule in sorted(TESTS.items(), key=lambda item: item[1].level):
        yield f"| {rule.level} | [`{test_id}`](#{test_id}) | {rule.text} |"
    yield ""


def _sections(examples: dict[str, list[str]]) -> Iterator[str]:
    for level, name in LEVELS.items():
        of_level = {test_id: rule for test_id, rule in TESTS.items() if rule.level == level}
        if of_level:
            yield f"## Level {level}: {name}"
            yield ""
        for test_id, rule in of_level.items():
            yield from (f"### {test_id}", "", f"**{rule.text}** {rule.why}".rstrip(), "", *examples[test_id])
