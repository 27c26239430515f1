"""Timings: start-up of the commands, speed of `annotate` on news, and that hostile texts take linear time.

    .venv/bin/python tests/bench/speed.py [FOLDER]

FOLDER holds news as .txt files (PolNeAR's dev/text, for figures to compare); without it that part is skipped.
Seconds are CPU seconds of one process, the best of three; memory is the peak of a process that annotates the text.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path

from onrecord.layers.dates import find_dates
from onrecord.layers.numbers import find_numbers
from onrecord.layers.quotes import find_quotes
from onrecord.layers.segments import find_segments
from onrecord.layers.speakers import find_speakers
from onrecord.model import Published
from onrecord.models import MODELS, load_model
from onrecord.pipeline import annotate

ROOT = Path(__file__).resolve().parents[2]
GOLD = next((ROOT / "corpus" / "articles").glob("*.jsonl"))

HOSTILE = tomllib.loads((ROOT / "tests" / "cases" / "hostile.toml").read_text("utf-8"))


def best(function, times: int = 3) -> float:
    """CPU seconds of the fastest of `times` calls."""
    seconds = []
    for _ in range(times):
        start = time.process_time()
        function()
        seconds.append(time.process_time() - start)
    return min(seconds)


def command(*arguments: str) -> float:
    """CPU seconds of a command in a process of its own, start-up included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "onrecord", *arguments], check=True, capture_output=True, cwd=ROOT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)


def start_up() -> None:
    print("start-up, CPU seconds (best of 5)")
    for arguments in (("--help",), ("validate", str(GOLD)), ("show", str(GOLD))):
        wall = []
        cpu = []
        for _ in range(5):
            start = time.perf_counter()
            cpu.append(command(*arguments))
            wall.append(time.perf_counter() - start)
        shown = " ".join([arguments[0], *(Path(a).name for a in arguments[1:])])
        print(f"  {shown:<60} {min(cpu):.3f} ({min(wall):.3f} wall)")


def news(folder: Path) -> None:
    texts = [path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))]
    total = 0
    sample = []
    for text in texts * 10:
        if total >= 1_000_000:
            break
        sample.append(text)
        total += len(text)
    print(f"annotate, {len(sample)} texts, {total:,} characters: characters per CPU second")
    for model in MODELS:
        for nested in (False, True):
            seconds = best(
                lambda m=model, n=nested: [annotate(text, "2016-09-08", model=m, nested=n) for text in sample]
            )
            print(f"  {model + ' --nested' * nested:<18} {total / seconds:>12,.0f}")
    published = Published(date="2016-09-08", earliest="2016-09-08", latest="2016-09-08", basis="given")
    segments = [find_segments(text) for text in sample]
    pairs = list(zip(sample, segments, strict=True))
    dates = [find_dates(text, found, published) for text, found in pairs]
    quotes = [find_quotes(text, found, load_model()) for text, found in pairs]
    layers = {
        "segments": lambda: [find_segments(text) for text in sample],
        "dates": lambda: [find_dates(text, found, published) for text, found in pairs],
        "numbers": lambda: [find_numbers(text, s, d) for (text, s), d in zip(pairs, dates, strict=True)],
        **{
            f"quotes {name}": lambda name=name: [find_quotes(text, found, load_model(name)) for text, found in pairs]
            for name in MODELS
        },
        "speakers": lambda: [find_speakers(text, s, q) for (text, s), q in zip(pairs, quotes, strict=True)],
    }
    for name, run in layers.items():
        print(f"  {name:<18} {total / best(run):>12,.0f}")


def linear(size: int, model: str) -> None:
    """CPU time a character at a quarter of `size` and at `size`, start-up left out, and the peak memory at `size`."""
    print(f"hostile texts, {model}: µs a character at {size // 4:,} and {size:,}, their ratio (1 is linear), memory")
    start, _ = annotated("A.", model)
    for name, piece in HOSTILE["texts"].items():
        costs = []
        for length in (size // 4, size):
            text = "a" + (piece * (length // len(piece) + 1))[: length - 2] + "b"
            seconds, megabytes = annotated(text, model)
            costs.append(max(seconds - start, 0.001) / length * 1e6)
        ratio = costs[1] / costs[0]
        print(f"  {name:<22} {costs[0]:8.3f} {costs[1]:8.3f} {ratio:6.2f} {megabytes:6.0f} MB", flush=True)


def linear_expressions(size: int) -> None:
    """The same of the layers of dates and numbers alone, in this process."""
    print(f"hostile texts, dates and numbers: µs a character at {size:,}, and over that at {size // 4:,} (1 is linear)")
    published = Published(date="2016-09-08", earliest="2016-09-08", latest="2016-09-08", basis="given")
    for name, piece in (HOSTILE["texts"] | HOSTILE["expressions"]).items():
        costs = []
        for length in (size // 4, size):
            text = "a" + (piece * (length // len(piece) + 1))[: length - 2] + "b"
            segments = find_segments(text)
            start = time.process_time()
            dates = find_dates(text, segments, published)
            middle = time.process_time()
            find_numbers(text, segments, dates)
            costs.append([max(s, 0.01) / length * 1e6 for s in (middle - start, time.process_time() - middle)])
        told = zip(("dates", "numbers"), *costs, strict=True)
        cells = (f"{layer} {last:8.3f} {last / first:6.2f}" for layer, first, last in told)
        print(f"  {name:<24} {'  '.join(cells)}", flush=True)


def annotated(text: str, model: str) -> tuple[float, float]:
    """CPU seconds and peak memory in MB of `onrecord annotate` on a text."""
    command = [sys.executable, "-m", "onrecord", "annotate", "-", "--model", model]
    with tempfile.TemporaryFile() as given:
        given.write(json.dumps({"id": "a", "text": text}).encode())
        given.seek(0)
        child = subprocess.Popen(command, stdin=given, stdout=subprocess.DEVNULL, cwd=ROOT)
        _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


if __name__ == "__main__":
    start_up()
    if len(sys.argv) > 1:
        news(Path(sys.argv[1]))
    else:
        print("annotate: skipped, no folder of news was given")
    linear_expressions(1_000_000)
    linear(1_000_000, "fast")
    linear(200_000, "accurate")
