"""Batches: what of a file is looked at in one go, by one process."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from onrecord.incident import Incident
from onrecord.lines import Line

Item = Line | tuple[int, dict[str, Any]] | Incident


@dataclass(slots=True)
class Batch:
    """Lines or rows of one file in order, with incidents in the place of what was not read; an article file is one.

    `size` counts the bytes that were read.
    """

    file: str
    is_article: bool = False
    items: list[Item] = field(default_factory=list)
    size: int = 0
