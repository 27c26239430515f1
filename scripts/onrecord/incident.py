"""Findings about data: collected, never raised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from reprlib import Repr

Path = tuple[str | int, ...]

MOST_FINDINGS = 10_000  # of a record: nobody reads more, and a hostile one has millions
_NAMED = 5  # names that a message lists
_AROUND = 32  # code points of the text on either side of a span


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found in a record: at `path` in the document record, not yet in a file.

    `found` and `expected` are what is there and what should be, `mend` says how to get there, each without a full stop;
    `span` is the stretch of the text that it is about, half-open, in code points.
    """

    test_id: str
    path: Path
    found: str
    expected: str
    mend: str
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A finding at its place in a file: 1-based line and column (in code points), JSON path inside the line.

    `context` is the text around the span, which stands in ⟦…⟧; "" where the finding is about none. All strings are fit
    for a terminal: on one line, without control characters. `span` is the finding's, for programs that show the text.
    """

    level: int
    test_id: str
    file: str
    line: int
    column: int
    path: str
    found: str
    expected: str
    mend: str
    context: str = ""
    span: tuple[int, int] | None = None


def json_path(path: Path) -> str:
    """`$.quotes[3].content` for ("quotes", 3, "content"); a key that is no plain word is quoted and cut."""
    return "$" + "".join(f".{step}" if _plain(step) else f"[{quoted(step)}]" for step in path)


def _plain(step: str | int) -> bool:
    return isinstance(step, str) and step.isidentifier() and len(step) <= 60


def in_context(text: str, start: int, end: int) -> str:
    """The text around `[start, end)` on one line, what lies between in ⟦…⟧; a long span is cut in its middle."""
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    is_long = end - start > 2 * _AROUND
    inside = f"{text[start : start + _AROUND]}…{text[end - _AROUND : end]}" if is_long else text[start:end]
    head, tail = "…" * (start > _AROUND), "…" * (end + _AROUND < len(text))
    return ascii_controls(f"{head}{before}⟦{inside}⟧{after}{tail}")


def quoted(value: object, limit: int = 60) -> str:
    """A value as it is shown in a message: on one line, without control characters, cut at `limit`."""
    if isinstance(value, str):
        return cut(ascii_controls(repr(value[: limit + 1])), limit)
    # Of what is nested, the beginning: all of it may be megabytes, or deeper than Python goes.
    return cut(ascii_controls(_FIRST.repr(value) if isinstance(value, dict | list) else str(value)), limit)


_FIRST = Repr()
_FIRST.maxlevel, _FIRST.maxstring = 3, 60


def cut(shown: str, limit: int = 60) -> str:
    """What is shown of a long word: its beginning."""
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def some(names: Iterable[object]) -> str:
    """Some of the names, fit for a terminal, and how many more there are."""
    shown = [ascii_controls(str(name)) for name in names]
    return ", ".join(shown[:_NAMED]) + (f" and {len(shown) - _NAMED:,} more" if len(shown) > _NAMED else "")


def ascii_controls(text: str) -> str:
    """`text` with every character that a terminal could take for a command as an escape."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
