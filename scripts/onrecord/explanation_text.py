"""Explanations for the terminal, and plain where the output is none: then the guidelines' Markdown stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.box import HORIZONTALS
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.descriptions import shown
from onrecord.guidelines import Block, Explanation, Passage, legend

_INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|`(?P<cyan>[^`]+)`|\*(?P<italic>[^*]+)\*|(?P<underline>⟦[^⟧]*⟧)")
_WIDEST = 100


def print_explanation(explanation: Explanation, console: Console) -> None:
    """The topic, what the schema or the table of checks says of it, and the passages of the guidelines."""
    for part in _parts(explanation) if console.is_terminal else map(Text, _plain(explanation)):
        width = min(console.width, _WIDEST) if console.is_terminal else None
        console.print(part, soft_wrap=not console.is_terminal, highlight=False, markup=False, width=width)


def print_topics(topics: dict[str, str], console: Console) -> None:
    """Each topic with its line, which is cut at the width of a terminal."""
    width = max(map(len, topics))
    for topic, about in topics.items():
        line = Text(f"{topic:{width}}  ", style="bold" if "." not in topic else "").append(styled(about))
        console.print(line, no_wrap=True, overflow="ellipsis", soft_wrap=not console.is_terminal, highlight=False)


def print_values(item: dict[str, object], console: Console) -> None:
    """The fields of an item as they stand in its file; a terminal obeys nothing in them."""
    width = max(map(len, item))
    for name, value in item.items():
        line = Text(shown(f"{name:{width}}  {_surface(value)}"))
        console.print(line, soft_wrap=not console.is_terminal, highlight=False)
    console.print()


def styled(text: str) -> Text:
    """The text of a block, its inline Markdown turned into styles."""
    done, at = Text(), 0
    for match in _INLINE.finditer(text):
        done.append(text[at : match.start()])
        style = match.lastgroup or ""
        done.append(match[style], style)
        at = match.end()
    return done.append(text[at:])


def _surface(value: object) -> str:
    """A value on a line: of what has a span its words and place."""
    if isinstance(value, dict):
        if "start" in value:
            return f"⟦{value['text']}⟧ {value['start']}-{value['end']}"
        return ", ".join(f"{name} {_surface(part)}" for name, part in value.items())
    if isinstance(value, list | tuple) and value:
        return "; ".join(map(_surface, value))
    return str(value) if value or isinstance(value, bool | int) else "(empty)"


def _plain(explanation: Explanation) -> Iterator[str]:
    if explanation.field:
        yield f"# {explanation.topic}\n\n{explanation.field}\n"
    for passage in explanation.passages:
        yield f"## {passage.number} {passage.title}\n"
        yield from (
            f"| {' | '.join(block.cells)} |" if block.cells else f"{block.marker} {block.text}".strip()
            for block in passage.blocks
        )
        yield ""
    if _has_examples(explanation.passages):
        yield legend()


def _parts(explanation: Explanation) -> Iterator[RenderableType]:
    if explanation.field:
        yield Text(explanation.topic, style="bold")
        yield Padding(styled(explanation.field), (0, 0, 1, 0))
    for passage in explanation.passages:
        yield Text(f"{passage.number} {passage.title}", style="bold underline")
        rows: list[Block] = []
        for block in passage.blocks:
            rows += [block] if block.cells else []
            if rows and not block.cells:
                yield _table(rows)
                rows = []
            if not block.cells:
                yield _hanging(block)
        if rows:
            yield _table(rows)
        yield Text()
    if _has_examples(explanation.passages):
        yield Text("", style="dim").append(styled(legend()))


def _hanging(block: Block) -> RenderableType:
    """A paragraph, or an item whose marker hangs to the left of it."""
    if not block.marker:
        return styled(block.text)
    grid = Table.grid(padding=(0, 1))
    grid.add_row(block.marker, styled(block.text))
    return grid


def _table(rows: list[Block]) -> Table:
    table = Table(*rows[0].cells, show_lines=True, box=HORIZONTALS)
    for row in rows[1:]:
        table.add_row(*map(styled, row.cells))
    return table


def _has_examples(passages: tuple[Passage, ...]) -> bool:
    return any("⟦" in "".join((block.text, *block.cells)) for passage in passages for block in passage.blocks)
