"""Tables of figures as text for a terminal and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.incident import ascii_controls

UNDEFINED = "–"


@dataclass(slots=True)
class Table:
    """A title, heads of columns, and rows of cells; the first `names` columns are words, the rest are figures."""

    title: str
    head: tuple[str, ...]
    names: int = 1
    rows: list[tuple[str, ...]] = field(default_factory=list)


def percent(share: float | None) -> str:
    """A share in percent with a decimal; a dash for one that is not defined."""
    return UNDEFINED if share is None else f"{100 * share:.1f}"


def whole(count: float) -> str:
    """A count; B³ and CEAF-e have fractions, of which one decimal is told."""
    return f"{count:,.0f}" if float(count).is_integer() else f"{count:,.1f}"


def to_text(tables: Sequence[Table]) -> str:
    """Aligned for a terminal; names that are those of the row above are left out."""
    return "\n\n".join("\n".join(_aligned(table)) for table in tables if table.rows) + "\n"


def _aligned(table: Table) -> list[str]:
    rows = [tuple(map(ascii_controls, row)) for row in table.rows]
    widths = [max(map(len, column)) for column in zip(table.head, *rows, strict=True)]
    lines = [f"{table.title}\n"] if table.title else []
    above: tuple[str, ...] = ()
    for row in (table.head, *rows):
        shown = [
            " " * len(cell) if row is not table.head and row[: place + 1] == above[: place + 1] else cell
            for place, cell in enumerate(row[: table.names - 1])
        ] + list(row[table.names - 1 :])
        cells = [
            cell.ljust(width) if place < table.names else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(shown, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
        above = row
    return lines


def to_markdown(tables: Sequence[Table]) -> str:
    """Tables of Markdown, the titles as paragraphs."""
    return "\n\n".join("\n".join(_piped(table)) for table in tables if table.rows) + "\n"


def _piped(table: Table) -> list[str]:
    def line(cells: Sequence[str]) -> str:
        return f"| {' | '.join(ascii_controls(cell).replace('|', '&#124;') for cell in cells)} |"

    rule = f"|{'---|' * table.names}{'---:|' * (len(table.head) - table.names)}"
    return [*([f"{table.title}\n"] if table.title else []), line(table.head), rule, *map(line, table.rows)]
