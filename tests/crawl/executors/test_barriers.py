import os
import signal
from threading import Timer

import pytest

from onrecord.crawl.executors.barriers import open_tasks, tasks_told, wait_for
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.stages import Stage

STAGE = Stage("texts", [], 5)


@pytest.fixture
def folder(tmp_path):
    folder = CrawlFolder(tmp_path)
    folder.stage("texts").completion(0).parent.mkdir(parents=True)
    for rank in (0, 3):
        folder.stage("texts").completion(rank).touch()
    return folder


def test_what_is_waited_for_is_told_once(folder, capsys):
    assert open_tasks(STAGE, folder) == [1, 2, 4]
    timers = [Timer(0.1 * rank, folder.stage("texts").completion(rank).touch) for rank in (1, 2, 4)]
    for timer in timers:
        timer.start()
    assert wait_for(STAGE, folder, poll=0.01) == 0
    assert open_tasks(STAGE, folder) == []
    told = capsys.readouterr().err
    assert told == "onrecord: waiting for tasks 1-2, 4 of stage texts, which other runs have in their --task-range\n"


def test_nothing_is_told_where_nothing_is_waited_for(folder, capsys):
    assert wait_for(Stage("texts", [], 1), folder) == 0
    assert not capsys.readouterr().err


def test_waiting_can_be_ended(folder, capsys):
    Timer(0.1, os.kill, (os.getpid(), signal.SIGTERM)).start()  # a shell in the background lets SIGINT be ignored
    assert wait_for(Stage("texts", [], 2, of_inputs=False), folder, poll=0.01) == signal.SIGTERM
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "onrecord: waiting for task 1 of stage texts, which the run that has task 0 does"
    assert told[1] == "onrecord: stopped while waiting for task 1 of stage texts; the same command goes on"


def test_tasks_told():
    assert tasks_told([7]) == "task 7"
    assert tasks_told([0, 1, 2, 7, 9, 10]) == "tasks 0-2, 7, 9-10"
