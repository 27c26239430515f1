"""What a crawl costs over the bare loop, and what a second worker brings.

    .venv/bin/python tests/bench/crawl.py [--documents 6000] [--characters 600] [--model fast]

The same documents, in Parquet of 500 each, go through the bare loop (read, annotate, write, one process), through
`datasets.map` in one process and two, and through `onrecord crawl` with one worker and two, each in a process of its
own. CPU is user and system time of that process and all that came of it, start-up too; what of it is start-up, a run of
sixteen documents tells. From the loop's cost follows what a hundred million articles take, at their usual length.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from processes import Cost, run

from onrecord.inputs import scan_records
from onrecord.model import Record

ROOT = Path(__file__).resolve().parents[2]

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


def paragraphs() -> list[str]:
    """The paragraphs of our own written articles."""
    articles = [
        record
        for path in sorted(ROOT.glob("tests/articles/**/*.jsonl"))
        for record in scan_records(path)
        if isinstance(record, Record)
    ]
    return [segment.text for record in articles for segment in record.segments if segment.kind == "paragraph"]


def write_documents(folder: Path, *, documents: int, characters: int, files: int = 0) -> float:
    """Documents of paragraphs of our own written articles, each another mixture, in files of 500, or in so many files;
    their mean length.
    """
    pool = paragraphs()
    choice = random.Random(8)
    total = 0
    a_file = -(-documents // files) if files else 500
    for first in range(0, documents, a_file):
        rows = []
        for number in range(first, min(first + a_file, documents)):
            text = f"Report {number}\n"
            while len(text) < characters:
                text += choice.choice(pool) + "\n"
            rows.append({"id": f"d{number}", "text": text})
            total += len(text)
        pq.write_table(pa.Table.from_pylist(rows), folder / f"{first // a_file:05d}.parquet")
    return total / documents


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
    """Each in turn, some rounds, of which the fastest counts: a machine that others share is not always as fast."""
    with tempfile.TemporaryDirectory() as temporary:
        large, small = Path(temporary) / "large", Path(temporary) / "small"
        large.mkdir()
        small.mkdir()
        write_documents(small, documents=16, characters=args.characters, files=2)
        length = write_documents(large, documents=args.documents, characters=args.characters)
        print(f"{args.documents:,} documents of {length:,.0f} characters, model {args.model}", flush=True)
        costs: dict[tuple[str, bool], Cost] = {}
        for _ in range(args.rounds):
            for name, is_whole in product(variants(large, args.model), (False, True)):
                cost = run_in(temporary, variants(large if is_whole else small, args.model)[name])
                best = costs.setdefault((name, is_whole), cost)
                costs[name, is_whole] = Cost(*map(min, best[:2], cost[:2]), max(best.peak, cost.peak))
    print("| | wall s | CPU s | start-up CPU s | CPU ms a document | over the loop | peak MB |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    walls, loop = {}, 0.0
    for name in variants(large, args.model):
        start, whole = costs[name, False], costs[name, True]
        each = (whole.cpu - start.cpu) / (args.documents - 16) * 1000
        walls[name], loop = whole.wall - start.wall, loop or each
        seconds = f"{whole.wall:.1f} | {whole.cpu:.1f} | {start.cpu:.1f}"
        print(f"| {name} | {seconds} | {each:.2f} | {each / loop - 1:+.1%} | {whole.peak:,.0f} |")
    speed = walls["onrecord crawl, 1 worker"] / walls["onrecord crawl, 2 workers"]
    print(f"two workers are {speed:.2f} times as fast as one (start-up aside)")


def run_in(temporary: str, command: Callable[[Path], list[str]]) -> Cost:
    out = Path(temporary) / "out"
    out.mkdir()
    try:
        return run(command(out))
    finally:
        shutil.rmtree(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=6000)
    parser.add_argument("--characters", type=int, default=600, help="of a document, at least (default: 600)")
    parser.add_argument("--model", default="fast")
    parser.add_argument("--rounds", type=int, default=3)
    compare(parser.parse_args())


if __name__ == "__main__":
    main()
