"""How long a data set takes to load: `load_dataset` cold and warm, and `onrecord.load` beside it.

    .venv/bin/python tests/bench/loading.py [--articles 2000] [--times 3]

Each figure is of a process of its own, the fastest of some: cold has an empty cache (HF_HOME), warm the one that cold
left behind. What it takes to import the library is told apart, since a program pays it once for all. `load_dataset`
reads the Parquet that a build made, `onrecord.load` the article files; memory is the peak of the whole process.
Without `--articles` it is the corpus of this repository that is loaded, with it so many copies of its articles.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from onrecord.articles import read_articles, write_article
from onrecord.views import VIEWS

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"

# What is imported in full before the clock starts for loading: both import the rest when they are first called.
PROGRAM = """
import json, resource, sys, time
start = time.perf_counter()
{imports}
imported = time.perf_counter()
data = load(sys.argv[1], sys.argv[2], split="train")
done = time.perf_counter()
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([imported - start, done - imported, peak / 1024, data.num_rows]))
"""
IMPORTS = {
    "load_dataset": "from datasets import load_dataset as load, disable_progress_bars\ndisable_progress_bars()",
    "onrecord.load": "from onrecord import load\nimport datasets, onrecord.tables, onrecord.views",
}

Figures = tuple[float, float, float, int]  # seconds to import, seconds to load, MiB, rows


def measured(reader: str, folder: Path, config: str, cache: Path) -> Figures:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(imports=IMPORTS[reader]), str(folder), config],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "HF_HOME": str(cache), "HF_HUB_OFFLINE": "1"},
    )
    imported, loaded, peak, rows = json.loads(done.stdout)
    return imported, loaded, peak, rows


def fastest(figures: list[Figures]) -> Figures:
    return min(figures, key=lambda figure: figure[1])


def report(folder: Path, times: int) -> None:
    """A row a configuration."""
    print(
        "| config | rows | cold s | warm s | onrecord.load s | cold MiB | warm MiB | onrecord.load MiB |\n"
        + "|---" * 8
        + "|"
    )
    imports: dict[str, list[float]] = {reader: [] for reader in IMPORTS}
    for config in VIEWS:
        cold, warm, ours = [], [], []
        for _ in range(times):
            with tempfile.TemporaryDirectory() as cache:
                cold.append(measured("load_dataset", folder, config, Path(cache)))
                warm.append(measured("load_dataset", folder, config, Path(cache)))
                ours.append(measured("onrecord.load", folder, config, Path(cache)))
        best = [fastest(figures) for figures in (cold, warm, ours)]
        imports["load_dataset"] += [figure[0] for figure in cold + warm]
        imports["onrecord.load"] += [figure[0] for figure in ours]
        cells = [*(f"{figure[1]:.2f}" for figure in best), *(f"{figure[2]:,.0f}" for figure in best)]
        print(f"| {config} | {best[0][3]:,} | {' | '.join(cells)} |", flush=True)
    for reader, seconds in imports.items():
        print(f"\nimport for {reader}: {min(seconds):.2f} s", end="")
    print()


@contextmanager
def corpus_of(articles: int) -> Iterator[Path]:
    """A built corpus of so many copies of the articles here."""
    records = list(read_articles(CORPUS / "articles"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number in range(articles):
            record = records[number % len(records)]
            write_article(replace(record, id=f"{record.id}-{number}", split="train"), folder / "articles")
        print(f"building a corpus of {articles:,} articles …", file=sys.stderr)
        build = [sys.executable, "-m", "onrecord", "build", "--corpus", str(folder)]
        subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
        yield folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, help="copies to load, in place of the corpus of this repository")
    parser.add_argument("--times", type=int, default=3)
    args = parser.parse_args()
    if args.articles is None:
        report(CORPUS, args.times)
        return
    with corpus_of(args.articles) as folder:
        report(folder, args.times)


if __name__ == "__main__":
    main()
