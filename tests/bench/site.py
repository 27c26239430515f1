"""What a site costs: to build, to open, to search, from files and from a server on this machine.

    .venv/bin/python tests/bench/site.py [--articles 5000] [--workers 1]

The articles are those of `tests/synthetic.py`. Times are wall-clock: of `onrecord site` as a process; of a page until
its first paint and its first content (PerformancePaintTiming); of a query from the last key to its results, with the
pause after which the page begins to search. kB are thousands of bytes that the page loads, unpacked; a page is opened
with an empty cache. Medians of five.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

import browsers  # noqa: E402
from onrecord.articles import to_document_line  # noqa: E402
from static_server import served  # noqa: E402
from synthetic import articles  # noqa: E402

TIMES = 5
QUERIES = ["council", "the", "strait harbour", "nobody told them"]
PAINTS = "performance.getEntriesByType('paint').map((entry) => [entry.name, entry.startTime])"
ANSWERED = "() => document.getElementById('results').dataset.turn === String(turn)"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--workers", type=int, default=1)
    args = parser.parse_args()
    path = browsers.installed()
    if path is None:
        print(f"no browser: install one of {', '.join(browsers.NAMES)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build(Path(folder), site, args.articles, args.workers)
        with browsers.launched(path) as browser, served(site) as address:
            print("\n| opened from | page | loads kB | files | first paint ms | first content ms |")
            print("|---|---|--:|--:|--:|--:|")
            for name, base in (("files", site.as_uri()), ("a server", address)):
                opened(browser, name, base, site)
            print("\n| opened from | query | results ms | loads kB | files | found |\n|---|---|--:|--:|--:|---|")
            for name, base in (("files", site.as_uri()), ("a server", address)):
                for query in QUERIES:
                    searched(browser, name, base, site, query)
    return 0


def build(folder: Path, site: Path, count: int, workers: int) -> None:
    lines = folder / "articles.jsonl"
    with lines.open("wb") as stream:
        stream.writelines(map(to_document_line, articles(count)))
    command = [sys.executable, "-m", "onrecord", "site", lines, "-o", site, "--workers", workers]
    print("| articles | built in s | again in s | MB in all | files |\n|--:|--:|--:|--:|--:|")
    took = []
    for _ in range(2):
        start = time.perf_counter()
        subprocess.run([*map(str, command)], check=True, capture_output=True)
        took.append(time.perf_counter() - start)
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    print(f"| {count:,} | {took[0]:.1f} | {took[1]:.1f} | {sum(sizes) / 1e6:.1f} | {len(sizes):,} |")


def opened(browser: Any, name: str, base: str, site: Path) -> None:
    article = min((site / "articles").iterdir()).name
    for page in ("index.html", f"articles/{article}", "list/1.html", "search.html"):
        paints, sizes = [], []
        for _ in range(TIMES):
            with tab(browser, site) as (one, loaded):
                one.goto(f"{base}/{page}", wait_until="networkidle")
                paints.append(dict(one.evaluate(PAINTS)))
                sizes = [*loaded]
        first, content = (median(paint[key] for paint in paints) for key in ("first-paint", "first-contentful-paint"))
        label = "articles/ID.html" if page.startswith("articles") else page
        print(f"| {name} | {label} | {sum(sizes) / 1e3:.0f} | {len(sizes)} | {first:.0f} | {content:.0f} |")


def searched(browser: Any, name: str, base: str, site: Path, query: str) -> None:
    times, sizes, told = [], [], ""
    for _ in range(TIMES):
        with tab(browser, site) as (one, loaded):
            one.goto(f"{base}/search.html", wait_until="networkidle")
            one.wait_for_function(ANSWERED)
            before = len(loaded)
            one.fill("#q", query)
            start = time.perf_counter()
            turn = one.evaluate("turn")
            one.wait_for_function(f"() => turn > {turn} && ({ANSWERED})()", polling=5)
            times.append((time.perf_counter() - start) * 1e3)
            sizes = loaded[before:]
            told = one.inner_text("#told")
    print(f"| {name} | {query} | {median(times):.0f} | {sum(sizes) / 1e3:.0f} | {len(sizes)} | {told} |")


@contextmanager
def tab(browser: Any, site: Path) -> Iterator[tuple[Any, list[int]]]:
    """A tab with an empty cache, and the sizes of the files that it loads."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page, loaded = context.new_page(), []

    def note(request: Any) -> None:
        inside = unquote(urlsplit(request.url).path).removeprefix(str(site)).lstrip("/")
        loaded.append((site / inside).stat().st_size)

    page.on("requestfinished", note)
    yield page, loaded
    context.close()


if __name__ == "__main__":
    sys.exit(main())
