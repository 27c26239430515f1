"""What is wrong with a page of Markdown that people wrote: its outline, its answers, its links, its numbers.

Each function gives the faults that it finds, so that a test can show that it finds some.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from conftest import ROOT
from onrecord.release.markdown import BLOCK, FRONT_MATTER, VALUE

CASES = ROOT / "tests" / "cases" / "documents"
NUMBERS = tomllib.loads((CASES / "numbers.toml").read_text("utf-8"))
SECTIONS = tomllib.loads((CASES / "datasheet.toml").read_text("utf-8"))["section"]
QUESTIONS = {question for section in SECTIONS for question in section["questions"]}
# The headings that a datasheet has between its title and the table of fields at its end.
ASKED = [line for s in SECTIONS for line in (f"## {s['title']}", *(f"### {question}" for question in s["questions"]))]

_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]+`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^(#{1,6}) (.+?) *$", re.MULTILINE)
_TEMPLATE = re.compile(
    r"More Information Needed|\[optional\]|\bTODO\b|\bTBD\b|\bFIXME\b|\{\{|\}\}|<!--|lorem ipsum"
    r"|^_.*_$|\bIf so, please\b|\bPlease (?:provide|describe)\b|\badd dataset name\b",
    re.MULTILINE | re.IGNORECASE,
)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_COUNTED = "articles?|characters?|sentences?|segments?|speakers?|quotes?|dates?|numbers?|mentions?|rows?|annotators?"
_DATES = re.compile(rf"\b\d{{4}}-\d\d-\d\d\b|\b(?:(?:\d\d? )?(?:{_MONTHS}) )?(?:19|20)\d\d\b(?! (?:{_COUNTED})\b)")
_NUMBER = re.compile(rf"\w*\d[\w.,]*|\b(?:{'|'.join(NUMBERS['words'].split())})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Section:
    """A heading with its marks (`## Uses`), and the text up to the next heading of any level."""

    heading: str
    text: str


def outline(page: str) -> list[Section]:
    """The sections of a page; what looks like a heading in a fence or a generated block is none."""
    page = FRONT_MATTER.sub("", page, count=1)
    bare = BLOCK.sub(lambda block: re.sub(r"^(`{3}|#)", " ", block[0], flags=re.MULTILINE), page)
    bare = _FENCE.sub(lambda fence: re.sub(r"^#", " ", fence[0], flags=re.MULTILINE), bare)
    found = list(_HEADING.finditer(bare))
    ends = [*(match.start() for match in found), len(bare)][1:]
    return [Section(m[0].strip(), bare[m.end() : end].strip()) for m, end in zip(found, ends, strict=True)]


def asked(page: str) -> list[str]:
    """The headings of a datasheet without the first and the last."""
    return [section.heading for section in outline(page)][1:-1]


def prose(page: str) -> str:
    """What people wrote: generated parts, fences, and addresses of links left out; line numbers stay."""
    page = FRONT_MATTER.sub(_blank, page, count=1)
    for pattern in (BLOCK, _FENCE):
        page = pattern.sub(_blank, page)
    return _LINK.sub("]", VALUE.sub("", page))


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def unanswered(page: str) -> Iterator[str]:
    """Headings with nothing below them, neither text nor a deeper heading, and what is left of a template."""
    sections = outline(page)
    for section, following in zip(sections, [*sections[1:], None], strict=True):
        deeper = following and _level(following) > _level(section)
        if not deeper and not re.search(r"\w", VALUE.sub(r"\g<body>", BLOCK.sub(r"\g<body>", section.text))):
            yield f"{section.heading}: empty"
    for match in _TEMPLATE.finditer(prose(page)):
        yield f"left of a template: {match[0]}"


def _level(section: Section) -> int:
    return len(section.heading.split(" ")[0])


def cut_off(page: str) -> list[str]:
    """Values that begin a line: Markdown takes a comment there for a block of HTML, which ends the paragraph."""
    return re.findall(r"^ *<!-- value: .*", page, re.MULTILINE)


def stray_numbers(page: str, headings: Collection[str] = ()) -> Iterator[str]:
    """Numbers in prose that nobody generates and that are of no kind that is allowed; `headings` are quoted ones."""
    for number, line in enumerate(prose(page).split("\n"), 1):
        if line.lstrip("# ") in headings:
            continue
        line = _CODE.sub(lambda code: code[0] if re.fullmatch(r"`[\d.,]+`", code[0]) else "", line)
        for allowed in (*NUMBERS["names"], *NUMBERS["phrases"]):
            line = re.sub(rf"(?<!\w){re.escape(allowed)}(?!\w|\.\d)", "", line)
        yield from (f"line {number}: {match[0]}" for match in _NUMBER.finditer(_DATES.sub("", line)))


def broken_links(page: str, place: str, files: Collection[str]) -> Iterator[str]:
    """Links of the page at `place` that lead to none of the files, or to no heading of the page itself."""
    anchors = {_anchor(section.heading) for section in outline(page)}
    for target in _LINK.findall(_FENCE.sub("", page)):
        path, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        if (path and not _leads(place, path, files)) or (not path and anchor not in anchors):
            yield target


def _leads(place: str, path: str, files: Collection[str]) -> bool:
    """Whether the path, from the page at `place`, is a file or a folder with files."""
    parts: list[str] = list(PurePosixPath(place).parent.parts)
    for part in PurePosixPath(path).parts:
        if part == ".." and not parts:
            return False
        parts = parts[:-1] if part == ".." else [*parts, part]
    target = "/".join(parts)
    return any(name == target or name.startswith(f"{target}/") for name in files)


def _anchor(heading: str) -> str:
    """The anchor that GitHub gives a heading."""
    title = re.sub(r"[^\w\- ]", "", heading.lstrip("# ").lower())
    return title.replace(" ", "-")
