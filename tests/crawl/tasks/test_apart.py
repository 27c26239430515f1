"""Work done by a child process."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from onrecord.crawl.tasks.apart import Ended, done_apart, ending


@pytest.mark.parametrize("value", [None, 0, "é\N{FAMILY}", b"x" * 3_000_000, ["a", {"b": 1.5}]])
def test_what_it_returns(value):
    assert done_apart(lambda: value, seconds=60) == value


def test_how_it_ends_is_told():
    assert done_apart(lambda: os._exit(3), seconds=60) == Ended(3, is_late=False)
    assert done_apart(lambda: os.kill(os.getpid(), signal.SIGKILL), seconds=60) == Ended(-9, is_late=False)
    assert done_apart(lambda: time.sleep(600), seconds=0.1) == Ended(-9, is_late=True)


def opened() -> int:
    """The number of open files of this process, where the system tells it."""
    return sum(1 for _ in Path("/proc/self/fd").glob("*"))


def children() -> set[str]:
    """The children of this process, where the system tells them: others may have some here."""
    return {child for path in Path("/proc/self/task").glob("*/children") for child in path.read_text().split()}


def test_it_changes_nothing_here_and_leaves_nothing():
    here = []
    before = opened(), children()
    for _ in range(3):
        done_apart(lambda: here.append(1), seconds=60)
    assert not here
    assert (opened(), children()) == before


def test_endings_in_words():
    assert [ending(code) for code in (0, 3, -9, -11, -77)] == [
        *("with code 0", "with code 3", "by SIGKILL", "by SIGSEGV", "by signal 77")
    ]
