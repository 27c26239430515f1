"""The report for people: the findings of a file together, each with its whole place, to be clicked and to be grepped.

The colours are escapes written here and not by rich, whose import alone takes longer than a whole run on an article.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO

from onrecord.checks import LEVELS, TESTS, VALID
from onrecord.incident import Incident, ascii_controls
from onrecord.reports.totals import Totals


@dataclass(frozen=True, slots=True)
class Style:
    """What is written before a part; `end` is written after it."""

    place: str = ""
    fault: str = ""
    suspicion: str = ""
    name: str = ""
    span: str = ""
    end: str = ""


PLAIN = Style()
COLOURED = Style(
    place="\x1b[1m", fault="\x1b[31m", suspicion="\x1b[33m", name="\x1b[36m", span="\x1b[7m", end="\x1b[0m"
)


def write(incidents: Iterable[Incident], totals: Totals, out: TextIO) -> None:
    """Write the report; nothing where there is no finding. In colour where `out` is a terminal that has them."""
    write_in(style_for(out, os.environ), incidents, totals, out)


def write_in(style: Style, incidents: Iterable[Incident], totals: Totals, out: TextIO) -> None:
    """`write` in a given style."""
    file = None
    explained: set[str] = set()
    for incident in incidents:
        if file is not None and incident.file != file:
            out.write("\n")
        file = incident.file
        out.write(shown(incident, style))
        if incident.test_id not in explained:
            explained.add(incident.test_id)
            out.write("".join(_explained(incident.test_id, style)))
    if totals.findings:
        out.write("\n" + "".join(_summary(totals, style)))


def style_for(out: TextIO, environment: Mapping[str, str]) -> Style:
    """NO_COLOR before FORCE_COLOR before what `out` is, as in Python itself; see no-color.org."""
    if environment.get("NO_COLOR"):
        return PLAIN
    if environment.get("FORCE_COLOR"):
        return COLOURED
    return COLOURED if out.isatty() and environment.get("TERM") != "dumb" else PLAIN


def shown(incident: Incident, style: Style = PLAIN) -> str:
    """A finding on its lines: place, level, test id, JSON path and what was found; then what else is known."""
    place = f"{ascii_controls(incident.file)}:{incident.line}:{incident.column}:"
    colour = style.fault if incident.level <= VALID else style.suspicion
    lines = (
        f"{style.place}{place}{style.end} level {incident.level} "
        f"{colour}[{incident.test_id}]{style.end} {incident.path}: {incident.found}\n"
    )
    if incident.context:
        text = incident.context
        if style.span:
            text = text.replace("⟦", f"{style.span}⟦").replace("⟧", f"⟧{style.end}")
        lines += f"    {style.name}text:{style.end}     {text}\n"
    if incident.expected:
        lines += f"    {style.name}expected:{style.end} {incident.expected}\n"
    return f"{lines}    {style.name}mend:{style.end}     {incident.mend}\n"


def details(incident: Incident) -> list[str]:
    """What is known of a finding beside what was found, a line each, for reports whose place and form are their own."""
    parts = {"expected": incident.expected, "mend": incident.mend, "text": incident.context}
    return [f"{name}: {value}" for name, value in parts.items() if value or name == "mend"]


def _explained(test_id: str, style: Style) -> Iterator[str]:
    rule = TESTS[test_id]
    yield f"    {style.name}rule:{style.end}     {rule.text}\n"
    if rule.why:
        yield f"    {style.name}why:{style.end}      {rule.why}\n"


def _summary(totals: Totals, style: Style) -> Iterator[str]:
    yield f"{style.place}{totals}{style.end}\n"
    widest = max(len(test_id) for test_id in totals.counts)
    for test_id, count in totals.by_test:
        level = TESTS[test_id].level
        colour = style.fault if level <= VALID else style.suspicion
        yield f"{count:>9,}  {colour}{test_id:<{widest}}{style.end}  level {level}, {LEVELS[level]}\n"
