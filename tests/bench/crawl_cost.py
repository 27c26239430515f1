"""What a hundred million articles cost: CPU hours and storage, worked out from crawls of some hundred.

    .venv/bin/python tests/bench/crawl_cost.py [--documents 400] [--characters 3000] [--kilobytes 120]

The same articles go through `onrecord crawl` with one worker, as Parquet and as WARC of pages, whose menus, links and
scripts make up the weight of a page. CPU is of the run and all that came of it, less that of a run of two documents.
Storage is what is kept: the shards with all else of OUT, and for the text alone the Parquet of the input.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "crawl"), str(ROOT / "tests" / "bench")]

from news_archive import warc_member  # noqa: E402
from news_sites import Article, courier  # noqa: E402
from processes import run  # noqa: E402
from warcio.statusandheaders import StatusAndHeaders  # noqa: E402

from crawl import paragraphs  # noqa: E402

ARTICLES = 100_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--characters", type=int, default=3000, help="of an article, about")
    parser.add_argument("--kilobytes", type=int, default=120, help="of a page, about")
    args = parser.parse_args()
    print("| | CPU ms an article | CPU hours for 100 million | bytes an article | TB for 100 million |")
    print("|---|---:|---:|---:|---:|", flush=True)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        articles = list(written(args.documents, args.characters))
        for name, some in (("all", articles), ("two", articles[:2])):
            write_table(folder / f"{name}.parquet", some)
            write_pages(folder / f"{name}.warc.gz", some, args.kilobytes)
        for title, ending, model in (
            ("texts, `--model fast`", "parquet", "fast"),
            ("texts, `--model accurate`", "parquet", "accurate"),
            ("pages (WARC), `--model fast`", "warc.gz", "fast"),
            ("pages (WARC), `--model accurate`", "warc.gz", "accurate"),
        ):
            tell(title, folder, ending, model, args.documents)
        size = (folder / "all.parquet").stat().st_size / args.documents
        print(f"| the texts alone, as Parquet | – | – | {size:,.0f} | {size * ARTICLES / 1e12:.2f} |")


def tell(title: str, folder: Path, ending: str, model: str, documents: int) -> None:
    """A line of the table."""
    out = folder / f"{ending}-{model}"
    costs = [
        run([sys.executable, "-m", "onrecord", "crawl", file, "-o", f"{out}-{name}", "--model", model])
        for name in ("two", "all")
        for file in [str(folder / f"{name}.{ending}")]
    ]
    each = (costs[1].cpu - costs[0].cpu) / (documents - 2)
    kept = Path(f"{out}-all")
    size = sum(
        path.stat().st_size for part in ("data", "ledger", "rejected") for path in (kept / part).rglob("*.parquet")
    )
    hours, stored = each * ARTICLES / 3600, size / documents
    print(
        f"| {title} | {each * 1000:.1f} | {hours:,.0f} | {stored:,.0f} | {stored * ARTICLES / 1e12:.2f} |", flush=True
    )


def written(documents: int, characters: int) -> Iterator[Article]:
    """Articles of paragraphs of our own, each another mixture."""
    choice, pool = random.Random(8), paragraphs()
    for number in range(documents):
        chosen: list[str] = []
        while sum(map(len, chosen)) < characters:
            chosen.append(choice.choice(pool))
        yield Article(f"Report {number} of the day", chosen, "en", "2024-05-02", "The Courier")


def write_table(path: Path, articles: list[Article]) -> None:
    rows = [{"id": f"d{number}", "text": article.text} for number, article in enumerate(articles)]
    pq.write_table(pa.Table.from_pylist(rows), path, compression="zstd")


def write_pages(path: Path, articles: list[Article], kilobytes: int) -> None:
    """A page of each, as heavy as pages of news are: half of it links, half scripts."""
    choice = Random(8)
    links = "".join(f"<li><a href='/section/{n}'>Section {n}</a></li>" for n in range(kilobytes * 500 // 46))
    script = f"<script>var state={{{','.join(f'k{n}:{n * n}' for n in range(kilobytes * 500 // 16))}}}</script>"
    http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    with path.open("wb") as file:
        for number, article in enumerate(articles):
            page = courier(article).replace("</ul></nav>", f"{links}</ul></nav>{script}", 1)
            about = {"WARC-Target-URI": f"https://courier.example/{number}"}
            file.write(warc_member("response", page.encode(), about, choice, http))


if __name__ == "__main__":
    main()
