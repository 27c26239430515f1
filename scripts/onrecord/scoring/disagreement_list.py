"""Disagreements for readers: a list for people, JSONL for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from onrecord.incident import ascii_controls
from onrecord.scoring.disagreements import Disagreement

_SHOWN = 120  # code points of a surface, its middle left out where it is longer


def to_text(disagreements: Sequence[Disagreement], most: int) -> str:
    """The first `most` disagreements for people, and how many there are."""
    count = len(disagreements)
    if not count:
        return "no disagreements\n"
    lines = [f"{count:,} disagreement{'s' * (count > 1)}"]
    for disagreement in disagreements[:most]:
        lines += ["", *_lines(disagreement)]
    if count > most:
        lines += ["", f"… and {count - most:,} more: --list N shows N, --disagreements FILE writes all as JSONL"]
    return "\n".join(lines) + "\n"


def to_jsonl(disagreements: Iterable[Disagreement]) -> bytes:
    """An object a line, a line a disagreement."""
    return b"".join(json.dumps(asdict(told), ensure_ascii=False).encode() + b"\n" for told in disagreements)


def _lines(told: Disagreement) -> Iterator[str]:
    place = f"{ascii_controls(told.article)}, line {told.line}, offset {told.start}"
    yield f"{place}: {told.layer}, {told.part}: {', '.join(told.differs)}"
    yield f"    {ascii_controls(told.before)}⟦{_cut(told.text)}⟧{ascii_controls(told.after)}"
    annotators = {ascii_controls(name): has for name, has in told.annotators.items()}
    width = max(map(len, annotators))
    for name, has in annotators.items():
        yield f"    {name.ljust(width)}  {_has(has, told.differs) if has else 'nothing'}"


def _has(has: Mapping[str, Any], differs: Iterable[str]) -> str:
    """What one annotator has of what differs, the span first."""
    offsets = ", ".join(f"{start}–{end}" for start, end in has["spans"])
    told = [f"{offsets} “{_cut(has['extent'])}”"]
    for name in differs:
        if name not in ("missing", "extent"):
            value = _worded(has[name])
            told.append(f"{name} “{_cut(value)}”" if value else f"no {name}")
    return ", ".join(told)


def _worded(value: Any) -> str:
    if isinstance(value, tuple | list):
        return " to ".join(str(part) for part in value if part != "")
    return str(value).lower() if isinstance(value, bool) else str(value)


def _cut(text: str) -> str:
    """A surface on one line; where it is long its ends, at which extents differ."""
    half = _SHOWN // 2 - 1
    return ascii_controls(text if len(text) <= _SHOWN else f"{text[:half]} … {text[-half:]}")
