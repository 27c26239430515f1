"""Findings about data: collected, never raised."""

from __future__ import annotations

from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check found in a record: at `path` in the document record, not yet in a file."""

    test_id: str
    path: Path
    found: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A finding at its place in a file: 1-based line and column (in code points), JSON path inside the line."""

    level: int
    test_id: str
    file: str
    line: int
    column: int
    path: str
    found: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: [{self.test_id}] {self.path}: {self.found}; {self.mend}"


def json_path(path: Path) -> str:
    """`$.quotes[3].content` for ("quotes", 3, "content"); a key that is no plain word is quoted and cut."""
    return "$" + "".join(f".{step}" if _plain(step) else f"[{quoted(step)}]" for step in path)


def _plain(step: str | int) -> bool:
    return isinstance(step, str) and step.isidentifier() and len(step) <= 60


def quoted(value: object, limit: int = 60) -> str:
    """A value as it is shown in a message: on one line, without control characters, cut at `limit`."""
    shown = ascii_controls(repr(value)) if isinstance(value, str) else ascii_controls(str(value))
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def ascii_controls(text: str) -> str:
    """`text` with every character that a terminal could take for a command as an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
