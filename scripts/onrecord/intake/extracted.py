"""What is got out of a file: its text, by whom, and what the file says about itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Proposal(NamedTuple):
    """A value that a file gives for a key of its sidecar, and where in the file it stands (og:title)."""

    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file; `extractor` is the program with its version, "" where the file is the text."""

    text: str
    extractor: str = ""
    proposals: Mapping[str, Proposal] = field(default_factory=dict)
