"""That the memory of the workers of a long crawl stays flat.

    .venv/bin/python tests/bench/crawl_memory.py [--documents 200000] [--characters 100] [--plot FILE.svg]

Figures by tenths of the run, of two workers, and a plot of them over the documents that are done.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections import Counter
from pathlib import Path

from processes import family, memory, run

from crawl import variants, write_documents


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
    parser.add_argument("--documents", type=int, default=200_000)
    parser.add_argument("--characters", type=int, default=100, help="of a document, at least (default: 100)")
    parser.add_argument("--model", default="fast")
    parser.add_argument("--plot", type=Path, metavar="FILE.svg", help="draw it")
    watch_memory(parser.parse_args())


if __name__ == "__main__":
    main()
