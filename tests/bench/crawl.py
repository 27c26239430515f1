"""What a crawl costs over the bare loop, what a second worker brings, and that memory stays flat.

    .venv/bin/python tests/bench/crawl.py [--documents 6000] [--characters 600] [--model fast]
    .venv/bin/python tests/bench/crawl.py --memory [--documents 200000] [--plot FILE.svg]

The same documents, in Parquet of 500 each, go through the bare loop (read, annotate, write, one process), through
`datasets.map` in one process and two, and through `onrecord crawl` with one worker and two, each in a process of its
own. CPU is user and system time of that process and all that came of it, start-up too; what of it is start-up, a run of
sixteen documents tells. From the loop's cost follows what a hundred million articles take, at their usual length.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.inputs import scan_records
from onrecord.model import Record

ROOT = Path(__file__).resolve().parents[2]
PR_SET_CHILD_SUBREAPER = 36

# Each is given: folder of Parquet files, output folder, model.
BARE = """
import sys
from pathlib import Path
import msgspec, pyarrow.parquet as pq
from onrecord.arrow import documents_schema
from onrecord.crawl.output.table import Table
from onrecord.pipeline import annotate_document
from onrecord.seeds import document_of
from onrecord.sidecars import Sidecar
source, out, model = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
for path in sorted(source.glob("*.parquet")):
    with (out / path.name).open("wb") as stream:
        table = Table(stream, documents_schema())
        for batch in pq.ParquetFile(path).iter_batches(batch_size=64):
            for row in batch.to_pylist():
                document = document_of(row["text"], Sidecar(id=row["id"]), place=row["id"])
                record = annotate_document(document, model)
                table.add(msgspec.to_builtins(record), len(record.text))
        table.close()
"""
DATASETS = """
import sys
from datasets import Features, disable_progress_bars, load_dataset
import msgspec
from onrecord.arrow import documents_schema
from onrecord.pipeline import annotate_document
from onrecord.seeds import document_of
from onrecord.sidecars import Sidecar
disable_progress_bars()
source, out, model, processes = sys.argv[1:]
def annotated(row):
    document = document_of(row["text"], Sidecar(id=row["id"]), place=row["id"])
    return msgspec.to_builtins(annotate_document(document, model))
if __name__ == "__main__":
    data = load_dataset("parquet", data_files=f"{source}/*.parquet", split="train", cache_dir=f"{out}/cache")
    features = Features.from_arrow_schema(documents_schema())
    done = data.map(annotated, features=features, num_proc=int(processes) if processes != "1" else None)
    done.to_parquet(f"{out}/done.parquet")
