"""What a release weighs, and how long it takes to build: the corpus as it is, and synthetic articles in any number.

    .venv/bin/python tests/bench/release.py [--articles 10000] [--keep DIR]

Each build runs in a process of its own, as users start it. Peak memory is that of the process. The second build of the
same articles has nothing to write.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from onrecord.articles import write_article  # noqa: E402
from onrecord.release.layout import Corpus  # noqa: E402
from synthetic import articles  # noqa: E402


def build(folder: Path) -> tuple[float, float]:
    """Seconds and peak memory in MB of `onrecord build --corpus`."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "onrecord", "build", "--corpus", folder], stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, f"the build ended with {status}"
    return time.perf_counter() - start, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 2**20)


def sizes(folder: Path) -> str:
    """The bytes that are published, in all and by part."""
    parts: Counter[str] = Counter()
    names = Corpus.of_folder(folder).published()
    for name in names:
        parts[name.partition("/")[0]] += (folder / name).stat().st_size
    largest = ", ".join(f"{part} {size / 1e6:,.2f}" for part, size in parts.most_common(5))
    return f"{sum(parts.values()) / 1e6:,.2f} MB in {len(names):,} files ({largest})"


def measure(title: str, folder: Path) -> None:
    first, memory = build(folder)
    again, _ = build(folder)
    print(f"{title}: built in {first:.1f} s ({memory:,.0f} MB), again in {again:.1f} s; {sizes(folder)}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--keep", type=Path, help="leave the synthetic corpus there")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        here = Path(temporary) / "here"
        shutil.copytree(ROOT / "corpus" / "articles", here / "articles")
        measure("the corpus", here)
        folder = args.keep or Path(temporary) / "synthetic"
        (folder / "articles").mkdir(parents=True, exist_ok=True)
        characters = 0
        for record in articles(args.articles):
            write_article(record, folder / "articles")
            characters += len(record.text)
        print(f"{args.articles:,} synthetic articles of {characters / args.articles:,.0f} characters", flush=True)
        measure(f"{args.articles:,} articles", folder)


if __name__ == "__main__":
    main()
