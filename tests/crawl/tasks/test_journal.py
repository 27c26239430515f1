"""Journals of tasks: what they say while a task is done, and after the process is gone."""

from __future__ import annotations

import os
import resource

import pytest

from onrecord.crawl.folder import StageFolder
from onrecord.crawl.tasks.apart import Ended, done_apart
from onrecord.crawl.tasks.journal import Journal, Snapshot, snapshot, suspects
from onrecord.writes import WriteError


def die_with(path, *key: int) -> None:
    """Leave the journal of a process that ends with a document in hand."""

    def die():
        with Journal(path).holding(*key):
            os._exit(1)

    assert done_apart(die, seconds=60) == Ended(1, is_late=False)


def test_what_it_says(tmp_path):
    path = tmp_path / "journals" / "00000"
    assert snapshot(path) is None
    journal = Journal(path)
    assert snapshot(path) == Snapshot(None, 0, 0, 0, 0, 0)
    with journal.holding(3, 2**40):
        now = snapshot(path)
        assert now.in_hand == (3, 2**40) and 0 <= now.seconds < 60
    journal.count(filtered=False, rejected=True, end=2**41)
    journal.count(filtered=True, rejected=False, end=2**42)
    assert snapshot(path) == Snapshot(None, 0, 2, 1, 1, 2**42)
    assert snapshot(path).seconds == 0
    journal.close()


def test_one_that_is_not_whole_says_nothing(tmp_path):
    path = tmp_path / "00000"
    Journal(path).close()
    path.write_bytes(path.read_bytes()[:-1])
    assert snapshot(path) is None


def test_what_was_in_hand_when_a_process_ended_is_suspect(tmp_path):
    folder = StageFolder(tmp_path)
    die_with(folder.journal(0), 1, 7)
    assert suspects(folder, 0) == {(1, 7)}
    assert suspects(folder, 0) == {(1, 7)}  # the journal counts once, and is remembered
    die_with(folder.journal(0), 2, 0)
    assert suspects(folder, 0) == {(1, 7), (2, 0)}
    assert suspects(folder, 1) == set()


def test_an_error_makes_no_suspect(tmp_path):
    folder = StageFolder(tmp_path)
    journal = Journal(folder.journal(0))
    with pytest.raises(KeyError), journal.holding(0, 0):
        raise KeyError
    journal.close()
    assert suspects(folder, 0) == set()


def test_a_new_journal_leaves_the_old_one_to_who_has_it(tmp_path):
    old, new = Journal(tmp_path / "00000"), Journal(tmp_path / "00000")
    old.count(filtered=False, rejected=False, end=5)
    assert snapshot(tmp_path / "00000").documents == 0
    old.close()
    new.close()


def test_where_it_cannot_be_written(tmp_path):
    def write():
        resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
        with pytest.raises(WriteError, match="cannot be written"):
            Journal(tmp_path / "00000")
        return "told"

    assert done_apart(write, seconds=60) == "told"