"""


class Cost(NamedTuple):
    """Seconds by the clock and of CPU, and the most MB that all its processes had at once (shared pages twice)."""

    wall: float
    cpu: float
    peak: float


def write_documents(folder: Path, *, documents: int, characters: int, files: int = 0) -> float:
    """Documents of paragraphs of our own written articles, each another mixture, in files of 500, or in so many files;
    their mean length.
    """
    articles = [
        record
        for path in sorted(ROOT.glob("tests/articles/**/*.jsonl"))
        for record in scan_records(path)
        if isinstance(record, Record)
    ]
    paragraphs = [segment.text for record in articles for segment in record.segments if segment.kind == "paragraph"]
    choice = random.Random(8)
    total = 0
    a_file = -(-documents // files) if files else 500
    for first in range(0, documents, a_file):
        rows = []
        for number in range(first, min(first + a_file, documents)):
            text = f"Report {number}\n"
            while len(text) < characters:
                text += choice.choice(paragraphs) + "\n"
            rows.append({"id": f"d{number}", "text": text})
            total += len(text)
        pq.write_table(pa.Table.from_pylist(rows), folder / f"{first // a_file:05d}.parquet")
    return total / documents


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


def variants(source: Path, model: str) -> dict[str, Callable[[Path], list[str]]]:
    """By name, the command that annotates the documents into a folder."""
    files = str(source)

    def crawl(workers: int) -> Callable[[Path], list[str]]:
        command = [sys.executable, "-m", "onrecord", "crawl", files, "--model", model, "--workers", str(workers)]
        return lambda out: [*command, "-o", str(out / "crawl")]

    def program(text: str, *more: str) -> Callable[[Path], list[str]]:
        return lambda out: [sys.executable, "-c", text, files, str(out), model, *more]

    return {
        "bare loop": program(BARE),
        "datasets.map, 1 process": program(DATASETS, "1"),
        "datasets.map, 2 processes": program(DATASETS, "2"),
        "onrecord crawl, 1 worker": crawl(1),
        "onrecord crawl, 2 workers": crawl(2),
    }


def compare(args: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        large, small = Path(temporary) / "large", Path(temporary) / "small"
        large.mkdir()
        small.mkdir()
        write_documents(small, documents=16, characters=args.characters, files=2)
        length = write_documents(large, documents=args.documents, characters=args.characters)
        print(f"{args.documents:,} documents of {length:,.0f} characters, model {args.model}", flush=True)
        print("| | wall s | CPU s | start-up CPU s | CPU ms a document | over the loop | peak MB |")
        print("|---|---:|---:|---:|---:|---:|---:|", flush=True)
        measured: dict[str, Any] = {}
        for name in variants(large, args.model):
            costs = [run_in(temporary, variants(folder, args.model)[name]) for folder in (small, large)]
            start, whole = costs
            each = (whole.cpu - start.cpu) / (args.documents - 16) * 1000
            measured[name] = (whole.wall - start.wall, each)
            over = each / measured["bare loop"][1] - 1
            seconds = f"{whole.wall:.1f} | {whole.cpu:.1f} | {start.cpu:.1f}"
            print(f"| {name} | {seconds} | {each:.2f} | {over:+.1%} | {whole.peak:,.0f} |", flush=True)
        speed = measured["onrecord crawl, 1 worker"][0] / measured["onrecord crawl, 2 workers"][0]
        print(f"two workers are {speed:.2f} times as fast as one (start-up aside)")


def run_in(temporary: str, command: Callable[[Path], list[str]]) -> Cost:
    out = Path(temporary) / "out"
    out.mkdir()
    try:
        return run(command(out))
    finally:
        shutil.rmtree(out)


def watch_memory(args: argparse.Namespace) -> None:
    """Memory of each worker over a long crawl: figures by tenths of the run, and a plot."""
    samples: list[tuple[float, int, float]] = []
    start = time.perf_counter()

    def watch(pid: int) -> None:
        samples.extend((time.perf_counter() - start, each, memory(each)) for each in family(pid))

    with tempfile.TemporaryDirectory() as temporary:
        source, out = Path(temporary) / "in", Path(temporary) / "out"
        source.mkdir()
        out.mkdir()
        length = write_documents(source, documents=args.documents, characters=args.characters)
        cost = run(variants(source, args.model)["onrecord crawl, 2 workers"](out), watch=watch)
        counts = json.loads((out / "crawl" / "statistics.json").read_text())
    print(f"{counts['annotated']:,} documents of {length:,.0f} characters in {cost.wall:,.0f} s")
    workers = longest_watched(samples)
    for worker in workers:
        sizes = [size for _, pid, size in samples if pid == worker]
        tenth = max(len(sizes) // 10, 1)
        parts = (sizes[at : at + tenth] for at in range(0, tenth * 10, tenth))
        means = ", ".join(f"{sum(part) / len(part):,.0f}" for part in parts if part)
        print(f"a worker, MB by tenths of the run: {means}")
    if args.plot:
        args.plot.write_text(plot(samples, workers, args.documents, cost.wall), encoding="utf-8")


def longest_watched(samples: list[tuple[float, int, float]]) -> list[int]:
    """The two processes that had the most memory for the longest: the workers."""
    sums: Counter[int] = Counter()
    for _, pid, size in samples:
        sums[pid] += int(size)
    return [pid for pid, _ in sums.most_common(2)]


def plot(samples: list[tuple[float, int, float]], workers: list[int], documents: int, wall: float) -> str:
    """The memory of the workers over the documents done, as SVG."""
    import vl_convert

    every = max(len(samples) // 2000, 1)
    values = [
        {"documents": round(seconds / wall * documents), "MB": round(size, 1), "worker": workers.index(pid) + 1}
        for seconds, pid, size in samples[::every]
        if pid in workers
    ]
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 640,
        "height": 220,
        "data": {"values": values},
        "mark": {"type": "line", "strokeWidth": 1.2},
        "encoding": {
            "x": {"field": "documents", "type": "quantitative", "title": "documents done by both workers"},
            "y": {"field": "MB", "type": "quantitative", "title": "memory of a worker, MB", "scale": {"zero": True}},
            "color": {"field": "worker", "type": "nominal"},
            "strokeDash": {"field": "worker", "type": "nominal"},
        },
    }
    svg: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return svg


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, help="default: 6000; with --memory 200000")
    parser.add_argument("--characters", type=int, help="of a document, at least; default: 600; with --memory 100")
    parser.add_argument("--model", default="fast")
    parser.add_argument("--memory", action="store_true", help="watch the memory of two workers instead")
    parser.add_argument("--plot", type=Path, metavar="FILE.svg", help="with --memory: draw it")
    args = parser.parse_args()
    args.documents = args.documents or (200_000 if args.memory else 6000)
    args.characters = args.characters or (100 if args.memory else 600)
    watch_memory(args) if args.memory else compare(args)


if __name__ == "__main__":
    main()
