"""How far a crawl is, read from its folder, and how that is shown on a terminal and to a program."""

from __future__ import annotations

import json
import os
import pty
import sys
import termios
import threading
import time
from contextlib import contextmanager

import pytest

from onrecord.crawl.executors.workforce import Workforce
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.items import InputFile
from onrecord.crawl.manifest import freeze
from onrecord.crawl.plan import Parameters, Plan
from onrecord.crawl.progress.display import showing, shown
from onrecord.crawl.progress.standing import Pace, Standing, Standings
from onrecord.crawl.progress.watching import watch
from onrecord.crawl.stages import Stage
from onrecord.crawl.tasks.journal import Journal

SIZES = {0: 1_000_000, 1: 3_000_000, 2: 2_000_000}
WAIT = 30  # seconds, at most, for what comes at once


@pytest.fixture
def folder(tmp_path) -> CrawlFolder:
    return CrawlFolder(tmp_path)


def finish(folder: CrawlFolder, rank: int, **counts: int) -> None:
    """What a task leaves that is done: its counts and its marker."""
    marker = folder.stage("annotate").completion(rank)
    for path, data in ((folder.statistics(rank), json.dumps(counts)), (marker, "")):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(data)


@contextmanager
def at_work(folder: CrawlFolder, rank: int, *, documents: int, end: int):
    """A task that some process is at."""
    journal = Journal(folder.stage("annotate").journal(rank))
    for number in range(documents):
        journal.count(filtered=number % 2 == 1, rejected=number == 0, end=end)
    yield
    journal.close()


def standings(folder: CrawlFolder) -> Standings:
    return Standings(folder.stage("annotate"), SIZES, folder)


def test_nothing_is_there_before_the_first_task(folder):
    now = standings(folder).read()
    assert (now.tasks, now.work, dict(now.counts)) == (0, 0, {"documents": 0, "filtered": 0, "rejected": 0})


def test_done_tasks_and_those_at_work_are_added_up(folder):
    finish(folder, 0, documents=10, filtered=2, annotated=8)
    finish(folder, 7, documents=99)  # of another range
    with at_work(folder, 1, documents=3, end=400_000), at_work(folder, 8, documents=50, end=400_000):
        now = standings(folder).read()
    assert (now.tasks, now.work) == (1, 1_400_000)
    assert dict(now.counts) == {"documents": 13, "filtered": 3, "rejected": 1}


def test_a_task_that_is_done_is_read_once(folder):
    reader = standings(folder)
    finish(folder, 0, documents=10)
    assert reader.read().counts["documents"] == 10
    folder.statistics(0).unlink()
    with at_work(folder, 0, documents=3, end=400_000):  # a journal that is left says no more
        assert reader.read().counts["documents"] == 10


def standing(moment: float, work: int) -> Standing:
    return Standing(moment, 0, work, {})


def test_the_pace_leaves_out_what_was_done_before_and_long_ago():
    pace = Pace(60)
    assert pace.rate == 0 and pace.seconds_for(1) is None
    for moment, work in ((0, 5_000), (10, 6_000)):
        pace.add(standing(moment, work))
    assert pace.rate == 100 and pace.seconds_for(50) == 0 and pace.seconds_for(250) == 2
    for moment in range(20, 200, 10):
        pace.add(standing(moment, 6_000 + moment))
    assert pace.rate == pytest.approx(1)
    pace.add(standing(200, 0))  # a task was begun again
    assert pace.rate == 0 and pace.seconds_for(1) is None


def wait_for(is_there) -> None:
    end = time.monotonic() + WAIT
    while not is_there() and time.monotonic() < end:
        time.sleep(0.02)
    assert is_there()


