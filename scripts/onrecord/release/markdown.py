"""Generated parts of texts that people write: blocks, single numbers, and the front matter.

<!-- generated: NAME -->        lines that a build replaces
<!-- end -->

We have <!-- value: counts.quotes.all -->35<!-- end --> quotes.      what statistics.json holds, by its path
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from onrecord.errors import OnrecordError

BLOCK = re.compile(r"<!-- generated: (?P<name>[\w-]+) -->\n(?P<body>.*?)<!-- end -->", re.DOTALL)
VALUE = re.compile(r"<!-- value: (?P<name>[^\n>]*?) -->(?P<body>[^\n<]*)<!-- end -->")
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def refresh(text: str, blocks: Mapping[str, Callable[[], str]], values: Mapping[str, int | str], place: str) -> str:
    """`text` with every generated block and value replaced.

    Raises `OnrecordError` for a block that nobody makes, and for a value that the statistics do not have.
    """

    def block(match: re.Match[str]) -> str:
        name = match["name"]
        if name not in blocks:
            raise OnrecordError(f"{place}: unknown generated block {name!r}; known are {', '.join(sorted(blocks))}")
        body = blocks[name]().replace("<!--", "&lt;!--")  # what articles hold cannot end the block
        return f"<!-- generated: {name} -->\n{body}\n<!-- end -->"

    def value(match: re.Match[str]) -> str:
        name = match["name"]
        number = values.get(name, 0 if _is_counted(name, values) else None)
        if number is None:
            raise OnrecordError(f"{place}: unknown value {name!r}; statistics.json has those that are known")
        return f"<!-- value: {name} -->{number if isinstance(number, str) else f'{number:,}'}<!-- end -->"

    return VALUE.sub(value, BLOCK.sub(block, text))


def _is_counted(name: str, values: Mapping[str, int | str]) -> bool:
    """Whether a distribution has the value, of which there is none now."""
    parent = name.rpartition(".")[0] + "."
    return name.startswith("distributions.") and any(known.startswith(parent) for known in values)


def with_front_matter(text: str, front_matter: str) -> str:
    """`text` with its YAML front matter replaced, or put before it where it had none."""
    return front_matter + FRONT_MATTER.sub("", text, count=1)


def without_comments(text: str) -> str:
    """`text` as readers have it: without the marks of generated parts, and without other comments."""
    return _COMMENT.sub("", text)


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """The lines of a table."""
    names = list(head)
    lines = [f"| {' | '.join(names)} |", "|---" * len(names) + "|"]
    return [*lines, *(f"| {' | '.join(map(_cell, row))} |" for row in rows)]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
