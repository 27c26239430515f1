"""Time and memory of `onrecord validate` on hostile files: both grow as the files do, or are cut by a limit.

    .venv/bin/python tests/bench/hostile.py [NAME ...]

Seconds are wall-clock seconds of a process, start-up included; MiB are its peak of resident memory; a process has 3 GiB
of address space and two minutes.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from multiprocessing import get_context
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from test_hostile import ARTICLE, DOCUMENT, copies, record, spread  # noqa: E402

Process = get_context("fork").Process
MEMORY = 3 * 2**30
BEYOND = {"basis": "date", "value": "", "dates": ["d#19"]}
NESTED = {"content": [{"start": 0, "end": 4, "text": "“We "}], "marks": [], "cue": [], "source": [], "speaker": ""}


def combining(count: int) -> bytes:
    """A text that is one character, with a number at each of its marks."""
    import json

    value = json.loads(DOCUMENT)
    text = "e" + "\u0301" * count
    segment = value["segments"][0] | {"start": 0, "end": count + 1, "text": text, "sentences": []}
    mark = {"text": "\u0301", "counted": []}
    first = value["numbers"][0]
    numbers = [first | mark | {"id": f"n{i}", "start": i, "end": i + 1} for i in range(1, count)]
    return record(text=text, segments=[segment], quotes=[], speakers=[], dates=[], numbers=numbers)


# Each with the size of the smallest file of three, of which the next are the double and the fourfold.
CASES = {
    "nested lists": (500_000, lambda n: b"[" * n + b"]" * n + b"\n"),
    "a number of so many digits": (1_000_000, lambda n: DOCUMENT.replace(b'"value":5,', b'"value":' + b"9" * n + b",")),
    "an id of so many digits": (1_000_000, lambda n: DOCUMENT.replace(b'"id":"q1"', b'"id":"q' + b"9" * n + b'"')),
    "a key of so many bytes": (10_000_000, lambda n: DOCUMENT[:-2] + b',"' + b"k" * n + b'":1}\n'),
    "unknown keys": (50_000, lambda n: DOCUMENT[:-2] + b"".join(b',"key%d":1' % i for i in range(n)) + b"}\n"),
    "values of a wrong type": (10_000_000, lambda n: DOCUMENT.replace(b'"quotes":[', b'"quotes":[' + b"1," * n)),
    "a long language tag": (500_000, lambda n: DOCUMENT.replace(b'"en"', b'"en' + b"-aaaaaaaa" * n + b'"', 1)),
    "a title of escapes": (5_000_000, lambda n: DOCUMENT.replace(b'"title":"', b'"title":"' + b"\\u0041" * n)),
    "a text of so many bytes": (25_000_000, lambda n: DOCUMENT.replace(b'"text":"', b'"text":"' + b"a" * n, 1)),
    "spans of the whole text": (25_000, lambda n: spread(n, start=0, end=1_000_000)),
    "spans of other words": (25_000, spread),
    "overlapping spans": (25_000, lambda n: spread(n, start=0, end=3, text="aaa")),
    "ids that stand twice": (12_500, lambda n: copies("quotes", n)),
    "unknown dates": (12_500, lambda n: copies("dates", n, id="d#1", anchor=BEYOND)),
    "unknown parents": (12_500, lambda n: copies("quotes", n, id="q#1", parent="q#19")),
    "a chain of parents": (12_500, lambda n: copies("quotes", n, id="q#1", parent="q#2")),
    "contents in each other": (12_500, lambda n: copies("quotes", n, id="q#1", **NESTED)),
    "a character of so many marks": (12_500, combining),
    "blank lines": (250_000, lambda n: DOCUMENT + b"\n" * n),
    "lines of an article": (100_000, lambda n: ARTICLE + b"[\n" * n),
    "a line of so many bytes": (250_000_000, lambda n: b"\0" * n),
}


def run(make: Callable[[int], bytes], size: int) -> tuple[float, float, float, str]:
    """MB of the file, seconds, MiB and what is said in the end.

    The file is made in a process of its own: a child begins with the memory of its parent.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "hostile.jsonl")
        writer = Process(target=lambda: path.write_bytes(make(size)))
        writer.start()
        writer.join()
        start = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "onrecord", "validate", str(path)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
        )
        said = process.stderr.read().decode().strip().rpartition("\n")[2]
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        seconds, memory = time.monotonic() - start, usage.ru_maxrss / 1024
        return path.stat().st_size / 1e6, seconds, memory, said.partition(" in ")[0].removeprefix("onrecord: ")


def main() -> None:
    asked = sys.argv[1:] or list(CASES)
    print(f"{'':30}{'size':>12}{'MB':>8}{'seconds':>9}{'MiB':>7}  said")
    for name in asked:
        smallest, make = CASES[name]
        for size in (smallest, 2 * smallest, 4 * smallest):
            megabytes, seconds, memory, said = run(make, size)
            print(f"{name:30}{size:>12,}{megabytes:>8.1f}{seconds:>9.1f}{memory:>7.0f}  {said[:60]}", flush=True)


if __name__ == "__main__":
    main()