def test_a_program_reads_lines_of_json(folder, monkeypatch):
    read, write = os.pipe()
    told = b""
    with os.fdopen(write, "w") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        finish(folder, 0, documents=10, filtered=2)
        with at_work(folder, 1, documents=3, end=400_000), shown(standings(folder), "annotate", every=0.01):
            while told.count(b"\n") < 3:
                told += os.read(read, 1000)
            finish(folder, 1, documents=30, rejected=1)
        monkeypatch.undo()
    told += os.read(read, 10**6)
    os.close(read)
    first, *_, last = map(json.loads, told.splitlines())
    keys = "time stage documents filtered rejected mb mb_total mb_per_s tasks_done tasks seconds_left"
    assert list(first) == keys.split()
    assert (first["stage"], first["documents"], first["mb"], first["mb_total"]) == ("annotate", 13, 1.4, 6.0)
    assert (first["mb_per_s"], first["tasks_done"], first["tasks"], first["seconds_left"]) == (0, 1, 3, None)
    assert (last["documents"], last["filtered"], last["rejected"], last["tasks_done"]) == (40, 2, 1, 2)
    assert last["mb"] == 4.0 and last["mb_per_s"] > 0 and last["seconds_left"] is not None


def test_a_run_that_ends_at_once_shows_nothing(folder, capsys):
    with shown(standings(folder), "annotate"):
        finish(folder, 0, documents=10)
    assert capsys.readouterr().err == ""


def test_a_terminal_has_one_line(folder, monkeypatch):
    terminal, end = pty.openpty()
    termios.tcsetwinsize(terminal, (24, 100))
    told = b""
    with os.fdopen(end, "w") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        finish(folder, 0, documents=1234, rejected=2)
        with shown(standings(folder), "annotate"):
            while b"tasks" not in told:  # after two seconds
                told += os.read(terminal, 1000)
        while b"\n" not in told:  # a terminal gives what there is
            told += os.read(terminal, 1000)
        monkeypatch.undo()
    os.close(terminal)
    assert b"crawl: annotate  17% of 6.00MB, 1,234 documents, 2 rejected, 1/3 tasks, 0.00 MB/s |" in told
    assert told.count(b"\n") == 1 and told.endswith(b"\n")


def test_a_folder_that_is_away_for_a_while_ends_nothing(folder, capsys):
    finish(folder, 0, documents=10)
    markers = folder.stage("annotate").completion(0).parent
    markers.rename(markers.with_name("away"))
    markers.symlink_to(markers)  # it leads to itself, and cannot be read
    lines = []
    with shown(standings(folder), "annotate", every=0.01):
        time.sleep(0.05)
        markers.with_name("link").symlink_to("away")
        markers.with_name("link").rename(markers)  # at once: never is there none, as before the first task
        wait_for(lambda: lines.append(capsys.readouterr().err) or "".join(lines))
    assert json.loads("".join(lines).splitlines()[0])["documents"] == 10


@pytest.mark.parametrize(
    ("ranks", "stage", "total"),
    [
        (range(1, 2), Stage("texts", [], 3), 3.0),
        (range(1), Stage("search", [], 2, of_inputs=False), 6.0),  # whole, by the one who does it
    ],
)
def test_a_run_shows_its_own_tasks(folder, capsys, ranks, stage, total):
    inputs = tuple(InputFile(f"/{rank}.jsonl", "jsonl", size) for rank, size in SIZES.items())
    show = showing(Plan(inputs, 3, Parameters()), folder, Workforce(ranks=ranks), every=0.01)
    lines = []
    with show(stage):
        wait_for(lambda: lines.append(capsys.readouterr().err) or "".join(lines))
    first = json.loads("".join(lines).splitlines()[0])
    assert first["mb_total"] == total and "documents" not in first


def test_who_only_looks_sees_it_end(folder, capsys):
    inputs = tuple(InputFile(f"/{rank}.jsonl", "jsonl", size) for rank, size in SIZES.items())
    freeze(Plan(inputs, 3, Parameters()), folder)
    looker = threading.Thread(target=watch, args=(folder,), kwargs={"every": 0.01, "poll": 0.01})
    looker.start()
    lines = []
    wait_for(lambda: lines.append(capsys.readouterr().err) or "".join(lines))
    assert looker.is_alive()
    for rank in SIZES:
        finish(folder, rank, documents=5)
    looker.join(WAIT)
    *_, last = (lines.append(capsys.readouterr().err) or "".join(lines)).splitlines()
    assert not looker.is_alive() and json.loads(last)["documents"] == 15
