"""Speed and memory of `onrecord validate`, with what others do of it beside us.

    .venv/bin/python tests/bench/validation.py [--megabytes 200] [--records FILE] [--tools FOLDER]

The records are drafts of the articles in this repository, each many times over under ids of its own, or those of FILE.
The articles were written to be hard, and hold more annotations a kilobyte than news does. FOLDER holds the programs
check-jsonschema and jsonschema (sourcemeta's; `pip install check-jsonschema sourcemeta-jsonschema`); without it they
are left out. They and the loops in Python check the schema alone, that is level 2 of our five.

Speed is of CPU time and of wall time, start-up included; memory is the peak of the largest process. On a machine that
does other work at the same time, all figures are too low.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from onrecord.articles import read_articles
from onrecord.schema import schema_folder

ROOT = Path(__file__).resolve().parents[2]
MEGA = 10**6
_ID = b'{"schema_version":"1.0.0","id":"'

# A fault for every record, of each kind that costs another way to tell.
FAULTS: dict[str, Callable[[bytes], bytes]] = {
    "level 1: a space too many": lambda line: line.replace(b',"title":', b', "title":', 1),
    "level 1: a key twice": lambda line: line.replace(b',"title":', b',"split":"train","title":', 1),
    "level 2: no such kind": lambda line: line.replace(b'"kind":"paragraph"', b'"kind":"paragraf"', 1),
    "level 2: a field misspelt": lambda line: line.replace(b'"sentences":', b'"sentence":', 1),
    "level 3: a shifted span": lambda line: _shift(line),
    "level 4: an id twice": lambda line: line.replace(b'"id":"g2"', b'"id":"g1"', 1),
    "level 5: gold without proof": lambda line: line.replace(b'"status":"draft"', b'"status":"gold"', 1),
}


def _shift(line: bytes) -> bytes:
    """The first sentence begins a character later than it says."""
    place = line.index(b'"sentences":[{"start":') + len(b'"sentences":[{"start":')
    end = line.index(b",", place)
    return line[:place] + str(int(line[place:end]) + 1).encode() + line[end:]


def drafts() -> list[bytes]:
    """A document record of each article in the repository, drafted anew, by a process of its own: what this one takes
    in memory would count for those that it starts.
    """
    folders = [ROOT / "corpus" / "articles", *sorted((ROOT / "tests").glob("*/tuning"))]
    texts = [{"id": record.id, "text": record.text} for folder in folders for record in read_articles(folder)]
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "annotate", "-", "--model", "fast", "--nested"],
        input="".join(json.dumps(text) + "\n" for text in texts).encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return done.stdout.splitlines(keepends=True)


def many(lines: list[bytes], size: int) -> Iterator[bytes]:
    """The lines over and over up to `size` bytes, each with an id of its own."""
    total = count = 0
    while total < size:
        line = lines[count % len(lines)].replace(_ID, _ID + b"%d-" % count, 1)
        total += len(line)
        count += 1
        yield line


def run(arguments: list[str], *, times: int = 1) -> tuple[float, float, int]:
    """CPU seconds, wall seconds and peak memory in bytes of a command (the largest of its processes), which is run so
    many times side by side.
    """
    start = time.perf_counter()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    processes = [subprocess.Popen(arguments, cwd=ROOT, **quiet) for _ in range(times)]
    cpu, memory = 0.0, 0
    for process in processes:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        cpu += usage.ru_utime + usage.ru_stime
        memory = max(memory, usage.ru_maxrss * 1024)
    return cpu, time.perf_counter() - start, memory


def row(name: str, size: int, figures: tuple[float, float, int]) -> None:
    cpu, wall, memory = figures
    print(f"| {name} | {size / cpu / MEGA:,.1f} | {size / wall / MEGA:,.1f} | {memory / MEGA:,.0f} |", flush=True)


def validate(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "onrecord", "validate", *map(str, arguments)]


def loop(check: str, path: Path) -> list[str]:
    """A loop over the lines of a file that a user of a library would write."""
    code = f"import json, sys\nschema = json.load(open(sys.argv[1]))\n{check}\nfor line in open(sys.argv[2], 'rb'):\n"
    code += "    valid(json.loads(line))\n"
    return [sys.executable, "-c", code, str(schema_folder() / "record.schema.json"), str(path)]


LOOPS = {
    "jsonschema in a loop": (
        "from jsonschema import Draft202012Validator\n"
        "validator = Draft202012Validator(schema)\n"
        "valid = lambda record: list(validator.iter_errors(record))"
    ),
    "jsonschema-rs in a loop": (
        "from jsonschema_rs import Draft202012Validator\nvalid = Draft202012Validator(schema).is_valid"
    ),
}


def peers(lines: list[bytes], folder: Path, tools: Path | None) -> None:
    small, middle = folder / "small.jsonl", folder / "middle.jsonl"
    small.write_bytes(b"".join(many(lines, 3 * MEGA)))
    middle.write_bytes(b"".join(many(lines, 60 * MEGA)))
    for name, check in LOOPS.items():
        path = small if name.startswith("jsonschema in") else middle
        row(f"{name} (level 2)", path.stat().st_size, run(loop(check, path)))
    if tools is None:
        return
    schema = str(schema_folder() / "record.schema.json")
    row(
        "sourcemeta jsonschema (level 2)",
        middle.stat().st_size,
        run([str(tools / "jsonschema"), "validate", schema, str(middle)]),
    )
    files = []
    for i, line in enumerate(small.read_bytes().splitlines(keepends=True)):
        files.append(folder / f"{i}.json")
        files[-1].write_bytes(line)
    check = [str(tools / "check-jsonschema"), "--schemafile", schema, *map(str, files)]
    row("check-jsonschema, a file a record (level 2)", small.stat().st_size, run(check))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=200)
    parser.add_argument("--records", type=Path, help="document JSONL to measure with, in place of the drafts")
    parser.add_argument("--tools", type=Path)
    args = parser.parse_args()
    lines = args.records.read_bytes().splitlines(keepends=True) if args.records else drafts()
    size = args.megabytes * MEGA
    print(f"{len(lines)} records of {sum(map(len, lines)) / len(lines):,.0f} bytes, {os.cpu_count()} processors\n")
    starts = [run(validate("corpus/articles"))[1] for _ in range(7)]
    print(f"start-up and an article: {min(starts):.3f} s (of seven: {', '.join(f'{s:.3f}' for s in sorted(starts))})\n")
    print("| what | MB/s of CPU | MB/s of wall time | MB of memory |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        clean, faulty = folder / "clean.jsonl", folder / "faulty.jsonl"
        with clean.open("wb") as stream:
            stream.writelines(many(lines, size))
        for workers in sorted({1, os.cpu_count() or 1}):
            row(f"no finding, --workers {workers}", clean.stat().st_size, run(validate(clean, "--workers", workers)))
        several = os.cpu_count() or 1
        name = f"no finding, {several} runs side by side: what the processors give"
        row(name, several * clean.stat().st_size, run(validate(clean), times=several))
        for fault, spoil in FAULTS.items():
            with faulty.open("wb") as stream:
                stream.writelines(map(spoil, many(lines, size // 4)))
            row(f"in every record {fault}", faulty.stat().st_size, run(validate(faulty)))
        peers(lines, folder, args.tools)


if __name__ == "__main__":
    main()
