"""The checks, by level, each run only on what passed the one before. `tests.toml` lists every test id once.

Level 2 takes a document record as parsed JSON, the later ones a `Record`; all yield findings and know no file or line.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

# Levels 1 to 5 make a record valid; what `onrecord check` finds is legal.
LEVELS = {1: "file", 2: "schema", 3: "offsets", 4: "references", 5: "meaning", 6: "suspicion"}
VALID = 5


class Rule(NamedTuple):
    """The level that a test belongs to, what it sees kept, and why: for somebody who meets it for the first time."""

    level: int
    text: str
    why: str


def _load() -> dict[str, Rule]:
    table = tomllib.loads(Path(__file__).with_name("tests.toml").read_text("utf-8"))
    return {test_id: Rule(entry["level"], entry["rule"], entry["why"]) for test_id, entry in table.items()}


TESTS = _load()
