"""DATASHEET.md as data: its questions and answers, and what of them the RAI vocabulary of Croissant asks for.

A datasheet has sections (`##`), questions in them (`###`) in the words of Gebru et al. (2021) or of a data statement
(Bender and Friedman 2018), and an answer under each. `datasheet.toml` says which answers make which property.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from onrecord.errors import OnrecordError
from onrecord.release.plain_text import plain_text

_HEADING = re.compile(r"(?P<level>#{1,6}) +(?P<title>.*?) *#*")
_ASIDE = re.compile(r"\s*\([^()]*\)")
_TABLE = "(A table, which is in the datasheet.)"

Question = tuple[str, str]  # section and question, as `_name` has them


def answers(text: str) -> dict[Question, str]:
    """The answers by section and question, as plain text without tables."""
    found: dict[Question, list[str]] = {}
    lines: list[str]
    section, lines, fenced = "", [], False
    for line in text.splitlines():
        fenced ^= line.startswith("```")
        heading = None if fenced else _HEADING.fullmatch(line)
        level = len(heading["level"]) if heading else 0
        if heading and level <= 2:
            section, lines = heading["title"], []
        elif heading and level == 3:
            lines = found[_name(section, heading["title"])] = []
        else:
            lines.append(line)
    return {question: plain_text("\n".join(answer), table=_TABLE) for question, answer in found.items()}


def rai_properties(text: str, place: str) -> dict[str, str]:
    """What a datasheet says, by the properties of RAI 1.0, each answer after its question.

    Nothing of a datasheet that asks none of these questions: it has another form.
    Raises `OnrecordError` where it asks some of them and others not, or leaves one without an answer.
    """
    found = answers(text)
    asked = {(section, question) for entries in _properties().values() for section, question in entries}
    if not found.keys() & {_name(*entry) for entry in asked}:
        return {}
    for section, question in sorted(asked):
        if not found.get(_name(section, question)):
            what = "is not answered" if _name(section, question) in found else "is not asked"
            raise OnrecordError(
                f"{place}: {question!r} {what} under {section!r}, and croissant.json tells the answer; "
                f"write it under the heading '### {question}'"
            )
    return {
        name: "\n\n".join(_told(question, found[_name(section, question)]) for section, question in entries)
        for name, entries in _properties().items()
    }


def _told(question: str, answer: str) -> str:
    """An answer such as "No." after what was asked; a heading of the data statement asks nothing."""
    return f"{question} {answer}" if question.endswith("?") else answer


def _name(section: str, question: str) -> Question:
    """A heading without what it has in parentheses, in small letters."""
    return section.lower(), _ASIDE.sub("", question).lower()


@cache
def _properties() -> Mapping[str, list[tuple[str, str]]]:
    """For each property the section and question of each answer, in the order in which they are told."""
    table = tomllib.loads((files("onrecord") / "release" / "datasheet.toml").read_text("utf-8"))
    return {name: [(section, question) for section, question in entries] for name, entries in table.items()}
