"""What a crawl on one machine bears: documents that do harm, workers and whole runs that are ended, tasks that fail."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from disturbed import Run, die, differences

from onrecord.crawl.executors import supervision
from onrecord.crawl.executors.endings import Outcome, undone_lines
from onrecord.crawl.executors.supervision import SupervisedExecutor
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.sources.discovery import discovered
from poison import ACTS, crawled, crawled_files, rows, write_inputs


def test_a_document_that_does_harm_costs_itself_alone(tmp_path):
    """For the right reason, whether it does so in a worker or, when two have ended, in a process of its own."""
    write_inputs(tmp_path / "in", ACTS, files=2, documents=3)
    outcome = crawled(tmp_path / "in", tmp_path / "out", poisoned=True, workers=1, mebibytes=128)
    assert outcome.is_whole and outcome.deaths >= 4
    crawled(tmp_path / "in", tmp_path / "clean", workers=0)
    rejected = {row["id"]: row for row in rows(tmp_path / "out", "rejected")}
    reasons = {act.replace(" ", "-").lower(): reason for act, (_, reason) in ACTS.items()}
    assert {id_: row["reason"] for id_, row in rejected.items()} == reasons
    assert rejected["abort"]["detail"] == "each of 3 processes that did it ended by SIGABRT"
    assert b"POISON (abort)" in rejected["abort"]["bytes"]
    clean = rows(tmp_path / "clean", "data/documents")
    assert rows(tmp_path / "out", "data/documents") == [row for row in clean if row["id"] not in reasons]
    ledgers = [[(row["file"], row["position"]) for row in rows(tmp_path / name, "ledger")] for name in ("out", "clean")]
    assert ledgers[0] == ledgers[1]
    assert not list((tmp_path / "out").rglob("*.tmp"))


def check_gone(processes: list[int]) -> None:
    """They end by themselves, within seconds on a machine that has time."""
    end = time.monotonic() + 120
    while alive := [process for process in processes if Path(f"/proc/{process}").exists()]:
        assert time.monotonic() < end, alive
        time.sleep(0.05)


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """Inputs that take a second or two."""
    folder = tmp_path_factory.mktemp("source") / "in"
    write_inputs(folder, [], files=4, documents=30)
    return folder


@pytest.fixture(scope="module")
def undisturbed(source, tmp_path_factory):
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    crawled(source, out, workers=0)
    return out


def check_done(out: Path, undisturbed: Path) -> None:
    """The output is that of a run that nobody disturbed, and nothing else is left."""
    assert not differences(out, undisturbed)
    assert not list(out.rglob("*.tmp")) and not list((out / "state").glob("*/journal/*"))


def test_a_signal_stops_a_run_in_good_order(source, undisturbed, tmp_path):
    """To all of its processes, as from a terminal, and to the one that was started, when it goes on."""
    out = tmp_path / "out"
    for number, end in ((signal.SIGINT, os.killpg), (signal.SIGTERM, os.kill)):
        run = Run(source, out)
        run.wait_for_journal()
        workers = run.workers()
        end(run.process.pid, number)
        code, err = run.ended()
        assert code == 128 + number
        assert f"stopped by {number.name}; the same command goes on" in err
        check_gone(workers)
        assert not list(out.rglob("*.tmp")) and not list((run.state.path / "journal").glob("*"))
    crawled(source, out, workers=0)
    check_done(out, undisturbed)


def test_what_is_killed_is_done_again(source, undisturbed, tmp_path):
    """A worker, which is replaced, and then the supervisor, with which the workers end."""
    run = Run(source, tmp_path / "out", "--workers", "2")
    run.wait_for_journal()
    before = run.workers()
    os.kill(before[0], signal.SIGKILL)
    while not set(run.workers()) - set(before):
        assert run.process.poll() is None
        time.sleep(0.02)
    workers = run.workers()
    run.process.kill()
    run.ended()
    check_gone(workers)
    crawled(source, tmp_path / "out", workers=0)
    check_done(tmp_path / "out", undisturbed)


def test_a_signal_while_workers_start_leaves_nothing(source, tmp_path):
    run = Run(source, tmp_path / "out")
    while not (workers := run.workers()):
        assert run.process.poll() is None
        time.sleep(0.01)
    os.killpg(run.process.pid, signal.SIGINT)
    assert run.ended()[0] == 130
    check_gone(workers)


def test_a_task_that_fails_leaves_the_others(tmp_path):
    write_inputs(tmp_path / "in", [], files=3)
    inputs = discovered([str(tmp_path / "in")])
    Path(inputs[1].path).unlink()
    outcome = crawled_files(inputs, tmp_path / "out", workers=1)
    assert list(outcome.undone) == [1]
    assert outcome.code == 1
    assert "cannot be read (No such file or directory); mend that, then run again" in outcome.undone[1]


class Deadly:
    """Ends the process that unpickles it."""

    def __reduce__(self):
        return os._exit, (7,)


def test_workers_that_end_as_they_start_are_not_started_for_ever(tmp_path):
    executor = SupervisedExecutor([Deadly()], tasks=2, workers=1, logging_dir=tmp_path)
    told = "5 workers ended while they started (at last with code 7)"
    assert [line.partition(";")[0] for line in undone_lines(executor.run().undone)] == [f"tasks 0-1: {told}"]


def test_a_task_that_ends_its_process_is_not_done_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(supervision, "_DEATHS_A_TASK", 2)
    outcome = SupervisedExecutor([die], tasks=1, workers=1, logging_dir=tmp_path).run()
    assert outcome.deaths == 2
    assert outcome.undone[0].startswith("its process ended 2 times (at last by SIGSEGV); see ")


def test_a_full_disk_ends_a_run_that_goes_on_when_there_is_room(source, undisturbed, tmp_path):
    """Here no file may be larger than some kilobytes, which a full disk comes to for those who write it."""
    out = tmp_path / "out"
    code, err = Run(source, out, largest=9_000).ended()
    assert code == 1
    assert f"{out}: cannot be written (File too large); make room or mend the rights, then run the same command" in err
    assert "not begun, for the run could not go on" in err
    assert not list((out / "data").rglob("*.*")) and not CrawlFolder(out).stage("annotate").done()
    crawled(source, out, workers=0)
    check_done(out, undisturbed)


def test_what_is_told_of_tasks_that_are_not_done():
    undone = dict.fromkeys([0, 1, 2, 5, 9_999], "for want of room") | {7: "for another reason"}
    assert list(undone_lines(undone)) == ["tasks 0-2, 5, 9999: for want of room", "task 7: for another reason"]
    assert list(undone_lines({rank: str(rank) for rank in range(30)}, 20))[-1] == "and 10 more tasks, of other reasons"
    assert list(undone_lines({rank * 2: "a" for rank in range(30)})) == [
        "tasks 0, 2, 4, 6, 8, 10, 12, 14, 16, 18 and 20 more: a"
    ]


def test_outcomes_have_the_codes_of_a_shell():
    assert [outcome.code for outcome in (Outcome(), Outcome({0: "a"}), Outcome({0: "a"}, stopped=15))] == [0, 1, 143]
