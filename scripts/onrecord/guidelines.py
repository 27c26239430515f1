"""schema/GUIDELINES.md at hand: its numbered passages, and those that govern a field of the schema or a check.

The page is read line by line. It keeps to five forms (headings with numbers, paragraphs, numbered and plain items,
tables), whose numbers a Markdown library would throw away, for it counts the items of a list anew;
`tests/test_guidelines.py` proves that no word of the page gets lost.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from onrecord.checks import TESTS
from onrecord.errors import InputError
from onrecord.incident import quoted
from onrecord.schema import Node, record_schema, resolve, schema_folder

_HEADING = re.compile(r"#{2,3} (\d+(?:\.\d+)?)\.? (.+)")
_ITEM = re.compile(r"(\d+\.|-) (.+)")
_TITLE = re.compile(r"\*\*(.+?)\.?\*\*")
_RULE = re.compile(r"\|(-+:?\|)+")


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a passage, its inline Markdown (`**`, `*`, backquotes) as it stands.

    `type` is paragraph, item, header or row; an item has its `marker` ("3." or "-"), a header or row its `cells`, and
    "" as `text`.
    """

    type: str
    text: str
    cells: tuple[str, ...] = ()
    marker: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A section ("3.1"), or a numbered item of one ("3.1.4"), whose title is that of its section, and the words in bold
    that it opens with, if it does.
    """

    number: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A topic: what the schema says of a field, or the table of checks of a check, and the passages that govern it."""

    topic: str
    field: str
    passages: tuple[Passage, ...]


@cache
def passages() -> dict[str, Passage]:
    """All passages by their numbers, in order: each section, followed by its numbered items."""
    found = {}
    for section in _sections():
        found[section.number] = section
        for block in section.blocks:
            if block.marker[:-1]:
                lead = _TITLE.match(block.text)
                number = f"{section.number}.{block.marker[:-1]}"
                title = f"{section.title}: {lead[1]}" if lead else section.title
                found[number] = Passage(number, title, (block,))
    return found


def legend() -> str:
    """What the signs in the examples mean: the last paragraph before the first section."""
    return [*_blocks(_page().split("\n## ")[0].splitlines())][-1].text


@cache
def topics() -> dict[str, str]:
    """The objects of the schema and their fields (`quote`, `quote.kind`), each with the schema's description."""
    schema = record_schema()
    line = schema["$defs"]["documentLine"]
    fields = {name: field for name, field in line["properties"].items() if name != "layer"}
    objects: dict[str, Node] = {
        "document": {"description": "The article, and what is known about it.", "properties": fields}
    }
    objects |= {
        name: node
        for name, node in schema["$defs"].items()
        if node.get("type") == "object" and not name.endswith("Line")
    }
    found = {}
    for name, node in objects.items():
        found[name] = node["description"]
        found |= {f"{name}.{field}": resolve(child)["description"] for field, child in node["properties"].items()}
    return found


def explain(topic: str) -> Explanation:
    """What governs an object or field of the schema, a check, or what stands under the number of a passage.

    A name that is a field's and a check's is explained as both. Raises `InputError` for another topic.
    """
    if topic in passages():
        return Explanation(topic, "", tuple(_under(topic)))
    rule = TESTS.get(topic)
    told = [topics()[topic]] if topic in topics() else []
    told += [f"{rule.text} {rule.why}"] if rule else []
    if not told:
        known = [*topics(), *TESTS, *passages()]
        near = get_close_matches(topic[:100], known, 3) or [name for name in known if name.endswith(f".{topic}")][:3]
        mend = f"perhaps {', '.join(near)}; " if near else ""
        raise InputError(quoted(topic), "no field, check or passage of this name", f"{mend}onrecord explain lists all")
    return Explanation(topic, "\n".join(told), tuple(_all_under(table().get(topic, []))))


def as_json(explanation: Explanation) -> dict[str, Any]:
    """The explanation as JSON has it."""
    return asdict(explanation)


@cache
def table() -> dict[str, list[str]]:
    """The numbers of the passages that govern a topic or check, from `guidelines.toml`."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))


def _under(number: str) -> Iterator[Passage]:
    """The passage and, of a section, those that follow under it; its items stand in its blocks already."""
    yield passages()[number]
    yield from (section for section in _sections() if section.number.startswith(f"{number}."))


def _all_under(numbers: Iterable[str]) -> Iterator[Passage]:
    """What is under the numbers, each once."""
    yield from dict.fromkeys(passage for number in numbers for passage in _under(number))


def _page() -> str:
    return (schema_folder() / "GUIDELINES.md").read_text("utf-8")


@cache
def _sections() -> tuple[Passage, ...]:
    lines: dict[tuple[str, str], list[str]] = {}
    for line in _page().splitlines():
        if heading := _HEADING.fullmatch(line):
            lines[heading[1], heading[2]] = []
        elif lines:
            lines[next(reversed(lines))].append(line)
    return tuple(Passage(number, title, tuple(_blocks(body))) for (number, title), body in lines.items())


def _blocks(lines: Iterable[str]) -> Iterator[Block]:
    """The blocks of a section; a line goes on the item or paragraph before it unless one is blank or opens another."""
    parts: list[str] = []
    marker, type_, columns = "", "paragraph", 0
    for line in [*lines, ""]:
        item = _ITEM.match(line)
        if parts and (item or not line or line.startswith("|")):
            yield Block(type_, " ".join(parts), marker=marker)
            parts, marker, type_ = [], "", "paragraph"
        if line.startswith("|"):
            if not _RULE.fullmatch(line):
                cells = tuple(cell.strip() for cell in line.strip("|").split("|"))
                yield Block("row" if columns else "header", "", cells)
            columns = line.count("|")
            continue
        columns = 0
        if item:
            marker, type_ = item[1], "item"
        parts += [item[2] if item else line.strip()] if line else []
