"""DATASHEET.md as data: its questions and answers, and what of them the RAI vocabulary of Croissant asks for.

A datasheet has sections (`##`), questions in them (`###`) in the words of Gebru et al. (2021) or of a data statement
(Bender and Friedman 2018), and an answer under each. `datasheet.toml` says which answers make which property. Where
these are no answer to what a property asks, or are long, the data statement can have one of its own under "H. Other",
in a paragraph that begins with the property's name:

**annotationsPerItem**: None.
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
_OWN_ANSWER = r"^(?P<name>{0}): (?P<answer>.*?)(?=^(?:{0}): |\Z)"
_TABLE = "(A table, which is in the datasheet.)"

_STRAIGHT = str.maketrans("“”’", '""\'')
_STATEMENT = "Data statement"
_OWN = (_STATEMENT.lower(), "h. other")  # where properties have answers of their own

Question = tuple[str, str]  # the headings of a section and of a question in it


def answers(text: str) -> dict[Question, str]:
    """The answers by section and question (see `_name`), as plain text without tables."""
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

    Nothing of a datasheet that asks none of these questions: it has another form. The data statement may be missing.
    Raises `OnrecordError` where some questions of a form are asked and others not, or one is left without an answer.
    """
    found = answers(text)
    asked = dict.fromkeys(entry for entries in _properties().values() for entry in entries)
    for is_statement in (False, True):
        form = [entry for entry in asked if (entry[0] == _STATEMENT) == is_statement]
        if any(_name(*entry) in found for entry in form):
            for entry in form:
                _prove(entry, found, place)
    told = {
        name: "\n\n".join(_told(entry, found[_name(*entry)]) for entry in entries if _name(*entry) in found)
        for name, entries in _properties().items()
    }
    return {name: answer for name, answer in (told | _own_answers(found.get(_OWN, ""))).items() if answer}


def _own_answers(text: str) -> dict[str, str]:
    """The answers that are marked with the name of a property; what follows one belongs to it, up to the next."""
    names = "|".join(_properties())
    return {
        match["name"]: match["answer"].strip()
        for match in re.finditer(_OWN_ANSWER.format(names), text, re.DOTALL | re.MULTILINE)
    }


def _prove(entry: Question, found: Mapping[Question, str], place: str) -> None:
    section, question = entry
    if not found.get(_name(section, question)):
        what = "is not answered" if _name(section, question) in found else "is not asked"
        raise OnrecordError(
            f"{place}: {question!r} {what} under {section!r}, and croissant.json tells the answer; "
            f"write it under the heading '### {question}'"
        )


def _told(entry: Question, answer: str) -> str:
    """An answer such as "No." after what was asked; a heading of the data statement asks nothing."""
    return answer if entry[0] == _STATEMENT else f"{entry[1]} {answer}"


def _name(section: str, question: str) -> Question:
    """By what a question is found: its headings in small letters, without what they have in parentheses."""
    return section.lower(), _ASIDE.sub("", question).lower().translate(_STRAIGHT)


@cache
def _properties() -> Mapping[str, list[Question]]:
    """For each property the questions whose answers it is made of, in the order in which they are told."""
    table = tomllib.loads((files("onrecord") / "release" / "datasheet.toml").read_text("utf-8"))
    return {name: [(section, question) for section, question in entries] for name, entries in table.items()}
