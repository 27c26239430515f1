"""Crawls that are disturbed at random moments: each must come to what an undisturbed one does, to the byte.

    .venv/bin/python tests/bench/kills.py [RUNS] [SEED]

A run is disturbed, some of them several times: one of its workers is killed by its pid; all of it is killed, and begun
again by the same command; its disk is full, and the same command is run when there is room (as root on Linux, where a
small file system can be mounted; else no file may be large). RUNS, by default 52, are dealt out to these kinds.
A document is lost that has no fate, and twice there that has more than one; "restarts" are the commands that were run
again, "faults" files that differ from an undisturbed run's or are left over, and what `--verify` finds. Ends with 1
where there are any.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.crawl.folder import CrawlFolder
from onrecord.crawl.proof.verification import Verification

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "crawl")]

from disturbed import Run, differences, lost_and_twice  # noqa: E402

from poison import write_inputs  # noqa: E402

FILES, DOCUMENTS = 4, 30  # of each form, JSONL and Parquet
INPUTS = 2 * FILES * DOCUMENTS
OPTIONS = ("--workers", "2")
FULL = 150_000  # bytes of a small disk, or of its largest file
ROOMY = 2**26


@dataclass
class Trial:
    """One crawl, and what was done to it."""

    source: Path
    out: Path
    chance: random.Random
    seconds: float  # of a run that is not disturbed
    kills: int = 0
    restarts: int = 0

    def start(self) -> Run:
        return Run(self.source, self.out, *OPTIONS)

    def wait(self, share: float = 0.9) -> None:
        """Wait for a moment of that share of a run: while it begins, works or ends."""
        time.sleep(self.chance.uniform(0, share * self.seconds))

    def finish(self, run: Run) -> None:
        """Let it end, and run the command again until there is nothing left to do."""
        while (ended := run.ended())[0] != 0:
            assert self.restarts < 20, ended
            self.restarts += 1
            run = self.start()


def kill_workers(trial: Trial, times: int = 3) -> None:
    """Workers of one run are killed, one at a time."""
    run = trial.start()
    for _ in range(times):
        trial.wait(1 / times)
        if workers := run.workers():
            with suppress(ProcessLookupError):
                os.kill(trial.chance.choice(workers), signal.SIGKILL)
                trial.kills += 1
    trial.finish(run)


def kill_all(trial: Trial, times: int = 2) -> None:
    """The run is killed with all of its processes, and then the same command begun."""
    for _ in range(times):
        run = trial.start()
        trial.wait()
        with suppress(ProcessLookupError):
            os.killpg(run.process.pid, signal.SIGKILL)
            trial.kills += 1
        if run.ended()[0] == 0:
            return
        trial.restarts += 1
    trial.finish(trial.start())


def kill_supervisor(trial: Trial) -> None:
    """The process that the command is, is killed, and at once the same command begun."""
    run = trial.start()
    trial.wait()
    with suppress(ProcessLookupError):
        run.process.kill()
        trial.kills += 1
    if run.process.wait() != 0:
        trial.restarts += 1
        trial.finish(trial.start())
    run.process.communicate()


def fill_disk(trial: Trial) -> None:
    """The disk is full, and then it is not."""
    with small_disk(trial) as (largest, make_room):
        run = Run(trial.source, trial.out, *OPTIONS, largest=largest)
        code, told = run.ended()
        assert code in (1, 2) and "cannot be written" in told, (code, told)
        trial.restarts += 1
        make_room()
        trial.finish(trial.start())


def fill_and_kill(trial: Trial) -> None:
    """The same, and workers are killed meanwhile, then all of it."""
    with small_disk(trial) as (largest, make_room):
        run = Run(trial.source, trial.out, *OPTIONS, largest=largest)
        trial.wait()
        for worker in run.workers():
            with suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
                trial.kills += 1
        run.ended()
        trial.restarts += 1
        make_room()
        kill_all(trial, 1)


KINDS: dict[str, Callable[[Trial], None]] = {
    "worker killed": kill_workers,
    "all killed": kill_all,
    "supervisor killed": kill_supervisor,
    "disk full": fill_disk,
    "full, and killed": fill_and_kill,
}


@contextmanager
def small_disk(trial: Trial) -> Iterator[tuple[int, Callable[[], object]]]:
    """A small file system for the output, and what makes it a large one; else what limits the size of files."""
    place = trial.out.parent / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={FULL * trial.chance.randint(2, 5) // 2}", "tmpfs", str(place)]
    if sys.platform != "linux" or os.geteuid() or subprocess.run(mount, capture_output=True).returncode:
        yield trial.chance.randrange(FULL // 20, FULL // 6), lambda: None
        return
    out = trial.out
    trial.out = place / "out"
    try:
        yield 0, lambda: subprocess.run(["mount", "-o", f"remount,size={ROOMY}", str(place)], check=True)
        shutil.copytree(trial.out, out)
    finally:
        trial.out = out
        subprocess.run(["umount", "-l", str(place)], check=True)


def tried(kind: str, folder: Path, trial: Trial) -> Counter[str]:
    """One run of a kind: its figures; its faults are printed."""
    trial.out.parent.mkdir()
    KINDS[kind](trial)
    lost, twice = lost_and_twice(trial.out, INPUTS)
    left = [*trial.out.rglob("*.tmp"), *(trial.out / "state" / "annotate" / "journal").glob("*")]
    proof = Verification(CrawlFolder(trial.out)).faults()
    faults = [*differences(trial.out, folder / "undisturbed"), *map(str, left), *map(str, proof)]
    print(f"{kind}: {trial.kills} kills, {trial.restarts} restarts", file=sys.stderr, flush=True)
    for fault in faults:
        print(f"{kind}: {trial.out}: {fault}", flush=True)
    shutil.rmtree(trial.out.parent)
    figures = {"kills": trial.kills, "restarts": trial.restarts, "lost": lost, "twice": twice}
    return Counter({"runs": 1, **figures, "faults": len(faults)})


def write(folder: Path) -> None:
    """The input files: JSONL, and Parquet of the same texts with ids of their own."""
    write_inputs(folder, [], files=FILES, documents=DOCUMENTS)
    for path in sorted(folder.glob("*.jsonl")):
        rows = [row | {"id": f"row-{row['id']}"} for row in map(json.loads, path.open("rb"))]
        pq.write_table(pa.Table.from_pylist(rows), path.with_suffix(".parquet"))


def main(runs: int = 52, seed: int = 8) -> int:
    totals: dict[str, Counter[str]] = {name: Counter() for name in KINDS}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "in")
        start = time.monotonic()
        assert Run(folder / "in", folder / "undisturbed", *OPTIONS).ended()[0] == 0
        seconds = time.monotonic() - start
        print(f"{INPUTS} documents in {2 * FILES} tasks, {seconds:.1f} s if undisturbed; seed {seed}", flush=True)
        for number in range(runs):
            kind = [*KINDS][number % len(KINDS)]
            chance = random.Random(f"{seed} {number}")
            totals[kind] += tried(kind, folder, Trial(folder / "in", folder / str(number) / "out", chance, seconds))
    totals["all"] = sum(totals.values(), Counter())
    columns = ("runs", "kills", "restarts", "lost", "twice", "faults")
    print("| what happens | " + " | ".join(columns) + " |")
    print("|---" * (len(columns) + 1) + "|")
    for kind, figures in totals.items():
        print(f"| {kind} | " + " | ".join(str(figures[column]) for column in columns) + " |")
    return int(any(totals["all"][column] for column in ("lost", "twice", "faults")))


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
