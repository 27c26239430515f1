"""Text that comes from data, in Markdown: always as code, where neither HTML nor Markdown in it means anything."""

from __future__ import annotations

import re

from onrecord.incident import ascii_controls, cut

_TICKS = re.compile("`+")


def code(text: str, limit: int = 400) -> str:
    """`text` as a code span, fit for a cell of a table, cut at `limit`."""
    text = cut(ascii_controls(text), limit)
    fence = "`" * _longer_than_any_in(text, 1)
    # The bar ends a cell even inside code; the spaces keep ticks at the edges apart from the fence.
    space = " " * (text[:1] in ("`", " ", "") or text[-1:] in ("`", " "))
    return f"{fence}{space}{text}{space}{fence}".replace("|", "\\|")


def block(lines: list[str], limit: int = 400) -> list[str]:
    """A fenced block of `lines`, each cut at `limit`."""
    lines = [cut(ascii_controls(line), limit) for line in lines]
    fence = "`" * _longer_than_any_in("\n".join(lines), 3)
    return [f"{fence}text", *lines, fence]


def _longer_than_any_in(text: str, least: int) -> int:
    return max([least - 1, *(len(ticks) for ticks in _TICKS.findall(text))]) + 1
