"""What a crawl on one machine bears: documents that do harm, workers and whole runs that are ended, tasks that fail."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from disturbed import Run, differences

from onrecord.crawl.executors.endings import Outcome, undone_lines
from onrecord.crawl.executors.supervision import SupervisedExecutor
from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.sources.discovery import discovered
from poison import ACTS, crawled, crawled_files, rows, write_inputs

QUICK = ("raise", "exit", "loop", "memory in C", "leave", "crash")


def check_harm(folder: Path, acts):
    """Each document that does harm costs itself, for the right reason, and nothing else."""
    write_inputs(folder / "in", acts, files=2)
    assert crawled(folder / "in", folder / "out", poisoned=True, seconds=1, mebibytes=128).is_whole
    crawled(folder / "in", folder / "clean", workers=0)
    reasons = {row["id"]: row["reason"] for row in rows(folder / "out", "rejected")}
    assert reasons == {act.replace(" ", "-").lower(): ACTS[act][1] for act in acts}
    clean = rows(folder / "clean", "data/documents")
    assert rows(folder / "out", "data/documents") == [row for row in clean if row["id"] not in reasons]
    ledgers = [[(row["file"], row["position"]) for row in rows(folder / name, "ledger")] for name in ("out", "clean")]
    assert ledgers[0] == ledgers[1]
    assert not list((folder / "out").rglob("*.tmp"))


def test_a_document_that_does_harm_costs_itself_alone(tmp_path):
    check_harm(tmp_path, QUICK)
    (crash,) = [row for row in rows(tmp_path / "out", "rejected") if row["id"] == "crash"]
    assert crash["detail"] == "each of 3 processes that did it ended by SIGSEGV"
    assert b"POISON (crash)" in crash["bytes"]


@pytest.mark.slow
def test_a_document_that_does_harm_and_is_hard_to_stop_costs_itself_alone(tmp_path):
    check_harm(tmp_path, [act for act in ACTS if act not in QUICK])


def check_gone(processes: list[int]) -> None:
    """They end by themselves within seconds."""
    end = time.monotonic() + 20
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


@pytest.mark.parametrize(("number", "end"), [(signal.SIGINT, os.killpg), (signal.SIGTERM, os.kill)])
def test_a_signal_stops_a_run_in_good_order(source, undisturbed, tmp_path, number, end):
    """To all of its processes, as from a terminal, or to the one that was started."""
    out = tmp_path / "out"
    run = Run(source, out, "--workers", "2")
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
    code, err = Run(source, tmp_path / "out").ended()
    assert code == 0, err
    check_done(tmp_path / "out", undisturbed)


def test_a_signal_while_workers_start_leaves_nothing(source, tmp_path):
    run = Run(source, tmp_path / "out", "--workers", "2")
    while len(workers := run.workers()) < 2:
        assert run.process.poll() is None
        time.sleep(0.01)
    os.killpg(run.process.pid, signal.SIGINT)
    assert run.ended()[0] == 130
    check_gone(workers)


@pytest.mark.slow
def test_two_runs_over_one_folder(source, undisturbed, tmp_path):
    first, second = (Run(source, tmp_path / "out") for _ in range(2))
    assert [first.ended()[0], second.ended()[0]] == [0, 0]
    check_done(tmp_path / "out", undisturbed)


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


def die(data, rank, world_size):
    os.kill(os.getpid(), signal.SIGSEGV)


@pytest.mark.slow
def test_a_task_that_ends_its_process_is_not_done_for_ever(tmp_path):
    outcome = SupervisedExecutor([die], tasks=1, workers=1, logging_dir=tmp_path).run()
    assert outcome.deaths == 8
    assert outcome.undone[0].startswith("its process ended 8 times (at last by SIGSEGV); see ")


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
