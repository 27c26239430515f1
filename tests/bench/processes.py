"""What a command costs, with all processes that come of it, by the accounts of the system (Linux)."""

from __future__ import annotations

import ctypes
import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PR_SET_CHILD_SUBREAPER = 36


class Cost(NamedTuple):
    """Seconds by the clock and of CPU, and the most MB that all its processes had at once (shared pages twice)."""

    wall: float
    cpu: float
    peak: float


def run(command: list[str], *, watch: Callable[[int], None] = lambda pid: None) -> Cost:
    """Run a command to its end, and wait for all processes that came of it."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1)
    before = os.times()
    start = time.perf_counter()
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "PYTHONPATH": str(ROOT / "scripts")}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = [0.0]
    ended = threading.Event()

    def sample() -> None:
        while not ended.wait(0.3):
            peak[0] = max(peak[0], sum(memory(pid) for pid in family(process.pid)))
            watch(process.pid)

    sampler = threading.Thread(target=sample)
    sampler.start()
    code = process.wait()
    wall = time.perf_counter() - start
    ended.set()
    sampler.join()
    assert code == 0, f"{command[:4]} ended with {code}"
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(wall, cpu, peak[0])


def family(pid: int) -> Iterator[int]:
    """A process and all that came of it."""
    yield pid
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from family(int(child))
    except OSError:
        return


def memory(pid: int) -> float:
    """The MB that a process has in memory."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE") / 2**20
    except (OSError, IndexError):
        return 0.0
