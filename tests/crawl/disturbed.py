"""Runs of `onrecord crawl` as processes of their own, to be disturbed, and what they must come to nevertheless."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq

from onrecord.crawl.folder import CrawlFolder

SHARDS = ("data/documents", "ledger", "rejected", "statistics", "digests")


class Run:
    """`onrecord crawl` in a group of processes of its own; no file may be larger than `largest` bytes."""

    def __init__(self, source: Path, out: Path, *options: str, largest: int = 0):
        command = [sys.executable, "-m", "onrecord", "crawl", source, "-o", out, "--model", "fast", *options]
        self.process = subprocess.Popen(
            [*map(str, command)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (largest, largest)) if largest else None,
        )
        self.state = CrawlFolder(out).stage("annotate")

    def workers(self) -> list[int]:
        """Its workers."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(child) for path in tasks for child in path.read_text().split()]

    def wait_for_journal(self) -> None:
        """Wait until a worker is at a task."""
        end = time.monotonic() + 120
        while not list((self.state.path / "journal").glob("*")):
            assert self.process.poll() is None, self.process.communicate()
            assert time.monotonic() < end
            time.sleep(0.02)

    def ended(self) -> tuple[int, str]:
        """Its code and what it said on standard error, when it has ended."""
        out, err = self.process.communicate(timeout=300)
        assert "Traceback" not in err, err
        assert not out
        return self.process.returncode, err


def differences(out: Path, undisturbed: Path) -> list[str]:
    """The files of shards that are not, to the byte, those of the other run."""
    names = {path.relative_to(folder) for folder in (out, undisturbed) for path in _shards(folder)}
    return sorted(str(name) for name in names if _data(out / name) != _data(undisturbed / name))


def lost_and_twice(out: Path, documents: int) -> tuple[int, int]:
    """How many of so many input documents have no fate, and how many more than one."""
    keys = Counter(
        (row["file"], row["position"])
        for path in sorted((out / "ledger").glob("*.parquet"))
        for row in pq.read_table(path, columns=["file", "position"]).to_pylist()
    )
    return documents - len(keys), sum(times > 1 for times in keys.values())


def _shards(folder: Path) -> list[Path]:
    return [path for name in SHARDS for path in (folder / name).iterdir()]


def _data(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def die(data, rank, world_size):
    """A step that ends the process it runs in."""
    os.kill(os.getpid(), signal.SIGSEGV)
