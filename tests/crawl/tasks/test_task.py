"""A task at work: one process at a time, and what becomes of a document when something happens to it."""

from __future__ import annotations

import os
import threading

import pytest
from test_journal import die_with

from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.items import Fate, Item, Raw, UnfitError
from onrecord.crawl.manifest import freeze
from onrecord.crawl.plan import Parameters, Plan
from onrecord.crawl.sources.discovery import discovered
from onrecord.crawl.tasks import task as tasks
from onrecord.crawl.tasks.apart import done_apart
from onrecord.crawl.tasks.task import StoppedError, Task, TaskBusyError, ask_to_stop
from onrecord.errors import InputError, OnrecordError


@pytest.fixture
def task(tmp_path):
    (tmp_path / "in.jsonl").write_bytes(b'{"text": "It rained."}\n')
    inputs = discovered([str(tmp_path / "in.jsonl")])
    freeze(Plan(tuple(inputs), 1, Parameters(seconds=30, mebibytes=256)), CrawlFolder(tmp_path / "out"))
    return Task(CrawlFolder(tmp_path / "out"))


def item(position: int = 0) -> Item:
    return Item(0, Raw(position, f"in.jsonl:{position + 1}", b"", 10))


def raising(error: BaseException):
    def work():
        raise error

    return work


@pytest.mark.parametrize("is_suspect", [False, True])
@pytest.mark.parametrize(
    ("error", "fate", "reason", "detail"),
    [
        (InputError("in:1", "no text", "add one"), Fate.REJECTED, "unreadable", "in:1: no text; add one"),
        (InputError("in.jsonl:1", "no text", "add one"), Fate.REJECTED, "unreadable", "no text; add one"),
        (UnfitError("not-a-page", "a list"), Fate.FILTERED, "not-a-page", "a list"),
        (MemoryError(), Fate.REJECTED, "too-large", "more than 256 MiB of memory"),
        (KeyError("x"), Fate.REJECTED, "layer-failed", "KeyError: 'x'; please report it"),
        (SystemExit(2), Fate.REJECTED, "layer-failed", "SystemExit: 2; please report it"),
    ],
)
def test_what_an_error_comes_to(task, error, fate, reason, detail, is_suspect):
    if is_suspect:
        die_with(task.state.journal(0), 0, 0)
    settled = item()
    with task.begun(0):
        task.settle(settled, raising(error))
    assert (settled.fate, settled.reason, settled.detail) == (fate, reason, detail)


@pytest.mark.parametrize("is_suspect", [False, True])
def test_what_is_no_documents_fault_ends_the_task(task, is_suspect):
    if is_suspect:
        die_with(task.state.journal(0), 0, 0)
    with pytest.raises(OnrecordError, match="no model"), task.begun(0):
        task.settle(item(), raising(OnrecordError("no model")))


def test_a_suspect_is_done_by_another_process(task):
    die_with(task.state.journal(0), 0, 1)
    items = [item(position) for position in range(3)]
    with task.begun(0):
        for each in items:
            task.settle(each, lambda each=each: each.filter("process", str(os.getpid())))
        assert task.state.deaths(0).exists()
    assert [each.detail == str(os.getpid()) for each in items] == [True, False, True]
    assert not task.state.deaths(0).exists()  # the task is done


def test_where_several_are_suspect_all_are_done_apart(task):
    for position in (1, 2):
        die_with(task.state.journal(0), 0, position)
        with pytest.raises(KeyError), task.begun(0):
            raise KeyError
    trusted = item()
    with task.begun(0):
        task.settle(trusted, lambda: trusted.filter("process", str(os.getpid())))
    assert trusted.detail != str(os.getpid())


def test_a_process_that_is_asked_to_stop_does_so_between_two_documents(task, monkeypatch):
    monkeypatch.setattr(tasks, "_asked", threading.Event())
    first = item()
    with pytest.raises(StoppedError), task.begun(0):
        task.settle(first, lambda: ask_to_stop(15, None))
        task.settle(item(1), lambda: None)
    assert first.is_open
    assert not task.state.journal(0).exists()


def test_one_process_at_a_time_has_a_task(task, monkeypatch):
    monkeypatch.setattr(tasks, "_PATIENCE", 0)

    def begin():
        try:
            with task.begun(0):
                return "begun"
        except TaskBusyError as error:
            return str(error)

    with task.begun(0):
        assert done_apart(begin, seconds=60).startswith("task 0 is being worked on by another process; let it end")
    assert done_apart(begin, seconds=60) == "task 0 was done by another process meanwhile"
    task.state.completion(0).unlink()
    assert done_apart(begin, seconds=60) == "begun"


def test_a_task_that_fails_is_not_done(task):
    with pytest.raises(KeyError), task.begun(0):
        raise KeyError
    assert not task.state.completion(0).exists() and not task.state.journal(0).exists()


def test_what_a_process_that_dies_had_is_free(task, monkeypatch):
    monkeypatch.setattr(tasks, "_PATIENCE", 0)

    def die():
        with task.begun(0):
            os._exit(1)

    done_apart(die, seconds=60)
    with task.begun(0):
        pass
