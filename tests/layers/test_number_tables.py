"""The vocabularies: every table says what it holds, and all load quickly."""

from __future__ import annotations

import re
import time
import tomllib
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


def test_the_tables_load_in_little_time():
    texts = [path.read_text("utf-8") for path in TABLES]
    assert len(texts) >= 7
    best = 1.0
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            tomllib.loads(text)
        best = min(best, time.process_time() - start)
    assert best < 0.04
