"""The vocabularies: every table says what it holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import onrecord.layers.numbers as layer

TABLES = sorted(Path(layer.__file__).parent.glob("*.toml"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_a_comment_says_what_a_file_and_each_of_its_tables_hold(path):
    lines = path.read_text("utf-8").splitlines()
    assert lines[0].startswith("# ")
    bare = [
        line
        for i, line in enumerate(lines)
        if re.fullmatch(r"\[[\w.]+\]", line) and not any(above.startswith("#") for above in lines[max(0, i - 3) : i])
    ]
    assert bare == []
