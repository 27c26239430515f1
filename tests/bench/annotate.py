"""What `annotate` costs on news: CPU time by layer and model, its growth with the text, memory over many articles.

    .venv/bin/python tests/bench/annotate.py [FOLDER] [--model MODEL ...] [--nested] [--growth] [--memory N]

FOLDER holds news as .txt files; without it the articles of seeds/, tests/articles and tests/expressions are read.
Seconds are CPU seconds of this process, of each layer the best of three rounds over all articles, each annotated by
itself and in full before the next, as a run does it. With `--growth` the layers read articles one after the other, a
single paragraph, and a list of quotes, of three sizes. `--memory N` annotates N articles and tells the memory held.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import TypeVar

from onrecord.articles import read_articles, to_document_line
from onrecord.layers.dates import find_dates
from onrecord.layers.numbers import find_numbers
from onrecord.layers.quotes import find_quotes
from onrecord.layers.segments import find_segments
from onrecord.layers.speakers import find_speakers
from onrecord.model import Document, Published, Record
from onrecord.models import MODELS, load_model
from onrecord.pipeline import annotate_document
from onrecord.seeds import iter_inputs

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 3
SIZES = (10_000, 100_000, 1_000_000)
DAY = Published(date="2016-09-08", earliest="2016-09-08", latest="2016-09-08", basis="given")

_T = TypeVar("_T")


class Costs(Counter[str]):
    """CPU seconds by layer."""

    def measured(self, layer: str, work: Callable[[], _T]) -> _T:
        start = time.process_time()
        made = work()
        self[layer] += time.process_time() - start
        return made


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--model", nargs="+", default=list(MODELS))
    parser.add_argument("--nested", action="store_true")
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--memory", type=int, default=0, metavar="N")
    options = parser.parse_args(arguments)
    documents = list(read_documents(options.folder))
    if not documents:
        parser.error(f"{options.folder}: no article in it; name a folder of .txt files")
    for model in options.model:
        if options.memory:
            memory(documents, model, options.memory)
        elif options.growth:
            growth(documents, model)
        else:
            news(documents, model, nested=options.nested)
    return 0


def read_documents(folder: Path | None) -> Iterable[Document]:
    """The articles as they were received, without their annotations."""
    yield from (item for item in iter_inputs(folder or ROOT / "seeds", print) if isinstance(item, Document))
    if folder is None:
        for name in ("articles", "expressions"):
            for record in read_articles(ROOT / "tests" / name):
                given = record.published if record.published.basis == "given" else Published()
                yield Document(
                    id=record.id, title=record.title, text=record.text, language=record.language, published=given
                )


def news(documents: Sequence[Document], model: str, *, nested: bool) -> None:
    characters = sum(len(document.text) for document in documents)
    for document in documents:  # caches and models as they are in the midst of a run
        annotate_document(document, model, nested=nested)
    rounds = []
    for _ in range(ROUNDS):
        costs = Costs()
        for document in documents:
            by_layer(document, costs, model, nested=nested)
            costs.measured("all", lambda d=document: to_document_line(annotate_document(d, model, nested=nested)))
        rounds.append(costs)
    print(f"{model}{' --nested' * nested}, {len(documents)} articles, {characters:,} characters")
    print(f"  {'layer':<10}{'ms an article':>14}{'1000 characters a second':>26}")
    for layer in rounds[0]:
        seconds = min(costs[layer] for costs in rounds)
        print(f"  {layer:<10}{seconds / len(documents) * 1000:>14.2f}{characters / seconds / 1000:>26,.0f}", flush=True)


def by_layer(document: Document, costs: Costs, model: str, *, nested: bool = False) -> None:
    """Each layer as `annotate_document` calls it."""
    text, language = document.text, document.language
    segments = costs.measured("segments", lambda: find_segments(text, document.title))
    dates = costs.measured("dates", lambda: find_dates(text, segments, document.published, language=language))
    numbers = costs.measured("numbers", lambda: find_numbers(text, segments, dates, language=language))
    read = costs.measured("quotes", lambda: find_quotes(text, segments, load_model(model), nested=nested))
    speakers, quotes = costs.measured("speakers", lambda: find_speakers(text, segments, read))
    record = Record(
        id=document.id, text=text, segments=segments, speakers=speakers, quotes=quotes, dates=dates, numbers=numbers
    )
    costs.measured("writing", lambda: to_document_line(record))


def growth(documents: Sequence[Document], model: str) -> None:
    """Microseconds a character by shape, size and layer: equal in a column where time is linear."""
    shapes = {
        "articles": "".join(f"{document.text}\n\n" for document in documents),
        "one paragraph": "".join(f"{word} " for document in documents for word in document.text.split()),
        "list of quotes": "".join(_quoted(documents)),
    }
    by_layer(documents[0], Costs(), model)
    print(f"{model}: µs a character")
    for shape, text in shapes.items():
        for size in SIZES:
            costs = Costs()
            given = "".join(islice(cycle(text), size))
            by_layer(Document(id="a", text=given, published=DAY), costs, model)
            told = "".join(f"{layer:>11} {seconds / size * 1e6:6.2f}" for layer, seconds in costs.items())
            print(f"  {shape:<15}{size:>10,}{told}", flush=True)


def _quoted(documents: Iterable[Document]) -> Iterable[str]:
    """Each line as what somebody said who has not been named before."""
    lines = (line.strip() for document in documents for line in document.text.splitlines() if line.strip())
    return (
        f"“{line[:100]},” said Maria {_letters(i).title()}.\n" for i, line in enumerate(islice(cycle(lines), 9000), 1)
    )


def memory(documents: Sequence[Document], model: str, count: int) -> None:
    """The memory held, ten times on the way. Each article is made another one, as no two of a crawl are equal."""
    print(f"{model}: memory held after so many articles, in MB")
    for number, document in enumerate(islice(cycle(documents), count), 1):
        text = document.text.translate({ord("e"): f"e{_letters(number)}"}) if number % 2 else document.text
        to_document_line(annotate_document(Document(id="a", text=text, published=document.published), model))
        if number % max(1, count // 10) == 0:
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            print(f"  {number:>9,}{pages * resource.getpagesize() / 1e6:>8.0f}", flush=True)


def _letters(number: int) -> str:
    """A few letters that stand for a number."""
    return "" if number == 0 else _letters(number // 26) + chr(ord("a") + number % 26)


if __name__ == "__main__":
    sys.exit(main())
